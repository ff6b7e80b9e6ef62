/**
 * Recurrence sets (RFC 5545 §3.8.5) that can be handed on as one rule: what a calendar program makes of the rule, the
 * excluded dates and the exceptions is exactly what {@link expandSeries} gives.
 */
import type { CalendarEvent } from './calendar-event.ts';
import { DAY_SECONDS } from './civil.ts';
import { isSettled, isTouchedByClockChange } from './clock-changes.ts';
import type { Series } from './group-series.ts';
import { isPortable, toRuleText } from './portable-rule.ts';
import { ruleTimes } from './recurrence.ts';
import type { Work } from './work.ts';
import { toInstantSeconds, toWall, UTC } from './zone.ts';

/** Instants in seconds. */
export interface RecurrenceSet {
  readonly master: CalendarEvent;
  /** Wall time of the first instance that the rule gives: DTSTART, where that fits the rule. */
  readonly start: number;
  /** IANA zone in which the rule counts; null for UTC and for whole days. */
  readonly zone: string | null;
  readonly rrule: string;
  /** Instances that the rule gives and that do not take place; ascending. */
  readonly excluded: readonly number[];
  /** Overrides of instances that the rule gives. */
  readonly exceptions: readonly CalendarEvent[];
}

/** Excluded dates, and exceptions: more would be looked up one by one in every program that reads them. */
const MAX_DEPARTURES = 500;
/** Eight years: as far as one 29 February may be from the next. */
const FIRST_WITHIN = 8 * 366 * DAY_SECONDS;
/** 1970: programs differ about zones before. */
const FIRST_START = 0;

/**
 * RDATEs are no part of it: they are instances of their own, since Google and Outlook read none.
 * @param work that it may take: a rule with COUNT is walked from its start
 * @returns null where the set is not one rule that programs agree on: several rules, EXRULE, THISANDFUTURE, a zone that
 *   only the feed knows or that was changed lately, or a meeting while clocks may be changed
 */
export function toRecurrenceSet({ master, overrides }: Series, work: Work): RecurrenceSet | null {
  const eventRule = master?.rules[0];
  if (master === null || eventRule === undefined || master.rules.length > 1 || master.exclusionRules.length > 0)
    return null;
  const { start } = master;
  const { rule, until } = eventRule;
  if (!isPortable(rule) || start.instant < FIRST_START || overrides.some(({ isRange }) => isRange)) return null;
  if (!isSameEverywhere(master)) return null;

  let isCut = false;
  const isGiven = (wall: number): boolean => {
    if (wall > until || isCut) return false;
    const found = ruleTimes(rule, { start: start.wall, from: wall, to: wall, limit: 1 }, work);
    isCut = !found.isComplete;
    return found.times.length > 0;
  };
  const to = Math.min(until, start.wall + FIRST_WITHIN);
  const [first] = ruleTimes(rule, { start: start.wall, from: start.wall, to, limit: 1 }, work).times;
  if (first === undefined || master.extraDates.some(({ stamp }) => isGiven(toWall(start.zone, stamp.instant))))
    return null;
  // A day instead of a time names the instance in a way that not every program understands.
  if (overrides.some(({ recurrenceId }) => recurrenceId?.isDate !== start.isDate)) return null;
  const exceptions = overrides.filter(
    ({ recurrenceId }) => recurrenceId !== null && isGiven(toWall(start.zone, recurrenceId.instant)),
  );
  const overridden = new Set(exceptions.map(({ recurrenceId }) => recurrenceId?.instant));
  const walls = excludedWalls(master);
  if (walls.size > MAX_DEPARTURES || overrides.length > MAX_DEPARTURES) return null;
  const excluded = [...walls]
    .filter(isGiven)
    .map((wall) => toInstantSeconds(start.zone, wall))
    .filter((instant) => !overridden.has(instant))
    .sort((a, b) => a - b);
  if (isCut) return null;
  const end = Number.isFinite(until) ? toInstantSeconds(start.zone, until) : null;
  return {
    master,
    start: first,
    zone: start.zone.name,
    rrule: toRuleText(rule, end, start.isDate),
    excluded,
    exceptions,
  };
}

/** Whether programs give the same instants for the same wall clock. */
function isSameEverywhere({ start: { zone, wall, isDate }, duration }: CalendarEvent): boolean {
  if (isDate || zone === UTC) return true;
  const length = duration.days * DAY_SECONDS + duration.seconds;
  return zone.name !== null && isSettled(zone) && !isTouchedByClockChange(zone, timeOfDay(wall), length);
}

function timeOfDay(wall: number): number {
  return wall - Math.floor(wall / DAY_SECONDS) * DAY_SECONDS;
}

/** A portable rule gives one instance a day at the most, at the time of its start. */
function excludedWalls({ start, excludedInstants, excludedDays }: CalendarEvent): ReadonlySet<number> {
  return new Set([
    ...[...excludedInstants].map((instant) => toWall(start.zone, instant)),
    ...[...excludedDays].map((day) => day + timeOfDay(start.wall)),
  ]);
}
