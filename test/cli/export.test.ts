import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exportSite } from '../../src/cli/export.ts';
import { createProgram } from '../../src/cli/program.ts';
import { readConfig } from '../../src/config.ts';
import { CALENDAR } from '../support/pages-gateway.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'export-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const REGISTRY = `
apiVersion: community-graph/v1
community: { slug: acme, name: Acme Community }
groups:
  - slug: storage
    name: Storage
    kind: TEAM
    calendars: [{ url: ./main.ics }]
`;

it('writes a site that names itself by its address', async () => {
  writeFileSync(path.join(directory, 'registry.yaml'), REGISTRY);
  writeFileSync(path.join(directory, 'main.ics'), CALENDAR);
  const out = path.join(directory, 'public');
  const lines: string[] = [];
  const terminal = { stdout: (text: string) => lines.push(text), stderr: () => {}, isInteractive: false };
  const code = await exportSite(
    path.join(directory, 'registry.yaml'),
    { out, url: 'https://acme.example.org/pages/' },
    readConfig({ CACHE_DIR: path.join(directory, 'cache') }),
    terminal,
  );
  expect(code).toBe(0);
  expect(lines).toEqual([expect.stringMatching(new RegExp(`^Wrote \\d+ files to ${out}$`, 'u'))]);
  for (const file of [
    'index.html',
    'groups/storage/index.html',
    'groups/storage/calendar.ics',
    'data/v1/groups/storage.json',
    'embed.js',
  ]) {
    expect(existsSync(path.join(out, file)), file).toBe(true);
  }
  expect(readFileSync(path.join(out, 'groups/storage/index.html'), 'utf8')).toContain(
    '<link rel="canonical" href="https://acme.example.org/pages/groups/storage/">',
  );
});

it('shows a person how far it is, and keeps what it says in between', async () => {
  const registry = path.join(directory, 'broken.yaml');
  writeFileSync(registry, REGISTRY.replace('./main.ics', 'http://127.0.0.1:1/dead.ics'));
  const written: string[] = [];
  const terminal = {
    stdout: () => {},
    stderr: (text: string) => written.push(...`${text}\n`.split(/(?<=\n)/u)),
    isInteractive: true,
  };
  const config = readConfig({ CACHE_DIR: path.join(directory, 'broken-cache') });
  expect(await exportSite(registry, { out: path.join(directory, 'broken') }, config, terminal)).toBe(0);
  // What a terminal shows: each \u001b[1A\u001b[2K empties the line above.
  const screen: string[] = [];
  for (const line of written) {
    if (line.startsWith('\u001b[1A\u001b[2K')) screen.pop();
    screen.push(line.replace('\u001b[1A\u001b[2K', '').trimEnd());
  }
  expect(screen[0]).toBe('Feeds will name themselves by http://localhost:4000: say with --url where they will be.');
  expect(screen.join('\n')).toContain('/groups/storage/calendar.ics is left as it was. Not known at present: ');
  expect(screen.at(-1)).toMatch(/^(\d+) of \1 files: /u);
  expect(screen.filter((line) => / files: /u.test(line))).toHaveLength(1);
});

it('writes what was recorded beside the registry, without a network', async () => {
  const folder = path.join(directory, 'recorded-community');
  const calendars = path.join(folder, 'recorded/calendars/calendar.acme.example');
  mkdirSync(calendars, { recursive: true });
  writeFileSync(path.join(calendars, 'main.ics'), CALENDAR);
  const registry = path.join(folder, 'registry.yaml');
  writeFileSync(registry, REGISTRY.replace('./main.ics', 'https://calendar.acme.example/main.ics'));
  const terminal = { stdout: () => {}, stderr: () => {}, isInteractive: false };
  const config = readConfig({ CACHE_DIR: path.join(folder, 'cache'), PUBLIC_URL: 'https://acme.example.org' });
  const out = path.join(folder, 'public');
  expect(await exportSite(registry, { out, demo: true }, config, terminal)).toBe(0);
  expect(readFileSync(path.join(out, 'groups/storage/calendar.ics'), 'utf8')).toContain('BEGIN:VEVENT');
});

it('says before it reads anything that a file is where its folder must be', async () => {
  const out = path.join(directory, 'a-file');
  writeFileSync(out, '');
  const terminal = { stdout: () => {}, stderr: () => {}, isInteractive: false };
  const nowhere = path.join(directory, 'no-such-registry.yaml');
  const found = exportSite(nowhere, { out, url: 'https://acme.example.org' }, readConfig({}), terminal);
  await expect(found).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: `--out: "${out}" cannot be written (EEXIST).`,
  });
});

it.each(['nope', 'ftp://acme.example.org', 'https://acme.example.org/?page=1', 'https://acme.example.org/#top'])(
  'takes no --url %s',
  async (url) => {
    const said: string[] = [];
    const terminal = { stdout: () => {}, stderr: (text: string) => said.push(text), isInteractive: false };
    const program = createProgram(terminal, () => {}).exitOverride();
    for (const command of program.commands) command.exitOverride();
    const parsed = program.parseAsync(['node', 'community-graph', 'export', '--out', directory, '--url', url]);
    await expect(parsed).rejects.toMatchObject({ code: 'commander.invalidArgument' });
    expect(said.join('')).toContain('It must be an address such as https://groups.example.org/community.');
  },
);

it('has the options that the nightly workflow of the examples uses', () => {
  const workflow = parse(readFileSync('examples/workflows/publish.yml', 'utf8')) as {
    jobs: { export: { steps: { run?: string }[] } };
  };
  const command = workflow.jobs.export.steps.flatMap(({ run }) => run ?? []).join('\n');
  const [, name = ''] = /main\.ts (\w+)/u.exec(command) ?? [];
  const terminal = { stdout: () => {}, stderr: () => {}, isInteractive: false };
  const found = createProgram(terminal, () => {}).commands.find((one) => one.name() === name);
  const known = found?.options.map(({ long }) => long) ?? [];
  const used = [...command.matchAll(/ (--\w+)/gu)].map(([, option]) => option).filter((option) => option !== '--omit');
  expect(used.length).toBe(2);
  expect(known).toEqual(expect.arrayContaining(used));
});
