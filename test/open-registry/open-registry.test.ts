import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fetch } from '../../src/net/contract.ts';
import { type OpenRegistry, openRegistry } from '../../src/open-registry/open-registry.ts';

const clock = { now: () => Date.parse('2026-11-21T08:00:00Z') };
const MORE = 'https://registry.example/more.yaml';

let dir: string;
let opened: OpenRegistry | null = null;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  dir = await mkdtemp(path.join(tmpdir(), 'community-graph-registry-'));
});
afterEach(async () => {
  opened?.close();
  vi.useRealTimers();
  await rm(dir, { recursive: true });
});

/** @param names of the groups that the file itself states */
function writeRegistry(...names: readonly string[]): Promise<void> {
  const groups = names.map((name) => `  - { slug: ${name}, name: ${name}, kind: TEAM }\n`).join('');
  const text = `apiVersion: community-graph/v1\ncommunity: { slug: s, name: S }\ninclude: ["${MORE}"]\ngroups:\n${groups}`;
  return writeFile(path.join(dir, 'registry.yaml'), text);
}

async function open(fetch: Fetch): Promise<OpenRegistry['registry']> {
  opened = await openRegistry({
    location: path.join(dir, 'registry.yaml'),
    fetch,
    clock,
    log: pino({ level: 'silent' }),
    cacheDir: path.join(dir, 'cache'),
    meetingSources: [],
    refreshSeconds: 3600,
  });
  return opened.registry;
}

/** Lets the watcher look until another version is in service. @returns the slugs of its groups */
async function nextVersion({ registry }: OpenRegistry): Promise<readonly string[]> {
  const before = registry.current;
  while (registry.current === before) {
    vi.advanceTimersByTime(1000);
    // Files are read for real; what they take is turns of the event loop.
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  }
  return registry.current.groups.map(({ slug }) => slug);
}

describe('the watcher', () => {
  it('sees an edit that was made while the registry was being read', async () => {
    let duringFetch = async (): Promise<void> => {};
    await writeRegistry('one');
    const registry = await open(async () => {
      await duringFetch();
      return new Response('groups: [{ slug: more, name: More, kind: TEAM }]\n');
    });
    expect(registry.current.groups.map(({ slug }) => slug)).toEqual(['more', 'one']);

    duringFetch = async () => {
      duringFetch = async () => {};
      await writeRegistry('one', 'two', 'three');
    };
    await writeRegistry('one', 'two');
    if (opened === null) throw new Error('The registry is not open.');
    expect(await nextVersion(opened)).toEqual(['more', 'one', 'two']);
    expect(await nextVersion(opened)).toEqual(['more', 'one', 'two', 'three']);
  });

  it('looks no more once it is closed', async () => {
    await writeRegistry('one');
    const registry = await open(async () => new Response('groups: []\n'));
    opened?.close();
    expect(vi.getTimerCount()).toBe(0);
    expect(registry.current.groups).toHaveLength(1);
  });
});
