/** Rules (RFC 5545 §3.3.10) that every calendar program applies alike, and their text. */
import { DAY_SECONDS, toDate } from './civil.ts';
import type { Rule } from './rule.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * Beyond these forms programs differ: ical.js applies BYSETPOS to few rules (kewisch/ical.js#960, #1039), Google and
 * Outlook know no hours within a day, sabre/vobject reads no BYWEEKNO beside other parts.
 * @returns whether programs agree on the instances of the rule
 */
export function isPortable(rule: Rule): boolean {
  const { bySetPos, byMonth, byWeekNo, byYearDay, byMonthDay, byDay, byHour, byMinute, bySecond } = rule;
  if (byWeekNo ?? byYearDay ?? byHour ?? byMinute ?? bySecond) return false;
  const isPlainDays = byDay === null || byDay.every(({ nth }) => nth === 0);
  const isOneDay = byMonthDay === null || byDay === null;
  switch (rule.frequency) {
    case 'DAILY':
      return !bySetPos && !byMonth && !byMonthDay && (byDay === null || (isPlainDays && rule.interval === 1));
    case 'WEEKLY':
      return !bySetPos && !byMonth && !byMonthDay && isPlainDays;
    case 'MONTHLY':
      if (bySetPos) return !byMonth && !byMonthDay && byDay !== null && isPlainDays && bySetPos.length === 1;
      return !byMonth && isOneDay;
    case 'YEARLY':
      if (bySetPos || !isOneDay) return false;
      if (byMonth === null) return byMonthDay === null && byDay === null;
      return byMonth.length === 1 && (byDay === null || byDay.every(({ nth }) => nth !== 0));
    default:
      return false;
  }
}

/**
 * @param until the last instant in seconds (of whole days: midnight in UTC); null where the rule has no such end
 * @returns the rule with its parts in one order, so that the same rule has the same text
 */
export function toRuleText(rule: Rule, until: number | null, isAllDay: boolean): string {
  const list = (name: string, values: readonly (number | string)[] | null): string[] =>
    values === null ? [] : [`${name}=${values.join(',')}`];
  return [
    `FREQ=${rule.frequency}`,
    ...(until === null ? [] : [`UNTIL=${isAllDay ? toBasicDate(until) : toBasicTime(until)}`]),
    ...(rule.count === null ? [] : [`COUNT=${rule.count}`]),
    ...(rule.interval === 1 ? [] : [`INTERVAL=${rule.interval}`]),
    ...list('BYMONTH', rule.byMonth),
    ...list('BYMONTHDAY', rule.byMonthDay),
    ...list('BYDAY', rule.byDay?.map(({ nth, weekday }) => `${nth === 0 ? '' : nth}${WEEKDAYS[weekday]}`) ?? null),
    ...list('BYSETPOS', rule.bySetPos),
    ...(rule.weekStart === 0 ? [] : [`WKST=${WEEKDAYS[rule.weekStart]}`]),
  ].join(';');
}

function toBasicDate(seconds: number): string {
  const { year, month, day } = toDate(Math.floor(seconds / DAY_SECONDS));
  return `${String(year).padStart(4, '0')}${two(month)}${two(day)}`;
}

function toBasicTime(seconds: number): string {
  const time = seconds - Math.floor(seconds / DAY_SECONDS) * DAY_SECONDS;
  return `${toBasicDate(seconds)}T${two(Math.floor(time / 3600))}${two(Math.floor(time / 60) % 60)}${two(time % 60)}Z`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
