/** Comparing words as people write them: without case, accents and punctuation. */

/** @returns lower-case words of letters and digits, joined by single spaces. */
export function toWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** @returns whether the words stand in the text, in this order and whole. */
export function hasPhrase(text: string, phrase: string): boolean {
  const words = toWords(phrase);
  return words !== '' && ` ${toWords(text)} `.includes(` ${words} `);
}

/** @returns whether every word of the query begins a word of the text. */
export function matchesQuery(texts: readonly (string | null)[], query: string): boolean {
  const words = texts.flatMap((text) => (text === null ? [] : toWords(text).split(' ')));
  return toWords(query)
    .split(' ')
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** @returns whether the two are the same subject: `supply-chain`, `Supply Chain` and `supplychain` are. */
export function isSameTopic(a: string, b: string): boolean {
  return toWords(a).replaceAll(' ', '') === toWords(b).replaceAll(' ', '');
}
