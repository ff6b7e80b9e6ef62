/**
 * Calendar arithmetic on integers (proleptic Gregorian, RFC 5545 §3.3.5). A *day* counts from 1970-01-01; a *wall time*
 * counts the seconds that a clock on the wall would show since then, without zone.
 */

export const DAY_SECONDS = 86_400;

export interface CivilDate {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
}

/** @returns the day of a date; `day` may lie outside its month. Howard Hinnant's `days_from_civil`. */
export function toDay(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Inverse of {@link toDay}. */
export function toDate(day: number): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** @param month 1–12 */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** @returns 0 for Monday … 6 for Sunday. */
export function weekdayOf(day: number): number {
  return mod(day + 3, 7);
}

/** @returns the first day of the week that holds `day`, for weeks that start on `weekStart` (0 for Monday). */
export function startOfWeek(day: number, weekStart: number): number {
  return day - mod(weekdayOf(day) - weekStart, 7);
}

/** @returns the first day of week 1 of a year: the first week with at least four days in it (RFC 5545 §3.3.10, BYWEEKNO). */
export function startOfWeekOne(year: number, weekStart: number): number {
  return startOfWeek(toDay(year, 1, 4), weekStart);
}

/** @returns the remainder with the sign of the divisor. */
export function mod(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** Meetings begin and end at few instants, and text that many share is put together, kept and compared as one. */
const instants = new Map<number, string>();
const MAX_INSTANTS = 8192;

/** @returns an instant in seconds as ISO 8601 in UTC, `2026-11-21T08:00:00Z`; many times faster than Date. */
export function formatInstant(instant: number): string {
  const seconds = Math.floor(instant);
  const known = instants.get(seconds);
  if (known !== undefined) return known;
  const day = Math.floor(seconds / DAY_SECONDS);
  const { year, month, day: dayOfMonth } = toDate(day);
  const time = seconds - day * DAY_SECONDS;
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`;
  const text = `${date}T${two(Math.floor(time / 3600))}:${two(Math.floor(time / 60) % 60)}:${two(time % 60)}Z`;
  if (instants.size >= MAX_INSTANTS) instants.clear();
  instants.set(seconds, text);
  return text;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
