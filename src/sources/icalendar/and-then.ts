import type { MaybePromise } from '../../model/source.ts';

/** `then` for what may be there already: stays synchronous where it can. */
export function andThen<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
