/** A recurrence rule in words. The frame is English; names of days and months follow the locale. */

const UNITS: Readonly<Record<string, string>> = {
  YEARLY: 'year',
  MONTHLY: 'month',
  WEEKLY: 'week',
  DAILY: 'day',
  HOURLY: 'hour',
  MINUTELY: 'minute',
  SECONDLY: 'second',
};
/** Parts of a rule that have words here; the others change what the rule means. */
const WORDED = new Set(['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'COUNT', 'UNTIL', 'WKST']);
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const WORK_DAYS = 'MO,TU,WE,TH,FR';

/**
 * @param rrule RRULE value (RFC 5545 §3.3.10)
 * @param at local start and zone, where known
 * @returns e.g. `every 2 weeks on Tuesday at 08:00 America/Los_Angeles`; null where the rule has parts that are not worded
 */
export function toRecurrenceText(
  rrule: string,
  at: { readonly startTime: string | null; readonly timeZone: string | null },
  locale: string,
): string | null {
  const parts = new Map(
    rrule
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=', 2) as [string, string]),
  );
  const unit = UNITS[parts.get('FREQ') ?? ''];
  if (unit === undefined || [...parts.keys()].some((name) => !WORDED.has(name))) return null;
  if (parts.has('BYSETPOS') && !parts.has('BYDAY')) return null;
  const interval = Number(parts.get('INTERVAL') ?? '1');
  const phrases = [interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`];
  const on = describeDays(parts, locale);
  if (on !== null) phrases.push(on);
  const months = parts.get('BYMONTH');
  if (months !== undefined)
    phrases.push(`in ${list(months.split(',').map((month) => monthName(Number(month), locale)))}`);
  if (at.startTime !== null) phrases.push(`at ${at.startTime}`);
  if (at.startTime !== null && at.timeZone !== null) phrases.push(at.timeZone === 'Etc/UTC' ? 'UTC' : at.timeZone);
  const count = parts.get('COUNT');
  if (count !== undefined) phrases.push(`${count} times`);
  const until = parts.get('UNTIL');
  if (until !== undefined) phrases.push(`until ${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`);
  return phrases.join(' ');
}

function describeDays(parts: ReadonlyMap<string, string>, locale: string): string | null {
  const byDay = parts.get('BYDAY');
  const position = parts.get('BYSETPOS');
  const monthDays = parts.get('BYMONTHDAY');
  if (byDay !== undefined && monthDays !== undefined) return describeMatchingDays(byDay, monthDays, position, locale);
  if (byDay === WORK_DAYS) return position === undefined ? 'on weekdays' : `on the ${ordinals(position)} weekday`;
  if (byDay !== undefined) {
    const days = list(byDay.split(',').map((day) => describeDay(day, locale)));
    return position === undefined ? `on ${days}` : `on the ${ordinals(position)} of ${days}`;
  }
  return monthDays === undefined ? null : `on the ${ordinals(monthDays)}`;
}

/** Both must hold (RFC 5545 §3.3.10): the Friday that is the 13th. */
function describeMatchingDays(byDay: string, monthDays: string, position: string | undefined, locale: string): string {
  const numbers = monthDays.split(',').map(Number);
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  const isRun = numbers.length > 2 && first > 0 && numbers.every((number, index) => number === first + index);
  const among = isRun
    ? `from the ${ordinal(first)} to the ${ordinal(last)}`
    : `that is the ${alternatives(numbers.map(ordinal))}`;
  const days = alternatives(byDay.split(',').map((day) => describeDay(day, locale)));
  return position === undefined ? `on ${days} ${among}` : `on the ${ordinals(position)} of ${days} ${among}`;
}

function describeDay(day: string, locale: string): string {
  const match = /^([+-]?\d+)?(MO|TU|WE|TH|FR|SA|SU)$/u.exec(day);
  if (match === null) return day;
  const name = dayName(DAYS.indexOf(match[2] ?? ''), locale);
  return match[1] === undefined ? name : `the ${ordinal(Number(match[1]))} ${name}`;
}

function ordinals(values: string): string {
  return list(values.split(',').map((value) => ordinal(Number(value))));
}

function alternatives(items: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(items);
}

const SUFFIXES: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' });

function ordinal(value: number): string {
  const distance = Math.abs(value);
  const word = `${distance}${SUFFIXES[ordinalRules.select(distance)] ?? 'th'}`;
  if (value > 0) return word;
  return distance === 1 ? 'last' : `${word} last`;
}

function list(items: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(items);
}

/** 2024-01-01 was a Monday. */
function dayName(index: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + index));
}

function monthName(month: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month - 1, 1));
}
