import { join } from 'node:path';
import { BentoCache, bentostore } from 'bentocache';
import { MemoryDriver } from 'bentocache/drivers/memory';
import type { CreateDriverResult, L1CacheDriver } from 'bentocache/types';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { type CacheEntry, entrySerializer } from './cache-entry.ts';
import type { Logger } from './contract.ts';
import { diskDriver } from './disk-driver.ts';
import type { Claim, RedisOpener } from './redis-tier.ts';

export interface CacheTiersOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Where entries survive a restart; null: in memory only. */
  readonly directory: string | null;
  /** Takes the place of the disk, and is shared by replicas; null: none. */
  readonly openRedis: RedisOpener | null;
  /** Keeps entries apart in a directory or Redis that is shared; '' is a scope like any other. */
  readonly scope: string;
}

/** Where entries are kept. Nothing here rejects: a tier that fails is a miss. */
export interface CacheTiers {
  get(key: string): Promise<CacheEntry | null>;
  set(key: string, entry: CacheEntry): Promise<void>;
  /** Asks to be the process that refreshes a key. */
  claim(key: string): Promise<Claim>;
  /** Called after another process stored or expired a key. */
  onRemoteChange(listener: (key: string) => void): void;
  close(): Promise<void>;
}

/** Names the layout of entries: another layout is another folder, never a misreading. */
const LAYOUT = 'v2';
/** What a refresh compares with; where nothing is behind it, the whole of what is known. */
const MEMORY = { maxSize: 64 * 1024 * 1024, maxEntrySize: 4 * 1024 * 1024, max: 20_000 };
/** Before a disk or Redis, which have the rest: decoded values are in memory already, and a refresh seldom hurries. */
const SMALL_MEMORY = { maxSize: 1024 * 1024, maxEntrySize: 64 * 1024, max: 1_000 };
/** bentocache measures times to live on the wall clock, ours are on the injected one: never less than a day. */
const SHORTEST_TTL_MS = 86_400_000;
const LONGEST_TTL_MS = 365 * 86_400_000;
/** News that could not be sent wait; each is a key. */
const MAX_UNSENT_NEWS = 10_000;

/** Measured by length: bentocache counts bytes of UTF-8, which takes 20 ms for the largest feeds, only to leave them out. */
function memoryTier(limits: typeof MEMORY): CreateDriverResult<L1CacheDriver> {
  const cacheInstance = new LRUCache<string, string>({ ...limits, sizeCalculation: (text) => text.length });
  return { options: {}, factory: (config) => new MemoryDriver({ ...config, cacheInstance }) };
}

/** Opens the tiers as one bentocache store: memory, and behind it disk or Redis. */
export function openCacheTiers({ clock, log, directory, openRedis, scope }: CacheTiersOptions): CacheTiers {
  const prefix = ['community-graph', LAYOUT, scope].filter((part) => part !== '').join(':');
  const redis = openRedis?.({ log, prefix }) ?? null;
  const store = bentostore().useL1Layer(memoryTier(redis === null && directory === null ? MEMORY : SMALL_MEMORY));
  if (redis !== null) {
    store.useL2Layer(redis.driver).useBus({
      ...redis.bus,
      options: { retryQueue: { enabled: true, maxSize: MAX_UNSENT_NEWS } },
    });
  } else if (directory !== null) {
    store.useL2Layer(diskDriver({ directory: join(directory, LAYOUT), clock, log }));
  }
  const bento = new BentoCache({
    default: 'upstream',
    prefix,
    serializer: entrySerializer,
    suppressL2Errors: true,
    stores: { upstream: store },
  });
  // Opens the store, so that news are heard before the first read.
  void bento.prune();

  return {
    async get(key) {
      await redis?.ready;
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
    claim: async (key) => (await redis?.claim(key)) ?? { kind: 'ours', release: async () => undefined },
    onRemoteChange(listener) {
      bento.on('bus:message:received', ({ message }) => {
        // bentocache tells us first and its own memory after: wait until that knows, too.
        queueMicrotask(() => message.keys.forEach(listener));
      });
    },
    async close() {
      await bento.disconnectAll();
      redis?.close();
    },
  };
}
