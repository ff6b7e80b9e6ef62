import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { describe, expect, it } from 'vitest';
import { placeOfTerm, placesNear, placesWithPrefix } from '../../../src/graph/search/near-terms.ts';

/** Few letters, so that much is shared; one of them is two code units. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '7', 'é', '𝔘'), maxLength: 8 });
const terms = fc.uniqueArray(word, { maxLength: 60 }).map((words) => words.filter((one) => one !== '').sort());

describe('terms that a word means', () => {
  it('are those that equal it, or begin with it', () => {
    fc.assert(
      fc.property(terms, word, (sorted, wanted) => {
        const place = placeOfTerm(sorted, wanted);
        expect(place === null ? [] : [sorted[place]]).toEqual(sorted.filter((term) => term === wanted));
        const [start, end] = placesWithPrefix(sorted, wanted);
        expect(sorted.slice(start, end)).toEqual(sorted.filter((term) => term.startsWith(wanted)));
      }),
      { numRuns: 2000 },
    );
  });

  it('are those that are near enough, however much they share with others', () => {
    fc.assert(
      fc.property(terms, word, fc.integer({ min: 1, max: 6 }), (sorted, wanted, max) => {
        const expected = sorted.flatMap((term) =>
          distance(term, wanted) <= max ? [[term, distance(term, wanted)]] : [],
        );
        expect(Array.from(placesNear(sorted, wanted, max), ([place, far]) => [sorted[place], far])).toEqual(expected);
      }),
      { numRuns: 5000 },
    );
  });

  it('are found for a word of a thousand letters', () => {
    const long = 'abcdefghij'.repeat(100);
    expect([...placesNear(['abc', long, `${long}xy`], `${long}x`, 6)]).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });
});
