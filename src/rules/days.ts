/** Calendar arithmetic of the rules: days are days in UTC, the same for everybody who reads a finding. */
import { Temporal } from 'temporal-polyfill';
import type { CalendarDate, Instant, Window } from '../model/source.ts';

/** @returns the day of an instant in UTC. */
export function dayOf(instant: Instant): CalendarDate {
  return instant.slice(0, 10);
}

/** @returns the first instant of a day in UTC. */
export function startOf(day: CalendarDate): Instant {
  return `${day}T00:00:00Z`;
}

/** @returns the first instant after a day in UTC: what is due by the end of the day is due then. */
export function endOf(day: CalendarDate): Instant {
  return startOf(addDays(day, 1));
}

/** @param days may be negative */
export function addDays(day: CalendarDate, days: number): CalendarDate {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** @param months may be negative; a day that the month lacks becomes its last, 31 August + 6 months = 28 February */
export function addMonths(day: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** @returns whole days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;
}

/** @returns the window `[from, to)` from the start of one day to the start of another. */
export function spanOf(from: CalendarDate, to: CalendarDate): Window {
  return { from: startOf(from), to: startOf(to) };
}

/** @returns the smallest window that covers both. */
export function coverOf(one: Window | null, other: Window | null): Window | null {
  if (one === null || other === null) return one ?? other;
  return { from: one.from < other.from ? one.from : other.from, to: one.to > other.to ? one.to : other.to };
}
