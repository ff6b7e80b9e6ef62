/** Weekdays, ordinals and frequencies in words to the parts of an RRULE. */
import type { CalendarDate } from '../../model/source.ts';
import type { TextScanner } from './text-scanner.ts';

export interface Recurrence {
  readonly rrule: string;
  /** The interval in words, e.g. `every other week`. */
  readonly text: string;
  /** Without a first date nobody knows which weeks are meant. */
  readonly needsAnchor: boolean;
  /** Whether the rule holds on the day; weekday 0 is Sunday. */
  readonly holdsOn: (date: CalendarDate, weekday: number) => boolean;
}

const CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const WORKDAYS = [1, 2, 3, 4, 5];
const WEEKDAY = String.raw`(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nes(?:day)?)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:ur(?:day)?)?|sun(?:day)?)('?s)?\b\.?`;
const ORDINAL = '(1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)';
const ORDINALS: Readonly<Record<string, number>> = {
  '1st': 1,
  first: 1,
  '2nd': 2,
  second: 2,
  '3rd': 3,
  third: 3,
  '4th': 4,
  fourth: 4,
  '5th': 5,
  fifth: 5,
  last: -1,
};
const COUNTS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  second: 2,
  third: 3,
  fourth: 4,
};
const AND = String.raw`(?:\s*(?:,|&|\+|/|and|,\s*and)\s*(?:the\s+|every\s+|on\s+)?)`;
const ORDINAL_DAYS = new RegExp(
  String.raw`\b(every |each )?(?:the )?${ORDINAL}((?:${AND}${ORDINAL})*)\s+${WEEKDAY}`,
  'gu',
);
const AFTER_ORDINAL = new RegExp(
  String.raw`\b${WEEKDAY},? (?:right |directly )?(?:after|following) the ${ORDINAL} ${WEEKDAY}`,
  'gu',
);
const RANGE_OF_DAYS = new RegExp(String.raw`\b${WEEKDAY}\s*(?:-|–|to|through)\s*${WEEKDAY}`, 'gu');
const DAYS = new RegExp(String.raw`\b(?:(every|each) )?${WEEKDAY}`, 'gu');

type RecurrenceResult = Recurrence | { readonly unresolved: string };

/** Takes weekdays and frequency out of the words. */
export function takeRecurrence(text: TextScanner): RecurrenceResult {
  const isOfMonth =
    text.take(
      /\b(?:of|in) (?:each|every|the|a) (?:calendar )?month\b|\bmonthly\b|\b(?:once )?(?:every|each|per|a) month\b|\bof month\b/gu,
    ).length > 0;
  const after = text.take(AFTER_ORDINAL);
  const ordinalDays = text.take(ORDINAL_DAYS);
  const interval = takeInterval(text);
  if ('unresolved' in interval) return interval;
  const isDaily = text.take(/\bdaily\b|\bevery day\b/gu).length > 0;
  const ranges = text.take(RANGE_OF_DAYS);
  const isWorkdays =
    text.take(/\b(?:every |each |on )?(?:weekdays?|working days?|workdays?|business days?)\b/gu).length > 0;
  const days = new Set(text.take(DAYS).map((match) => weekdayNumber(match[2] ?? '')));
  if (after.length > 0) return afterOrdinal(after, ordinalDays.length, days);
  if (ordinalDays.length > 0) return monthly(ordinalDays, days, isOfMonth, interval.weeks);
  if (isOfMonth) return { unresolved: 'It is held monthly, without saying on which day of the month.' };
  if (isWorkdays) for (const day of WORKDAYS) days.add(day);
  for (const match of ranges) for (const day of daysBetween(match)) days.add(day);
  if (isDaily && interval.weeks === null)
    return days.size === 0 ? daily() : { unresolved: 'It names days and says daily.' };
  if (days.size === 0) return { unresolved: 'It names no weekday.' };
  if (days.size > 1 && (interval.weeks ?? 1) > 1) {
    return { unresolved: 'It does not say which of its weekdays leave out weeks.' };
  }
  return weekly([...days], interval.weeks ?? 1);
}

/** @returns weeks between two meetings; null where the words do not say. */
function takeInterval(text: TextScanner): { weeks: number | null } | { unresolved: string } {
  const found = new Set<number>();
  const other = new RegExp(String.raw`\b(?:every|each) other (?:week|(?=${WEEKDAY}))`, 'gu');
  if (text.take(other).length > 0) found.add(2);
  if (text.take(/\bbi-?\s?weekly\b|\bfortnightly\b|\b(?:every|each|once a) fortnight\b/gu).length > 0) found.add(2);
  for (const match of text.take(/\b(?:once )?every (\d|two|three|four|five|six)[ -]weeks?\b/gu))
    found.add(COUNTS[match[1] ?? ''] ?? Number(match[1]));
  for (const match of text.take(/\bevery (second|third|fourth|2nd|3rd|4th) week\b/gu))
    found.add(COUNTS[match[1] ?? ''] ?? ORDINALS[match[1] ?? ''] ?? 0);
  if (text.take(/\bweekly\b|\b(?:every|each|once a|once per) week\b/gu).length > 0) found.add(1);
  if (found.size > 1) return { unresolved: 'It names several frequencies.' };
  const [weeks = null] = found;
  return weeks === 0 ? { unresolved: 'Its interval is zero weeks.' } : { weeks };
}

