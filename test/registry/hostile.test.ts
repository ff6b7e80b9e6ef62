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
    ['a long line', `groups: [${'{slug: a},'.repeat(5_000)}]`],
    ['many duplicate keys', 'groups: []\n'.repeat(5_000)],
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

  it.each([
    ['quotes', '> '.repeat(20_000)],
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
