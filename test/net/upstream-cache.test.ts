import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SourceError } from '../../src/errors.ts';
import type { Answer, MaybePromise } from '../../src/model/source.ts';
import type { Fetched, Previous, ReadOptions, UpstreamCache } from '../../src/net/contract.ts';
import { createUpstreamCache, type UpstreamCacheOptions } from '../../src/net/upstream-cache.ts';
import { settled } from './support/settled.ts';

const SOURCE = { id: 'icalendar:lfx', kind: 'ICALENDAR', name: 'LFX calendar', url: null } as const;
const START = Date.parse('2026-11-21T08:00:00Z');

type Outcome = Fetched<unknown> | 'not-modified' | Error;

/** An upstream whose next answers are set by hand, and which counts. */
function createUpstream(...outcomes: Outcome[]) {
  const upstream = {
    outcomes,
    asked: [] as (Previous<unknown> | null)[],
    signals: [] as AbortSignal[],
    decodes: 0,
    hold: null as Promise<void> | null,
    options(over: Partial<ReadOptions<unknown, unknown>> = {}): ReadOptions<unknown, unknown> {
      return {
        source: SOURCE,
        key: SOURCE.id,
        freshForSeconds: 60,
        keepForSeconds: 3600,
        fetch: async (previous, signal) => {
          upstream.asked.push(previous);
          upstream.signals.push(signal);
          await upstream.hold;
          const outcome = upstream.outcomes.length > 1 ? upstream.outcomes.shift() : upstream.outcomes[0];
          if (outcome === undefined) throw new Error('no outcome was set');
          if (outcome instanceof Error) throw outcome;
          return outcome;
        },
        decode: (stored) => {
          upstream.decodes += 1;
          return stored;
        },
        ...over,
      };
    },
  };
  return upstream;
}

const refused = (retryAfterSeconds: number | null = null) =>
  new SourceError('UPSTREAM_UNREACHABLE', 'calendar.example refused the connection.', { retryAfterSeconds });

const opened: UpstreamCache[] = [];
const directories: string[] = [];

function open(options: Partial<UpstreamCacheOptions> = {}) {
  const clock = { ms: START, now: () => clock.ms };
  const logged: string[] = [];
  const write = (_fields: object, message: string): void => void logged.push(message);
  const log = { debug: write, info: write, warn: write, error: write };
  const cache = createUpstreamCache({ clock, log, ...options });
  opened.push(cache);
  return { cache, clock, logged };
}

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'community-graph-test-'));
  directories.push(directory);
  return directory;
}

/** @returns the directory of a run that has read the value from its upstream, and ended */
async function leftBy(outcome: Outcome, options: Partial<UpstreamCacheOptions> = {}): Promise<string> {
  const directory = newDirectory();
  const { cache } = open({ directory, ...options });
  await cache.read(createUpstream(outcome).options());
  await cache.close();
  return directory;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((cache) => cache.close()));
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** Asserts that an answer is there without waiting. */
function now<T>(answer: MaybePromise<Answer<T>>): Answer<T> {
  if (answer instanceof Promise) throw new Error('expected a synchronous answer');
  return answer;
}

