import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../src/cli/check.ts';
import type { Terminal } from '../../src/cli/command.ts';
import { findings } from '../../src/cli/findings.ts';
import { importFiles } from '../../src/cli/import.ts';
import { createProgram } from '../../src/cli/program.ts';
import { query } from '../../src/cli/query.ts';
import { type Config, readConfig } from '../../src/config.ts';

let dir: string;
let config: Config;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'community-graph-cli-'));
  config = readConfig({ CACHE_DIR: path.join(dir, 'cache') });
  await writeFile(path.join(dir, 'odd.yaml'), ODD);
  await writeFile(path.join(dir, 'broken.yaml'), 'groups: [');
});
afterAll(() => rm(dir, { recursive: true }));

const ODD = `apiVersion: community-graph/v1
community: { slug: small, name: Small }
rules: cncf
groups:
  - slug: one
    name: One
    kind: ADVISORY_GROUP
    charterUrl: https://example.org/charter
    roles:
      - { kind: CHAIR, github: ann, term: { start: "2020-01-01", end: "2020-12-31" } }
`;

const SOURCES = `apiVersion: community-graph/v1
community: { slug: small, name: Small }
initiatives: [{ id: r, repository: o/r, labels: [work], groups: { labels: { one: one } } }]
calendars:
  - { id: gone, url: ./gone.ics }
  - { id: lan, url: "http://127.0.0.1:1/a.ics?token=s3cret" }
groups: [{ slug: one, name: One, kind: TEAM, calendars: [gone, lan] }]
`;

const TAGS = `tags:
  - dir: tag-one
    name: TAG One
    mission_statement: Foo-Baz-Bar
    leadership:
      chairs:
        - github: ann
          name: Ann
`;

function capture(): Terminal & { readonly out: string[]; readonly err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  return { out, err, stdout: (text) => out.push(text), stderr: (text) => err.push(text), isInteractive: false };
}

describe('check', () => {
  it('writes each problem as file:line:col CODE message hint, and counts them', async () => {
    const terminal = capture();
    const file = path.join(dir, 'odd.yaml');
    expect(await check(file, { format: 'text' }, config, terminal)).toBe(1);
    expect(terminal.out[0]).toMatch(/odd\.yaml:8:5 REGISTRY_UNKNOWN_KEY .*charterUrl.*"charter"/u);
    expect(terminal.out.at(-1)).toBe('1 error, 0 warnings, 0 notes');
  });

  it('ends with 1 and every problem placed where the registry does not parse', async () => {
    const terminal = capture();
    expect(await check(path.join(dir, 'broken.yaml'), { format: 'text' }, config, terminal)).toBe(1);
    expect(terminal.out[0]).toMatch(/broken\.yaml:\d+:\d+ REGISTRY_SYNTAX /u);
  });

  it('ends with 1 for a file that does not exist', async () => {
    const terminal = capture();
    expect(await check(path.join(dir, 'absent.yaml'), { format: 'json' }, config, terminal)).toBe(1);
    expect(JSON.parse(terminal.out.join(''))).toMatchObject({ diagnostics: [{ code: 'REGISTRY_NOT_FOUND' }] });
  });

  it('writes annotations for GitHub', async () => {
    const terminal = capture();
    await check(path.join(dir, 'odd.yaml'), { format: 'github' }, config, terminal);
    expect(terminal.out[0]).toMatch(/^::error file=.*odd\.yaml,line=8,col=5,title=REGISTRY_UNKNOWN_KEY::/u);
  });
});

