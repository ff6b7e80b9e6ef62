/** First days of a schedule: `starting Tuesday Oct 28, 2025`, `2019 start date: Jan. 11th`. */
import type { CalendarDate } from '../../model/source.ts';
import type { TextScanner } from './text-scanner.ts';

export type StartResult =
  | { readonly date: CalendarDate | null; readonly weekday: number | null }
  | { readonly unresolved: string };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = String.raw`(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`;
const WEEKDAY = String.raw`(?:(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:the\s+)?`;
const LEAD = String.raw`(?:\bstart(?:ing|s)?(?: date)?(?: from| on)?:?\s+|\bbeginning(?: on)?\s+|\bfrom\s+|\bas of\s+|\bsince\s+|\bfirst meeting(?: on)?:?\s+)`;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Groups: weekday, then the parts of the date as `order` names them. */
const FORMS: readonly { readonly pattern: RegExp; readonly order: readonly ('year' | 'month' | 'day')[] }[] = [
  {
    pattern: new RegExp(`${LEAD}${WEEKDAY}(\\d{4})[-/](\\d{2})[-/](\\d{2})\\b`, 'gu'),
    order: ['year', 'month', 'day'],
  },
  {
    pattern: new RegExp(`${LEAD}${WEEKDAY}${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'gu'),
    order: ['month', 'day', 'year'],
  },
  {
    pattern: new RegExp(`${LEAD}${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+${MONTH},?\\s+(\\d{4})\\b`, 'gu'),
    order: ['day', 'month', 'year'],
  },
];
const YEAR_FIRST = new RegExp(`\\b(\\d{4})\\s+${LEAD}${WEEKDAY}${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b`, 'gu');
const WITHOUT_YEAR = new RegExp(`${LEAD}${WEEKDAY}(?:${MONTH}\\s+\\d{1,2}|\\d{1,2}(?:st|nd|rd|th)?\\s+${MONTH})`, 'gu');

/** Takes the first day out of the words. @returns null where none is stated. */
export function takeStartDate(text: TextScanner): StartResult {
  const found: { date: string | null; weekday: number | null }[] = [];
  for (const [, year, weekday, month, day] of text.take(YEAR_FIRST)) found.push(toDate(weekday, { year, month, day }));
  for (const { pattern, order } of FORMS) {
    for (const [, weekday, ...parts] of text.take(pattern)) {
      found.push(toDate(weekday, Object.fromEntries(order.map((name, index) => [name, parts[index]]))));
    }
  }
  if (text.take(WITHOUT_YEAR).length > 0) return { unresolved: 'Its first day has no year.' };
  const [first, second] = found;
  if (first === undefined) return { date: null, weekday: null };
  if (second !== undefined) return { unresolved: 'It names several first days.' };
  if (first.date === null) return { unresolved: 'Its first day is no day of the calendar.' };
  if (first.weekday !== null && first.weekday !== weekdayOf(first.date)) {
    return { unresolved: `Its first day ${first.date} does not fall on the weekday that is named with it.` };
  }
  return first;
}

/** @returns 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: CalendarDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

function toDate(
  weekday: string | undefined,
  parts: { year?: string | undefined; month?: string | undefined; day?: string | undefined },
) {
  const named = MONTHS.indexOf(parts.month?.slice(0, 3) ?? '');
  const month = named >= 0 ? named + 1 : Number(parts.month);
  const date = `${parts.year}-${String(month).padStart(2, '0')}-${String(Number(parts.day)).padStart(2, '0')}`;
  const epoch = Date.parse(`${date}T00:00:00Z`);
  const isReal = !Number.isNaN(epoch) && new Date(epoch).toISOString().startsWith(date);
  return { date: isReal ? date : null, weekday: weekday === undefined ? null : DAYS.indexOf(weekday) };
}
