/** Compares the schedule that a registry declares with the meetings of a calendar feed. */
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import type { DeclaredMeetingRecord } from '../model/group.ts';
import type { OccurrenceRecord } from '../model/meeting.ts';
import type { CalendarDate, Window } from '../model/source.ts';
import { addDays, dayOf, daysBetween } from './days.ts';

export type ScheduleComparison =
  | { readonly outcome: 'agrees' }
  /** `nearest`: the feed's meeting that comes closest, for the reader to compare; null where it has none. */
  | { readonly outcome: 'differs'; readonly nearest: OccurrenceRecord | null }
  | { readonly outcome: 'unknown'; readonly reason: string };

/** A skipped holiday is no other schedule; half of the instances missing is: weekly against every other week. */
const MISSING_SHARE = 0.5;
const MISSING_MIN = 2;
/** An extra instance is no other schedule; a third of them is. */
const EXTRA_SHARE = 1 / 3;
/**
 * Rules that always have a next instance and a few steps to it. Others, such as `FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30`,
 * keep ical.js searching without end; nobody declares them for a meeting.
 */
const DAY = '(?:MO|TU|WE|TH|FR|SA|SU)';
const DAY_OF_MONTH = `(?:[+-]?[1-5])?${DAY}`;
const COMPARABLE = [
  /^FREQ=DAILY$/u,
  new RegExp(`^(?:BYDAY=${DAY}(?:,${DAY})*;)?FREQ=WEEKLY$`, 'u'),
  new RegExp(`^BYDAY=${DAY_OF_MONTH}(?:,${DAY_OF_MONTH})*;FREQ=MONTHLY$`, 'u'),
  /^BYMONTHDAY=(?:[1-9]|1\d|2[0-8]|-1);FREQ=MONTHLY$/u,
];
/** Parts that any of them may have. */
const COMMON_PART =
  /^(?:INTERVAL=[1-9]\d?|WKST=[A-Z]{2}|UNTIL=\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d)(?:T[01]\d[0-5]\d00Z?)?|COUNT=[1-9]\d{0,3})$/u;

/**
 * @param occurrences of the group's feeds within the window, cancelled and moved ones included: those stand for the
 * instance that the rule gives
 * @param window at least two instances long, else it cannot tell a schedule from a single meeting
 */
export function compareSchedule(
  declared: DeclaredMeetingRecord,
  occurrences: readonly OccurrenceRecord[],
  window: Window,
): ScheduleComparison {
  const { rrule, timeZone, startTime } = declared;
  if (rrule === null) return unknown(declared.unresolved ?? 'the schedule is not complete');
  if (!isComparable(rrule)) return unknown('the rule is too intricate to compare');
  if (timeZone === null && startTime !== null) return unknown('the schedule names no time zone');
  const timed = occurrences.filter(({ isAllDay }) => !isAllDay);
  if (timed.length === 0) return unknown('the feed has no meeting of the group in the span looked at');
  const expected = expectedStarts(declared, rrule, window);
  if (expected === null) return unknown('the rule needs a first day to count from');
  if (expected.size < 2) return unknown('the schedule has fewer than two meetings in the span looked at');
  const zone = timeZone ?? 'UTC';
  const startOfInstance = ({ recurrenceId, start }: OccurrenceRecord) =>
    localStart(recurrenceId ?? start, zone, startTime !== null);
  const series = [...Map.groupBy(timed, ({ feedId, uid }) => `${feedId}#${uid}`).values()].map((instances) => ({
    instances,
    hits: new Set(instances.map(startOfInstance).filter((start) => expected.has(start))),
  }));
  const hitting = series.filter(({ hits }) => hits.size > 0);
  const hits = new Set(hitting.flatMap((found) => [...found.hits]));
  const closest = series.sort(
    (one, other) => other.hits.size - one.hits.size || other.instances.length - one.instances.length,
  )[0];
  const differs: ScheduleComparison = { outcome: 'differs', nearest: closest?.instances[0] ?? null };
  const missing = expected.size - hits.size;
  if (hits.size === 0 || (missing >= MISSING_MIN && missing >= expected.size * MISSING_SHARE)) return differs;
  const [only] = hitting;
  // Where several series keep the schedule together, what else one of them holds is its own matter.
  if (hitting.length === 1 && only !== undefined) {
    const extra = only.instances.length - only.hits.size;
    if (extra >= only.instances.length * EXTRA_SHARE) return differs;
  }
  return { outcome: 'agrees' };
}

function unknown(reason: string): ScheduleComparison {
  return { outcome: 'unknown', reason };
}

function isComparable(rrule: string): boolean {
  const parts = rrule.toUpperCase().split(';');
  const essential = parts.filter((part) => !COMMON_PART.test(part)).sort();
  return COMPARABLE.some((form) => form.test(essential.join(';')));
}

/** @returns local starts within the window, `YYYY-MM-DDTHH:MM` or days where no time is declared; null without a needed anchor. */
function expectedStarts(
  { anchorDate, startTime, timeZone }: DeclaredMeetingRecord,
  rrule: string,
  window: Window,
): ReadonlySet<string> | null {
  const recur = ICAL.Recur.fromString(rrule.toUpperCase());
  const hasDays = /\bBY/iu.test(rrule);
  if (anchorDate === null && (recur.interval > 1 || recur.count !== null || (!hasDays && recur.freq !== 'DAILY'))) {
    return null;
  }
  const from = localStart(window.from, timeZone ?? 'UTC', false);
  const to = localStart(window.to, timeZone ?? 'UTC', false);
  const starts = new Set<string>();
  const first = recur.count === null ? laterStart(anchorDate ?? from, recur, from) : (anchorDate ?? from);
  const iterator = recur.iterator(ICAL.Time.fromDateString(first));
  for (let next = iterator.next(); next; next = iterator.next()) {
    const day: CalendarDate = next.toString().slice(0, 10);
    if (day >= to) break;
    if (day >= from) starts.add(startTime === null ? day : `${day}T${startTime}`);
  }
  return starts;
}

/**
 * A first day of the same rule, a whole number of its intervals later and not after `from`: ical.js walks from the first
 * day on, which takes seconds where that lies centuries back. Months are walked: there are few.
 */
function laterStart(anchor: CalendarDate, { freq, interval }: ICAL.Recur, from: CalendarDate): CalendarDate {
  const period = freq === 'DAILY' ? 1 : freq === 'WEEKLY' ? 7 : null;
  if (period === null || anchor >= from) return anchor;
  const step = period * interval;
  return addDays(anchor, Math.floor(daysBetween(anchor, from) / step) * step);
}

function localStart(instant: string, zone: string, withTime: boolean): string {
  try {
    const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString();
    return local.slice(0, withTime ? 16 : 10);
  } catch {
    // The runtime does not know the zone: nothing will agree, and nothing is invented.
    return dayOf(instant);
  }
}
