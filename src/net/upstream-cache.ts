import { LRUCache } from 'lru-cache';
import { type Clock, toInstant } from '../clock.ts';
import { SourceError } from '../errors.ts';
import type { Answer, MaybePromise, PublicError } from '../model/source.ts';
import { isPaused, pauseMs } from './back-off.ts';
import { type CacheEntry, type CacheEntryHead, headOf, storedOf, toCacheEntry } from './cache-entry.ts';
import { type CacheTiers, openCacheTiers } from './cache-tiers.ts';
import type { Fetched, Logger, Previous, ReadOptions, UpstreamCache } from './contract.ts';
import { createSourceStatuses } from './source-statuses.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface UpstreamCacheOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Where answers survive a restart. @default null, in memory only */
  readonly directory?: string | null;
  /** After which a refresh that has not ended has failed. @default 120 s, room for a long listing page by page */
  readonly refreshTimeoutMs?: number;
  /** Decoded values kept in memory, by the size of what they were decoded from. @default 256 MiB */
  readonly maxMemoryBytes?: number;
  /** @default 20,000 keys */
  readonly maxMemoryEntries?: number;
}

/** A decoded value with what is known of its origin. */
interface Copy {
  readonly head: CacheEntryHead;
  readonly value: unknown;
  readonly bytes: number;
}

interface Failure {
  readonly error: PublicError;
  readonly atMs: number;
  readonly pauseMs: number;
  /** How many in a row. */
  readonly count: number;
  /** The upstream asked for the pause, so that nobody may cut it short. */
  readonly isAsked: boolean;
}

/** Everything in memory about one key. */
interface Slot {
  copy: Copy | null;
  failure: Failure | null;
  /** Resolves with whether the upstream answered. */
  refresh: Promise<boolean> | null;
  /** A read without a usable copy in memory. Resolves with whether it took the copy from the upstream. */
  load: Promise<boolean> | null;
  /** Pieces of work under way. */
  pending: number;
  /** Counts the calls of `expire`, so that a refresh begun before one does not undo it. */
  expirations: number;
}

type AnyReadOptions = ReadOptions<unknown, unknown>;

const NO_VERSION = 'none';
const CLOSED = { code: 'UPSTREAM_UNREACHABLE', message: 'The gateway is closing.' } as const;
const EMPTY_SLOT_BYTES = 256;
/** Clocks of replicas differ by seconds; an entry from further ahead was written under a wrong clock and proves nothing. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Opens the cache that stands before every upstream read.
 *
 * An answer goes through three ages: fresh, it is served as it is; stale, it is served while one refresh runs in the
 * background (RFC 5861 stale-while-revalidate) and, should that fail, for `keepForSeconds` more (stale-if-error); after
 * that a reader waits for the refresh. After a failure the upstream is left alone for a pause that doubles up to a minute.
 */
