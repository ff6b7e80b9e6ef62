/**
 * IANA zones through the runtime's Intl, whose zone data is kept up to date with Node. Asking Intl costs
 * microseconds, so the transitions of about a year are found once and kept as integers.
 */
import { DAY_SECONDS, isLeapYear, toDate, toDay, weekdayOf } from './civil.ts';
import type { Zone } from './zone.ts';

/** About 388 days; a power of two keeps the division exact. */
const BLOCK_SECONDS = 2 ** 25;
/** 24 days: shorter than any stay in an offset, Morocco's Ramadan (30 days) included. */
const PROBE_SECONDS = 2 ** 21;
/** Offsets change at full quarters of an hour, save in the days of local mean time. */
const QUARTER_SECONDS = 900;
const MEAN_TIME_UNTIL = toDay(1972, 1, 1) * DAY_SECONDS;
/** Nothing before is worth its own transitions. */
const FIRST_INSTANT = toDay(1900, 1, 1) * DAY_SECONDS;
/** From here on the rules of today repeat; years that look alike have the same transitions. */
const LAST_YEAR = 2099;
const LAST_INSTANT = toDay(LAST_YEAR + 1, 1, 1) * DAY_SECONDS;

interface Block {
  /** Instants at which an offset begins, ascending; the first is the start of the block. */
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

class IanaZone implements Zone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #blocks = new Map<number, Block>();

  constructor(name: string, format: Intl.DateTimeFormat) {
    this.name = name;
    this.#format = format;
  }

  offsetAt(anyInstant: number): number {
    const instant = withinKnownYears(anyInstant);
    const index = Math.floor(instant / BLOCK_SECONDS);
    let block = this.#blocks.get(index);
    if (block === undefined) {
      block = this.#readBlock(index * BLOCK_SECONDS);
      this.#blocks.set(index, block);
    }
    const { starts, offsets } = block;
    let at = starts.length - 1;
    while (at > 0 && (starts[at] ?? 0) > instant) at -= 1;
    return offsets[at] ?? 0;
  }

  #readBlock(start: number): Block {
    const starts = [start];
    const offsets = [this.#ask(start)];
    let known = offsets[0] ?? 0;
    for (let probe = start + PROBE_SECONDS; probe <= start + BLOCK_SECONDS; probe += PROBE_SECONDS) {
      const offset = this.#ask(probe);
      if (offset === known) continue;
      starts.push(this.#findChange(probe - PROBE_SECONDS, probe, known));
      offsets.push(offset);
      known = offset;
    }
    return { starts, offsets };
  }

  /** @returns the first instant in `(low, high]` at which the offset is not `known` */
  #findChange(low: number, high: number, known: number): number {
    const grain = low < MEAN_TIME_UNTIL ? 1 : QUARTER_SECONDS;
    let before = Math.floor(low / grain);
    let after = Math.ceil(high / grain);
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (this.#ask(middle * grain) === known) before = middle;
      else after = middle;
    }
    return after * grain;
  }

  #ask(instant: number): number {
    // "1/31/2026, GMT-04:56:02"; plain "GMT" is 0.
    const text = this.#format.format(instant * 1000);
    const found = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/u.exec(text);
    if (found?.[1] === undefined) return 0;
    const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
    return found[1] === '-' ? -seconds : seconds;
  }
}

/** @returns an instant between 1900 and 2099 at which the zone has the same offset, as far as anybody can know */
function withinKnownYears(instant: number): number {
  if (instant < FIRST_INSTANT) return FIRST_INSTANT;
  if (instant < LAST_INSTANT) return instant;
  const { year } = toDate(Math.floor(instant / DAY_SECONDS));
  const first = toDay(year, 1, 1);
  let alike = LAST_YEAR;
  while (isLeapYear(alike) !== isLeapYear(year) || weekdayOf(toDay(alike, 1, 1)) !== weekdayOf(first)) alike -= 1;
  return instant - (first - toDay(alike, 1, 1)) * DAY_SECONDS;
}

const zones = new Map<string, Zone | null>();
/** A feed may name any number of zones; only so many answers are kept. */
const MAX_ZONES = 2000;

/**
 * @param name in any case, e.g. `Europe/Berlin`, `asia/saigon`
 * @returns null where the runtime does not know the name
 */
export function ianaZone(name: string): Zone | null {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = readZone(name);
  if (zones.size >= MAX_ZONES) zones.clear();
  zones.set(name, zone);
  return zone;
}

function readZone(name: string): Zone | null {
  // Intl also takes offsets ("+02:00"), which are not names.
  if (!/^[A-Za-z]/u.test(name)) return null;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    return new IanaZone(canonicalName(name, format.resolvedOptions().timeZone), format);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Keeps a name that is written properly, since Intl answers old names for some (`Asia/Calcutta` for `Asia/Kolkata`). */
function canonicalName(written: string, resolved: string): string {
  const isProper = /^[A-Z]/u.test(written) && (written === written.toUpperCase() ? written.length <= 4 : true);
  return isProper || /\d/u.test(written) ? written : resolved;
}
