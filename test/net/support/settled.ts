import { setImmediate } from 'node:timers/promises';

/** Only a failing test waits so long; a disk under load can take a while. */
const GIVE_UP_AFTER_MS = 10_000;

/** Lets pending work run until the condition holds. */
export async function settled(condition: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  while (performance.now() < giveUpAt) {
    if (condition()) return;
    await setImmediate();
  }
  throw new Error('the condition never held');
}
