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
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const WORK_DAYS = 'MO,TU,WE,TH,FR';

/**
 * @param rrule RRULE value (RFC 5545 §3.3.10)
 * @param at local start and zone, where known
 * @returns e.g. `every 2 weeks on Tuesday at 08:00 America/Los_Angeles`
 */
export function toRecurrenceText(
  rrule: string,
  at: { readonly startTime: string | null; readonly timeZone: string | null },
  locale: string,
): string {
  const parts = new Map(
    rrule
      .toUpperCase()
      .split(';')
      .map((part) => part.split('=', 2) as [string, string]),
  );
  const unit = UNITS[parts.get('FREQ') ?? ''];
  if (unit === undefined) return rrule;
  const interval = Number(parts.get('INTERVAL') ?? '1');
  const phrases = [interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`];
  const on = describeDays(parts, locale);
  if (on !== null) phrases.push(on);
  const months = parts.get('BYMONTH');
  if (months !== undefined)
    phrases.push(`in ${list(months.split(',').map((month) => monthName(Number(month), locale)))}`);
  if (at.startTime !== null) phrases.push(`at ${at.startTime}`);
  if (at.startTime !== null && at.timeZone !== null) phrases.push(at.timeZone);
  const count = parts.get('COUNT');
  if (count !== undefined) phrases.push(`${count} times`);
  const until = parts.get('UNTIL');
  if (until !== undefined) phrases.push(`until ${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`);
  return phrases.join(' ');
}

function describeDays(parts: ReadonlyMap<string, string>, locale: string): string | null {
  const byDay = parts.get('BYDAY');
  const position = parts.get('BYSETPOS');
  if (byDay === WORK_DAYS) return position === undefined ? 'on weekdays' : `on the ${ordinals(position)} weekday`;
  if (byDay !== undefined) {
    const days = list(byDay.split(',').map((day) => describeDay(day, locale)));
    return position === undefined ? `on ${days}` : `on the ${ordinals(position)} of ${days}`;
  }
  const monthDays = parts.get('BYMONTHDAY');
  return monthDays === undefined ? null : `on the ${ordinals(monthDays)}`;
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
