/** When the clocks of a zone are changed, as far as it makes programs differ about the instances of a rule. */
import { DAY_SECONDS, mod, toDate, toDay, weekdayOf } from './civil.ts';
import type { Zone } from './zone.ts';

/** The years in which present meetings were begun and are planned; the rules of the last one go on. */
const FIRST_YEAR = 2010;
const LAST_YEAR = 2037;
/** Zones that were changed since, or have no rule, are other ones to programs whose zone data is older. */
const SETTLED_YEAR = 2024;

/** Seconds of the day; `to` may lie in the next day. */
interface DaySpan {
  readonly from: number;
  readonly to: number;
}

interface ClockChanges {
  /** Times of day that are skipped, or happen twice. */
  readonly spans: readonly DaySpan[];
  /** Every year since {@link SETTLED_YEAR} has the same changes. */
  readonly isSettled: boolean;
}

const memory = new WeakMap<Zone, ClockChanges>();

/** @returns whether all programs know the zone alike: its changes follow one rule, and have for some time. */
export function isSettled(zone: Zone): boolean {
  return changesOf(zone).isSettled;
}

/**
 * @param timeOfDay seconds since midnight
 * @param length of the meeting in seconds
 * @returns whether the clocks may be changed while it begins, goes on or ends, so that programs differ about when
 */
export function isTouchedByClockChange(zone: Zone, timeOfDay: number, length: number): boolean {
  return changesOf(zone).spans.some(
    ({ from, to }) => mod(timeOfDay - from, DAY_SECONDS) < to - from || mod(from - timeOfDay, DAY_SECONDS) <= length,
  );
}

function changesOf(zone: Zone): ClockChanges {
  const known = memory.get(zone) ?? findChanges(zone);
  memory.set(zone, known);
  return known;
}

function findChanges(zone: Zone): ClockChanges {
  const spans = new Map<string, DaySpan>();
  const years = new Map<number, string>();
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    const end = toDay(year + 1, 1, 1) * DAY_SECONDS;
    let changes = '';
    for (let day = toDay(year, 1, 1) * DAY_SECONDS; day < end; day += DAY_SECONDS) {
      const before = zone.offsetAt(day);
      const after = zone.offsetAt(day + DAY_SECONDS);
      if (before === after) continue;
      const wall = findChange(zone, day, day + DAY_SECONDS, before) + Math.min(before, after);
      const from = mod(wall, DAY_SECONDS);
      const span = { from, to: from + Math.abs(after - before) };
      spans.set(`${span.from} ${span.to}`, span);
      const date = Math.floor(wall / DAY_SECONDS);
      changes += `${toDate(date).month} ${weekdayOf(date)} ${from} ${before} ${after};`;
    }
    if (year >= SETTLED_YEAR) years.set(year, changes);
  }
  return { spans: [...spans.values()], isSettled: new Set(years.values()).size === 1 };
}

/** @returns the first instant in `(low, high]` at which the offset is not `known`. */
function findChange(zone: Zone, low: number, high: number, known: number): number {
  let [before, after] = [low, high];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zone.offsetAt(middle) === known) before = middle;
    else after = middle;
  }
  return after;
}
