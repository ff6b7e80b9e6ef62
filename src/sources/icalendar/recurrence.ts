/**
 * The recurrence set of one rule (RFC 5545 §3.3.10), window first: it begins at the period before the window and works
 * on integers. ical.js can only walk from DTSTART (kewisch/ical.js#148), and applies BYSETPOS to few rules
 * (#960, #1039).
 */
import { DAY_SECONDS, mod, startOfWeek, toDate } from './civil.ts';
import { dayFilter, daysOfMonth, daysOfWeek, daysOfYear } from './recurrence-days.ts';
import type { Rule } from './rule.ts';
import type { Work } from './work.ts';

/** What is asked of a rule. All times are seconds on the wall clock of DTSTART's zone. */
export interface RuleRange {
  /** DTSTART. */
  readonly start: number;
  /** Nothing earlier is answered, though it counts for COUNT. */
  readonly from: number;
  /** Nothing later is answered; already cut to UNTIL by the caller. */
  readonly to: number;
  /** At most so many are answered. */
  readonly limit: number;
}

export interface RuleTimes {
  /** Ascending. */
  readonly times: readonly number[];
  /** The last one that COUNT allows, where it was reached; then the rule has ended there. */
  readonly end: number | null;
  /** False where `limit` or the work cut the list. */
  readonly isComplete: boolean;
}

/** @returns the instances that the rule gives in the range; DTSTART only where it fits the rule. */
export function ruleTimes(rule: Rule, range: RuleRange, work: Work): RuleTimes {
  const collector = new Collector(rule, range, work);
  if (range.to >= range.start) {
    if (rule.frequency === 'HOURLY' || rule.frequency === 'MINUTELY' || rule.frequency === 'SECONDLY') {
      collectWithinDays(rule, range, collector);
    } else collectDays(rule, range, collector);
  }
  return { times: collector.times, end: collector.end, isComplete: collector.isComplete };
}

/** Takes the instances in order and says when to stop. */
class Collector {
  readonly times: number[] = [];
  end: number | null = null;
  isComplete = true;
  isDone = false;
  readonly #range: RuleRange;
  readonly #work: Work;
  readonly #count: number;
  #counted = 0;

  constructor(rule: Rule, range: RuleRange, work: Work) {
    this.#range = range;
    this.#work = work;
    this.#count = rule.count ?? Number.POSITIVE_INFINITY;
  }

