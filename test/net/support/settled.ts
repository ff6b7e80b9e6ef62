import { setImmediate } from 'node:timers/promises';

/** Lets pending work run until the condition holds. Turns of the event loop, not time, bound the wait. */
export async function settled(condition: () => boolean, turns = 2_000): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    if (condition()) return;
    await setImmediate();
  }
  throw new Error('the condition never held');
}