describe('check --online', () => {
  const online = async (format: 'text' | 'github' | 'json') => {
    const file = path.join(dir, 'sources.yaml');
    await writeFile(file, SOURCES);
    const terminal = capture();
    const code = await check(file, { format, online: true }, config, terminal);
    return { code, out: terminal.out };
  };

  it('says of every source why it was not read, what to do, and no address that is a secret', async () => {
    const { code, out } = await online('text');
    expect(out).toEqual([
      expect.stringMatching(/^Issues of o\/r: UNREAD GITHUB_NO_TOKEN .*no token is set\. Set GITHUB_TOKEN/u),
      expect.stringMatching(/^gone: FAILING UPSTREAM_NOT_FOUND .* Correct the address/u),
      expect.stringMatching(/^lan: FAILING UPSTREAM_REFUSED_ADDRESS .* UPSTREAM_ALLOW/u),
      '0 errors, 0 warnings, 0 notes; of 3 sources 2 failed, 1 unread',
    ]);
    expect(code).toBe(1);
    expect(out.join(' ')).not.toContain('s3cret');
  });

  it('annotates them for GitHub, and gives the reason as JSON', async () => {
    const { out } = await online('github');
    expect(out.map((line) => line.split('::')[1])).toEqual([
      'warning title=GITHUB_NO_TOKEN',
      'error title=UPSTREAM_NOT_FOUND',
      'error title=UPSTREAM_REFUSED_ADDRESS',
    ]);
    const json = await online('json');
    expect(JSON.parse(json.out.join('')).sources[0]).toMatchObject({
      state: 'UNREAD',
      reason: { code: 'GITHUB_NO_TOKEN' },
    });
  });
});

describe('query', () => {
  it('writes the response as JSON', async () => {
    const terminal = capture();
    const code = await query(
      path.join(dir, 'odd.yaml'),
      'query ($slug: String!) { group(slug: $slug) { name } }',
      { variables: '{"slug":"one"}' },
      config,
      terminal,
    );
    expect([code, JSON.parse(terminal.out.join(''))]).toEqual([0, { data: { group: { name: 'One' } } }]);
  });

  it('ends with 1 where the response has errors', async () => {
    expect(await query(path.join(dir, 'odd.yaml'), '{ nonsense }', {}, config, capture())).toBe(1);
  });

  it.each([
    [undefined, {}, 'A query is needed'],
    ['{ __typename }', { variables: '[1]' }, '--variables must be a JSON object, but got "[1]".'],
    ['{ __typename }', { file: 'examples/queries/tag-page.graphql' }, 'The query stands twice'],
    [undefined, { file: '/nowhere.graphql' }, 'cannot be read'],
  ])('says what is wrong with %o %o', async (text, options, message) => {
    await expect(query(path.join(dir, 'odd.yaml'), text, options, config, capture())).rejects.toThrow(message);
  });
});

describe('findings', () => {
  it.each([
    ['kubernetes', 'no-charter'],
    ['sea-org', null],
  ])('of a file served as it is are those of the rules of %s itself', async (owner, rule) => {
    const file = path.join(dir, 'sigs.yaml');
    const owners = `owners: ["https://github.com/${owner}/nets/blob/main/OWNERS"]`;
    await writeFile(file, `sigs: [{ dir: sig-a, name: A, subprojects: [{ name: nets, ${owners} }] }]`);
    const terminal = capture();
    expect(await findings(file, { format: 'text' }, config, terminal)).toBe(rule === null ? 0 : 1);
    if (rule === null) expect(terminal.out).toEqual([]);
    else expect(terminal.out.join(' ')).toContain(rule);
  });

  it('ends with 1 on an open MUST, and names rule, person and clause', async () => {
    const terminal = capture();
    expect(await findings(path.join(dir, 'odd.yaml'), { format: 'text' }, config, terminal)).toBe(1);
    expect(terminal.out.find((line) => line.includes('term-expired'))).toMatch(
      /odd\.yaml:10 \w+ term-expired The term of @ann .* 2020-12-31.* https:/u,
    );
  });

  it('says so where the registry names no rules', async () => {
    const file = path.join(dir, 'ruleless.yaml');
    await writeFile(file, ODD.replace('rules: cncf\n', ''));
    const terminal = capture();
    expect(await findings(file, { format: 'text' }, config, terminal)).toBe(0);
    expect([terminal.out, terminal.err]).toEqual([[], [expect.stringContaining('nothing is judged')]]);
  });

  it('annotates the line of the registry', async () => {
    const terminal = capture();
    await findings(path.join(dir, 'odd.yaml'), { format: 'github', severity: ['MUST', 'SHOULD'] }, config, terminal);
    expect(terminal.out.find((line) => line.includes('term-expired'))).toMatch(
      /^::\w+ file=.*odd\.yaml,line=10,title=term-expired::/u,
    );
  });
});

