import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
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

describe('a restart', () => {
  test('answers from disk with the upstream down, bytes too', async () => {
    const directory = newDirectory();
    const bytes = Uint8Array.from([0, 255, 10, 13, 128]);
    const before = open({ directory });
    await before.cache.read(createUpstream({ value: bytes, etag: '"1"' }).options());
    await before.cache.close();

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
});
