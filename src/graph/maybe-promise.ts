/**
 * Values that may already be here. What is in memory is answered without a promise, so that a warm query executes
 * synchronously; only what is really pulled costs a turn of the event loop.
 */
import type { MaybePromise } from '../model/source.ts';

function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return value instanceof Promise;
}

/** @returns `next(value)`, at once where the value is here. */
export function then<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return isPromise(value) ? value.then(next) : next(value);
}

/** @returns the values in the order given, at once where all are here. */
export function all<T>(values: readonly MaybePromise<T>[]): MaybePromise<readonly T[]> {
  if (values.some(isPromise)) return Promise.all(values);
  return values as readonly T[];
}
