/** How long a key is left alone after a failure: 2 s, then twice as long each time, at most a minute. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** GitHub's primary limit, the longest wait that is asked for in earnest, resets within the hour. */
const LONGEST_ASKED_PAUSE_MS = 3_600_000;

/**
 * The pause after a failure, in milliseconds.
 * @param failures how many in a row, this one included, at least 1
 * @param retryAfterSeconds what the upstream asks for; null where it does not say
 */
export function pauseMs(failures: number, retryAfterSeconds: number | null): number {
  const ours = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
  return Math.max(ours, Math.min((retryAfterSeconds ?? 0) * 1000, LONGEST_ASKED_PAUSE_MS));
}

/**
 * Whether a pause still holds. A clock that was set back ends it rather than prolonging it.
 * @param startedAtMs milliseconds since the epoch, as `nowMs`
 */
export function isPaused(startedAtMs: number, pause: number, nowMs: number): boolean {
  const elapsed = nowMs - startedAtMs;
  return elapsed >= 0 && elapsed < pause;
}
