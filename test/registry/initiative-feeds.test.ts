import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InitiativeRuleRecord } from '../../src/model/initiative.ts';
import { initiativeFeeds } from '../../src/registry/records/initiative-feeds.ts';

function group(...labelSets: string[][]) {
  return {
    initiativeQueries: labelSets.map((labels) => ({
      repository: 'o/r',
      labels,
      withoutLabels: [],
      state: null,
      url: '',
    })),
  };
}

function rule(labels: string[], candidates: InitiativeRuleRecord['candidates'] = null): InitiativeRuleRecord {
  return {
    id: 'rule',
    community: 'x',
    source: 'github',
    repository: 'o/r',
    labels,
    candidates,
    groups: { labels: {}, form: null, projectField: null, titles: [] },
    status: { labels: {}, projectField: null, projectValues: {} },
    fields: {},
    helpLabels: [],
    limits: { maxAgeDays: null, inactiveAfterDays: null },
  };
}

describe('initiativeFeeds', () => {
  it.each([
    ['the label that all share', [rule(['init'])], [group(['init', 'a']), group(['b', 'INIT'])], ['init']],
    ['one label each where none is shared', [], [group(['a']), group(['b'])], ['a', 'b']],
    ['the smallest set, not the first', [], [group(['a', 'x']), group(['b', 'x'], ['c', 'x'])], ['x']],
    [
      'every label of candidates',
      [rule(['init'], { labels: ['triage', 'new'], title: null })],
      [],
      ['init', 'new', 'triage'],
    ],
    ['all issues where a title alone tells', [rule(['init'], { labels: [], title: 'x' })], [], null],
    ['all issues where a query names no label', [], [group([]), group(['a'])], null],
  ])('lists %s', (_name, rules, groups, anyLabels) => {
    expect(initiativeFeeds(rules, groups)).toEqual([
      { id: 'github:o/r', source: 'github', repository: 'o/r', anyLabels, rules },
    ]);
  });

  it('covers every query, and no smaller set does', () => {
    const label = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const sets = fc.array(fc.uniqueArray(label, { minLength: 1 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sets, (labelSets) => {
        const [feed] = initiativeFeeds([], [group(...labelSets)]);
        const chosen = feed?.anyLabels ?? [];
        const covers = (labels: readonly string[]) =>
          labelSets.every((set) => set.some((name) => labels.includes(name)));
        expect(covers(chosen)).toBe(true);
        const subsets = Array.from({ length: 32 }, (_, bits) =>
          ['a', 'b', 'c', 'd', 'e'].filter((_name, index) => bits & (1 << index)),
        );
        expect(Math.min(...subsets.filter(covers).map(({ length }) => length))).toBe(chosen.length);
      }),
    );
  });

  it('makes one feed of each repository, however it is spelt', () => {
    const other = {
      initiativeQueries: [{ repository: 'O/R', labels: ['b'], withoutLabels: [], state: null, url: '' }],
    };
    expect(initiativeFeeds([], [group(['a']), other]).map(({ id, anyLabels }) => [id, anyLabels])).toEqual([
      ['github:o/r', ['a', 'b']],
    ]);
  });
});
