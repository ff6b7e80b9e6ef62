import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SourceError } from '../../src/errors.ts';
import type { Answer } from '../../src/model/source.ts';
import type { Fetched, ReadOptions, UpstreamCache } from '../../src/net/contract.ts';
import { createUpstreamCache } from '../../src/net/upstream-cache.ts';
import { settled } from './support/settled.ts';

const FRESH_SECONDS = 60;
const KEEP_SECONDS = 600;
const REFRESH_TIMEOUT_MS = 5_000;

/** What the upstream does from now on. */
type Fault = 'fine' | 'same' | 'not-modified' | 'refused' | 'limited' | 'garbage' | 'hang' | 'throw' | 'undefined';
type Step =
  | { readonly type: 'upstream'; readonly fault: Fault }
  | { readonly type: 'wait'; readonly seconds: number }
  | { readonly type: 'read'; readonly readers: number }
  | { readonly type: 'expire' }
  | { readonly type: 'restart'; readonly isDamaged: boolean };

const faults: readonly Fault[] = [
  'fine',
  'same',
  'not-modified',
  'refused',
  'limited',
  'garbage',
  'hang',
  'throw',
  'undefined',
];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('upstream'), fault: fc.constantFrom(...faults) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('wait'), seconds: fc.integer({ min: -90, max: 700 }) }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constant('read'), readers: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('expire') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restart'), isDamaged: fc.boolean() }) },
) as fc.Arbitrary<Step>;

/** One upstream, one cache, and what must hold between them. */
class World {
  now = Date.parse('2026-11-21T08:00:00Z');
  /** The clock may be set back; pauses are over at the latest a pause after this. */
  latestNow = this.now;
  fault: Fault = 'fine';
  asked = 0;
  hanging = 0;
  /** Every value that was ever given, with the version it was answered under. */
  given = new Map<number, string | null>();
  latest = 0;
  cache: UpstreamCache;
  readonly directory = mkdtempSync(join(tmpdir(), 'community-graph-faults-'));

  constructor() {
    this.cache = this.open();
  }

  open(): UpstreamCache {
    const ignore = (): void => undefined;
    return createUpstreamCache({
      clock: { now: () => this.now },
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
      directory: this.directory,
      refreshTimeoutMs: REFRESH_TIMEOUT_MS,
    });
  }

  readonly options: ReadOptions<{ value: number }, number> = {
    source: { id: 'icalendar:x', kind: 'ICALENDAR', name: 'A calendar', url: null },
    key: 'icalendar:x',
    freshForSeconds: FRESH_SECONDS,
    keepForSeconds: KEEP_SECONDS,
    fetch: async (previous) => {
      this.asked += 1;
      await new Promise(setImmediate);
      return this.outcome(previous !== null);
    },
    decode: ({ value }) => {
      if (value < 0) throw new Error('garbage');
      return value;
    },
  };

  async outcome(hasPrevious: boolean): Promise<Fetched<{ value: number }> | 'not-modified'> {
    if (this.fault === 'refused') throw new SourceError('UPSTREAM_UNREACHABLE', 'refused');
    if (this.fault === 'limited') throw new SourceError('UPSTREAM_RATE_LIMITED', 'limited', { retryAfterSeconds: 90 });
    if (this.fault === 'throw') throw new TypeError('a bug');
    if (this.fault === 'undefined') return undefined as never;
    if (this.fault === 'garbage') return { value: { value: -1 } };
    if (this.fault === 'hang') {
      this.hanging += 1;
      await new Promise(() => undefined);
    }
    if (this.fault === 'not-modified' && hasPrevious) return 'not-modified';
    if (this.fault === 'fine' || this.latest === 0) this.latest += 1;
    if (!this.given.has(this.latest)) this.given.set(this.latest, null);
    return { value: { value: this.latest } };
  }

  /** Lets the readers have their answers; the deadline of a refresh passes when it hangs, and only then. */
  async settle(readers: Promise<unknown>): Promise<void> {
    let isAnswered = false;
    const answered = readers.finally(() => {
      isAnswered = true;
    });
    for (let turn = 0; turn < 6 || !isAnswered; turn += 1) {
      await stat(this.directory);
      await new Promise(setImmediate);
      if (this.hanging > 0) vi.advanceTimersByTime(REFRESH_TIMEOUT_MS);
      this.hanging = 0;
    }
    await answered;
  }

  check({ value, reading }: Answer<number>): void {
    expect(reading.state).not.toBe('UNREAD');
    expect(value === null).toBe(reading.state === 'FAILING');
    if (reading.state === 'FAILING') {
      expect(reading.error).not.toBeNull();
      expect(reading.version).toBe('none');
      return;
    }
    if (reading.state === 'FRESH') expect(reading.error).toBeNull();
    const fetchedAtMs = Date.parse(reading.fetchedAt ?? '');
    expect(fetchedAtMs).toBeLessThanOrEqual(this.now);
    expect(this.now - fetchedAtMs).toBeLessThan((FRESH_SECONDS + KEEP_SECONDS) * 1000 + 1000);
    // Nothing is served that the upstream did not give, and a version stands for one value only.
    const known = this.given.get(Number(value));
    expect(known).not.toBeUndefined();
    if (known === null) this.given.set(Number(value), reading.version);
    else expect(reading.version).toBe(known);
  }

  async read(readers: number): Promise<void> {
    const before = this.asked;
    const reading = Array.from({ length: readers }, async () => this.cache.read(this.options));
    await this.settle(Promise.all(reading));
    for (const answer of await Promise.all(reading)) this.check(answer);
    expect(this.asked - before).toBeLessThanOrEqual(1);
  }

  async restart(isDamaged: boolean): Promise<void> {
    await this.cache.close();
    if (isDamaged) {
      for (const name of readdirSync(this.directory, { recursive: true, encoding: 'utf8' })) {
        if (name.endsWith('.entry')) writeFileSync(join(this.directory, name), 'damaged');
      }
    }
    this.cache = this.open();
  }

  wait(seconds: number): void {
    this.now += seconds * 1000;
    this.latestNow = Math.max(this.latestNow, this.now);
  }

  async run(each: Step): Promise<void> {
    if (each.type === 'upstream') this.fault = each.fault;
    else if (each.type === 'wait') this.wait(each.seconds);
    else if (each.type === 'read') await this.read(each.readers);
    else if (each.type === 'expire') await this.cache.expire(this.options.key);
    else await this.restart(each.isDamaged);
  }

  /** However bad it was: after the longest pause the upstream is read again. */
  async recover(): Promise<void> {
    this.fault = 'fine';
    this.now = this.latestNow + 100_000;
    await this.read(1);
    await settled(() => {
      const answer = this.cache.read(this.options);
      return !(answer instanceof Promise) && answer.reading.state === 'FRESH' && answer.value === this.latest;
    });
  }

  async close(): Promise<void> {
    await this.cache.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

describe('any schedule of faults', () => {
  const unhandled = vi.fn();
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    process.on('unhandledRejection', unhandled);
  });
  afterEach(() => {
    vi.useRealTimers();
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test('gives no wrong answer, asks once for all readers, and ends with the upstream', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const world = new World();
        try {
          for (const each of steps) await world.run(each);
          await world.recover();
        } finally {
          await world.close();
        }
      }),
      { numRuns: 150 },
    );
  });
});
