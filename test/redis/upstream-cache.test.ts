import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { SourceError } from '../../src/errors.ts';
import type { Answer } from '../../src/model/source.ts';
import type { Fetched, Previous, ReadOptions, UpstreamCache } from '../../src/net/contract.ts';
import { redisAt } from '../../src/net/redis-tier.ts';
import { createUpstreamCache } from '../../src/net/upstream-cache.ts';
import { startUpstream } from '../net/support/upstream-server.ts';
import { hasRedis, openRedisServer, type RedisServer } from './support/redis-server.ts';

/** Ten waits one after the other take longer, and so does waiting for ever; one, on a busy machine, does not. */
const MUCH_LATER_MS = 8_000;
const START = Date.parse('2026-11-21T08:00:00Z');

describe.skipIf(!hasRedis)('replicas with Redis', () => {
  let redis: RedisServer;
  const opened: UpstreamCache[] = [];
  const clock = { ms: START, now: () => clock.ms };
  const unhandled = vi.fn();
  let asked: (Previous<unknown> | null)[] = [];
  let answer: () => Promise<Fetched<unknown> | 'not-modified'>;
  let keys = 0;
  let key = '';

  beforeAll(async () => {
    process.on('unhandledRejection', unhandled);
    redis = await openRedisServer();
    await redis.start();
  });
  afterAll(async () => {
    await redis.close();
    process.off('unhandledRejection', unhandled);
  });
  beforeEach(() => {
    clock.ms = START;
    asked = [];
    answer = async () => ({ value: 'v1', etag: '"1"' });
    keys += 1;
    key = `icalendar:${keys}`;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((cache) => cache.close()));
    expect(unhandled).not.toHaveBeenCalled();
  });

  function open(redisUrl = redis.url): UpstreamCache {
    const ignore = (): void => undefined;
    const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
    const cache = createUpstreamCache({ clock, log, openRedis: redisAt(redisUrl) });
    opened.push(cache);
    return cache;
  }

  const options = (over: Partial<ReadOptions<unknown, unknown>> = {}): ReadOptions<unknown, unknown> => ({
    source: { id: key, kind: 'ICALENDAR', name: 'A calendar', url: null },
    key,
    freshForSeconds: 60,
    keepForSeconds: 3_600,
    fetch: async (previous) => {
      asked.push(previous);
      return answer();
    },
    decode: (stored) => stored,
    ...over,
  });

  /** A minute later the key is fetched anew; `asked` counts from here on. */
  async function refresh(cache: UpstreamCache): Promise<void> {
    clock.ms += 60_000;
    asked = [];
    await cache.expire(key);
    await cache.read(options());
    await expect.poll(async () => (await cache.read(options())).reading.state).toBe('FRESH');
  }

  const valuesOf = (answers: readonly Answer<unknown>[]): unknown[] => answers.map(({ value }) => value);

  test('ask the upstream once for all, whoever asks first', async () => {
    const caches = [open(), open(), open()];
    const answers = await Promise.all(caches.map((cache) => cache.read(options())));
    expect(valuesOf(answers)).toEqual(['v1', 'v1', 'v1']);
    expect(new Set(answers.map(({ reading }) => reading.version)).size).toBe(1);
    expect(asked).toHaveLength(1);
  });

  test('share bytes', async () => {
    const bytes = Uint8Array.from({ length: 1_000 }, (_, index) => index % 256);
    answer = async () => ({ value: bytes });
    await open().read(options());
    const other = open();
    await expect.poll(async () => (await other.read(options())).value).toEqual(bytes);
    expect(asked).toHaveLength(1);
  });

  test('hear of each change', async () => {
    const [one, two] = [open(), open()];
    for (const cache of [one, two]) await cache.read(options());
    const heard: string[] = [];
    two.onChange((changed) => heard.push(changed));
    answer = async () => ({ value: 'v2' });
    clock.ms += 60_000;
    await one.read(options());
    await expect.poll(async () => (await two.read(options())).value).toBe('v2');
    expect(heard).toEqual([key]);
    expect((await two.read(options())).reading.state).toBe('FRESH');
    expect(asked).toHaveLength(2);
  });

  test('expire for all', async () => {
    const [one, two] = [open(), open()];
    for (const cache of [one, two]) await cache.read(options());
    answer = async () => ({ value: 'v2' });
    await one.expire(key);
    await expect.poll(async () => (await two.read(options())).value).toBe('v2');
    await expect.poll(async () => (await one.read(options())).value).toBe('v2');
    expect(asked).toHaveLength(2);
  });

  test('share a failure and its pause', async () => {
    answer = async () => {
      throw new SourceError('UPSTREAM_RATE_LIMITED', 'api.example limits the rate of requests.', {
        retryAfterSeconds: 30,
      });
    };
    const caches = [open(), open(), open()];
    const answers = await Promise.all(caches.map((cache) => cache.read(options())));
    for (const { reading } of answers) {
      expect(reading).toMatchObject({ state: 'FAILING', error: { code: 'UPSTREAM_RATE_LIMITED' } });
    }
    expect(asked).toHaveLength(1);
    clock.ms += 20_000;
    expect((await caches[2]?.read(options()))?.reading.state).toBe('FAILING');
    expect(asked).toHaveLength(1);
  });

  test('read what a replica that is gone has fetched, conditionally when it is old', async () => {
    const first = open();
    await first.read(options());
    await first.close();
    clock.ms += 120_000;
    answer = async () => 'not-modified';
    const second = open();
    expect(await second.read(options())).toMatchObject({ value: 'v1', reading: { state: 'STALE' } });
    await expect.poll(async () => (await second.read(options())).reading.state).toBe('FRESH');
    expect(asked[1]).toMatchObject({ value: 'v1', etag: '"1"' });
  });

  test('take garbage in Redis for a miss', async () => {
    const { Redis } = await import('ioredis');
    const client = new Redis(redis.url);
    await client.set(`community-graph:v2:${key}`, 'garbage');
    await client.set(`community-graph:v2:lease:${key}`, '{"error":5}', 'PX', 300);
    await client.quit();
    expect(await open().read(options())).toMatchObject({ value: 'v1' });
  });

  test('take no news from what is not theirs', async () => {
    const { Redis } = await import('ioredis');
    const client = new Redis(redis.url);
    const [one, two] = [open(), open()];
    for (const cache of [one, two]) await cache.read(options());
    const channels = (await client.pubsub('CHANNELS')) as string[];
    const garbage = [
      '',
      'null',
      '3',
      '{}',
      '{"payload":null}',
      '{"busId":"x","payload":{"type":"cache:set","keys":3}}',
    ];
    for (const channel of channels) for (const text of garbage) await client.publish(channel, text);
    await client.quit();
    expect(channels).not.toEqual([]);
    answer = async () => ({ value: 'v2' });
    await one.expire(key);
    await one.read(options());
    await expect.poll(async () => (await two.read(options())).value).toBe('v2');
  });

  test('go on alone while Redis is away from the start', async () => {
    const cache = open('redis://127.0.0.1:1');
    const startedAt = performance.now();
    expect(await cache.read(options())).toMatchObject({ value: 'v1', reading: { state: 'FRESH' } });
    expect(performance.now() - startedAt).toBeLessThan(MUCH_LATER_MS);
    clock.ms += 60_000;
    answer = async () => 'not-modified';
    cache.read(options());
    await expect.poll(async () => (await cache.read(options())).reading.state).toBe('FRESH');
    expect(asked[1]).toMatchObject({ value: 'v1', etag: '"1"' });
  });

  test('go on alone when Redis dies, and rejoin when it is back', async () => {
    const [one, two] = [open(), open()];
    for (const cache of [one, two]) await cache.read(options());
    await redis.kill();
    clock.ms += 60_000;
    answer = async () => ({ value: 'v2' });
    for (const cache of [one, two]) {
      expect(await cache.read(options())).toMatchObject({ value: 'v1' });
      await expect.poll(async () => (await cache.read(options())).value).toBe('v2');
    }
    expect(asked).toHaveLength(3);
    await redis.start();
    clock.ms += 60_000;
    answer = async () => ({ value: 'v3' });
    // They rejoin at a time of their own; from then on one request serves both.
    await expect
      .poll(
        async () => {
          await refresh(one);
          await new Promise((resolve) => setTimeout(resolve, 100));
          return (await two.read(options())).reading.state === 'FRESH' && asked.length === 1;
        },
        { timeout: 60_000, interval: 300 },
      )
      .toBe(true);
  });

  test('wait once for a Redis that is silent, and rejoin', async () => {
    const [one, two] = [open(), open()];
    for (const cache of [one, two]) await cache.read(options());
    redis.pause();
    const first = key;
    const readCold = async (cache: UpstreamCache, name: string) => {
      key = name;
      expect(await cache.read(options())).toMatchObject({ value: 'v1', reading: { state: 'FRESH' } });
    };
    // One command that is not answered in time; ten reads begun together share it.
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 10 }, (_, index) => readCold(one, `${first} cold ${index}`)));
    for (let index = 0; index < 10; index += 1) await readCold(one, `${first} alone ${index}`);
    expect(performance.now() - startedAt).toBeLessThan(MUCH_LATER_MS);
    redis.resume();
    key = first;
    await expect
      .poll(
        async () => {
          await refresh(one);
          await expect.poll(async () => (await two.read(options())).reading.state).toBe('FRESH');
          return asked.length;
        },
        { timeout: 60_000, interval: 200 },
      )
      .toBe(1);
  });

  test('replace a refresher that was killed', async () => {
    const requests: string[] = [];
    const upstream = await startUpstream((request, response) => {
      requests.push(request.url ?? '');
      // The first one is left waiting, and will be killed meanwhile.
      if (requests.length > 1) response.end('from the second');
    });
    const start = async (): Promise<ChildProcess> => {
      const child = fork(new URL('./support/replica.ts', import.meta.url).pathname, [redis.url, upstream.origin]);
      await once(child, 'message');
      return child;
    };
    const [first, second] = await Promise.all([start(), start()]);
    first.send(key);
    await expect.poll(() => requests.length).toBe(1);
    second.send(key);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(requests).toHaveLength(1);
    first.kill('SIGKILL');
    const [taken] = await once(second, 'message');
    expect(taken).toMatchObject({ key, value: 'from the second' });
    expect(requests).toHaveLength(2);
    second.kill('SIGKILL');
    await upstream.close();
  });
});
