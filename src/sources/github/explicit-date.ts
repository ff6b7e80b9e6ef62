/**
 * Dates that a text states in full. What leaves a doubt is no date: `03/04/2026`, `in three months`, `by KubeCon`.
 */
import type { CalendarDate } from '../../model/source.ts';

export interface StatedDate {
  /** The day itself, or the last day of the month or quarter that is named. */
  readonly date: CalendarDate;
  /** As written. */
  readonly text: string;
  readonly index: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const YEAR = '(20\\d{2})';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';

/** In order of precision: a longer form is not read again as a shorter one. */
const FORMS: readonly {
  readonly pattern: RegExp;
  readonly read: (groups: readonly string[]) => CalendarDate | null;
}[] = [
  {
    pattern: new RegExp(`(?<![\\d-])${YEAR}-(\\d{2})-(\\d{2})(?![\\d-])`, 'giu'),
    read: ([year, month, day]) => toDate(Number(year), Number(month), Number(day)),
  },
  {
    pattern: new RegExp(`(?<![\\d.])(\\d{1,2})\\.(\\d{1,2})\\.${YEAR}(?!\\d)`, 'giu'),
    read: ([day, month, year]) => toDate(Number(year), Number(month), Number(day)),
  },
  {
    pattern: new RegExp(`\\b${MONTH}\\.? ${DAY},? ${YEAR}\\b`, 'giu'),
    read: ([month = '', day, year]) => toDate(Number(year), toMonth(month), Number(day)),
  },
  {
    pattern: new RegExp(`\\b${DAY}(?: of)? ${MONTH}\\.?,? ${YEAR}\\b`, 'giu'),
    read: ([day, month = '', year]) => toDate(Number(year), toMonth(month), Number(day)),
  },
  {
    pattern: new RegExp(`\\b${MONTH}\\.?,? ${YEAR}\\b`, 'giu'),
    read: ([month = '', year]) => lastDayOf(Number(year), toMonth(month)),
  },
  {
    pattern: new RegExp(`\\bQ([1-4])[ ,'/-]*${YEAR}\\b`, 'giu'),
    read: ([quarter, year]) => lastDayOf(Number(year), Number(quarter) * 3),
  },
  {
    pattern: new RegExp(`\\b${YEAR}[ ,'/-]*Q([1-4])\\b`, 'giu'),
    read: ([year, quarter]) => lastDayOf(Number(year), Number(quarter) * 3),
  },
];

/** @returns the dates of the text in the order in which they stand there. */
export function findStatedDates(text: string): StatedDate[] {
  const found: StatedDate[] = [];
  for (const { pattern, read } of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const [written, ...groups] = match;
      const isWithin = found.some(
        (other) => match.index < other.index + other.text.length && other.index < match.index + written.length,
      );
      const date = isWithin ? null : read(groups);
      if (date !== null) found.push({ date, text: written, index: match.index });
    }
  }
  return found.sort((a, b) => a.index - b.index);
}

function toMonth(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function lastDayOf(year: number, month: number): CalendarDate | null {
  return toDate(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate());
}

/** @returns null where the calendar has no such day. */
function toDate(year: number, month: number, day: number): CalendarDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}
