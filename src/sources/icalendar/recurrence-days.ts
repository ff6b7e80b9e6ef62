/** The days that the BYxxx parts of a rule pick out of a period: the table of RFC 5545 §3.3.10. */
import { type CivilDate, daysInMonth, isLeapYear, startOfWeekOne, toDate, toDay, weekdayOf } from './civil.ts';
import type { Rule, RuleWeekday } from './rule.ts';

/** @returns the days of a year, ascending; parts that the rule does not have come from DTSTART. */
export function daysOfYear(rule: Rule, year: number, start: CivilDate, startDay: number): number[] {
  const { byMonth, byWeekNo, byYearDay, byMonthDay, byDay } = rule;
  if (byYearDay !== null || byWeekNo !== null) {
    // A week number alone means DTSTART's weekday in that week.
    const weekdays = byDay ?? (byYearDay === null && byMonthDay === null ? [everyWeek(startDay)] : null);
    const fits = dayFilter({ ...rule, byDay: weekdays });
    if (byYearDay === null) return daysOfWeeks(rule, year).filter(fits);
    const nth = byDay === null || byWeekNo !== null ? null : new Set(weekdaysOfYear(byDay, byMonth, year));
    return daysOfYearDays(byYearDay, year).filter(
      (day) => fits(day) && isInWeeks(rule, day) && (nth === null || nth.has(day)),
    );
  }
  if (byMonth === null && byDay !== null) {
    const days = weekdaysOfYear(byDay, null, year);
    return byMonthDay === null ? days : days.filter((day) => isMonthDay(byMonthDay, toDate(day)));
  }
  if (byMonth === null && byMonthDay === null) return dayOfMonth(year, start.month, start.day);
  const months = byMonth ?? ALL_MONTHS;
  return months.flatMap((month) => daysInOneMonth(rule, year, month, start));
}

/** @param month 1–12 */
export function daysOfMonth(rule: Rule, year: number, month: number, start: CivilDate): number[] {
  if (rule.byMonth !== null && !rule.byMonth.includes(month)) return [];
  const days = daysInOneMonth(rule, year, month, start);
  return rule.byYearDay === null ? days : days.filter((day) => isYearDay(rule, day));
}

/** @param week its first day */
export function daysOfWeek(rule: Rule, week: number, startDay: number): number[] {
  const fits = dayFilter({ ...rule, byDay: rule.byDay ?? [everyWeek(startDay)] });
  const days: number[] = [];
  for (let day = week; day < week + 7; day += 1) if (fits(day)) days.push(day);
  return days;
}

/** @returns whether a day passes the limits BYMONTH, BYYEARDAY, BYMONTHDAY and BYDAY (without regard to its nth). */
export function dayFilter(rule: Rule): (day: number) => boolean {
  const { byMonth, byMonthDay, byYearDay } = rule;
  const weekdays = rule.byDay === null ? null : new Set(rule.byDay.map(({ weekday }) => weekday));
  const needsDate = byMonth !== null || byMonthDay !== null;
  return (day) => {
    if (weekdays !== null && !weekdays.has(weekdayOf(day))) return false;
    if (byYearDay !== null && !isYearDay(rule, day)) return false;
    if (!needsDate) return true;
    const date = toDate(day);
    if (byMonth !== null && !byMonth.includes(date.month)) return false;
    return byMonthDay === null || isMonthDay(byMonthDay, date);
  };
}

const ALL_MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

function everyWeek(day: number): RuleWeekday {
  return { weekday: weekdayOf(day), nth: 0 };
}

function daysInOneMonth(rule: Rule, year: number, month: number, start: CivilDate): number[] {
  const { byMonthDay, byDay } = rule;
  const length = daysInMonth(year, month);
  const first = toDay(year, month, 1);
  const byWeekday = byDay === null ? null : daysOfWeekdays(byDay, first, length);
  if (byMonthDay === null) return byWeekday ?? dayOfMonth(year, month, start.day);
  const days = byMonthDay.map((day) => first + (day > 0 ? day - 1 : length + day));
  const inMonth = [...new Set(days)].filter((day) => day >= first && day < first + length).sort((a, b) => a - b);
  return byWeekday === null ? inMonth : inMonth.filter((day) => byWeekday.includes(day));
}

function dayOfMonth(year: number, month: number, day: number): number[] {
  return day <= daysInMonth(year, month) ? [toDay(year, month, day)] : [];
}

/** Of YEARLY, the nth weekday is one of the month where BYMONTH is there, else one of the year. */
function weekdaysOfYear(byDay: readonly RuleWeekday[], byMonth: readonly number[] | null, year: number): number[] {
  if (byMonth === null) return daysOfWeekdays(byDay, toDay(year, 1, 1), isLeapYear(year) ? 366 : 365);
  return byMonth.flatMap((month) => daysOfWeekdays(byDay, toDay(year, month, 1), daysInMonth(year, month)));
}

/** The weekdays of a month or year, `nth` counted within it. */
function daysOfWeekdays(byDay: readonly RuleWeekday[], first: number, length: number): number[] {
  const days = new Set<number>();
  for (const { weekday, nth } of byDay) {
    const firstHit = first + ((weekday - weekdayOf(first) + 7) % 7);
    const hits = Math.floor((first + length - 1 - firstHit) / 7) + 1;
    if (nth === 0) for (let hit = 0; hit < hits; hit += 1) days.add(firstHit + hit * 7);
    else {
      const hit = nth > 0 ? nth - 1 : hits + nth;
      if (hit >= 0 && hit < hits) days.add(firstHit + hit * 7);
    }
  }
  return [...days].sort((a, b) => a - b);
}

function daysOfYearDays(byYearDay: readonly number[], year: number): number[] {
  const first = toDay(year, 1, 1);
  const length = isLeapYear(year) ? 366 : 365;
  const days = byYearDay.map((day) => first + (day > 0 ? day - 1 : length + day));
  return [...new Set(days)].filter((day) => day >= first && day < first + length).sort((a, b) => a - b);
}

function isYearDay(rule: Rule, day: number): boolean {
  const { year } = toDate(day);
  const ordinal = day - toDay(year, 1, 1) + 1;
  const length = isLeapYear(year) ? 366 : 365;
  return rule.byYearDay?.some((wanted) => (wanted > 0 ? wanted : length + 1 + wanted) === ordinal) ?? true;
}

function isMonthDay(byMonthDay: readonly number[], { year, month, day }: CivilDate): boolean {
  const fromEnd = day - daysInMonth(year, month) - 1;
  return byMonthDay.includes(day) || byMonthDay.includes(fromEnd);
}

/** The days of a calendar year that lie in the weeks of BYWEEKNO; weeks 1 and -1 reach over the turn of the year. */
function daysOfWeeks(rule: Rule, year: number): number[] {
  const days: number[] = [];
  const first = toDay(year, 1, 1);
  const length = isLeapYear(year) ? 366 : 365;
  for (let day = first; day < first + length; day += 1) if (isInWeeks(rule, day)) days.push(day);
  return days;
}

function isInWeeks({ byWeekNo, weekStart }: Rule, day: number): boolean {
  if (byWeekNo === null) return true;
  const { year } = toDate(day);
  let weekYear = year + 1;
  let first = startOfWeekOne(weekYear, weekStart);
  while (day < first) first = startOfWeekOne(--weekYear, weekStart);
  const week = Math.floor((day - first) / 7) + 1;
  const weeks = Math.round((startOfWeekOne(weekYear + 1, weekStart) - first) / 7);
  return byWeekNo.includes(week) || byWeekNo.includes(week - weeks - 1);
}
