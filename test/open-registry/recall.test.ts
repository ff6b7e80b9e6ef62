/** A restart: the version of the run before is served at once where reading the files again would give the same. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RegistryRecord } from '../../src/model/registry.ts';
import * as stamps from '../../src/open-registry/file-stamps.ts';
import { openRegistry } from '../../src/open-registry/open-registry.ts';
import { readRegistry } from '../../src/open-registry/read-registry.ts';

vi.mock(import('../../src/open-registry/read-registry.ts'), { spy: true });
vi.mock(import('../../src/open-registry/file-stamps.ts'), { spy: true });

let folder: string;
let nowMs = Date.parse('2026-11-21T08:00:00Z');

beforeEach(() => {
  vi.clearAllMocks();
  folder = mkdtempSync(path.join(tmpdir(), 'recall-'));
  write('registry.yaml', 'apiVersion: community-graph/v1\ncommunity: { slug: s, name: S }\ninclude: [./more.yaml]\n');
  write('more.yaml', 'groups: [{ slug: a, name: A, kind: TEAM }]\n');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
const git = (...args: readonly string[]): unknown =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@t.example', ...args], {
    stdio: 'ignore',
  });

/** @returns what a run serves, and whether it read a file for that */
async function run(location = path.join(folder, 'registry.yaml')): Promise<[RegistryRecord, isRead: boolean]> {
  const before = vi.mocked(readRegistry).mock.calls.length;
  const { registry, close } = await openRegistry({
    location,
    fetch: async () => new Response('groups: [{ slug: b, name: B, kind: TEAM }]\n'),
    clock: { now: () => nowMs },
    log: pino({ level: 'silent' }),
    cacheDir: path.join(folder, 'cache'),
    meetingSources: [],
    refreshSeconds: 3600,
  });
  close();
  return [registry.current, vi.mocked(readRegistry).mock.calls.length > before];
}

it('gives what reading gives, without reading', async () => {
  await run();
  nowMs += 60_000;
  const [recalled, isRead] = await run();
  rmSync(path.join(folder, 'cache'), { recursive: true });
  const [read] = await run();
  expect(isRead).toBe(false);
  expect(recalled).toEqual(read);
  expect(recalled.files[0]?.fetchedAt).toBe(read.files[0]?.fetchedAt);
});

describe('reads again', () => {
  const more = (slug: string) => `groups: [{ slug: ${slug}, name: A, kind: TEAM }]\n`;
  const changes: [what: string, change: () => void][] = [
    ['where a file was edited', () => write('more.yaml', more('b'))],
    ['where a file is gone', () => rmSync(path.join(folder, 'more.yaml'))],
    ['under another program', () => vi.mocked(stamps.programStamp).mockReturnValue('other')],
    [
      'where what was kept is damaged',
      () => {
        const [kept = ''] = execFileSync('ls', [path.join(folder, 'cache/registry')], { encoding: 'utf8' }).split('\n');
        const file = path.join('cache/registry', kept);
        write(file, readFileSync(path.join(folder, file), 'utf8').replace('"slug":"a"', '"slug":"z"'));
      },
    ],
  ];
  it.each(changes)('%s', async (_what, change) => {
    await run();
    change();
    const [record, isRead] = await run();
    expect(isRead).toBe(true);
    expect(record.groups.map(({ slug }) => slug)).not.toContain('z');
  });

  it('where a file that was missing is there', async () => {
    rmSync(path.join(folder, 'more.yaml'));
    write('registry.yaml', `${readFileSync(path.join(folder, 'registry.yaml'), 'utf8')}${more('c')}`);
    const [incomplete] = await run();
    write('more.yaml', more('a'));
    const [record] = await run();
    expect(incomplete.groups.map(({ slug }) => slug)).toEqual(['c']);
    expect(record.groups.map(({ slug }) => slug)).toEqual(['a', 'c']);
  });

  it('where another commit may hold a file', async () => {
    git('init', '-q');
    const [before] = await run();
    git('add', 'registry.yaml', 'more.yaml');
    git('commit', '-qm', 'Add');
    await run();
    git('commit', '-qm', 'Again', '--allow-empty', '--amend');
    const [after, isRead] = await run();
    expect(isRead).toBe(true);
    expect(before.files[0]?.revision).toHaveLength(16);
    expect(after.files[0]?.revision).toHaveLength(40);
  });

  it('what has to be asked for', async () => {
    write('registry.yaml', 'community: { slug: s, name: S }\ninclude: ["https://registry.example/more.yaml"]\n');
    await run();
    expect((await run())[1]).toBe(true);
  });

  it('what another spelling of its place names otherwise', async () => {
    await run();
    expect((await run(path.relative('.', path.join(folder, 'registry.yaml'))))[1]).toBe(true);
  });
});
