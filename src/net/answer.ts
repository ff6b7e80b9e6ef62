import { type Clock, toInstant } from '../clock.ts';
import type { Answer, PublicError } from '../model/source.ts';
import { type AnyReadOptions, isFresh, isServable, type Slot } from './slot.ts';

/** Stands in place of a value: a reader that keeps versions must see it change when there is one. */
const NO_VERSION = 'none';
/** What a reader is told who asks for the first time while the cache closes. */
export const CLOSED: PublicError = { code: 'UPSTREAM_UNREACHABLE', message: 'The gateway is closing.' };

/**
 * What a slot answers at this moment.
 * @param isJustRead the copy was fetched for this very reader, who gets it however short it may be kept
 */
export function toAnswer(slot: Slot, readOptions: AnyReadOptions, clock: Clock, isJustRead = false): Answer<unknown> {
  const copy = isJustRead || isServable(slot, readOptions, clock) ? slot.copy : null;
  const isUpToDate = copy !== null && (isJustRead || (slot.failure === null && isFresh(copy.head, readOptions, clock)));
  return {
    value: copy?.value ?? null,
    reading: {
      sourceId: readOptions.source.id,
      state: copy === null ? 'FAILING' : isUpToDate ? 'FRESH' : 'STALE',
      // A clock that was set back must not make a copy younger than now.
      fetchedAt: copy === null ? null : toInstant(Math.min(copy.head.fetchedAtMs, clock.now())),
      error: slot.failure?.error ?? (copy === null ? CLOSED : null),
      version: copy?.head.version ?? NO_VERSION,
    },
  };
}
