/** VTIMEZONE (RFC 5545 §3.6.5): the zones that only the feed knows. */
import { forEachLine, readContentLine } from './content-line.ts';
import { ruleTimes } from './recurrence.ts';
import { type Rule, readRule } from './rule.ts';
import type { Span } from './scan.ts';
import { decode } from './text.ts';
import { readTime } from './values.ts';
import type { Work } from './work.ts';
import type { Zone } from './zone.ts';

export interface ZoneDefinition {
  readonly tzid: string;
  /** X-LIC-LOCATION or TZID-ALIAS-OF: the IANA name that the producer means. */
  readonly location: string | null;
  /** Null where no observance is usable. */
  readonly zone: Zone | null;
}

/** STANDARD or DAYLIGHT. */
interface Observance {
  readonly start: number;
  /** Nothing says when it begins: no DTSTART, rule or date. */
  readonly isUndated: boolean;
  readonly offsetFrom: number;
  readonly offsetTo: number;
  readonly rules: readonly Rule[];
  readonly dates: readonly number[];
}

interface Onset {
  readonly instant: number;
  readonly offset: number;
}

/**
 * @param work that all zones of a calendar may take together
 * @returns null where the component has no TZID
 */
export function readZoneDefinition(text: string, span: Span, work: Work): ZoneDefinition | null {
  let tzid: string | null = null;
  let location: string | null = null;
  forEachLine(text, span, (start, end) => {
    const line = readContentLine(decode(text.slice(start, end)));
    if (line?.name === 'TZID') tzid ??= line.value.trim();
    if (line?.name === 'X-LIC-LOCATION' || line?.name === 'TZID-ALIAS-OF') location ??= line.value.trim();
  });
  if (tzid === null) return null;
  const observances = observanceSpans(text, span).flatMap((part) => readObservance(text, part) ?? []);
  const isUsable = observances.length > 0 && tellsOnsets(observances);
  return { tzid, location, zone: isUsable ? new DefinedZone(observances, work) : null };
}

/** Of several offsets that begin nobody knows when, none is to be guessed. */
function tellsOnsets(observances: readonly Observance[]): boolean {
  return (
    new Set(observances.map(({ offsetTo }) => offsetTo)).size < 2 || !observances.some(({ isUndated }) => isUndated)
  );
}

function observanceSpans(text: string, span: Span): Span[] {
  const spans: Span[] = [];
  const marker = /^(begin|end)[ \t]*:[ \t]*(?:standard|daylight)[ \t]*$/gimu;
  const body = text.slice(span.start, span.end);
  let open: number | null = null;
  for (const found of body.matchAll(marker)) {
    const isBegin = found[1]?.toLowerCase() === 'begin';
    if (open !== null) spans.push({ start: open, end: span.start + found.index });
    open = isBegin ? span.start + found.index + found[0].length + 1 : null;
  }
  return spans;
}

function readObservance(text: string, span: Span): Observance | null {
  let start: number | null = null;
  let offsetFrom: number | null = null;
  let offsetTo: number | null = null;
  const rules: Rule[] = [];
  const dates: number[] = [];
  forEachLine(text, span, (from, to) => {
    const line = readContentLine(text.slice(from, to));
    if (line === null) return;
    if (line.name === 'DTSTART') start = readTime(line.value)?.wall ?? null;
    else if (line.name === 'TZOFFSETFROM') offsetFrom = readOffset(line.value);
    else if (line.name === 'TZOFFSETTO') offsetTo = readOffset(line.value);
    else if (line.name === 'RRULE') rules.push(...readRules(line.value));
    else if (line.name === 'RDATE') for (const date of line.value.split(',')) dates.push(...walls(date));
  });
  const to = offsetTo ?? offsetFrom;
  if (to === null) return null;
  const isUndated = start === null && rules.length === 0 && dates.length === 0;
  return { start: start ?? 0, isUndated, offsetFrom: offsetFrom ?? to, offsetTo: to, rules, dates };
}

function readRules(value: string): Rule[] {
  const rule = readRule(value, () => {});
  return rule === null ? [] : [rule];
}

function walls(date: string): number[] {
  const time = readTime(date.split('/')[0] ?? '');
  return time === null ? [] : [time.wall];
}

/** @returns seconds east of UTC (§3.3.14), e.g. of `-0500`, `+053000`, `+1:00`. */
function readOffset(value: string): number | null {
  const found = /^\s*([+-]?)(\d{1,2}):?(\d\d)(?::?(\d\d))?\s*$/u.exec(value);
  if (found === null) return null;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
  if (seconds > 86_400) return null;
  return found[1] === '-' ? -seconds : seconds;
}

/** Onsets are found this far beyond what was asked, so that the next question is likely answered too. */
const AHEAD_SECONDS = 10 * 366 * 86_400;
/** Year 2500. Rules without an end are not followed further (kewisch/ical.js#318). */
const LAST_INSTANT = 16_725_225_600;
/** Two a year from year 1 to 2500. */
const MAX_ONSETS = 5000;
/** Of one zone: two changes a year for two thousand years take 12,000. */
const MAX_STEPS = 30_000;

class DefinedZone implements Zone {
  readonly name = null;
  readonly #observances: readonly Observance[];
  #onsets: readonly Onset[] = [];
  #known = Number.NEGATIVE_INFINITY;
  readonly #first: number;
  readonly #work: Work;

  constructor(observances: readonly Observance[], work: Work) {
    this.#observances = observances;
    this.#work = work;
    const earliest = observances.reduce((first, next) => (next.start < first.start ? next : first));
    this.#first = earliest.offsetFrom;
  }

  offsetAt(instant: number): number {
    const wanted = Math.min(instant, LAST_INSTANT);
    if (wanted > this.#known) {
      this.#known = Math.min(wanted + AHEAD_SECONDS, LAST_INSTANT);
      this.#onsets = findOnsets(this.#observances, this.#known, this.#work.share(MAX_STEPS, 0));
    }
    let low = 0;
    let high = this.#onsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#onsets[middle]?.instant ?? 0) <= instant) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? this.#first : (this.#onsets[low - 1]?.offset ?? this.#first);
  }
}

function findOnsets(observances: readonly Observance[], until: number, work: Work): Onset[] {
  const onsets: Onset[] = [];
  for (const { start, offsetFrom, offsetTo, rules, dates } of observances) {
    const walls = new Set(dates);
    // A DTSTART that does not fit its rule is a placeholder (Outlook writes 16010101T000000), not an onset.
    if (rules.length === 0) walls.add(start);
    for (const rule of rules) {
      const last = rule.until === null ? until : rule.until.wall - (rule.until.isUtc ? 0 : offsetFrom);
      const to = Math.min(until, last) + offsetFrom;
      for (const time of ruleTimes(rule, { start, from: start, to, limit: MAX_ONSETS }, work).times) walls.add(time);
    }
    for (const wall of walls) onsets.push({ instant: wall - offsetFrom, offset: offsetTo });
  }
  return onsets.sort((a, b) => a.instant - b.instant);
}
