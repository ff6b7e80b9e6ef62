/** Times of events on the wall clock of their zone. */
import { toEpochMs, toLocalTime } from '../../graph/time.ts';

const HOUR_MS = 3_600_000;
/** No clock is changed twice within so long, and none by more. */
const AROUND_MS = 6 * HOUR_MS;

/**
 * @param zone IANA name
 * @returns `2026-11-21T16:00:00` on the clock of the zone; null where the clock shows that twice, so that it names no
 *   single instant
 */
export function toWallTime(instant: string, zone: string): string | null {
  const epochMs = toEpochMs(instant);
  const { date, time } = toLocalTime(epochMs, zone);
  const wallMs = Date.parse(`${date}T${time}Z`);
  const isTwice = [-AROUND_MS, AROUND_MS].some((away) => {
    const other = wallMs - (wallMsAt(epochMs + away, zone) - (epochMs + away));
    return other !== epochMs && wallMsAt(other, zone) === wallMs;
  });
  return isTwice ? null : `${date}T${time}`;
}

function wallMsAt(epochMs: number, zone: string): number {
  const { date, time } = toLocalTime(epochMs, zone);
  return Date.parse(`${date}T${time}Z`);
}
