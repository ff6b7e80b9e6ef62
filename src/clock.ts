/** The only reader of the wall clock. Everything that needs the time is handed a `Clock`. */

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** @returns the instant of `epochMs` as ISO 8601 in UTC, to the second: `2026-11-21T08:00:00Z`. */
export function toInstant(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

/** @returns the clock's present instant, as {@link toInstant} writes it. */
export function nowInstant(clock: Clock): string {
  return toInstant(clock.now());
}
