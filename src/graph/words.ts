/** Comparing words as people write them: without case, accents and punctuation. */
import { rememberLast } from './remember-last.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the question is exactly whether all are ASCII.
const ASCII = /^[\x00-\x7f]*$/u;

/** @returns lower-case words of letters and digits, joined by single spaces. */
export function toWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** @returns the words of {@link toWords}, none where the text has none. */
export function splitWords(text: string): readonly string[] {
  if (ASCII.test(text)) return text.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  const words = toWords(text);
  return words === '' ? [] : words.split(' ');
}

/** @returns whether the words stand in the text, in this order and whole. */
export function hasPhrase(text: string, phrase: string): boolean {
  const words = toWords(phrase);
  return words !== '' && ` ${toWords(text)} `.includes(` ${words} `);
}

/** @returns whether every word of the query begins a word of the text. */
export function matchesQuery(texts: readonly (string | null)[], query: string): boolean {
  return wordsOf(query).every((wanted) => texts.some((text) => text !== null && hasWordWith(text, wanted)));
}

const wordsOf = rememberLast((query: string) => toWords(query).split(' '));

/** Most texts are ASCII, and do not hold the word at all: they need not be taken apart to see it. */
function hasWordWith(text: string, beginning: string): boolean {
  const words = ASCII.test(text) ? text.toLowerCase() : toWords(text);
  for (let at = words.indexOf(beginning); at >= 0; at = words.indexOf(beginning, at + 1)) {
    if (at === 0 || !isPartOfWord(words.charCodeAt(at - 1)) || beginning === '') return true;
  }
  return false;
}

/** Of ASCII in lower case. What is not ASCII here was left between blanks by {@link toWords}, and is part of one. */
function isPartOfWord(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit > 127;
}

/** @returns whether the two are the same subject: `supply-chain`, `Supply Chain` and `supplychain` are. */
export function isSameTopic(a: string, b: string): boolean {
  return toWords(a).replaceAll(' ', '') === toWords(b).replaceAll(' ', '');
}
