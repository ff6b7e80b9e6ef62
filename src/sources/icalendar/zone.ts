/** A time zone as offsets over time, and the conversion between wall times and instants (RFC 5545 §3.3.5). */

export interface Zone {
  /** IANA name; null for UTC and for zones that only the feed knows. */
  readonly name: string | null;
  /** @returns seconds east of UTC at an instant in seconds since the epoch. */
  offsetAt(instant: number): number;
}

export const UTC: Zone = { name: null, offsetAt: () => 0 };

/** @returns a zone that never changes its offset. */
export function fixedZone(offset: number): Zone {
  return { name: null, offsetAt: () => offset };
}

const DAY = 86_400;

/**
 * @param wall seconds on the wall clock
 * @returns the instant in seconds. A wall time that happens twice is the first one; one that is skipped is read with
 * the offset before the gap (RFC 5545 §3.3.5).
 */
export function toInstantSeconds(zone: Zone, wall: number): number {
  if (zone === UTC) return wall;
  const before = zone.offsetAt(wall - DAY);
  const after = zone.offsetAt(wall + DAY);
  if (before === after) return wall - before;
  const early = wall - before;
  if (zone.offsetAt(early) === before) return early;
  const late = wall - after;
  return zone.offsetAt(late) === after ? late : early;
}

/** @returns the wall time of an instant, both in seconds. */
export function toWall(zone: Zone, instant: number): number {
  return zone === UTC ? instant : instant + zone.offsetAt(instant);
}

const WEEK = 7 * DAY;
/** 2024-01-15. */
const FIRST_WEEK = 1_705_276_800;

/** @returns whether two clocks go alike for two years, week by week: Cairo and Bucharest do not. */
export function goAlike(one: Zone, other: Zone): boolean {
  for (let week = 0; week < 104; week += 1) {
    const instant = FIRST_WEEK + week * WEEK;
    if (one.offsetAt(instant) !== other.offsetAt(instant)) return false;
  }
  return true;
}
