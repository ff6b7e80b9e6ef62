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
/** `9/28/2020` of the United States or `28.9.2020` of the rest: which, only a day beyond the twelfth tells. */
const YEAR_LAST = /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b/gu;
const NUMERIC = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/gu;
const BEFORE_START = /\b(?:since|from|start(?:s|ed|ing)?|as of|beg[ai]n(?:s|ning)?|joined)\b[^\p{L}\p{N}]*$/iu;
const AFTER_START = /^[^\p{L}\p{N}]*(?:(?:to|until|till?|through)\b[^\p{L}\p{N}]*)?(?:now|present|today|onwards?)\b/iu;
const BEFORE_END = /\b(?:until|till?|to|through|thru|ends?|ending|expires?|expiring|by)\b[^\p{L}\p{N}]*$/iu;

/** @returns the term, of two days or one that the words call its start or its end; undefined where they name none. */
export function termOfText(term: LocatedScalar): Template {
  const text = withNumbers(term.source);
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

/** @returns `2025-7-1`, `July 1, 2025` and `2025/07/01T00:00` as `2025-07-01`; what is no day stays as it is, to be reported. */
export function dayOf(text: string): string {
  const [, year, month = '', date = ''] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T.*)?$/u.exec(withNumbers(text).trim()) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}

/** The text with its days in numbers, the year first. */
function withNumbers(text: string): string {
  return yearFirst(WRITTEN.reduce((words, pattern) => words.replace(pattern, numeric), text));
}

function numeric(...match: unknown[]): string {
  const { year, month, day } = match.at(-1) as Record<'year' | 'month' | 'day', string>;
  return `${year}-${MONTHS.indexOf(month.toLowerCase()) + 1}-${day}`;
}

/** The days of one text are written in one order; where no day tells it, they stay as they are. */
function yearFirst(text: string): string {
  const days = [...text.matchAll(YEAR_LAST)].map(([, first, , second]) => [Number(first), Number(second)] as const);
  const [isDayFirst, isMonthFirst] = [days.some(([first]) => first > 12), days.some(([, second]) => second > 12)];
  if (isDayFirst === isMonthFirst) return text;
  return text.replace(YEAR_LAST, (_all, first: string, _separator, second: string, year: string) =>
    isDayFirst ? `${year}-${second}-${first}` : `${year}-${first}-${second}`,
  );
}

function termOf({ spot }: LocatedScalar, start: string | undefined, end: string | undefined): Template {
  const at = (value: string | undefined) => (value === undefined ? undefined : new LocatedScalar(spot, value));
  return locatedMap(spot, { start: at(start), end: at(end) });
}
