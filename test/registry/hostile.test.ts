/** Whatever stands in a file, loading ends with a record, and every diagnostic says where. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { RegistryRecord } from '../../src/model/registry.ts';
import { loadFiles, loadText } from './load-files.ts';

const NAMES = ['registry.yaml', 'registry.json', 'page.md', 'unknown'];
const KEYS = [
  'tags',
  'sigs',
  'groups',
  'community',
  'include',
  'calendars',
  'initiatives',
  'leadership',
  'chairs',
  'contact',
  'name',
  'dir',
  'slug',
  'kind',
  'roles',
  'github',
  'term',
  'start',
  'meetings',
  'schedule',
  'toc_liaison',
  'subprojects',
  'id',
  'people',
  'resources',
  'match',
  'parent',
  '__proto__',
  'constructor',
  '<<',
  'foo bar',
];

function expectPlaced(record: RegistryRecord): void {
  for (const diagnostic of record.diagnostics) {
    expect(diagnostic.file, diagnostic.message).toBeTruthy();
    expect(diagnostic.line, diagnostic.message).toBeGreaterThan(0);
    expect(diagnostic.column, diagnostic.message).toBeGreaterThan(0);
    expect(diagnostic.hint).toBeTruthy();
  }
}

describe('hostile input', () => {
  it('of any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...NAMES), async (bytes, name) => {
        expectPlaced(await loadFiles({ [name]: bytes }));
      }),
      { numRuns: 300 },
    );
  });

  it('of any text that looks like YAML', async () => {
    const piece = fc.constantFrom(
      '- ',
      ': ',
      '\n',
      '  ',
      '&a ',
      '*a',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '|',
      '>',
      '#',
      '!!set ',
      '? ',
      '---\n',
      '...\n',
      '\t',
      '%TAG',
      '@',
      '<<: ',
      'groups:',
      'tags:',
      'sigs:',
      'x',
      '0',
      '~',
      '\u0000',
      '\u2028',
      '# H\n',
      '| a | b |\n|--|--|\n',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.constantFrom(...NAMES), async (pieces, name) => {
        expectPlaced(await loadText(pieces.join(''), name));
      }),
      { numRuns: 500 },
    );
  });

  it('of any structure under the keys of the formats', async () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6, withCrossShrink: true },
        fc.oneof(
          fc.string({ maxLength: 12 }),
          fc.integer(),
          fc.boolean(),
          fc.constant(null),
          fc.constantFrom('TBD', 'https://x.example/', '2026-01-01', 'a@b.example'),
        ),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...KEYS), tie('tree'), { maxKeys: 6 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(tree, async (value) => {
        const record = await loadText(stringify(value, { aliasDuplicateObjects: false }));
        expectPlaced(record);
        expect(new Set(record.groups.map(({ key }) => key)).size).toBe(record.groups.length);
        expect(JSON.stringify(record)).not.toContain('a@b.example');
      }),
      { numRuns: 500 },
    );
  });

  // The time limit of the test runner is the bound: what grows with the square takes minutes.
  const bombs = Array.from(
    { length: 12 },
    (_, level) => `a${level}: &a${level} [${level === 0 ? 'x' : Array(10).fill(`*a${level - 1}`)}]`,
  );
  it.each([
    ['an alias bomb', bombs.join('\n')],
    ['an alias that contains itself', 'groups: &a [*a, { slug: *a }]'],
    ['deep flow nesting', `groups: ${'['.repeat(100_000)}`],
    ['deep flow mappings', '{a: '.repeat(50_000)],
    ['deep block nesting', Array.from({ length: 3_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['deep block sequences', `${'- '.repeat(20_000)}x`],
    ['closing brackets', ']\n'.repeat(20_000)],
    ['two colons a line', 'a: b: c\n'.repeat(5_000)],
    ['a long line', `groups: [${'{slug: a},'.repeat(5_000)}]`],
    ['many duplicate keys', 'groups: [{ slug: a }]\n'.repeat(20_000)],
    [
      'a schedule made to backtrack',
      `community: {slug: x}\ngroups: [{slug: a, name: A, kind: TEAM, meetings: [{schedule: "${'every 1st and '.repeat(20)}"}]}]`,
    ],
    [
      'long words in a schedule',
      `community: {slug: x}\ngroups: [{slug: a, name: A, kind: TEAM, meetings: [{schedule: "${'1'.repeat(290)}"}]}]`,
    ],
  ])('of %s costs bounded time', async (_name, text) => {
    expectPlaced(await loadText(text));
  });

  /** What makes an expression look again from every place: a long run, and at its end what does not fit. */
  const runs = [' ', '-', '(', '[', 'a', 'a+', '/…', '[](#', '\\', ' (pwd'];

  it.each<[string, (run: string) => string]>([
    ['a mission', (run) => `mission: "${run}"`],
    ['a charter', (run) => `charter: "https://a.example/${run}"`],
    ['a schedule', (run) => `meetings: [{ schedule: "${run}" }]`],
    ['a person', (run) => `roles: [{ kind: CHAIR, name: "${run}", github: "${run}" }]`],
    ['a calendar', (run) => `calendars: [{ name: "${run}", url: "${run}" }]`],
    ['issues', (run) => `initiatives: ["https://github.com/a/b/issues?q=${run}"]`],
  ])('of %s of a hundred thousand letters costs bounded time', async (_name, toField) => {
    for (const unit of runs) {
      const run = JSON.stringify(`x${unit.repeat(100_000 / unit.length)}y`).slice(1, -1);
      const began = process.cpuUsage().user;
      expectPlaced(
        await loadText(`community: { slug: x }\ngroups: [{ slug: a, name: A, kind: TEAM, ${toField(run)} }]\n`),
      );
      expect((process.cpuUsage().user - began) / 1000, JSON.stringify(unit)).toBeLessThan(2000);
    }
  });

  it.each<[string, (run: string) => string]>([
    ['tags.yaml', (run) => `tags: [{ dir: a, name: "${run}", charter_link: "${run}", contact: { slack: "${run}" } }]`],
    ['sigs.yaml', (run) => `sigs: [{ dir: sig-a, name: A, description: "${run}", meetings: [{ day: "${run}" }] }]`],
    ['workstreams.yml', (run) => `- name: "${run} SIGs"\n  sigs: [{ name: "${run}", meeting: "${run}" }]`],
  ])('of %s of long texts costs bounded time', async (name, toText) => {
    for (const unit of runs) {
      const run = JSON.stringify(`x${unit.repeat(100_000 / unit.length)}y`).slice(1, -1);
      const began = process.cpuUsage().user;
      expectPlaced(await loadText(toText(run), name));
      expect((process.cpuUsage().user - began) / 1000, JSON.stringify(unit)).toBeLessThan(2000);
    }
  });

  it.each([
    ['quotes', '> '.repeat(20_000)],
    ['rules of dashes and blanks', `# H\n\n${`${'- '.repeat(40)}\n\n`.repeat(100)}`],
    ['shortcodes', `# H\n\n${'{{%%}}'.repeat(2_000)}{\n`],
    ['open brackets in a list of leads', `# H\n\n## Leads\n\n- Ada${'('.repeat(100_000)}x\n`],
    ['bars in a list of subprojects', `# H\n\n## Subprojects\n\n- **A**${'|'.repeat(100_000)}x\n`],
    ['commas in a schedule', `# H\n\n## Meetings\n\nMonday at 8:00 ${','.repeat(100_000)}x\n`],
    ['full stops in a schedule', `# H\n\n## Meetings\n\nMonday at 8:00 ${'.'.repeat(100_000)}x\n`],
    ['weeks', `# H\n\n## Meetings\n\n${'weekly '.repeat(20_000)}\n`],
    ['links without an end', `# H\n\n## Mission\n\n${'[](a'.repeat(30_000)}\n`],
    ['passcodes', `# H\n\n[a](https://a.example) ${'(pwd '.repeat(20_000)}\n`],
    ['colons', `# H\n\n${':'.repeat(100_000)}\tx\n`],
    ['brackets', `# H\n\n${'['.repeat(20_000)}`],
    ['emphasis', `# H\n\n${'*a **a '.repeat(5_000)}`],
    ['lists', Array.from({ length: 500 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['markup', `# H\n\n${'<script '.repeat(10_000)}\n\n${'<!--'.repeat(10_000)}`],
    ['wide tables', `# H\n\n|${' Name |'.repeat(2_000)}\n|${'--|'.repeat(2_000)}\n|${' x |'.repeat(2_000)}`],
    ['rules', '---\n'.repeat(20_000)],
    ['headings', '# a\n###### b\n'.repeat(5_000)],
  ])('of a page of %s costs bounded time', async (_name, text) => {
    expectPlaced(await loadText(text, 'page.md'));
  });

  it.each([
    ['a source of meetings', 'registry.yaml', 'calendars: [{ id: c, constructor: {} }]', 'REGISTRY_UNKNOWN_KEY'],
    ['a kind', 'workstreams.yml', '- { id: a, name: A, kind: constructor, people: [] }', 'REGISTRY_WRONG_TYPE'],
    [
      'a host with a backslash',
      'registry.yaml',
      "calendars: [{ id: c, url: 'webcal://a.example\\published/c.ics' }]",
      'REGISTRY_WRONG_TYPE',
    ],
  ])('of %s that is a name of the language costs itself', async (_name, file, text, code) => {
    expect((await loadText(text, file)).diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  it('loads the same ten times over', async () => {
    const files = {
      'registry.yaml': 'community: { slug: x }\ninclude: [a.yaml, b.yaml]\ngroups: [{ slug: a, nam: A }]\n',
      'a.yaml': 'tags: [{ dir: a, name: A, leadership: { chairs: [{ name: TBD }, { github: ada }] } }]\n',
      'b.yaml': 'include: a.yaml\nsigs: [{ dir: sig-b, name: B, charis: [] }]\n',
    };
    const records = await Promise.all(Array.from({ length: 10 }, () => loadFiles(files)));
    for (const record of records) expect(record).toEqual(records[0]);
    expect(records[0]?.groups.map(({ key }) => key)).toEqual(['x/a', 'x/sig-b']);
  });
});
