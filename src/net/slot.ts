import type { Clock } from '../clock.ts';
import type { SourceError } from '../errors.ts';
import type { PublicError } from '../model/source.ts';
import { isPaused, pauseMs } from './back-off.ts';
import type { CacheEntryHead } from './cache-entry.ts';
import type { ReadOptions } from './contract.ts';

/** The cache holds values of every type; a key stands for one pair of types, which its reader knows. */
export type AnyReadOptions = ReadOptions<unknown, unknown>;

/** A decoded value with what is known of its origin. */
export interface Copy {
  readonly head: CacheEntryHead;
  readonly value: unknown;
  /** Size of what it was decoded from. */
  readonly bytes: number;
}

export interface Failure {
  readonly error: PublicError;
  readonly atMs: number;
  readonly pauseMs: number;
  /** How many in a row. */
  readonly count: number;
  /** The upstream asked for the pause, so that nobody may cut it short. */
  readonly isAsked: boolean;
}

/** Everything in memory about one key. */
export interface Slot {
  copy: Copy | null;
  failure: Failure | null;
  /** Resolves with whether the upstream answered. */
  refresh: Promise<boolean> | null;
  /** A read without a usable copy in memory. Resolves with whether it took the copy from the upstream. */
  load: Promise<boolean> | null;
  /** Counts the calls of `expire`, so that a refresh begun before one does not undo it. */
  expirations: number;
  /** Counts those of them that made the value unreliable. */
  distrusts: number;
  /** How it was read last: what another process fetched is decoded in the same way. */
  reader: AnyReadOptions | null;
  /** A stored value that could not be decoded, which an upstream must not be asked to confirm. */
  unusableVersion: string | null;
}

/** Clocks of replicas differ by seconds; an entry from further ahead was written under a wrong clock and proves nothing. */
const CLOCK_SKEW_MS = 60_000;

export function newSlot(): Slot {
  return {
    copy: null,
    failure: null,
    refresh: null,
    load: null,
    expirations: 0,
    distrusts: 0,
    reader: null,
    unusableVersion: null,
  };
}

/** For how long a value is fresh, in seconds: as the upstream says, else as the reader does. */
export function freshSeconds(head: CacheEntryHead, { freshForSeconds }: AnyReadOptions): number {
  return head.freshForSeconds ?? freshForSeconds;
}

/** Whether the copy is young enough to be served at all, if need be with an error beside it. */
export function isServable({ copy }: Slot, readOptions: AnyReadOptions, clock: Clock): boolean {
  if (copy === null) return false;
  const keptForMs = (freshSeconds(copy.head, readOptions) + readOptions.keepForSeconds) * 1000;
  return clock.now() - copy.head.fetchedAtMs < keptForMs;
}

/** Whether a value is young enough to be served without asking the upstream. */
export function isFresh(head: CacheEntryHead, readOptions: AnyReadOptions, clock: Clock): boolean {
  const ageMs = clock.now() - head.fetchedAtMs;
  return !head.isExpired && ageMs > -CLOCK_SKEW_MS && ageMs < freshSeconds(head, readOptions) * 1000;
}

/** Whether the upstream is left alone after a failure. */
export function isInPause({ failure }: Slot, clock: Clock): boolean {
  return failure !== null && isPaused(failure.atMs, failure.pauseMs, clock.now());
}

/** @param before the failure that this one follows without a success between; null where there is none */
export function toFailure(error: SourceError, before: Failure | null, clock: Clock): Failure {
  const count = (before?.count ?? 0) + 1;
  return {
    error: { code: error.code, message: error.message },
    atMs: clock.now(),
    pauseMs: pauseMs(count, error.retryAfterSeconds),
    count,
    isAsked: error.retryAfterSeconds !== null,
  };
}
