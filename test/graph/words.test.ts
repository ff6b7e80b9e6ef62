import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesQuery, splitWords, toWords } from '../../src/graph/words.ts';
import { anyText } from '../support/any-text.ts';

describe('matchesQuery', () => {
  it.each([
    ['sto', 'Storage sync', true],
    ['sync sto', 'Storage sync', true],
    ['orage', 'Storage sync', false],
    ['sync', 'A_sync, async', true],
    ['sync', 'async', false],
    ['reunion', 'La Réunion', true],
    ['Réu', 'la reunion', true],
    ['union', 'La Réunion', false],
    ['2', 'v2 of it', false],
    ['会', '会議', true],
    ['議', '会議', false],
    ['', 'anything', true],
  ])('"%s" in "%s"', (query, text, expected) => {
    expect(matchesQuery([null, text], query)).toBe(expected);
    expect(matchesQuery([null], query)).toBe(false);
  });

  it('is what comparing word by word gives, whatever the script', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'B', 'é', 'E\u0301', 'ß', '会', '7', ' ', '-', '_', '\n', '𝔘'),
    });
    fc.assert(
      fc.property(text, text, (one, query) => {
        const words = toWords(one).split(' ');
        const expected = toWords(query)
          .split(' ')
          .every((wanted) => words.some((word) => word.startsWith(wanted)));
        expect(matchesQuery([one], query)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('splitWords', () => {
  it.each([
    ['', []],
    [' -- ', []],
    ['Fix <br>tables\tand `code`=1', ['fix', 'br', 'tables', 'and', 'code', '1']],
    ['La Réunion', ['la', 'reunion']],
  ])('%j', (text, expected) => {
    expect(splitWords(text)).toEqual(expected);
  });

  it('finds the words of toWords, in ASCII and beyond', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary-ascii' }), anyText()), (text) => {
        expect(splitWords(text).join(' ')).toBe(toWords(text));
      }),
      { numRuns: 2000 },
    );
  });
});