describe('an answer that is fresh', () => {
  test('is fetched once, then served synchronously', async () => {
    const { cache } = open();
    const upstream = createUpstream({ value: ['a'], etag: '"1"' });
    const first = await cache.read(upstream.options());
    expect(first).toEqual({
      value: ['a'],
      reading: {
        sourceId: 'icalendar:lfx',
        state: 'FRESH',
        fetchedAt: '2026-11-21T08:00:00Z',
        error: null,
        version: expect.stringMatching(/^[\w-]{22}$/u),
      },
    });
    expect(now(cache.read(upstream.options()))).toEqual(first);
    expect(upstream.asked).toHaveLength(1);
    expect(upstream.decodes).toBe(1);
  });

  test('shares one fetch among concurrent readers', async () => {
    const { cache } = open();
    const upstream = createUpstream({ value: 1 });
    const answers = await Promise.all([1, 2, 3].map(() => cache.read(upstream.options())));
    expect(answers.map(({ value }) => value)).toEqual([1, 1, 1]);
    expect(upstream.asked).toHaveLength(1);
  });

  test('stays fresh for as long as the upstream says', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream({ value: 1, freshForSeconds: 600 });
    await cache.read(upstream.options());
    clock.ms += 599_000;
    expect(now(cache.read(upstream.options())).reading.state).toBe('FRESH');
    clock.ms += 1_000;
    expect(now(cache.read(upstream.options())).reading.state).toBe('STALE');
  });

  test('is served to those who waited for it, however short it may be kept', async () => {
    const { cache } = open();
    const upstream = createUpstream({ value: 1 });
    const answer = await cache.read(upstream.options({ freshForSeconds: 0, keepForSeconds: 0 }));
    expect(answer).toMatchObject({ value: 1, reading: { state: 'FRESH', error: null } });
  });
});

describe('an answer that is stale', () => {
  test('is served at once while one refresh runs', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream({ value: 'old', etag: '"1"', lastModified: 'then' }, { value: 'new' });
    await cache.read(upstream.options());
    clock.ms += 60_000;
    for (const _ of [1, 2]) {
      expect(now(cache.read(upstream.options()))).toMatchObject({
        value: 'old',
        reading: { state: 'STALE', error: null },
      });
    }
    await settled(() => upstream.asked.length === 2 && now(cache.read(upstream.options())).value === 'new');
    expect(upstream.asked).toEqual([
      null,
      { value: 'old', etag: '"1"', lastModified: 'then', fetchedAt: '2026-11-21T08:00:00Z' },
    ]);
    expect(now(cache.read(upstream.options())).reading).toMatchObject({
      state: 'FRESH',
      fetchedAt: '2026-11-21T08:01:00Z',
    });
  });

  test('is fresh again once the upstream says that it is unchanged, and is not decoded again', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream({ value: 'same', etag: '"1"' }, 'not-modified');
    const first = await cache.read(upstream.options());
    clock.ms += 60_000;
    cache.read(upstream.options());
    await settled(() => now(cache.read(upstream.options())).reading.state === 'FRESH');
    const again = now(cache.read(upstream.options()));
    expect(again.value).toBe('same');
    expect(again.reading.version).toBe(first.reading.version);
    expect(again.reading.fetchedAt).toBe('2026-11-21T08:01:00Z');
    expect(upstream.decodes).toBe(1);
  });

  test('is served with the error while the upstream fails, and no longer than it may be kept', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream({ value: 'old' }, refused());
    await cache.read(upstream.options());
    clock.ms += 60_000;
    cache.read(upstream.options());
    await settled(() => now(cache.read(upstream.options())).reading.error !== null);
    expect(now(cache.read(upstream.options()))).toMatchObject({
      value: 'old',
      reading: {
        state: 'STALE',
        fetchedAt: '2026-11-21T08:00:00Z',
        error: { code: 'UPSTREAM_UNREACHABLE', message: 'calendar.example refused the connection.' },
      },
    });
    clock.ms = START + 3_660_000;
    const answer = await cache.read(upstream.options());
    expect(answer).toMatchObject({ value: null, reading: { state: 'FAILING', fetchedAt: null } });
  });

  test('recovers with the upstream', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream({ value: 'old' }, refused(), { value: 'new' });
    await cache.read(upstream.options());
    clock.ms += 60_000;
    cache.read(upstream.options());
    await settled(() => now(cache.read(upstream.options())).reading.error !== null);
    clock.ms += 2_000;
    cache.read(upstream.options());
    await settled(() => now(cache.read(upstream.options())).value === 'new');
    expect(now(cache.read(upstream.options())).reading).toMatchObject({ state: 'FRESH', error: null });
  });
});

