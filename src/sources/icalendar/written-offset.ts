/** Offsets from UTC as people write them. */
import { fixedZone, UTC, type Zone } from './zone.ts';

/** Line Islands; nobody lives farther from Greenwich than that and an hour. */
const MAX_OFFSET = 15 * 3600;

/** @returns seconds east of UTC that stand in a label, `(UTC-05:00) Eastern Time`; null where there are none */
export function writtenOffset(label: string): number | null {
  const found = /(?:UTC|GMT)\s*([+\u2212-])\s*(\d{1,2})[:.]?(\d\d)?/iu.exec(label);
  return found === null ? null : toSeconds(found);
}

/**
 * `UTC+2`, `GMT-0500`, `GMT +1`, `+01:00`. An offset in parentheses, `(GMT +01:00)`, is a label without its cities: it
 * says nothing of summer time. `-300` may be hours or minutes.
 */
export function offsetZone(name: string): Zone | null {
  const found =
    /^(?:UTC|GMT)\s*([+\u2212-])\s*(\d{1,2}):?(\d\d)?$/iu.exec(name) ??
    /^([+\u2212-])(\d{1,2})(?::(\d\d))?$/u.exec(name) ??
    /^([+\u2212-])(\d\d)(\d\d)$/u.exec(name);
  if (found === null) return null;
  const seconds = toSeconds(found);
  if (Math.abs(seconds) > MAX_OFFSET) return null;
  return seconds === 0 ? UTC : fixedZone(seconds);
}

function toSeconds([, sign, hours, minutes = '00']: RegExpExecArray): number {
  const seconds = Number(hours) * 3600 + Number(minutes) * 60;
  return sign === '+' ? seconds : -seconds;
}
