import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, FIELDS, indexTexts, numberOf, slotOf, type Texts } from '../../../src/graph/search/text-index.ts';
import { splitWords } from '../../../src/graph/words.ts';
import { finish } from '../../support/finish.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'C', 'é', '会', '1', ' ', '-', '<', '\t'), maxLength: 20 });
const texts: fc.Arbitrary<Texts> = fc.record({ title: text, names: text, text });

describe('indexTexts', () => {
  it('knows which texts have a word, and how often, as reading them all does', () => {
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 30 }), (all) => {
        const { terms, starts, postings, lengths } = finish(indexTexts(all, (one) => one));
        const words = all.map((one) => FIELDS.map((field) => splitWords(one[field])));
        expect(terms).toEqual([...new Set(words.flat(2))].sort());
        expect(postings).toHaveLength(starts.at(-1) ?? 0);
        for (const [place, fields] of words.entries()) {
          for (const [field, said] of fields.entries()) expect(lengths[slotOf(place, field)]).toBe(new Set(said).size);
        }
        for (const [place, term] of terms.entries()) {
          for (const field of FIELDS.keys()) {
            const slot = slotOf(place, field);
            const found = Array.from(postings.slice(starts[slot], starts[slot + 1]), (posting) => [
              numberOf(posting),
              countOf(posting),
            ]);
            const expected = words.flatMap((fields, at) => {
              const count = fields[field]?.filter((said) => said === term).length ?? 0;
              return count === 0 ? [] : [[at, count]];
            });
            expect(found).toEqual(expected);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('counts no more than fits', () => {
    const often = { title: '', names: '', text: 'again '.repeat(1000) };
    const { postings } = finish(indexTexts([often, often], (one) => one));
    expect(Array.from(postings, (posting) => [numberOf(posting), countOf(posting)])).toEqual([
      [0, 255],
      [1, 255],
    ]);
  });

  it('keeps what outgrows a chunk of its list', () => {
    const numbers = Array.from({ length: 70_000 }, (_, index) => String(index));
    const { terms, starts, postings } = finish(indexTexts(numbers, (title) => ({ title, names: '', text: 'same' })));
    expect(terms).toEqual([...numbers, 'same'].sort());
    const ofNumbers = terms.slice(0, -1).map((_, place) => numberOf(postings[starts[slotOf(place, 0)] ?? 0] ?? 0));
    expect(ofNumbers.map(String)).toEqual(terms.slice(0, -1));
    expect(Array.from(postings.slice(-numbers.length), numberOf)).toEqual([...numbers.keys()]);
  });
});