describe('a failure', () => {
  test('is a reading, remembered for a pause only', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream(refused(), { value: 1 });
    const failed = await cache.read(upstream.options());
    expect(failed).toEqual({
      value: null,
      reading: {
        sourceId: 'icalendar:lfx',
        state: 'FAILING',
        fetchedAt: null,
        error: { code: 'UPSTREAM_UNREACHABLE', message: 'calendar.example refused the connection.' },
        version: 'none',
      },
    });
    expect(now(cache.read(upstream.options()))).toEqual(failed);
    expect(upstream.asked).toHaveLength(1);
    clock.ms += 2_000;
    expect(await cache.read(upstream.options())).toMatchObject({ value: 1, reading: { state: 'FRESH', error: null } });
  });

  test('lengthens the pause up to a minute', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream(refused());
    const pauses: number[] = [];
    for (let failures = 0; failures < 8; failures += 1) {
      await cache.read(upstream.options());
      let pause = 0;
      while (!(cache.read(upstream.options()) instanceof Promise)) {
        pause += 1_000;
        clock.ms += 1_000;
      }
      pauses.push(pause / 1_000);
      await settled(() => upstream.asked.length === failures + 2);
    }
    expect(pauses).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  });

  test('respects the wait that the upstream asks for, to an hour', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream(refused(1_800));
    await cache.read(upstream.options());
    clock.ms += 1_799_000;
    expect(now(cache.read(upstream.options())).reading.state).toBe('FAILING');
    expect(cache.status(SOURCE.id)?.nextRefreshAt).toBe('2026-11-21T08:30:00Z');
    await cache.expire(SOURCE.id);
    expect(now(cache.read(upstream.options())).reading.state).toBe('FAILING');
    clock.ms += 1_000;
    await cache.read(upstream.options());
    expect(upstream.asked).toHaveLength(2);
  });

  test('of a kind that no source should throw tells nothing of its cause', async () => {
    const { cache } = open();
    const upstream = createUpstream(new TypeError('secret https://calendar.example/private-0123/basic.ics'));
    const { reading } = await cache.read(upstream.options());
    expect(reading.error).toEqual({ code: 'UPSTREAM_ERROR', message: 'LFX calendar could not be read.' });
  });

  test('to decode keeps the last good value', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream({ value: 'good' }, { value: 'bad' });
    const options = upstream.options({
      decode: (stored) => {
        if (stored === 'bad') throw new Error('line 7: secret');
        return stored;
      },
    });
    await cache.read(options);
    clock.ms += 60_000;
    cache.read(options);
    await settled(() => now(cache.read(options)).reading.error !== null);
    expect(now(cache.read(options))).toMatchObject({
      value: 'good',
      reading: { state: 'STALE', error: { code: 'UPSTREAM_BAD_BODY' } },
    });
  });
});