function monthly(
  matches: readonly RegExpExecArray[],
  others: ReadonlySet<number>,
  isOfMonth: boolean,
  weeks: number | null,
): RecurrenceResult {
  if (others.size > 0 && !isRepetition(matches, others))
    return { unresolved: 'It names weekdays with and without a place in the month.' };
  if (weeks !== null) return { unresolved: 'It names weeks and days of the month.' };
  const rules = new Map<string, { ordinal: number; day: number }>();
  for (const match of matches) {
    const [, every, first = '', more = '', , day = ''] = match;
    const ordinals = [first, ...more.split(/[^a-z0-9]+/u)]
      .map((word) => ORDINALS[word])
      .filter((ordinal) => ordinal !== undefined);
    // "Every third Wednesday" may be every three weeks, or the third Wednesday of the month; two are of the month.
    const [ordinal = 1, ...others] = ordinals;
    if (every !== undefined && !isOfMonth && others.length === 0 && ordinal > 1) {
      return { unresolved: `"${match[0].trim()}" may count weeks or days of the month.` };
    }
    for (const ordinal of ordinals) {
      const number = weekdayNumber(day);
      rules.set(`${ordinal}${CODES[number]}`, { ordinal, day: number });
    }
  }
  const byDay = [...rules.values()];
  return {
    rrule: `FREQ=MONTHLY;BYDAY=${[...rules.keys()].join(',')}`,
    text: 'monthly',
    needsAnchor: false,
    holdsOn: (date, weekday) => byDay.some(({ ordinal, day }) => day === weekday && isOrdinalOf(date, ordinal)),
  };
}

/** In `Tuesday (monthly - third Tuesday)` the first names no further day. */
function isRepetition(matches: readonly RegExpExecArray[], others: ReadonlySet<number>): boolean {
  const named = new Set(matches.map((match) => weekdayNumber(match[5] ?? '')));
  return others.size === 1 && named.size === 1 && [...others].every((day) => named.has(day));
}

/** `Wednesday after the fourth Tuesday`: the day one to seven days after that one, also where it lies in the next month. */
function afterOrdinal(
  matches: readonly RegExpExecArray[],
  ordinalDays: number,
  others: ReadonlySet<number>,
): RecurrenceResult {
  const [match, second] = matches;
  if (match === undefined || second !== undefined || ordinalDays > 0)
    return { unresolved: 'It names several days of the month.' };
  const day = weekdayNumber(match[1] ?? '');
  const reference = weekdayNumber(match[4] ?? '');
  const ordinal = ORDINALS[match[3] ?? ''] ?? -1;
  if ([...others].some((other) => other !== day)) return { unresolved: 'It names several weekdays.' };
  if (ordinal < 1 || ordinal > 4) return { unresolved: 'It names a day that not every month has.' };
  const distance = ((day - reference + 6) % 7) + 1;
  return {
    rrule: onOneOfSeven(CODES[day] ?? '', 7 * (ordinal - 1) + 1 + distance),
    text: 'monthly',
    needsAnchor: false,
    holdsOn: (date, weekday) => weekday === day && isOrdinalOf(daysBefore(date, distance), ordinal),
  };
}

/** Days of the shortest month. */
const FEBRUARY = 28;
const DAYS_BEFORE_JANUARY_AND_FEBRUARY = [0, 31];
/** From the first day of each month to the end of the year. */
const DAYS_FROM_MARCH_ON = [306, 275, 245, 214, 184, 153, 122, 92, 61, 31];

/**
 * @param first the earliest day of the month on which it falls; beyond 28 days it lies in the next month
 * @returns the rule of a weekday among seven days that follow each other, once a month
 */
function onOneOfSeven(weekday: string, first: number): string {
  const days = Array.from({ length: 7 }, (_, index) => first + index);
  if (first + 6 <= FEBRUARY) return `FREQ=MONTHLY;BYDAY=${weekday};BYMONTHDAY=${days.join(',')}`;
  // Days of the year run on where months end. From March they are counted from its end, for the sake of leap years.
  const yearDays = [
    ...DAYS_BEFORE_JANUARY_AND_FEBRUARY.flatMap((before) => days.map((day) => before + day)),
    ...DAYS_FROM_MARCH_ON.flatMap((left) => days.map((day) => day - left - (day > left ? 0 : 1))),
  ];
  return `FREQ=YEARLY;BYDAY=${weekday};BYYEARDAY=${yearDays.join(',')}`;
}

function weekly(days: readonly number[], weeks: number): Recurrence {
  // Weeks begin on Monday (RFC 5545 WKST).
  const sorted = [...days].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
  const interval = weeks === 1 ? '' : `;INTERVAL=${weeks}`;
  return {
    rrule: `FREQ=WEEKLY${interval};BYDAY=${sorted.map((day) => CODES[day]).join(',')}`,
    text: weeks === 1 ? 'weekly' : weeks === 2 ? 'every other week' : `every ${weeks} weeks`,
    needsAnchor: weeks > 1,
    holdsOn: (_date, weekday) => days.includes(weekday),
  };
}

function daily(): Recurrence {
  return { rrule: 'FREQ=DAILY', text: 'daily', needsAnchor: false, holdsOn: () => true };
}

function daysBetween(match: RegExpExecArray): number[] {
  const from = weekdayNumber(match[1] ?? '');
  const to = weekdayNumber(match[3] ?? '');
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => (from + index) % 7);
}

function daysBefore(date: CalendarDate, days: number): CalendarDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day - days)).toISOString().slice(0, 10);
}

function isOrdinalOf(date: CalendarDate, ordinal: number): boolean {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  if (ordinal > 0) return Math.ceil(day / 7) === ordinal;
  return day + 7 > new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function weekdayNumber(name: string): number {
  return CODES.findIndex((code) => name.toUpperCase().startsWith(code));
}
