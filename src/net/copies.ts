import type { Clock } from '../clock.ts';
import { type CacheEntry, type CacheEntryHead, headOf, storedOf } from './cache-entry.ts';
import type { CacheTiers } from './cache-tiers.ts';
import type { Logger } from './contract.ts';
import { decodeStored } from './fetched-entry.ts';
import { type AnyReadOptions, type Copy, freshSeconds, isFresh, type Slot } from './slot.ts';
import type { SlotStore } from './slot-store.ts';
import type { SourceStatuses } from './source-statuses.ts';

/** Makes the copies that slots serve, of what was fetched and of what the tiers hold. */
export interface Copies {
  /**
   * Makes what was just fetched the copy of a slot, and ends its failure.
   * @param stored the value that the entry holds; read only where it is another than that of the copy
   * @throws {SourceError} where it cannot be decoded, and the signal's reason where that is aborted meanwhile
   */
  adoptFetched(
    slot: Slot,
    readOptions: AnyReadOptions,
    entry: CacheEntry,
    stored: () => unknown,
    signal: AbortSignal,
  ): Promise<void>;
  /** Makes an entry of a tier the copy of a slot. One that cannot be decoded is no failure of the upstream. */
  adoptStored(slot: Slot, readOptions: AnyReadOptions, entry: CacheEntry): Promise<void>;
  /** The same with what the tiers hold, where it is newer than the copy. */
  adoptFromTiers(slot: Slot, readOptions: AnyReadOptions): Promise<void>;
  /**
   * @param before the copy when a refresh began
   * @param known what the tiers hold
   * @returns whether another process fetched since; what it fetched is then the copy
   */
  hasFromOthers(
    slot: Slot,
    readOptions: AnyReadOptions,
    before: Copy | null,
    known: CacheEntry | null,
  ): Promise<boolean>;
  /** See {@link UpstreamCache.onChange}. */
  onChange(listener: (key: string) => void): () => void;
}

export interface CopiesOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly tiers: CacheTiers;
  readonly slots: SlotStore;
  readonly statuses: SourceStatuses;
}

export function createCopies({ clock, log, tiers, slots, statuses }: CopiesOptions): Copies {
  const listeners = new Set<(key: string) => void>();

  /** Decodes the value only where it is another. @param signal of the fetch; absent for an entry of a tier */
  async function adopt(
    slot: Slot,
    readOptions: AnyReadOptions,
    entry: CacheEntry,
    stored: () => unknown,
    signal?: AbortSignal,
  ): Promise<void> {
    const isChange = slot.copy?.head.version !== entry.version;
    const value = isChange ? await decodeStored(readOptions, stored()) : slot.copy?.value;
    signal?.throwIfAborted();
    slot.copy = { head: headOf(entry), value, bytes: entry.payload.length };
    const isUpToDate = isFresh(entry, readOptions, clock);
    // Stale or not, a copy that was just fetched ends a failure; an old one from a tier does not.
    if (signal !== undefined || isUpToDate) slot.failure = null;
    slots.keep(readOptions.key, slot);
    statuses.copied(readOptions.source, {
      fetchedAtMs: entry.fetchedAtMs,
      freshUntilMs: entry.isExpired ? entry.fetchedAtMs : entry.fetchedAtMs + freshSeconds(entry, readOptions) * 1000,
      etag: entry.etag,
      isFailing: slot.failure !== null,
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

  async function adoptStored(slot: Slot, readOptions: AnyReadOptions, entry: CacheEntry): Promise<void> {
    try {
      await adopt(slot, readOptions, entry, () => storedOf(entry));
    } catch (error) {
      slot.unusableVersion = entry.version;
      log.debug({ err: error, source: readOptions.source.id }, 'A cached entry cannot be decoded.');
    }
  }

  return {
    adoptFetched: adopt,
    adoptStored,
    async adoptFromTiers(slot, readOptions) {
      const entry = await tiers.get(readOptions.key);
      if (entry !== null && isNewer(entry, slot.copy)) await adoptStored(slot, readOptions, entry);
    },
    async hasFromOthers(slot, readOptions, before, known) {
      if (known !== null && isNewer(known, slot.copy)) await adoptStored(slot, readOptions, known);
      const { copy } = slot;
      return copy !== null && isNewer(copy.head, before) && isFresh(copy.head, readOptions, clock);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isNewer({ fetchedAtMs }: CacheEntryHead, than: Copy | null): boolean {
  return than === null || fetchedAtMs > than.head.fetchedAtMs;
}
