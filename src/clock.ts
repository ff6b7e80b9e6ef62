/** The only reader of the wall clock. Everything that needs the time is handed a `Clock`. */

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

const DAY_MS = 86_400_000;
/** `2026-11-21T` by days since the epoch; the days of two centuries at most, as answers keep to few of them. */
const days = new Map<number, string>();
const MAX_REMEMBERED_DAY = 73_000;
/** `00` to `59`. */
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/**
 * @returns the instant of `epochMs` as ISO 8601 in UTC, to the second: `2026-11-21T08:00:00Z`.
 * @throws {RangeError} where that is no instant
 */
export function toInstant(epochMs: number): string {
  const day = Math.floor(epochMs / DAY_MS);
  if (!(day >= 0 && day < MAX_REMEMBERED_DAY)) return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
  const second = Math.floor((epochMs - day * DAY_MS) / 1000);
  let date = days.get(day);
  if (date === undefined) {
    date = new Date(epochMs).toISOString().slice(0, 11);
    days.set(day, date);
  }
  const hours = TWO_DIGITS[Math.floor(second / 3600)];
  const minutes = TWO_DIGITS[Math.floor((second % 3600) / 60)];
  return `${date}${hours}:${minutes}:${TWO_DIGITS[second % 60]}Z`;
}

/** @returns the clock's present instant, as {@link toInstant} writes it. */
export function nowInstant(clock: Clock): string {
  return toInstant(clock.now());
}
