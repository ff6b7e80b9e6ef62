import { randomUUID } from 'node:crypto';
import { redisDriver } from 'bentocache/drivers/redis';
import type {
  BusDriver,
  CacheBusMessage,
  CreateBusDriverResult,
  CreateDriverResult,
  L2CacheDriver,
} from 'bentocache/types';
import { Redis } from 'ioredis';
import { isErrorCode } from '../errors.ts';
import type { PublicError } from '../model/source.ts';
import type { Logger } from './contract.ts';
import { ImpatientRedis } from './redis-connection.ts';

/** A failure that one replica met, for all of them. */
export interface SharedFailure {
  readonly error: PublicError;
  readonly pauseMs: number;
  readonly isAsked: boolean;
}

/** Who refreshes a key: this process, another one, or nobody for a while after a failure. */
export type Claim =
  | {
      readonly kind: 'ours';
      /** To be called when the refresh has ended and its value is stored; with the failure, where there was one. */
      readonly release: (failure: SharedFailure | null) => Promise<void>;
    }
  | { readonly kind: 'theirs' }
  | { readonly kind: 'failed'; readonly failure: SharedFailure };

/** Connects when the cache opens: {@link redisAt}. */
export type RedisOpener = (options: { readonly log: Logger; readonly prefix: string }) => RedisTier;

export interface RedisTier {
  readonly driver: CreateDriverResult<L2CacheDriver>;
  readonly bus: CreateBusDriverResult;
  /** Resolves once Redis is connected, or is clearly not going to be soon. */
  readonly ready: Promise<void>;
  claim(key: string): Promise<Claim>;
  close(): void;
}

/** A refresher that is not heard of for so long is dead, and another takes over. */
const LEASE_MS = 5_000;
const RENEW_MS = 1_500;
/** A start waits no longer for Redis than this. */
const CONNECT_PATIENCE_MS = 2_000;

/** @param url `redis:` or `rediss:` */
export function redisAt(url: string): RedisOpener {
  return (options) => openRedisTier({ url, ...options });
}

/** Only the holder of a lease may prolong it, end it, or turn it into a failure. ARGV: holder, new value or '', ms. */
const IF_HELD = `
  if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
  if ARGV[3] == '0' then return redis.call('del', KEYS[1]) end
  redis.call('set', KEYS[1], ARGV[2], 'PX', ARGV[3])
  return 1`;

/**
 * Redis counts the time that is left on its own wall clock: set back by an hour, it would hold the lease of the dead for
 * that hour. Whoever meets more time than was ever given ends it. ARGV: value, ms.
 */
const AT_MOST = `
  local left = redis.call('pttl', KEYS[1])
  if redis.call('get', KEYS[1]) ~= ARGV[1] or (left >= 0 and left <= tonumber(ARGV[2])) then return 0 end
  return redis.call('pexpire', KEYS[1], ARGV[2])`;

/**
 * Redis as the tier that replicas share: values, one refresher a key at a time, and news of changes. While Redis is
 * away every call fails at once and the process goes on alone; it rejoins by itself.
 */