describe('a refresh', () => {
  afterEach(() => vi.useRealTimers());

  test('that hangs fails at its deadline, whether or not it heeds the signal, and may be tried again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { cache, clock } = open({ refreshTimeoutMs: 5_000 });
    let late: (value: Outcome) => void = () => undefined;
    let calls = 0;
    const upstream = createUpstream({ value: 'good' });
    const hanging = upstream.options({
      fetch: (_previous, signal) => {
        calls += 1;
        upstream.signals.push(signal);
        return calls === 1
          ? new Promise((resolve) => {
              late = resolve as typeof late;
            })
          : Promise.resolve({ value: 'good' });
      },
    });
    const reading = cache.read(hanging);
    await settled(() => calls === 1);
    vi.advanceTimersByTime(5_000);
    expect(await reading).toMatchObject({
      value: null,
      reading: { error: { code: 'UPSTREAM_TIMEOUT', message: 'LFX calendar was not read in time.' } },
    });
    expect(upstream.signals[0]?.aborted).toBe(true);
    late({ value: 'too late' });
    clock.ms += 2_000;
    expect(await cache.read(hanging)).toMatchObject({ value: 'good' });
  });

  test('that is abandoned and rejects later harms nobody', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { cache } = open({ refreshTimeoutMs: 5_000 });
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    let reject: (reason: unknown) => void = () => undefined;
    const reading = cache.read(
      createUpstream().options({
        fetch: () =>
          new Promise((_resolve, fail) => {
            reject = fail;
          }),
      }),
    );
    await settled(() => vi.getTimerCount() > 0);
    await new Promise(setImmediate);
    vi.advanceTimersByTime(5_000);
    await reading;
    reject(new Error('late'));
    await new Promise(setImmediate);
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test('that throws at once, not in its promise, is a failure all the same', async () => {
    const { cache } = open();
    const options = createUpstream().options({
      fetch: () => {
        throw refused();
      },
    });
    expect(await cache.read(options)).toMatchObject({ reading: { error: { code: 'UPSTREAM_UNREACHABLE' } } });
  });

  test('that confirms what it was not asked to is a failure', async () => {
    const { cache } = open();
    const answer = await cache.read(createUpstream('not-modified').options());
    expect(answer.reading).toMatchObject({ state: 'FAILING', error: { code: 'UPSTREAM_ERROR' } });
  });

  test('is of the same version exactly when the value is the same', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream(
      { value: { a: 1 }, etag: '"1"' },
      { value: { a: 1 }, etag: '"2"' },
      { value: { a: 2 } },
    );
    const versions: string[] = [];
    for (let round = 1; round <= 3; round += 1) {
      await cache.read(upstream.options());
      await settled(
        () => upstream.asked.length === round && now(cache.read(upstream.options())).reading.state === 'FRESH',
      );
      versions.push(now(cache.read(upstream.options())).reading.version);
      clock.ms += 60_000;
    }
    expect(versions[0]).toBe(versions[1]);
    expect(versions[1]).not.toBe(versions[2]);
    expect(upstream.decodes).toBe(2);
  });
});

describe('a clock that is set back', () => {
  test('neither keeps a value fresh nor an upstream unasked', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream({ value: 'future' }, refused(), { value: 'present' });
    await cache.read(upstream.options());
    clock.ms -= 86_400_000;
    expect(now(cache.read(upstream.options())).reading).toMatchObject({
      state: 'STALE',
      fetchedAt: '2026-11-20T08:00:00Z',
    });
    await settled(() => now(cache.read(upstream.options())).reading.error !== null);
    clock.ms -= 3_600_000;
    cache.read(upstream.options());
    await settled(() => now(cache.read(upstream.options())).value === 'present');
    expect(now(cache.read(upstream.options())).reading.state).toBe('FRESH');
  });

  test('by the seconds that replicas differ changes nothing', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream({ value: 1 });
    await cache.read(upstream.options());
    clock.ms -= 30_000;
    expect(now(cache.read(upstream.options())).reading).toMatchObject({
      state: 'FRESH',
      fetchedAt: '2026-11-21T07:59:30Z',
    });
  });
});

describe('expire', () => {
  test('lets the next read ask again, and the old value be served meanwhile', async () => {
    const { cache } = open();
    const upstream = createUpstream({ value: 'old' }, { value: 'new' });
    await cache.read(upstream.options());
    await cache.expire(SOURCE.id);
    expect(now(cache.read(upstream.options()))).toMatchObject({ value: 'old', reading: { state: 'STALE' } });
    await settled(() => now(cache.read(upstream.options())).value === 'new');
    expect(now(cache.read(upstream.options())).reading.state).toBe('FRESH');
  });

  test('ends the pause after a failure', async () => {
    const { cache } = open();
    const upstream = createUpstream(refused(), { value: 1 });
    await cache.read(upstream.options());
    await cache.expire(SOURCE.id);
    expect(await cache.read(upstream.options())).toMatchObject({ value: 1 });
  });

  test('during a refresh holds after it, since what was asked may be older', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream({ value: 'old' }, { value: 'middle' }, { value: 'new' });
    await cache.read(upstream.options());
    clock.ms += 60_000;
    const held = Promise.withResolvers<void>();
    upstream.hold = held.promise;
    cache.read(upstream.options());
    await settled(() => upstream.asked.length === 2);
    const expired = cache.expire(SOURCE.id);
    upstream.hold = null;
    held.resolve();
    await expired;
    await settled(() => now(cache.read(upstream.options())).value === 'new');
    expect(upstream.asked).toHaveLength(3);
  });

  test('is remembered over a restart, also of a key that was not read', async () => {
    const directory = await leftBy({ value: 'old' });
    const between = open({ directory });
    await between.cache.expire(SOURCE.id);
    await between.cache.close();
    const after = open({ directory });
    const answer = await after.cache.read(createUpstream({ value: 'new' }).options());
    expect(answer).toMatchObject({ value: 'old', reading: { state: 'STALE' } });
  });

  test('of a key that nobody knows does nothing', async () => {
    const { cache } = open();
    await expect(cache.expire('unknown')).resolves.toBeUndefined();
    expect(cache.status('unknown')).toBeNull();
  });
});