  take(time: number): void {
    if (this.isDone || time < this.#range.start) return;
    if (time > this.#range.to) {
      this.isDone = true;
      return;
    }
    this.#counted += 1;
    if (time >= this.#range.from) {
      if (this.times.length < this.#range.limit) this.times.push(time);
      else this.cut();
    }
    if (this.#counted >= this.#count) {
      this.end = time;
      this.isDone = true;
    }
    this.spend(1);
  }

  spend(steps: number): void {
    if (!this.#work.spend(steps)) this.cut();
  }

  cut(): void {
    this.isDone = true;
    this.isComplete = false;
  }
}

/** YEARLY to DAILY: days of the period × times of the day. */
function collectDays(rule: Rule, range: RuleRange, out: Collector): void {
  out.spend(countTimesOfDay(rule) / TIMES_PER_STEP);
  if (out.isDone) return;
  const times = timesOfDay(rule, range.start);
  const startDay = Math.floor(range.start / DAY_SECONDS);
  const lastDay = Math.floor(range.to / DAY_SECONDS);
  // COUNT counts from DTSTART; without it the periods before the window need not be looked at.
  const fromDay = rule.count === null ? Math.floor(Math.max(range.from, range.start) / DAY_SECONDS) : startDay;
  const emit = (days: readonly number[]): void => {
    out.spend(1 + days.length);
    if (rule.bySetPos === null) {
      for (const day of days) {
        for (const time of times) {
          out.take(day * DAY_SECONDS + time);
          if (out.isDone) return;
        }
      }
      return;
    }
    for (const index of positions(rule.bySetPos, days.length * times.length)) {
      const day = days[Math.floor(index / times.length)] ?? 0;
      out.take(day * DAY_SECONDS + (times[index % times.length] ?? 0));
    }
  };

  const { interval } = rule;
  const start = toDate(startDay);
  const from = toDate(fromDay);
  switch (rule.frequency) {
    case 'YEARLY': {
      const last = toDate(lastDay).year;
      const cost = yearCost(rule);
      for (let year = aligned(start.year, from.year, interval); year <= last && !out.isDone; year += interval) {
        out.spend(cost);
        emit(daysOfYear(rule, year, start, startDay));
      }
      return;
    }
    case 'MONTHLY': {
      const end = toDate(lastDay);
      const last = end.year * 12 + end.month - 1;
      const first = aligned(start.year * 12 + start.month - 1, from.year * 12 + from.month - 1, interval);
      for (let month = first; month <= last && !out.isDone; month += interval) {
        emit(daysOfMonth(rule, Math.floor(month / 12), (month % 12) + 1, start));
      }
      return;
    }
    case 'WEEKLY': {
      const first = startOfWeek(startDay, rule.weekStart);
      const step = interval * 7;
      for (let week = aligned(first, fromDay, step); week <= lastDay && !out.isDone; week += step) {
        emit(daysOfWeek(rule, week, startDay));
      }
      return;
    }
    default: {
      const fits = dayFilter(rule);
      for (let day = aligned(startDay, fromDay, interval); day <= lastDay && !out.isDone; day += interval) {
        emit(fits(day) ? [day] : []);
      }
    }
  }
}

/** HOURLY, MINUTELY and SECONDLY: day by day, so that days without an instance cost one step. */
function collectWithinDays(rule: Rule, range: RuleRange, out: Collector): void {
  const fits = dayFilter(rule);
  const [, minute, second] = split(range.start);
  const unit = rule.frequency === 'HOURLY' ? 3600 : rule.frequency === 'MINUTELY' ? 60 : 1;
  const hours = rule.byHour ?? UP_TO_24;
  const minutes = rule.byMinute ?? (unit >= 3600 ? [minute] : UP_TO_60);
  const seconds = rule.bySecond?.filter((value) => value < 60) ?? (unit >= 60 ? [second] : UP_TO_60);
  out.spend((minutes.length * seconds.length) / TIMES_PER_STEP);
  if (out.isDone) return;
  const withinHour = minutes.flatMap((atMinute) => seconds.map((atSecond) => atMinute * 60 + atSecond));
  const startPeriod = Math.floor(range.start / unit);
  const from = rule.count === null ? Math.max(range.from, range.start) : range.start;
  const lastDay = Math.floor(range.to / DAY_SECONDS);

  for (let day = Math.floor(from / DAY_SECONDS); day <= lastDay && !out.isDone; day += 1) {
    out.spend(1);
    if (!fits(day)) continue;
    // The periods of a day that the interval leaves are jumped to, when it is longer than the day.
    const dayPeriod = (day * DAY_SECONDS) / unit;
    const next = aligned(startPeriod, dayPeriod + DAY_SECONDS / unit - 1, rule.interval);
    if (next < dayPeriod) {
      const skipped = Math.floor(((next + rule.interval) * unit) / DAY_SECONDS) - day - 1;
      if (skipped > 0) day += skipped;
      continue;
    }
    collectDay(day * DAY_SECONDS);
  }

  function collectDay(midnight: number): void {
    for (const atHour of hours) {
      const hourStart = midnight + atHour * 3600;
      if (hourStart + 3599 < from) continue;
      if (unit === 3600) emitPeriod(hourStart, withinHour);
      else if (rule.interval > 1) collectHourByStep(hourStart);
      else collectHour(hourStart);
      if (out.isDone) return;
    }
  }

  function collectHour(hourStart: number): void {
    for (const atMinute of minutes) {
      const minuteStart = hourStart + atMinute * 60;
      if (minuteStart + 59 < from) continue;
      if (unit === 60) emitPeriod(minuteStart, seconds);
      else for (const atSecond of seconds) emitPeriod(minuteStart + atSecond, ONE);
      if (out.isDone) return;
    }
  }

  /** Goes from one period that the interval leaves to the next. */
  function collectHourByStep(hourStart: number): void {
    const first = aligned(startPeriod, (hourStart - 1) / unit, rule.interval) * unit;
    const step = rule.interval * unit;
    for (let at = first < hourStart ? first + step : first; at < hourStart + 3600; at += step) {
      const isWanted =
        minutes.includes(Math.floor((at - hourStart) / 60)) && (unit === 60 || seconds.includes(mod(at, 60)));
      if (isWanted) emitPeriod(at, unit === 60 ? seconds : ONE);
      else out.spend(1);
      if (out.isDone) return;
    }
  }

  function emitPeriod(periodStart: number, offsets: readonly number[]): void {
    out.spend(1);
    if ((Math.floor(periodStart / unit) - startPeriod) % rule.interval !== 0) return;
    if (rule.bySetPos === null) for (const offset of offsets) out.take(periodStart + offset);
    else for (const index of positions(rule.bySetPos, offsets.length)) out.take(periodStart + (offsets[index] ?? 0));
  }
}

const ONE = [0];
const UP_TO_24 = Array.from({ length: 24 }, (_, index) => index);
const UP_TO_60 = Array.from({ length: 60 }, (_, index) => index);

/** @returns the last value not after `from` that is a whole number of intervals from `start`; `start` at the least. */
function aligned(start: number, from: number, interval: number): number {
  return from <= start ? start : start + Math.floor((from - start) / interval) * interval;
}

/** A list of numbers is made that much faster than instances are. */
const TIMES_PER_STEP = 4;

function countTimesOfDay({ byHour, byMinute, bySecond }: Rule): number {
  return (byHour?.length ?? 1) * (byMinute?.length ?? 1) * (bySecond?.length ?? 1);
}

/** Of looking at each day of a year, in steps: for its week, and for its place in the year. */
function yearCost({ byWeekNo, byYearDay }: Rule): number {
  return (byWeekNo === null ? 0 : 1000) + (byYearDay?.length ?? 0) * 4;
}

/** Seconds of the day at which a day's instances begin, ascending. */
function timesOfDay(rule: Rule, start: number): readonly number[] {
  const [hour, minute, second] = split(start);
  const times: number[] = [];
  for (const atHour of rule.byHour ?? [hour]) {
    for (const atMinute of rule.byMinute ?? [minute]) {
      for (const atSecond of rule.bySecond ?? [second]) {
        if (atSecond < 60) times.push(atHour * 3600 + atMinute * 60 + atSecond);
      }
    }
  }
  return times;
}

function split(wall: number): [hour: number, minute: number, second: number] {
  const time = wall - Math.floor(wall / DAY_SECONDS) * DAY_SECONDS;
  return [Math.floor(time / 3600), Math.floor(time / 60) % 60, time % 60];
}

/** @returns the 0-based indices that BYSETPOS picks out of a period's set, ascending. */
function positions(bySetPos: readonly number[], total: number): number[] {
  const indices = bySetPos.map((position) => (position > 0 ? position - 1 : total + position));
  return [...new Set(indices)].filter((index) => index >= 0 && index < total).sort((a, b) => a - b);
}