function openRedisTier({ url, log, prefix }: { url: string; log: Logger; prefix: string }): RedisTier {
  const options = {
    // A queue of commands for a server that is away would only make every reader wait.
    enableOfflineQueue: false,
    connectTimeout: CONNECT_PATIENCE_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempts: number) => Math.min(attempts * 200, 5_000),
  };
  let isAway = false;
  const fallAway = (code: string): void => {
    if (!isAway) log.warn({ code }, 'Redis is away; going on alone.');
    isAway = true;
  };
  const subscriber = new Redis(url, { ...options, autoResubscribe: false });
  const connection = new ImpatientRedis(url, options, () => {
    fallAway('SILENT');
    // It waits for news only, and would never know that none can come.
    subscriber.disconnect(true);
  });
  for (const client of [connection, subscriber]) {
    // The message may hold the URL with its password.
    client.on('error', (error: Error) => fallAway('code' in error ? String(error.code) : error.name));
    client.on('ready', () => {
      if (!isAway || connection.status !== 'ready' || subscriber.status !== 'ready') return;
      log.info({}, 'Redis is back.');
      isAway = false;
    });
  }

  const ready = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, CONNECT_PATIENCE_MS).unref();
    for (const event of ['ready', 'error']) {
      connection.once(event, () => {
        clearTimeout(timer);
        resolve();
      });
    }
  });

  const ifHeld = (lease: string, holder: string, value: string, ms: number): Promise<unknown> =>
    connection.eval(IF_HELD, 1, lease, holder, value, ms);

  async function claimInRedis(lease: string): Promise<Claim> {
    const holder = `held ${randomUUID()}`;
    if ((await connection.set(lease, holder, 'PX', LEASE_MS, 'NX')) === 'OK') return held(lease, holder);
    const [value, leftMs] = await Promise.all([connection.get(lease), connection.pttl(lease)]);
    if (value === null) return { kind: 'theirs' };
    const failure = parseFailure(value);
    const givenMs = failure?.pauseMs ?? LEASE_MS;
    const isTooLong = leftMs < 0 || leftMs > givenMs;
    if (isTooLong) await connection.eval(AT_MOST, 1, lease, value, givenMs);
    if (failure === null) return { kind: 'theirs' };
    return { kind: 'failed', failure: { ...failure, pauseMs: isTooLong ? givenMs : leftMs } };
  }

  function held(lease: string, holder: string): Claim {
    const renewal = setInterval(() => {
      ifHeld(lease, holder, holder, LEASE_MS).catch(() => undefined);
    }, RENEW_MS).unref();
    return {
      kind: 'ours',
      async release(failure) {
        clearInterval(renewal);
        const value = failure === null ? '' : JSON.stringify(failure);
        await ifHeld(lease, holder, value, failure?.pauseMs ?? 0).catch(() => undefined);
      },
    };
  }

  return {
    driver: redisDriver({ connection }),
    bus: { options: {}, factory: () => createBus(connection, subscriber) },
    ready,
    async claim(key) {
      try {
        return await claimInRedis(`${prefix}:lease:${key}`);
      } catch {
        return { kind: 'ours', release: async () => undefined };
      }
    },
    close() {
      connection.disconnect();
      subscriber.disconnect();
    },
  };
}

/** @returns null where the value is a lease, or nothing that we wrote */
function parseFailure(value: string): SharedFailure | null {
  if (value.startsWith('held ')) return null;
  try {
    const { error, pauseMs = 0, isAsked } = JSON.parse(value) as Partial<SharedFailure>;
    if (!isErrorCode(error?.code) || typeof error?.message !== 'string' || !(pauseMs > 0)) return null;
    return { error: { code: error.code, message: error.message }, pauseMs, isAsked: isAsked === true };
  } catch {
    return null;
  }
}

/**
 * Carries bentocache's news of changes. Its own transport for Redis rejects unheard where Redis is away at the start,
 * which ends the process, and leaves its connections' errors to the console.
 */
function createBus(connection: Redis, subscriber: Redis): BusDriver {
  const handlers = new Map<string, (message: never) => unknown>();
  let busId = '';
  const subscribe = (): void => {
    if (handlers.size > 0) subscriber.subscribe(...handlers.keys()).catch(() => undefined);
  };
  subscriber.on('ready', subscribe);
  subscriber.on('message', (channel: string, text: string) => {
    const message = parseMessage(text);
    if (message !== null && message.busId !== busId) handlers.get(channel)?.(message.payload as never);
  });
  const bus: BusDriver = {
    setId(id) {
      busId = id;
      return bus;
    },
    onReconnect: (callback) => void connection.on('ready', callback),
    async publish(channel, payload) {
      await connection.publish(channel, JSON.stringify({ busId, payload }));
    },
    async subscribe(channel, handler) {
      handlers.set(channel, handler);
      if (subscriber.status === 'ready') subscribe();
    },
    async unsubscribe(channel) {
      handlers.delete(channel);
    },
    async disconnect() {
      handlers.clear();
    },
  };
  return bus;
}

/** @returns null where another program, or another release, wrote something else */
function parseMessage(text: string): { busId: string; payload: CacheBusMessage } | null {
  try {
    const { busId, payload } = JSON.parse(text) as { busId?: unknown; payload?: Partial<CacheBusMessage> | null };
    if (typeof busId !== 'string' || typeof payload?.type !== 'string' || !isListOfText(payload.keys)) return null;
    return { busId, payload: { ...payload, type: payload.type, keys: payload.keys } };
  } catch {
    return null;
  }
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
