import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { SourceError } from '../errors.ts';
import type { Answer, MaybePromise } from '../model/source.ts';
import { CLOSED, toAnswer } from './answer.ts';
import type { CacheEntry, CacheEntryHead } from './cache-entry.ts';
import { openCacheTiers } from './cache-tiers.ts';
import type { CacheTier, Logger, UpstreamCache } from './contract.ts';
import { createCopies } from './copies.ts';
import { toFetchedEntry, toPrevious } from './fetched-entry.ts';
import type { RedisOpener, SharedFailure } from './redis-tier.ts';
import {
  type AnyReadOptions,
  type Copy,
  type Failure,
  isFresh,
  isInPause,
  isServable,
  type Slot,
  toFailure,
} from './slot.ts';
import { createSlotStore } from './slot-store.ts';
import { createSourceStatuses } from './source-statuses.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface UpstreamCacheOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Where answers survive a restart. @default null, in memory only */
  readonly directory?: string | null;
  /** Redis takes the place of the directory, and is shared by replicas. @default null */
  readonly openRedis?: RedisOpener | null;
  /**
   * What else decides the values: caches of different scopes share nothing, though they share a directory or Redis.
   * Recorded stand-ins and the real upstreams are two scopes. @default ''
   */
  readonly scope?: string;
  /** After which a refresh that has not ended has failed. @default 120 s, room for a long listing page by page */
  readonly refreshTimeoutMs?: number;
  /** Decoded values kept in memory, by the size of what they were decoded from. @default 256 MiB */
  readonly maxMemoryBytes?: number;
  /** @default 50,000 keys, be it one for each of 20,000 issues */
  readonly maxMemoryEntries?: number;
}

/** How often a process looks whether the one that refreshes has finished or died. */
const WAIT_FOR_OTHERS_MS = 250;

/**
 * Opens the cache that stands before every upstream read.
 *
 * An answer goes through three ages: fresh, it is served as it is; stale, it is served while one refresh runs in the
 * background (RFC 5861 stale-while-revalidate) and, should that fail, for `keepForSeconds` more (stale-if-error); after
 * that a reader waits for the refresh. After a failure the upstream is left alone for a pause that doubles up to a minute.
 */
