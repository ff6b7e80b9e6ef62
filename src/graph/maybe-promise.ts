/**
 * Values that may already be here. What is in memory is answered without a promise, so that a warm query executes
 * synchronously; only what is really pulled costs a turn of the event loop.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MaybePromise } from '../model/source.ts';

export function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return value instanceof Promise;
}

// Not named `then`: a module with such an export is a thenable, and `await import()` of it would call it.
/** @returns `next(value)`, at once where the value is here. */
export function whenReady<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return isPromise(value) ? value.then(next) : next(value);
}

/** @returns the values in the order given, at once where all are here. */
export function all<T>(values: readonly MaybePromise<T>[]): MaybePromise<readonly T[]> {
  if (values.some(isPromise)) return Promise.all(values);
  return values as readonly T[];
}

/** Where a large list had to be pulled and joined first, others have their turn before more is done with it. */
export function inOwnTurn<T>(value: MaybePromise<T>): MaybePromise<T> {
  return isPromise(value) ? value.then((ready) => nextTurn(ready)) : value;
}
