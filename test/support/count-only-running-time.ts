import { vi } from 'vitest';

/** Short, so that the shortest timeout of a test spans many turns of the event loop. */
const TICK_MS = 10;

/**
 * Lets the timers of this test file, those of undici among them, count only time in which this process runs: of however
 * long a busy machine holds it up, one tick is counted. A short timeout thus ends what hangs, and nothing that is slow.
 * To be called once, before anything starts a timer; `node:http` keeps its own time.
 */
export function countOnlyRunningTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true, advanceTimeDelta: TICK_MS });
}