export function createUpstreamCache(options: UpstreamCacheOptions): UpstreamCache {
  const { clock, log, refreshTimeoutMs = 120_000 } = options;
  const tiers = openCacheTiers({
    clock,
    log,
    directory: options.directory ?? null,
    openRedis: options.openRedis ?? null,
    scope: options.scope ?? '',
  });
  const slots = createSlotStore({
    maxBytes: options.maxMemoryBytes ?? 256 * 1024 * 1024,
    maxEntries: options.maxMemoryEntries ?? 50_000,
  });
  const statuses = createSourceStatuses(clock);
  const copies = createCopies({ clock, log, tiers, slots, statuses });
  /** One for each refresh that runs. */
  const deadlines = new Set<AbortController>();
  const reads: Record<CacheTier, number> = { memory: 0, stored: 0, upstream: 0, none: 0 };
  let isClosed = false;
  tiers.onRemoteChange((key) => void takeRemoteChange(key));

  function slotFor(readOptions: AnyReadOptions): Slot {
    const slot = slots.of(readOptions.key);
    slot.reader = readOptions;
    statuses.describe(readOptions.source);
    return slot;
  }

  function answerAtOnce(slot: Slot, readOptions: AnyReadOptions): Answer<unknown> | null {
    if (isServable(slot, readOptions, clock)) {
      reads.memory += 1;
      refreshIfDue(slot, readOptions);
      return toAnswer(slot, readOptions, clock);
    }
    if (isClosed || isInPause(slot, clock)) {
      reads.none += 1;
      return toAnswer(slot, readOptions, clock);
    }
    return null;
  }

  function read(readOptions: AnyReadOptions): MaybePromise<Answer<unknown>> {
    const slot = slotFor(readOptions);
    const answer = answerAtOnce(slot, readOptions);
    if (answer !== null) return answer;
    if (slot.load === null) {
      const loading = load(slot, readOptions).finally(() => {
        slot.load = null;
      });
      slot.load = slots.track(readOptions.key, slot, loading);
    }
    return slot.load.then((isJustRead) => {
      const loaded = toAnswer(slot, readOptions, clock, isJustRead);
      reads[isJustRead ? 'upstream' : loaded.value === null ? 'none' : 'stored'] += 1;
      return loaded;
    });
  }

  /** For a key without a usable copy in memory: the other tiers first, then the upstream. Never rejects. */
  async function load(slot: Slot, readOptions: AnyReadOptions): Promise<boolean> {
    await copies.adoptFromTiers(slot, readOptions);
    if (!isServable(slot, readOptions, clock)) return refresh(slot, readOptions);
    refreshIfDue(slot, readOptions);
    return false;
  }

  function refreshIfDue(slot: Slot, readOptions: AnyReadOptions): void {
    const isDue = slot.failure !== null || (slot.copy !== null && !isFresh(slot.copy.head, readOptions, clock));
    if (isDue && slot.refresh === null && !isInPause(slot, clock)) void refresh(slot, readOptions);
  }

  function refresh(slot: Slot, readOptions: AnyReadOptions): Promise<boolean> {
    if (slot.refresh === null) {
      const refreshing = refreshOnce(slot, readOptions).finally(() => {
        slot.refresh = null;
      });
      slot.refresh = slots.track(readOptions.key, slot, refreshing);
    }
    return slot.refresh;
  }

  /** One refresh with its deadline. Never rejects: the outcome is in the slot. */
  async function refreshOnce(slot: Slot, readOptions: AnyReadOptions): Promise<boolean> {
    if (isClosed) return false;
    const deadline = new AbortController();
    deadlines.add(deadline);
    const timer = setTimeout(() => {
      deadline.abort(new SourceError('UPSTREAM_TIMEOUT', `${readOptions.source.name} was not read in time.`));
    }, refreshTimeoutMs).unref();
    let failure: Failure | null;
    try {
      failure = await unlessAborted(refreshInTurn(slot, readOptions, deadline.signal), deadline.signal);
    } catch (error) {
      failure = failureOf(slot, readOptions, error);
    } finally {
      clearTimeout(timer);
      deadlines.delete(deadline);
    }
    if (failure !== null && !isClosed) fail(slot, readOptions, failure);
    return failure === null;
  }

  /** Asks the upstream, or waits while another process asks it. @returns null once there is a fresh copy */
  async function refreshInTurn(slot: Slot, readOptions: AnyReadOptions, signal: AbortSignal): Promise<Failure | null> {
    const { key } = readOptions;
    const before = slot.copy;
    for (;;) {
      const claim = await tiers.claim(key);
      if (claim.kind === 'failed')
        return { ...claim.failure, atMs: clock.now(), count: (slot.failure?.count ?? 0) + 1 };
      if (claim.kind === 'ours') return refreshAsHolder(slot, readOptions, before, signal, claim.release);
      await delay(WAIT_FOR_OTHERS_MS, undefined, { signal, ref: false });
      if (await copies.hasFromOthers(slot, readOptions, before, await tiers.get(key))) return null;
    }
  }

  /** @param release called in the background, once what was fetched is stored for the others or its failure is known */
  async function refreshAsHolder(
    slot: Slot,
    readOptions: AnyReadOptions,
    before: Copy | null,
    signal: AbortSignal,
    release: (failure: SharedFailure | null) => Promise<void>,
  ): Promise<Failure | null> {
    const { key } = readOptions;
    let failure: Failure | null = null;
    let stored = Promise.resolve();
    try {
      const entry = await unlessAborted(fetchInto(slot, readOptions, before, signal), signal);
      if (entry !== null) stored = tiers.set(key, entry);
    } catch (error) {
      failure = failureOf(slot, readOptions, error);
    }
    const shared = isClosed ? null : failure;
    const released = stored.then(() => release(shared));
    void slots.track(key, slot, released);
    return failure;
  }

  /** @returns what is to be stored; null where another process had fetched in the meantime */
  async function fetchInto(
    slot: Slot,
    readOptions: AnyReadOptions,
    before: Copy | null,
    signal: AbortSignal,
  ): Promise<CacheEntry | null> {
    const { expirations, distrusts } = slot;
    // What changes upstream while it is read may be missing in the answer: it is as old as the question.
    const askedAtMs = clock.now();
    const known = await tiers.get(readOptions.key);
    if (await copies.hasFromOthers(slot, readOptions, before, known)) return null;
    signal.throwIfAborted();
    const previous = known === null || !isReliable(slot, known) ? null : toPrevious(known);
    const fetched = await readOptions.fetch(previous, signal);
    signal.throwIfAborted();
    const entry: CacheEntry = {
      ...(await toFetchedEntry(fetched, previous === null ? null : known, askedAtMs, readOptions)),
      isExpired: slot.expirations !== expirations,
      isUnreliable: slot.distrusts !== distrusts,
    };
    await copies.adoptFetched(
      slot,
      readOptions,
      entry,
      () => (fetched === 'not-modified' ? previous?.value : fetched.value),
      signal,
    );
    return entry;
  }

  async function takeRemoteChange(key: string): Promise<void> {
    const slot = slots.of(key);
    const { reader } = slot;
    if (isClosed || reader === null || !slots.has(key)) return;
    const entry = await slots.track(key, slot, tiers.get(key));
    if (entry?.isExpired === true) expireSlot(slot, entry.isUnreliable);
    const isOlder = entry !== null && slot.copy !== null && entry.fetchedAtMs < slot.copy.head.fetchedAtMs;
    if (entry !== null && !isOlder) await copies.adoptStored(slot, reader, entry);
  }

  function expireSlot(slot: Slot, isUnreliable: boolean): void {
    slot.expirations += 1;
    if (isUnreliable) slot.distrusts += 1;
    if (slot.copy !== null) slot.copy = { ...slot.copy, head: toExpired(slot.copy.head, isUnreliable) };
    if (slot.failure?.isAsked !== true) slot.failure = null;
    if (slot.reader !== null) statuses.expired(slot.reader.source);
  }

  function failureOf(slot: Slot, readOptions: AnyReadOptions, cause: unknown): Failure {
    return toFailure(cause instanceof SourceError ? cause : unexpected(readOptions, cause), slot.failure, clock);
  }

  function unexpected(readOptions: AnyReadOptions, cause: unknown): SourceError {
    if (!isClosed) log.error({ err: cause, source: readOptions.source.id }, 'A source failed as it should not.');
    return new SourceError('UPSTREAM_ERROR', `${readOptions.source.name} could not be read.`, { cause });
  }

  function fail(slot: Slot, readOptions: AnyReadOptions, failure: Failure): void {
    slot.failure = failure;
    slots.keep(readOptions.key, slot);
    statuses.failed(readOptions.source, failure.error, failure.atMs + failure.pauseMs);
    const { code, message } = failure.error;
    log.warn({ source: readOptions.source.id, code, failures: failure.count }, message);
  }

  return {
    read: (readOptions) => read(readOptions as unknown as AnyReadOptions) as never,
    readAtOnce(readOptions) {
      const options = readOptions as unknown as AnyReadOptions;
      return answerAtOnce(slotFor(options), options) as never;
    },
    async readStored(readOptions) {
      const options = readOptions as unknown as AnyReadOptions;
      const slot = slotFor(options);
      if (slot.copy === null) await slots.track(options.key, slot, copies.adoptFromTiers(slot, options));
      return (slot.copy?.value ?? null) as never;
    },
    async expire(key, { isUnreliable = false } = {}) {
      expireSlot(slots.of(key), isUnreliable);
      const entry = await tiers.get(key);
      if (entry !== null) await tiers.set(key, toExpired(entry, isUnreliable));
    },
    status: statuses.of,
    changes: statuses.changes,
    reads: () => ({ ...reads }),
    onChange: copies.onChange,
    async close() {
      isClosed = true;
      for (const deadline of deadlines) deadline.abort(new SourceError('UPSTREAM_UNREACHABLE', CLOSED.message));
      await slots.idle();
      await tiers.close();
    },
  };
}

/** Whether a fetch may be given the entry, to confirm it or to ask for what changed since. */
function isReliable({ copy, unusableVersion }: Slot, { version, isUnreliable }: CacheEntry): boolean {
  return version !== unusableVersion && !isUnreliable && copy?.head.isUnreliable !== true;
}

function toExpired<Head extends CacheEntryHead>(head: Head, isUnreliable: boolean): Head {
  return { ...head, isExpired: true, isUnreliable: head.isUnreliable || isUnreliable };
}