export function createUpstreamCache(options: UpstreamCacheOptions): UpstreamCache {
  const { clock, log } = options;
  const refreshTimeoutMs = options.refreshTimeoutMs ?? 120_000;
  const tiers: CacheTiers = openCacheTiers({ clock, log, directory: options.directory ?? null });
  const statuses = createSourceStatuses(clock);
  const listeners = new Set<(key: string) => void>();
  /** Work that `close` waits for. */
  const running = new Set<Promise<unknown>>();
  const closing = new AbortController();
  const slots = new LRUCache<string, Slot>({
    max: options.maxMemoryEntries ?? 20_000,
    maxSize: options.maxMemoryBytes ?? 256 * 1024 * 1024,
    sizeCalculation: (slot) => EMPTY_SLOT_BYTES + (slot.copy?.bytes ?? 0),
  });
  /** Slots with work under way: an eviction meanwhile must not lead to a second fetch. */
  const busySlots = new Map<string, Slot>();

  function read<Stored, Value>(readOptions: ReadOptions<Stored, Value>): MaybePromise<Answer<Value>> {
    // The cache holds values of every type; a key stands for one pair of types, which its reader knows.
    const untyped = readOptions as unknown as AnyReadOptions;
    const answer = readUntyped(untyped);
    return answer as MaybePromise<Answer<Value>>;
  }

  function readUntyped(readOptions: AnyReadOptions): MaybePromise<Answer<unknown>> {
    const { key } = readOptions;
    const slot = slots.get(key) ?? busySlots.get(key) ?? newSlot();
    statuses.describe(readOptions.source);
    if (isServable(slot, readOptions)) {
      if (mayRefresh(slot, readOptions)) startRefresh(slot, readOptions);
      return answerFrom(slot, readOptions);
    }
    if (isInPause(slot) || closing.signal.aborted) return answerFrom(slot, readOptions);
    slot.load ??= track(readOptions.key, slot, load(slot, readOptions), () => {
      slot.load = null;
    });
    return slot.load.then((isJustRead) => answerFrom(slot, readOptions, isJustRead));
  }

  /** For a key without a usable copy in memory: the other tiers first, then the upstream. Never rejects. */
  async function load(slot: Slot, readOptions: AnyReadOptions): Promise<boolean> {
    const entry = await tiers.get(readOptions.key);
    if (entry !== null && entry.fetchedAtMs > (slot.copy?.head.fetchedAtMs ?? Number.NEGATIVE_INFINITY)) {
      try {
        await adopt(slot, readOptions, entry, () => storedOf(entry));
      } catch (error) {
        log.debug(
          { err: error, source: readOptions.source.id },
          'A cached entry cannot be decoded; it is fetched again.',
        );
      }
    }
    if (!isServable(slot, readOptions)) return startRefresh(slot, readOptions);
    if (mayRefresh(slot, readOptions)) startRefresh(slot, readOptions);
    return false;
  }

  function startRefresh(slot: Slot, readOptions: AnyReadOptions): Promise<boolean> {
    slot.refresh ??= track(readOptions.key, slot, refresh(slot, readOptions), () => {
      slot.refresh = null;
    });
    return slot.refresh;
  }

  /** Asks the upstream once. Never rejects: the outcome is in the slot. */
  async function refresh(slot: Slot, readOptions: AnyReadOptions): Promise<boolean> {
    const deadline = new AbortController();
    const timer = setTimeout(() => {
      deadline.abort(new SourceError('UPSTREAM_TIMEOUT', `${readOptions.source.name} was not read in time.`));
    }, refreshTimeoutMs).unref();
    const close = (): void => deadline.abort(closing.signal.reason);
    closing.signal.addEventListener('abort', close, { once: true });
    try {
      await unlessAborted(fetchInto(slot, readOptions, deadline.signal), deadline.signal);
      return true;
    } catch (error) {
      if (!closing.signal.aborted) fail(slot, readOptions, error);
      return false;
    } finally {
      clearTimeout(timer);
      closing.signal.removeEventListener('abort', close);
    }
  }

  async function fetchInto(slot: Slot, readOptions: AnyReadOptions, signal: AbortSignal): Promise<void> {
    const expirations = slot.expirations;
    // What changes upstream while it is read may be missing in the answer: it is as old as the question.
    const askedAtMs = clock.now();
    const known = await tiers.get(readOptions.key);
    const previous = known === null ? null : toPrevious(known);
    const fetched = await readOptions.fetch(previous, signal);
    signal.throwIfAborted();
    const entry: CacheEntry = {
      ...toEntry(fetched, known, askedAtMs, readOptions),
      isExpired: slot.expirations !== expirations,
    };
    await adopt(slot, readOptions, entry, () => (fetched === 'not-modified' ? previous?.value : fetched.value), signal);
    slot.failure = null;
    statuses.succeeded(readOptions.source);
    track(readOptions.key, slot, tiers.set(readOptions.key, entry));
  }

  /** Makes an entry the copy of a slot, decoding it only where its value is another. */
  async function adopt(
    slot: Slot,
    readOptions: AnyReadOptions,
    entry: CacheEntry,
    stored: () => unknown,
    signal?: AbortSignal,
  ): Promise<void> {
    const isChange = slot.copy?.head.version !== entry.version;
    const value = isChange ? await decoded(readOptions, stored()) : slot.copy?.value;
    signal?.throwIfAborted();
    slot.copy = { head: headOf(entry), value, bytes: entry.payload.length };
    keep(readOptions.key, slot);
    statuses.copied(readOptions.source, {
      fetchedAtMs: entry.fetchedAtMs,
      freshUntilMs: entry.isExpired ? entry.fetchedAtMs : entry.fetchedAtMs + freshSeconds(entry, readOptions) * 1000,
      etag: entry.etag,
    });
    if (isChange) announce(readOptions.key);
  }

  function announce(key: string): void {
    for (const listener of listeners) {
      try {
        listener(key);
      } catch (error) {
        log.error({ err: error }, 'A listener to changes of the cache failed.');
      }
    }
  }

  function fail(slot: Slot, readOptions: AnyReadOptions, cause: unknown): void {
    const error = cause instanceof SourceError ? cause : unexpected(readOptions, cause);
    const count = (slot.failure?.count ?? 0) + 1;
    const failure: Failure = {
      error: { code: error.code, message: error.message },
      atMs: clock.now(),
      pauseMs: pauseMs(count, error.retryAfterSeconds),
      count,
      isAsked: error.retryAfterSeconds !== null,
    };
    slot.failure = failure;
    keep(readOptions.key, slot);
    statuses.failed(readOptions.source, failure.error, failure.atMs + failure.pauseMs);
    log.warn({ source: readOptions.source.id, code: error.code, failures: count }, error.message);
  }

  function unexpected(readOptions: AnyReadOptions, cause: unknown): SourceError {
    log.error({ err: cause, source: readOptions.source.id }, 'A source failed in a way that it should not.');
    return new SourceError('UPSTREAM_ERROR', `${readOptions.source.name} could not be read.`, { cause });
  }

  /** @param isJustRead the copy comes from the upstream at this moment, however short it may be kept */
  function answerFrom(slot: Slot, readOptions: AnyReadOptions, isJustRead = false): Answer<unknown> {
    const copy = isJustRead || isServable(slot, readOptions) ? slot.copy : null;
    return {
      value: copy?.value ?? null,
      reading: {
        sourceId: readOptions.source.id,
        state: copy === null ? 'FAILING' : isJustRead || isFresh(copy, readOptions) ? 'FRESH' : 'STALE',
        fetchedAt: copy === null ? null : toInstant(Math.min(copy.head.fetchedAtMs, clock.now())),
        error: slot.failure?.error ?? (copy === null ? CLOSED : null),
        version: copy?.head.version ?? NO_VERSION,
      },
    };
  }

  function isServable({ copy }: Slot, readOptions: AnyReadOptions): boolean {
    if (copy === null) return false;
    const keptForMs = (freshSeconds(copy.head, readOptions) + readOptions.keepForSeconds) * 1000;
    return clock.now() - copy.head.fetchedAtMs < keptForMs;
  }

  function isFresh({ head }: Copy, readOptions: AnyReadOptions): boolean {
    const ageMs = clock.now() - head.fetchedAtMs;
    return !head.isExpired && ageMs > -CLOCK_SKEW_MS && ageMs < freshSeconds(head, readOptions) * 1000;
  }

  function mayRefresh(slot: Slot, readOptions: AnyReadOptions): boolean {
    const isDue = slot.copy !== null && !isFresh(slot.copy, readOptions);
    return isDue && slot.refresh === null && !isInPause(slot) && !closing.signal.aborted;
  }

  function isInPause({ failure }: Slot): boolean {
    return failure !== null && isPaused(failure.atMs, failure.pauseMs, clock.now());
  }

  /** The same object set again would keep the size it was set with. */
  function keep(key: string, slot: Slot): void {
    slots.delete(key);
    slots.set(key, slot);
  }

  /** Keeps the slot reachable, and `close` waiting, while work runs. */
  function track<T>(key: string, slot: Slot, work: Promise<T>, done?: () => void): Promise<T> {
    busySlots.set(key, slot);
    slot.pending += 1;
    const tracked = work.finally(() => {
      done?.();
      running.delete(tracked);
      slot.pending -= 1;
      if (slot.pending === 0) busySlots.delete(key);
    });
    running.add(tracked);
    return tracked;
  }

  return {
    read,
    async expire(key) {
      const slot = slots.get(key) ?? busySlots.get(key);
      if (slot !== undefined) {
        slot.expirations += 1;
        if (slot.copy !== null) slot.copy = { ...slot.copy, head: { ...slot.copy.head, isExpired: true } };
        if (slot.failure?.isAsked !== true) slot.failure = null;
      }
      const entry = await tiers.get(key);
      if (entry !== null) await tiers.set(key, { ...entry, isExpired: true });
    },
    status: statuses.of,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closing.abort(new SourceError(CLOSED.code, CLOSED.message));
      await Promise.allSettled(running);
      await tiers.close();
    },
  };
}

