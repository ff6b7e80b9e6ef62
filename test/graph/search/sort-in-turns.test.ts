import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortInTurns } from '../../../src/graph/search/sort-in-turns.ts';
import { finish } from '../../support/finish.ts';

describe('sortInTurns', () => {
  it.each([0, 1, 255, 256, 257, 1000, 5000])('sorts %i texts as the language does', (length) => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'Z', '7', 'é', '𝔘', '\uffff'), maxLength: 6 }), {
          minLength: length,
          maxLength: length,
        }),
        (texts) => {
          expect(finish(sortInTurns(texts))).toEqual(texts.toSorted());
        },
      ),
      { numRuns: 3 },
    );
  });

  it('gives others their turn', () => {
    const texts = Array.from({ length: 10_000 }, (_, index) => String(index * 7919));
    let steps = 0;
    for (const _ of sortInTurns(texts)) steps += 1;
    expect(steps).toBeGreaterThan(100);
  });
});
