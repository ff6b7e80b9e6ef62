import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { describe, expect, it } from 'vitest';
import { KindIndex } from '../../../src/graph/search/kind-index.ts';
import { groupKind } from '../../../src/graph/search/kinds.ts';
import { rank } from '../../../src/graph/search/rank.ts';
import { FIELDS } from '../../../src/graph/search/text-index.ts';
import { splitWords, toWords } from '../../../src/graph/words.ts';
import type { GroupRecord } from '../../../src/model/group.ts';
import { finish } from '../../support/finish.ts';
import { group } from '../../support/records.ts';

const BOOSTS = { title: 4, names: 2, text: 1 };

/** How much a term counts that may be meant by the word. */
function weightOf(term: string, word: string): number {
  const { length } = term;
  if (term === word) return 1;
  if (word.length > 2 && term.startsWith(word)) return (0.375 * length) / (length + 0.3 * (length - word.length));
  const typos = distance(term, word);
  if (word.length > 4 && typos <= Math.min(6, Math.round(word.length / 5))) return (0.45 * length) / (length + typos);
  return 0;
}

/** Reads every text for every term, by the formula of Lv and Zhai, Lower-Bounding Term Frequency Normalization (2011). */
function rankNaively(groups: readonly GroupRecord[], query: string): ReadonlyMap<string, number> {
  const words = new Set(splitWords(query));
  const texts = groups.map((one) => groupKind.textsOf(one));
  const terms = new Set(texts.flatMap((one) => FIELDS.flatMap((field) => splitWords(one[field]))));
  const found = groups.map(({ slug }) => ({ slug, matched: new Set<string>(), score: 0 }));
  for (const word of words) {
    for (const term of terms) {
      for (const field of FIELDS) {
        const fields = texts.map((one) => splitWords(one[field]));
        const counts = fields.map((said) => said.filter((one) => one === term).length);
        const lengths = fields.map((said) => new Set(said).size);
        const average = lengths.reduce((sum, length) => sum + length, 0) / groups.length;
        const matching = counts.filter((count) => count > 0).length;
        const rarity = Math.log(1 + (groups.length - matching + 0.5) / (matching + 0.5));
        for (const [place, one] of found.entries()) {
          const count = counts[place] ?? 0;
          if (count === 0 || weightOf(term, word) === 0) continue;
          const norm = 1 - 0.7 + (0.7 * (lengths[place] ?? 0)) / average;
          one.matched.add(word);
          one.score += weightOf(term, word) * BOOSTS[field] * rarity * (0.5 + (count * 2.2) / (count + 1.2 * norm));
        }
      }
    }
  }
  const whole = found.filter(({ matched }) => matched.size === words.size);
  const chosen = (whole.length > 0 ? whole : found).filter(({ matched }) => matched.size > 0);
  const scores = chosen.map(({ matched, score }) => score * matched.size);
  const best = Math.max(0, ...scores);
  return new Map(
    chosen.map(({ slug }, at) => {
      const isCalled = groups.some(
        (one) => one.slug === slug && [slug, one.name, ...one.aliases].some((name) => toWords(name) === toWords(query)),
      );
      return [slug, (scores[at] ?? 0) + (isCalled ? best : 0)];
    }),
  );
}

/** Near each other, and one the beginning of another. */
const word = fc.constantFrom('sto', 'storage', 'Storages', 'stroage', 'net', 'network', 'Réseau', 'a', 'x1', '会議');
const phrase = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
const record = fc.record({ name: phrase, aliases: fc.array(phrase, { maxLength: 2 }), mission: phrase });
const community = fc.array(record, { minLength: 24, maxLength: 24 });
/** The group of the number is gone, or has these words now. */
const edit = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.option(record));
const edits = fc.array(fc.array(edit, { maxLength: 2 }), { maxLength: 4 });

describe('rank', () => {
  it('finds what reading every text finds, however the items came and went', () => {
    let twoParts = 0;
    fc.assert(
      fc.property(community, edits, phrase, (records, versions, query) => {
        const groups = new Map(records.map((changes, number) => [number, group(`g${number}`, changes)]));
        const index = new KindIndex(groupKind);
        for (const version of [[], ...versions]) {
          for (const [number, changes] of version) {
            if (changes === null) groups.delete(number);
            else groups.set(number, group(`g${number}`, changes));
          }
          const present = [...groups.values()];
          const parts = finish(index.update(present));
          if (parts.length > 1) twoParts += 1;
          const found = rank(parts, query);
          const expected = rankNaively(present, query);
          expect(found.map(({ item }) => item.slug).sort()).toEqual([...expected.keys()].sort());
          for (const { item, score } of found) {
            expect(present).toContain(item);
            expect(score).toBeCloseTo(expected.get(item.slug) ?? 0, 8);
          }
        }
      }),
      { numRuns: 100 },
    );
    expect(twoParts).toBeGreaterThan(20);
  });

  it('finds any word again where the only one that had all is gone', () => {
    const index = new KindIndex(groupKind);
    const others = Array.from({ length: 20 }, (_, number) => group(`g${number}`, { mission: 'storage' }));
    const both = group('both', { mission: 'storage network' });
    expect(rank(finish(index.update([...others, both])), 'storage network')).toHaveLength(1);
    expect(rank(finish(index.update(others)), 'storage network')).toHaveLength(20);
  });

  it.each(['', '  ', '!?', '<>'])('finds nothing for %j, which has no words', (query) => {
    expect(rank(finish(new KindIndex(groupKind).update([group('a')])), query)).toEqual([]);
  });

  it('finds nothing where there is nothing', () => {
    expect(rank([], 'storage')).toEqual([]);
    expect(rank(finish(new KindIndex(groupKind).update([])), 'storage')).toEqual([]);
  });
});
