import { join } from 'node:path';
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import type { Clock } from '../clock.ts';
import { type CacheEntry, entrySerializer } from './cache-entry.ts';
import type { Logger } from './contract.ts';
import { diskDriver } from './disk-driver.ts';

export interface CacheTiersOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Where entries survive a restart; null: in memory only. */
  readonly directory: string | null;
}

/** Where entries are kept. Nothing here rejects: a tier that fails is a miss. */
export interface CacheTiers {
  get(key: string): Promise<CacheEntry | null>;
  set(key: string, entry: CacheEntry): Promise<void>;
  close(): Promise<void>;
}

/** Names the layout of entries: another layout is another folder, never a misreading. */
const LAYOUT = 'v1';
/** What a refresh compares with, so that it need not read the disk; larger entries live on disk alone. */
const MEMORY_BYTES = 64 * 1024 * 1024;
const MEMORY_ENTRY_BYTES = 4 * 1024 * 1024;
/** bentocache measures times to live on the wall clock, ours are on the injected one: never less than a day. */
const SHORTEST_TTL_MS = 86_400_000;
const LONGEST_TTL_MS = 365 * 86_400_000;

/** Opens memory and disk as the two tiers of a bentocache store. */
export function openCacheTiers({ clock, log, directory }: CacheTiersOptions): CacheTiers {
  const memory = bentostore().useL1Layer(
    memoryDriver({ maxItems: 20_000, maxSize: MEMORY_BYTES, maxEntrySize: MEMORY_ENTRY_BYTES }),
  );
  const store =
    directory === null ? memory : memory.useL2Layer(diskDriver({ directory: join(directory, LAYOUT), clock, log }));
  const bento = new BentoCache({
    default: 'upstream',
    prefix: 'upstream',
    serializer: entrySerializer,
    suppressL2Errors: true,
    stores: { upstream: store },
  });
  void bento.prune();

  return {
    async get(key) {
      try {
        return (await bento.get<CacheEntry | undefined>({ key, grace: LONGEST_TTL_MS })) ?? null;
      } catch (error) {
        log.warn({ err: error }, 'A cache entry cannot be read; it is fetched again.');
        return null;
      }
    },
    async set(key, entry) {
      const ttl = Math.min(Math.max(entry.keepForMs, SHORTEST_TTL_MS), LONGEST_TTL_MS);
      try {
        await bento.set({ key, value: entry, ttl, grace: ttl });
      } catch (error) {
        log.warn({ err: error }, 'A cache entry cannot be written.');
      }
    },
    close: () => bento.disconnectAll(),
  };
}