describe('onChange', () => {
  test('tells of each change of a value once, until unsubscribed', async () => {
    const { cache, clock, logged } = open();
    const told: string[] = [];
    cache.onChange(() => {
      throw new Error('a bad listener');
    });
    const unsubscribe = cache.onChange((key) => told.push(key));
    const upstream = createUpstream({ value: 1 }, { value: 1 }, { value: 2 }, { value: 3 });
    const counts: number[] = [];
    for (let round = 1; round <= 4; round += 1) {
      if (round === 4) unsubscribe();
      await cache.read(upstream.options());
      await settled(
        () => upstream.asked.length === round && now(cache.read(upstream.options())).reading.state === 'FRESH',
      );
      counts.push(told.length);
      clock.ms += 60_000;
    }
    expect(counts).toEqual([1, 1, 2, 2]);
    expect(logged).toContain('A listener to changes of the cache failed.');
  });
});

describe('status', () => {
  test('follows a source through its life', async () => {
    const { cache, clock } = open();
    const upstream = createUpstream(refused(), { value: 1, etag: '"1"' }, refused());
    expect(cache.status(SOURCE.id)).toBeNull();
    await cache.read(upstream.options());
    const error = { code: 'UPSTREAM_UNREACHABLE', message: 'calendar.example refused the connection.' };
    expect(cache.status(SOURCE.id)).toEqual({
      ...SOURCE,
      state: 'FAILING',
      lastSuccessAt: null,
      lastErrorAt: '2026-11-21T08:00:00Z',
      lastError: error,
      nextRefreshAt: '2026-11-21T08:00:02Z',
      etag: null,
    });
    clock.ms += 2_000;
    await cache.read(upstream.options());
    expect(cache.status(SOURCE.id)).toEqual({
      ...SOURCE,
      state: 'FRESH',
      lastSuccessAt: '2026-11-21T08:00:02Z',
      lastErrorAt: '2026-11-21T08:00:00Z',
      lastError: error,
      nextRefreshAt: '2026-11-21T08:01:02Z',
      etag: '"1"',
    });
    clock.ms += 60_000;
    expect(cache.status(SOURCE.id)?.state).toBe('STALE');
    cache.read(upstream.options());
    await settled(() => now(cache.read(upstream.options())).reading.error !== null);
    expect(cache.status(SOURCE.id)).toMatchObject({ state: 'STALE', nextRefreshAt: '2026-11-21T08:01:04Z' });
  });
});

describe('memory', () => {
  test('is bounded: what was not used for longest is read again from its tier', async () => {
    const { cache } = open({ directory: newDirectory(), maxMemoryEntries: 2 });
    const upstream = createUpstream({ value: 1 });
    const read = (key: string) => cache.read(upstream.options({ key }));
    for (const key of ['a', 'b', 'c']) await read(key);
    expect(read('b')).not.toBeInstanceOf(Promise);
    // Until it is written to disk it stays reachable.
    await settled(() => read('a') instanceof Promise);
    await read('a');
    expect(upstream.asked).toHaveLength(3);
  });

  test('is bounded by bytes, and a value too large for it is still served', async () => {
    const { cache } = open({ directory: newDirectory(), maxMemoryBytes: 10_000 });
    const upstream = createUpstream({ value: 'x'.repeat(8_000) });
    const read = (key: string) => cache.read(upstream.options({ key }));
    await read('a');
    await read('b');
    expect(read('b')).not.toBeInstanceOf(Promise);
    // Until it is written to disk it stays reachable.
    await settled(() => read('a') instanceof Promise);
    upstream.outcomes = [{ value: 'y'.repeat(20_000) }];
    expect((await read('large')).value).toHaveLength(20_000);
    expect((await read('large')).value).toHaveLength(20_000);
    expect(upstream.asked).toHaveLength(3);
  });
});

