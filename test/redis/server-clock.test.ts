/**
 * The clock of Redis is another one than that of the gateways. What they tell it are spans of time, so that the hour it
 * shows is of no account; set back while it runs, it must prolong nothing.
 */
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SourceError } from '../../src/errors.ts';
import type { Fetched, ReadOptions, UpstreamCache } from '../../src/net/contract.ts';
import { redisAt } from '../../src/net/redis-tier.ts';
import { createUpstreamCache } from '../../src/net/upstream-cache.ts';
import { hasRedis, openRedisServer, type RedisServer } from './support/redis-server.ts';

/** As much as the clock of Redis was set back. */
const HOUR_MS = 3_600_000;

describe.skipIf(!hasRedis)('a Redis of another clock', () => {
  let redis: RedisServer;
  let client: Redis;
  const opened: UpstreamCache[] = [];
  const clock = { ms: 0, now: () => clock.ms };
  let asked = 0;
  let answer: () => Fetched<unknown>;
  let keys = 0;
  let key = '';

  beforeAll(async () => {
    redis = await openRedisServer();
    await redis.start();
    client = new Redis(redis.url);
  });
  afterAll(async () => {
    client.disconnect();
    await redis.close();
  });
  beforeEach(() => {
    clock.ms = Date.parse('2026-11-21T08:00:00Z');
    asked = 0;
    answer = () => ({ value: 'v1' });
    keys += 1;
    key = `icalendar:${keys}`;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((cache) => cache.close()));
  });

  function open(): UpstreamCache {
    const ignore = (): void => undefined;
    const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
    const cache = createUpstreamCache({ clock, log, openRedis: redisAt(redis.url) });
    opened.push(cache);
    return cache;
  }

  const options = (): ReadOptions<unknown, unknown> => ({
    source: { id: key, kind: 'ICALENDAR', name: 'A calendar', url: null },
    key,
    freshForSeconds: 60,
    keepForSeconds: 3_600,
    fetch: async () => {
      asked += 1;
      return answer();
    },
    decode: (stored) => stored,
  });

  const failWith = (retryAfterSeconds: number): void => {
    answer = () => {
      throw new SourceError('UPSTREAM_RATE_LIMITED', 'api.example limits the rate.', { retryAfterSeconds });
    };
  };

  test('is told spans of time alone, and of each key how long it lives', async () => {
    const commands: string[][] = [];
    const monitor = await client.monitor();
    monitor.on('monitor', (_time: string, command: string[]) => commands.push(command));
    const cache = open();
    await cache.read(options());
    await cache.expire(key);
    failWith(30);
    await cache.read(options());
    const other = key;
    key = `${key}:failing`;
    await cache.read(options());
    await expect.poll(async () => await client.keys('*:lease:*:failing')).toHaveLength(1);
    monitor.disconnect();

    const names = new Set(commands.map(([name = '']) => name.toLowerCase()));
    expect(names).toContain('set');
    for (const name of ['time', 'expireat', 'pexpireat', 'getex', 'restore']) expect(names).not.toContain(name);
    for (const command of commands.filter(([name]) => name?.toLowerCase() === 'set')) {
      expect(
        command.map((word) => word.toUpperCase()),
        command.join(' '),
      ).toContain('PX');
      expect(command.join(' ')).not.toMatch(/\s(?:PXAT|EXAT|KEEPTTL)\b/u);
    }
    const lives = await Promise.all((await client.keys('*')).map((name) => client.pttl(name)));
    expect(lives.length).toBeGreaterThan(1);
    for (const life of lives) expect(life).toBeGreaterThan(0);
    key = other;
  });

  test('that was set back and gives the lease of the dead an hour more, or no end: nobody waits so long', async () => {
    const read = async (name: string, leftMs: number | null): Promise<unknown> => {
      key = name;
      const asking = options();
      const lease = `community-graph:v2:lease:${name}`;
      await client.set(lease, 'held by the dead');
      if (leftMs !== null) await client.pexpire(lease, leftMs);
      return (await open().read(asking)).value;
    };
    const values = await Promise.all([read(`${key}:longer`, HOUR_MS), read(`${key}:endless`, null)]);
    expect(values).toEqual(['v1', 'v1']);
    expect(asked).toBe(2);
  });

  test('that was set back and gives a failure an hour more: it lasts no longer than it was given', async () => {
    failWith(4);
    const [one, two] = [open(), open()];
    expect((await one.read(options())).reading.state).toBe('FAILING');
    const lease = `community-graph:v2:lease:${key}`;
    await expect.poll(() => client.get(lease)).toContain('UPSTREAM_RATE_LIMITED');
    await client.pexpire(lease, HOUR_MS);
    expect((await two.read(options())).reading.state).toBe('FAILING');
    expect(asked).toBe(1);
    const leftMs = await client.pttl(lease);
    expect(leftMs).toBeLessThanOrEqual(4_000);
    // By the clocks of the gateways, and by that of Redis.
    clock.ms += 4_000;
    await expect.poll(() => client.exists(lease)).toBe(0);
    answer = () => ({ value: 'v1' });
    expect((await two.read(options())).value).toBe('v1');
  });

  test('a pause that runs is told as it is, and not begun anew', async () => {
    failWith(30);
    await open().read(options());
    const lease = `community-graph:v2:lease:${key}`;
    await expect.poll(() => client.get(lease)).toContain('UPSTREAM_RATE_LIMITED');
    await client.pexpire(lease, 9_000);
    await open().read(options());
    expect(await client.pttl(lease)).toBeLessThanOrEqual(9_000);
  });
});
