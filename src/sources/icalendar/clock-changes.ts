/** At which times of day the clocks of a zone are changed: a local time there may be skipped, or happen twice. */
import { DAY_SECONDS, mod, toDay } from './civil.ts';
import type { Zone } from './zone.ts';

/** The years in which present meetings were begun and are planned; the rules of the last one go on. */
const FROM = toDay(1995, 1, 1) * DAY_SECONDS;
const TO = toDay(2040, 1, 1) * DAY_SECONDS;

/** Seconds of the day; `to` may lie in the next day. */
interface DaySpan {
  readonly from: number;
  readonly to: number;
}

const spans = new WeakMap<Zone, readonly DaySpan[]>();

/** @returns whether the time of day (seconds since midnight) may be skipped or happen twice on some day. */
export function isTouchedByClockChange(zone: Zone, timeOfDay: number): boolean {
  const known = spans.get(zone) ?? findSpans(zone);
  spans.set(zone, known);
  return known.some(({ from, to }) => mod(timeOfDay - from, DAY_SECONDS) < to - from);
}

function findSpans(zone: Zone): readonly DaySpan[] {
  const found = new Map<string, DaySpan>();
  for (let day = FROM; day < TO; day += DAY_SECONDS) {
    const before = zone.offsetAt(day);
    const after = zone.offsetAt(day + DAY_SECONDS);
    if (before === after) continue;
    const change = findChange(zone, day, day + DAY_SECONDS, before);
    const from = mod(change + Math.min(before, after), DAY_SECONDS);
    const span = { from, to: from + Math.abs(after - before) };
    found.set(`${span.from} ${span.to}`, span);
  }
  return [...found.values()];
}

function findChange(zone: Zone, low: number, high: number, known: number): number {
  let [before, after] = [low, high];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (zone.offsetAt(middle) === known) before = middle;
    else after = middle;
  }
  return after;
}
