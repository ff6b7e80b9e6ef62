/**
 * IANA zones through the runtime's Intl, whose zone data is kept up to date with Node. Asking Intl costs
 * microseconds, so the transitions of about a year are found once and kept as integers.
 */
import type { Zone } from './zone.ts';

/** About 388 days; a power of two keeps the division exact. */
const BLOCK_SECONDS = 2 ** 25;
/** Twelve days: shorter than any stay in an offset since 1900, Morocco's Ramadan (30 days) included. */
const PROBE_SECONDS = 2 ** 20;

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

  offsetAt(instant: number): number {
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
      let low = probe - PROBE_SECONDS;
      let high = probe;
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (this.#ask(middle) === known) low = middle;
        else high = middle;
      }
      starts.push(high);
      offsets.push(offset);
      known = offset;
    }
    return { starts, offsets };
  }

  #ask(instant: number): number {
    // "1/31/2026, GMT-04:56:02"; plain "GMT" is 0.
    const text = this.#format.format(Math.max(-LIMIT_MS, Math.min(LIMIT_MS, instant * 1000)));
    const found = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/u.exec(text);
    if (found?.[1] === undefined) return 0;
    const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
    return found[1] === '-' ? -seconds : seconds;
  }
}

/** Range of ECMAScript time values. */
const LIMIT_MS = 8.64e15;

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
