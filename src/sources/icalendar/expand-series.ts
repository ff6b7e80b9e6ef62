/**
 * Recurrence sets (RFC 5545 §3.8.5) in a window. Overrides are tied to their own UID and instance; ical.js ties them by
 * time alone (kewisch/ical.js#1019) and loses RDATEs beside an RRULE (#534, #1026).
 */
import type { CalendarEvent, EventRule, Stamp } from './calendar-event.ts';
import { DAY_SECONDS } from './civil.ts';
import type { Series } from './group-series.ts';
import { ruleTimes } from './recurrence.ts';
import type { Duration } from './values.ts';
import type { Work } from './work.ts';
import { toInstantSeconds, toWall, type Zone } from './zone.ts';

/** One instance. Instants in seconds. */
export interface Instance {
  /** The VEVENT that describes it. */
  readonly event: CalendarEvent;
  readonly start: number;
  readonly end: number;
  /** Instant that the rule gives; null for a single event. */
  readonly recurrenceId: number | null;
  readonly isException: boolean;
}

/** Half-open, in seconds. */
export interface InstantRange {
  readonly from: number;
  readonly to: number;
}

/**
 * @param limit at most so many instances by rule
 * @param omitted the start of a rule whose instances are left out; null where there is none
 * @returns the instances that overlap the range, in no order; `isCut` where limit or work ended the list early
 */
export function expandSeries(
  series: Series,
  range: InstantRange,
  limit: number,
  work: Work,
  omitted: number | null = null,
): { instances: Instance[]; isCut: boolean } {
  const { master, overrides } = series;
  const instances = overrides.map(toException).filter(({ start, end }) => overlaps(start, end, range));
  if (master === null) return { instances, isCut: false };
  if (!recurs(master)) {
    const { start } = master;
    const isOverridden = overrides.length > 0 && overrideOf(overrides, start) !== undefined;
    const end = endOf(start.wall, start.instant, master, master.duration);
    if (!isOverridden && !isExcluded(master, start) && overlaps(start.instant, end, range)) {
      instances.push({ event: master, start: start.instant, end, recurrenceId: null, isException: false });
    }
    return { instances, isCut: false };
  }
  const isCut = expandMaster(master, overrides, range, limit, work, instances, omitted);
  return { instances, isCut };
}

/** @returns the instance that an override describes. */
export function toException(event: CalendarEvent): Instance {
  const { start, duration, recurrenceId } = event;
  const end = endOf(start.wall, start.instant, event, duration);
  return { event, start: start.instant, end, recurrenceId: recurrenceId?.instant ?? null, isException: true };
}

/** @returns the instance at a wall time that the rule of the event gives. */
export function toRegular(event: CalendarEvent, wall: number): Instance {
  const start = toInstantSeconds(event.start.zone, wall);
  const end = endOf(wall, start, event, event.duration);
  return { event, start, end, recurrenceId: start, isException: false };
}

export function recurs(event: CalendarEvent): boolean {
  return event.rules.length > 0 || event.extraDates.length > 0;
}

function expandMaster(
  master: CalendarEvent,
  overrides: readonly CalendarEvent[],
  range: InstantRange,
  limit: number,
  work: Work,
  out: Instance[],
  omitted: number | null,
): boolean {
  const changes = overrides.filter((event) => event.isRange);
  const reach = reachOf(master, changes);
  const from = range.from - reach.back;
  const to = range.to + reach.ahead;
  const overridden = setOf(overrides, ({ recurrenceId }) => recurrenceId?.instant ?? null);
  const overriddenDays = setOf(overrides, ({ recurrenceId }) => (recurrenceId?.isDate ? recurrenceId.wall : null));
  const seen = new Set<number>();
  let isCut = false;

  const consider = (wall: number, instant: number, duration: Duration): void => {
    if (seen.has(instant)) return;
    seen.add(instant);
    const day = Math.floor(wall / DAY_SECONDS) * DAY_SECONDS;
    if (overridden.has(instant) || overriddenDays.has(day)) return;
    if (master.excludedInstants.has(instant) || master.excludedDays.has(day)) return;
    const change = lastBefore(changes, instant);
    if (change === undefined) {
      const end = endOf(wall, instant, master, duration);
      if (overlaps(instant, end, range)) {
        out.push({ event: master, start: instant, end, recurrenceId: instant, isException: false });
      }
      return;
    }
    const [movedWall, movedInstant] = move(change, wall, instant, master);
    const end = endOf(movedWall, movedInstant, change, change.duration);
    if (overlaps(movedInstant, end, range)) {
      out.push({ event: change, start: movedInstant, end, recurrenceId: instant, isException: true });
    }
  };

  // RDATEs first: a PERIOD has a duration of its own, which a rule's equal instance has not.
  for (const { stamp, duration } of master.extraDates) {
    if (stamp.instant >= from && stamp.instant <= to) consider(stamp.wall, stamp.instant, duration ?? master.duration);
  }
  const { zone, wall: startWall, instant: startInstant } = master.start;
  if (omitted !== null) {
    if (omitted !== startWall) consider(startWall, startInstant, master.duration);
    return false;
  }
  const window = {
    from: Math.floor(from + offsetsNear(zone, from).least),
    to: Math.ceil(to + offsetsNear(zone, to).most),
  };
  const excluded = excludedWalls(master, window, work);
  for (const rule of master.rules) {
    const found = timesOf(rule, startWall, window, limit, work);
    isCut ||= !found.isComplete;
    for (const wall of found.times) {
      if (!excluded.has(wall)) consider(wall, toInstantSeconds(zone, wall), master.duration);
    }
  }
  // §3.8.5.3: DTSTART is the first instance, whether it fits the rule or not, unless the rule ended before it.
  const hasEnded = master.rules.length > 0 && master.rules.every(({ until }) => until < startWall);
  if (!hasEnded && !excluded.has(startWall)) consider(startWall, startInstant, master.duration);
  return isCut;
}

