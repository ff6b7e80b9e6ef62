import { describe, expect, it } from 'vitest';
import { LocatedScalar, toPlain } from '../../src/registry/document/located.ts';
import { termOfText } from '../../src/registry/formats/shared/term.ts';
import { loadText } from './load-files.ts';

const spot = { path: 'term', line: 1, column: 1 };

function read(words: string): unknown {
  const term = termOfText(new LocatedScalar(spot, words));
  return term === undefined ? null : JSON.parse(JSON.stringify(toPlain(term as LocatedScalar)));
}

describe('termOfText', () => {
  it.each([
    ['2025-07-01 to 2027-06-30', { start: '2025-07-01', end: '2027-06-30' }],
    ['2025/7/1 – 2027/6/30', { start: '2025-07-01', end: '2027-06-30' }],
    ['July 1, 2025 – June 30th, 2027', { start: '2025-07-01', end: '2027-06-30' }],
    ['1 Jul 2025 to 30 Jun. 2027', { start: '2025-07-01', end: '2027-06-30' }],
    ['until 2026-12-31', { end: '2026-12-31' }],
    ['term ends: 31 December 2026', { end: '2026-12-31' }],
    ['since 2025-07-01', { start: '2025-07-01' }],
    ['2025-07-01 to present', { start: '2025-07-01' }],
    ['2025-07-01 - now', { start: '2025-07-01' }],
    // Nobody knows whether a day alone begins or ends the term.
    ['2025-07-01', null],
    ['2025-07 to 2027-06', null],
    ['2025-07-01, 2026-07-01, 2027-07-01', null],
    ['two years', null],
  ])('of "%s"', (words, term) => {
    expect(read(words)).toEqual(term);
  });
});

describe('a term that is none', () => {
  it.each([
    ['2025-07-01', 'REGISTRY_WRONG_TYPE'],
    ['[2025-07-01, 2026-07-01]', 'REGISTRY_WRONG_TYPE'],
    ['TBD', 'REGISTRY_PLACEHOLDER'],
  ])('is told of: %s', async (term, code) => {
    const record = await loadText(`tags: [{ dir: a, name: A, leads: [{ github: ada, term: ${term} }] }]`);
    expect(record.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(record.groups[0]?.roles).toMatchObject([{ login: 'ada', termStart: null, termEnd: null }]);
  });

  it('costs a page nothing that it says in two columns', async () => {
    const rows = '| Name | GitHub | Term start | Term ends |\n|-|-|-|-|\n| Ada L | @ada | 2026-01-01 | 2026-12-31 |\n';
    const record = await loadText(`# TAG A\n\n## Chairs\n\n${rows}`, 'a.md');
    expect(record.groups[0]?.roles).toMatchObject([{ login: 'ada', termStart: '2026-01-01', termEnd: '2026-12-31' }]);
  });
});

it('tells of true and false where text should stand', async () => {
  const record = await loadText('tags: [{ dir: a, name: A, leads: [{ github: true }] }]');
  expect(record.diagnostics.map(({ code, level }) => `${level} ${code}`)).toEqual(['WARNING REGISTRY_WRONG_TYPE']);
});

it('takes characters without a shape out of text, and leaves its lines', async () => {
  const record = await loadText('tags: [{ dir: a, name: "A\\u202e\\u0000B", mission: "one\\ntwo" }]');
  expect(record.groups[0]).toMatchObject({ name: 'AB', mission: 'one\ntwo' });
});
