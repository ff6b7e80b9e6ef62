/** Terms of office in words: `2025-07-01 to 2027-06-30`, `July 1, 2025 – June 30, 2027`, `until 2026-12-31`. */
import { LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import { isPlaceholder } from '../../placeholder.ts';
import type { Problems } from '../../problems.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = String.raw`(?<month>${MONTHS.join('|')})[a-z]*\.?`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;
const WRITTEN = [
  new RegExp(String.raw`\b${MONTH}\s+${DAY},?\s+(?<year>\d{4})\b`, 'giu'),
  new RegExp(String.raw`\b${DAY}\s+${MONTH},?\s+(?<year>\d{4})\b`, 'giu'),
];
const NUMERIC = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/gu;
const BEFORE_START = /\b(?:since|from|start(?:s|ed|ing)?|as of|beg[ai]n(?:s|ning)?|joined)\b[^\p{L}\p{N}]*$/iu;
const AFTER_START = /^[^\p{L}\p{N}]*(?:(?:to|until|till?|through)\b[^\p{L}\p{N}]*)?(?:now|present|today|onwards?)\b/iu;
const BEFORE_END = /\b(?:until|till?|to|through|thru|ends?|ending|expires?|expiring|by)\b[^\p{L}\p{N}]*$/iu;

/** @returns the term, of two days or one that the words call its start or its end; undefined where they name none. */
export function termOfText(term: LocatedScalar): Template {
  const text = WRITTEN.reduce((words, pattern) => words.replace(pattern, numeric), term.source);
  const [first, second, third] = [...text.matchAll(NUMERIC)];
  if (first === undefined || third !== undefined) return undefined;
  if (second !== undefined) return termOf(term, dayOf(first[0]), dayOf(second[0]));
  const [before, after] = [text.slice(0, first.index), text.slice(first.index + first[0].length)];
  if (BEFORE_START.test(before) || AFTER_START.test(after)) return termOf(term, dayOf(first[0]), undefined);
  return BEFORE_END.test(before) ? termOf(term, undefined, dayOf(first[0])) : undefined;
}

/** As {@link termOfText}, for text that stands where a term should: where it is none, that is told. */
export function readTerm(term: LocatedScalar, problems: Problems): Template {
  const read = termOfText(term);
  if (read !== undefined) return read;
  const isOpen = isPlaceholder(term.source);
  problems.add(
    isOpen ? 'REGISTRY_PLACEHOLDER' : 'REGISTRY_WRONG_TYPE',
    term.spot,
    `The term "${term.source}" names neither start nor end; it is not served.`,
    { level: 'WARNING', ...(isOpen ? {} : { hint: 'Write YYYY-MM-DD to YYYY-MM-DD, or until YYYY-MM-DD.' }) },
  );
  return undefined;
}

/** @returns `2025-7-1` and `2025/07/01T00:00` as `2025-07-01`; what is no day stays as it is, to be reported. */
export function dayOf(text: string): string {
  const [, year, month = '', date = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T.*)?$/u.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}

function numeric(...match: unknown[]): string {
  const { year, month, day } = match.at(-1) as Record<'year' | 'month' | 'day', string>;
  return `${year}-${MONTHS.indexOf(month.toLowerCase()) + 1}-${day}`;
}

function termOf({ spot }: LocatedScalar, start: string | undefined, end: string | undefined): Template {
  const at = (value: string | undefined) => (value === undefined ? undefined : new LocatedScalar(spot, value));
  return locatedMap(spot, { start: at(start), end: at(end) });
}