const NONE: ReadonlySet<number> = new Set();

/** Most series have no overrides, and need no set of their own. */
function setOf(events: readonly CalendarEvent[], read: (event: CalendarEvent) => number | null): ReadonlySet<number> {
  return events.length === 0 ? NONE : new Set(events.flatMap((event) => read(event) ?? []));
}

function timesOf(
  rule: EventRule,
  start: number,
  window: InstantRange,
  limit: number,
  work: Work,
): ReturnType<typeof ruleTimes> {
  const to = Math.min(window.to, rule.until, rule.end ?? Number.POSITIVE_INFINITY);
  // Once the last instance by COUNT is known, the rule is as good as one with UNTIL.
  const effective = rule.end === null ? rule.rule : { ...rule.rule, count: null };
  const found = ruleTimes(effective, { start, from: window.from, to, limit }, work);
  rule.end ??= found.end;
  return found;
}

function excludedWalls(master: CalendarEvent, window: InstantRange, work: Work): ReadonlySet<number> {
  if (master.exclusionRules.length === 0) return NONE;
  const walls = new Set<number>();
  for (const rule of master.exclusionRules) {
    for (const wall of timesOf(rule, master.start.wall, window, MAX_EXCLUSIONS, work).times) walls.add(wall);
  }
  return walls;
}

const MAX_EXCLUSIONS = 50_000;

/** The offsets of a zone about an instant: a change of them may lie between a wall time and its instant. */
function offsetsNear(zone: Zone, instant: number): { least: number; most: number } {
  const offsets = [zone.offsetAt(instant - DAY_SECONDS), zone.offsetAt(instant), zone.offsetAt(instant + DAY_SECONDS)];
  return { least: Math.min(...offsets), most: Math.max(...offsets) };
}

/** Days on the wall clock may be longer or shorter by as much as any change of offset. */
const NOMINAL_SLACK = 3 * 3600;

/** How far an instance may lie from its instant in the rule, in seconds before and after. */
function reachOf(master: CalendarEvent, changes: readonly CalendarEvent[]): { back: number; ahead: number } {
  let back = lengthOf(master.duration);
  for (const { duration } of master.extraDates) if (duration !== null) back = Math.max(back, lengthOf(duration));
  let ahead = 0;
  for (const change of changes) {
    const shift = change.start.instant - (change.recurrenceId?.instant ?? change.start.instant);
    back = Math.max(back, shift + lengthOf(change.duration) + NOMINAL_SLACK);
    ahead = Math.max(ahead, NOMINAL_SLACK - shift);
  }
  return { back, ahead };
}

function lengthOf(duration: Duration): number {
  const slack = duration.days > 0 ? NOMINAL_SLACK : 0;
  return Math.max(0, duration.days * DAY_SECONDS + duration.seconds) + slack;
}

/** The last RANGE=THISANDFUTURE at or before an instance (§3.8.4.4). */
function lastBefore(changes: readonly CalendarEvent[], instant: number): CalendarEvent | undefined {
  return changes.findLast((change) => (change.recurrenceId?.instant ?? Number.POSITIVE_INFINITY) <= instant);
}

/** Moves an instance as RANGE=THISANDFUTURE moves its first one: on the wall clock, where both are on the same one. */
function move(change: CalendarEvent, wall: number, instant: number, master: CalendarEvent): [number, number] {
  const { start, recurrenceId } = change;
  const original = recurrenceId ?? start;
  const originalWall = original.isDate ? original.wall : toWall(master.start.zone, original.instant);
  if (start.zone.name === master.start.zone.name || start.isDate) {
    const moved = wall + (toWall(master.start.zone, start.instant) - originalWall);
    return [moved, toInstantSeconds(master.start.zone, moved)];
  }
  const moved = toWall(start.zone, instant) + (start.wall - toWall(start.zone, original.instant));
  return [moved, toInstantSeconds(start.zone, moved)];
}

function overrideOf(overrides: readonly CalendarEvent[], start: Stamp): CalendarEvent | undefined {
  const day = Math.floor(start.wall / DAY_SECONDS) * DAY_SECONDS;
  return overrides.find(
    ({ recurrenceId }) =>
      recurrenceId !== null &&
      (recurrenceId.instant === start.instant || (recurrenceId.isDate && recurrenceId.wall === day)),
  );
}

function isExcluded(event: CalendarEvent, start: Stamp): boolean {
  const day = Math.floor(start.wall / DAY_SECONDS) * DAY_SECONDS;
  return event.excludedInstants.has(start.instant) || event.excludedDays.has(day);
}

/** Days are nominal, on the wall clock; the rest is exact (§3.3.6). */
function endOf(wall: number, instant: number, event: CalendarEvent, { days, seconds }: Duration): number {
  if (days === 0) return instant + seconds;
  return toInstantSeconds(event.start.zone, wall + days * DAY_SECONDS) + seconds;
}

/** An instance without length overlaps where it starts. */
function overlaps(start: number, end: number, range: InstantRange): boolean {
  return start < range.to && (end > range.from || start >= range.from);
}