describe('memory of a key', () => {
  test('is counted anew when a failure is followed by a value', async () => {
    const { cache, clock } = open({ directory: newDirectory(), maxMemoryBytes: 10_000 });
    const upstream = createUpstream(refused());
    const read = (key: string) => cache.read(upstream.options({ key }));
    for (const key of ['a', 'b']) await read(key);
    upstream.outcomes = [{ value: 'x'.repeat(8_000) }];
    clock.ms += 2_000;
    for (const key of ['a', 'b']) await read(key);
    await settled(() => read('a') instanceof Promise);
  });
});

describe('close', () => {
  test('ends refreshes, writes nothing after, and answers from memory', async () => {
    const directory = newDirectory();
    const { cache, clock } = open({ directory });
    const upstream = createUpstream({ value: 'old' }, { value: 'new' });
    await cache.read(upstream.options());
    clock.ms += 60_000;
    const held = Promise.withResolvers<void>();
    upstream.hold = held.promise;
    cache.read(upstream.options());
    await settled(() => upstream.asked.length === 2);
    await cache.close();
    expect(upstream.signals[1]?.aborted).toBe(true);
    held.resolve();
    await new Promise(setImmediate);
    expect(now(cache.read(upstream.options()))).toMatchObject({
      value: 'old',
      reading: { state: 'STALE', error: null },
    });
    expect(now(cache.read(upstream.options({ key: 'other' }))).reading).toMatchObject({
      state: 'FAILING',
      error: { message: 'The gateway is closing.' },
    });
    expect(upstream.asked).toHaveLength(2);
  });

  test('asks nobody any more, though a read had begun', async () => {
    const { cache } = open({ directory: newDirectory() });
    const upstream = createUpstream({ value: 1 });
    const reading = cache.read(upstream.options());
    await cache.close();
    expect((await reading).reading.state).toBe('FAILING');
    expect(upstream.asked).toHaveLength(0);
  });

  test('waits for a reader that waits', async () => {
    const { cache } = open();
    const upstream = createUpstream({ value: 1 });
    upstream.hold = new Promise(() => undefined);
    const reading = cache.read(upstream.options());
    await settled(() => upstream.asked.length === 1);
    await cache.close();
    expect(await reading).toMatchObject({ value: null, reading: { state: 'FAILING' } });
  });
});