describe('import', () => {
  it('writes the native form on stdout and what is odd on stderr', async () => {
    const terminal = capture();
    await writeFile(path.join(dir, 'tags.yaml'), TAGS);
    expect(await importFiles('cncf-tags', [path.join(dir, 'tags.yaml')], config, terminal)).toBe(0);
    const native = path.join(dir, 'native.yaml');
    await writeFile(native, terminal.out.join('\n'));
    expect(terminal.err.join('\n')).toContain('REGISTRY_PLACEHOLDER');
    const again = capture();
    await query(native, '{ groups { nodes { slug kind roles { nodes { person { login } } } } } }', {}, config, again);
    expect(JSON.parse(again.out.join(''))).toEqual({
      data: {
        groups: {
          nodes: [{ slug: 'tag-one', kind: 'ADVISORY_GROUP', roles: { nodes: [{ person: { login: 'ann' } }] } }],
        },
      },
    });
  });

  it('writes no registry where nothing could be read', async () => {
    const terminal = capture();
    expect(await importFiles('cncf-tags', [path.join(dir, 'absent.yaml')], config, terminal)).toBe(1);
    expect([terminal.out, terminal.err.length]).toEqual([[], 1]);
  });

  it('reads a file by its content where another format is named, and says so', async () => {
    const terminal = capture();
    await writeFile(path.join(dir, 'tags.yaml'), TAGS);
    expect(await importFiles('kubernetes-sigs', [path.join(dir, 'tags.yaml')], config, terminal)).toBe(1);
    expect(terminal.err[0]).toMatch(/REGISTRY_BAD_REFERENCE .*that of cncf-tags/u);
    expect(terminal.out.join('')).toContain('slug: tag-one');
  });

  it('names the formats that there are', async () => {
    await expect(importFiles('nonsense', ['x'], config, capture())).rejects.toThrow(/kubernetes-sigs/u);
  });
});

describe('the command line', () => {
  it('writes a schema that builds, and a JSON Schema', async () => {
    const terminal = capture();
    const codes: number[] = [];
    await createProgram(terminal, (code) => codes.push(code)).parseAsync(['schema'], { from: 'user' });
    await createProgram(terminal, (code) => codes.push(code)).parseAsync(['schema', '--registry'], { from: 'user' });
    expect(codes).toEqual([0, 0]);
    expect(buildSchema(terminal.out[0] ?? '').getQueryType()?.name).toBe('Query');
    expect(JSON.parse(terminal.out[1] ?? '')).toMatchObject({ $schema: expect.stringContaining('json-schema.org') });
  });
});

describe('readConfig', () => {
  it('names every variable without a usable value at once', () => {
    const read = (): Config => readConfig({ PORT: 'x', GITHUB_API_URL: 'ftp://x', GITHUB_APP_ID: '1', LOG_LEVEL: '' });
    expect(read).toThrow(/PORT.*GITHUB_API_URL.*GITHUB_APP_PRIVATE_KEY.*GITHUB_APP_INSTALLATION_ID/su);
  });

  it('takes an empty variable for an unset one', () => {
    expect(readConfig({ PORT: '', GITHUB_TOKEN: ' ' })).toMatchObject({ PORT: 4000 });
    expect(readConfig({ GITHUB_TOKEN: ' ' }).GITHUB_TOKEN).toBeUndefined();
  });
});