function newSlot(): Slot {
  return { copy: null, failure: null, refresh: null, load: null, pending: 0, expirations: 0 };
}

function freshSeconds(head: CacheEntryHead, readOptions: AnyReadOptions): number {
  return head.freshForSeconds ?? readOptions.freshForSeconds;
}

function toPrevious(entry: CacheEntry): Previous<unknown> {
  const { etag, lastModified } = entry;
  return { value: storedOf(entry), etag, lastModified, fetchedAt: toInstant(entry.fetchedAtMs) };
}

function toEntry(
  fetched: Fetched<unknown> | 'not-modified',
  known: CacheEntry | null,
  fetchedAtMs: number,
  readOptions: AnyReadOptions,
): CacheEntry {
  if (fetched === 'not-modified') {
    if (known !== null) return { ...known, fetchedAtMs };
    throw new SourceError('UPSTREAM_ERROR', `${readOptions.source.name} confirmed a copy that there is not.`);
  }
  const freshForSeconds = fetched.freshForSeconds ?? null;
  return toCacheEntry(fetched.value, {
    fetchedAtMs,
    freshForSeconds,
    keepForMs: ((freshForSeconds ?? readOptions.freshForSeconds) + readOptions.keepForSeconds) * 1000,
    etag: fetched.etag ?? null,
    lastModified: fetched.lastModified ?? null,
  });
}

async function decoded(readOptions: AnyReadOptions, stored: unknown): Promise<unknown> {
  try {
    return await readOptions.decode(stored);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const message = `${readOptions.source.name} answered with something that cannot be read.`;
    throw new SourceError('UPSTREAM_BAD_BODY', message, { cause: error });
  }
}