describe('a restart', () => {
  test('answers from disk with the upstream down, bytes too', async () => {
    const bytes = Uint8Array.from([0, 255, 10, 13, 128]);
    const directory = await leftBy({ value: bytes, etag: '"1"' });
    const after = open({ directory });
    after.clock.ms += 120_000;
    const upstream = createUpstream(refused());
    const answer = await after.cache.read(upstream.options());
    expect(answer.value).toEqual(bytes);
    expect(answer.reading).toMatchObject({ state: 'STALE', fetchedAt: '2026-11-21T08:00:00Z' });
    await settled(() => now(after.cache.read(upstream.options())).reading.error !== null);
    expect(upstream.asked).toEqual([
      { value: bytes, etag: '"1"', lastModified: null, fetchedAt: '2026-11-21T08:00:00Z' },
    ]);
  });

  test('tells what is stored without asking the upstream', async () => {
    const directory = await leftBy({ value: 'v1' });
    const after = open({ directory });
    after.clock.ms += 120_000;
    const upstream = createUpstream({ value: 'v2' });
    expect(await after.cache.readStored(upstream.options())).toBe('v1');
    expect(await after.cache.readStored(upstream.options({ key: 'never read' }))).toBeNull();
    expect(upstream.asked).toEqual([]);
  });

  test('is looked at for a webhook while a query reads it, and the upstream is asked once', async () => {
    const directory = await leftBy({ value: 'v1' });
    const after = open({ directory });
    after.clock.ms += 120_000;
    const upstream = createUpstream({ value: 'v2' });
    upstream.hold = new Promise(() => undefined);
    await Promise.all([after.cache.readStored(upstream.options()), after.cache.read(upstream.options())]);
    await Promise.all([after.cache.read(upstream.options()), after.cache.readStored(upstream.options())]);
    await after.cache.read(upstream.options());
    let turns = 0;
    await settled(() => ++turns > 100);
    expect(upstream.asked).toHaveLength(1);
  });

  test('under another scope finds nothing of the first', async () => {
    const directory = await leftBy({ value: 'recorded' }, { scope: 'demo' });
    for (const [scope, value] of [
      ['', 'live'],
      ['demo', 'recorded'],
    ] as const) {
      const after = open({ directory, scope });
      expect((await after.cache.read(createUpstream({ value: 'live' }).options())).value).toBe(value);
    }
  });

  test('decodes once for all readers', async () => {
    const directory = await leftBy({ value: 1 });
    const after = open({ directory });
    let decodes = 0;
    const options = createUpstream(refused()).options({
      decode: async (stored) => {
        decodes += 1;
        for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
        return stored;
      },
    });
    await Promise.all([1, 2, 3].map(() => after.cache.read(options)));
    expect(decodes).toBe(1);
  });

  test('with a damaged cache is only a refetch', async () => {
    const directory = await leftBy({ value: 'old', etag: '"1"' });
    const folder = join(directory, 'v2');
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '\u0000garbage');
    const after = open({ directory });
    const upstream = createUpstream({ value: 'new' });
    expect(await after.cache.read(upstream.options())).toMatchObject({ value: 'new', reading: { state: 'FRESH' } });
    expect(upstream.asked).toEqual([null]);
  });

  test('of a program that decodes otherwise does not ask the upstream to confirm what it cannot read', async () => {
    const directory = await leftBy({ value: 'old form', etag: '"1"' });
    const after = open({ directory });
    const upstream = createUpstream({ value: 'new form' });
    const options = upstream.options({
      decode: (stored) => {
        if (stored !== 'new form') throw new Error('unknown form');
        return stored;
      },
    });
    expect(await after.cache.read(options)).toMatchObject({ value: 'new form', reading: { error: null } });
    expect(upstream.asked).toEqual([null]);
  });

  test('where nothing can be written serves all the same, conditionally too', async () => {
    const directory = join(newDirectory(), 'file');
    writeFileSync(directory, 'not a directory');
    const { cache, clock, logged } = open({ directory });
    const upstream = createUpstream({ value: 1, etag: '"1"' }, 'not-modified');
    await cache.read(upstream.options());
    clock.ms += 60_000;
    cache.read(upstream.options());
    await settled(() => now(cache.read(upstream.options())).reading.state === 'FRESH');
    expect(upstream.asked[1]).toMatchObject({ value: 1, etag: '"1"' });
    expect(logged.filter((message) => message.startsWith('Cache directory'))).toHaveLength(1);
  });

  test('beside another process in the same directory shares what that one fetched', async () => {
    const directory = newDirectory();
    const one = open({ directory });
    const two = open({ directory });
    await one.cache.read(createUpstream({ value: 'shared' }).options());
    await settled(
      () => existsSync(join(directory, 'v2')) && readdirSync(join(directory, 'v2')).join().endsWith('.entry'),
    );
    const upstream = createUpstream({ value: 'own' });
    expect(await two.cache.read(upstream.options())).toMatchObject({ value: 'shared', reading: { state: 'FRESH' } });
    expect(upstream.asked).toHaveLength(0);
  });
});
