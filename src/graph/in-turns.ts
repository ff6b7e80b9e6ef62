/** Long work in pieces, between which others have their turn. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MaybePromise } from '../model/source.ts';

/** So much longer a query may wait for another. */
const TURN_MS = 10;
/** Steps take some microseconds each; looking at the clock is no cheaper. */
const STEPS_PER_LOOK = 16;

/** @returns the last step where it was reached within a turn, else the one before which it ended */
export function takeTurn<T>(steps: Iterator<unknown, T>): IteratorResult<unknown, T> {
  const sinceMs = performance.now();
  for (let taken = 1; ; taken += 1) {
    const step = steps.next();
    if (step.done || (taken % STEPS_PER_LOOK === 0 && performance.now() - sinceMs > TURN_MS)) return step;
  }
}

/** @returns the end of the work, at once where it takes one turn */
export function inTurns<T>(take: () => IteratorResult<unknown, T>): MaybePromise<T> {
  const step = take();
  return step.done ? step.value : nextTurn().then(() => inTurns(take));
}
