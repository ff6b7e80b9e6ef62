/**
 * What every source does, whatever it reads: it answers, it says how fresh the answer is, and no failure of its upstream
 * becomes a rejection, a loss of what was read before, or a leak.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, SourceDescription } from '../../src/model/source.ts';

/** How the upstream behaves until it is told otherwise. */
export type UpstreamBehaviour = 'healthy' | 'not-found' | 'rate-limited' | 'hanging' | 'garbage' | 'broken';

/** One source before one upstream, which holds at least one record. */
export interface SourceSubject {
  readonly description: SourceDescription;
  /** Reads the same reference each time, through the cache. */
  read(): Promise<Answer<readonly unknown[]>>;
  behave(behaviour: UpstreamBehaviour): void;
  /** Requests that reached the upstream. */
  requestCount(): number;
  advance(seconds: number): void;
  close(): Promise<void>;
}

export interface SourceContractOptions {
  /** After so long an answer is no longer fresh, and still served. */
  readonly staleAfterSeconds: number;
  /** After so long every pause that a failure leads to is over; answers are still kept. */
  readonly recoversAfterSeconds: number;
  /** What the upstream holds and no client may see: tokens, secret paths. */
  readonly secrets: readonly string[];
}

const FAILURES: Readonly<Record<Exclude<UpstreamBehaviour, 'healthy'>, readonly string[]>> = {
  'not-found': ['UPSTREAM_NOT_FOUND'],
  'rate-limited': ['UPSTREAM_RATE_LIMITED'],
  hanging: ['UPSTREAM_TIMEOUT'],
  garbage: ['UPSTREAM_BAD_BODY'],
  broken: ['UPSTREAM_ERROR'],
};

/** Runs the contract; `make` starts a fresh source with an empty cache and a healthy upstream. */
export function testSource(name: string, make: () => Promise<SourceSubject>, options: SourceContractOptions): void {
  describe(`the source contract: ${name}`, () => {
    let subject: SourceSubject;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(async () => {
      await subject.close();
    });

    /** A refresh runs in the background: reads until the answer is as expected. */
    const eventually = (check: (answer: Answer<readonly unknown[]>) => void) =>
      vi.waitFor(async () => check(await subject.read()), { timeout: 30_000, interval: 20 });

    it('describes itself without a secret', () => {
      const { id, name: shown, url } = subject.description;
      expect(id).toMatch(/^[a-z-]+:/u);
      expect(shown).not.toBe('');
      expect(url === null || /^https?:\/\//u.test(url)).toBe(true);
      for (const secret of options.secrets) expect(JSON.stringify(subject.description)).not.toContain(secret);
    });

    it('reads nothing before it is asked', () => {
      expect(subject.requestCount()).toBe(0);
    });

    it('answers fresh', async () => {
      const { value, reading } = await subject.read();
      expect(value?.length).toBeGreaterThan(0);
      expect(reading).toMatchObject({ sourceId: subject.description.id, state: 'FRESH', error: null });
      expect(reading.fetchedAt).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u);
    });

    it('asks the upstream once for readers at the same time, and not again while fresh', async () => {
      await Promise.all([subject.read(), subject.read(), subject.read()]);
      const asked = subject.requestCount();
      const one = await make();
      await one.read();
      expect(asked).toBe(one.requestCount());
      await one.close();
      await subject.read();
      expect(subject.requestCount()).toBe(asked);
    });

    it('keeps the version where the upstream has nothing new', async () => {
      const before = await subject.read();
      subject.advance(options.staleAfterSeconds);
      await eventually(({ value, reading }) => {
        expect(reading).toMatchObject({ state: 'FRESH', version: before.reading.version, error: null });
        expect(reading.fetchedAt).not.toBe(before.reading.fetchedAt);
        expect(value).toEqual(before.value);
      });
    });

    describe.each(Object.entries(FAILURES))('before an upstream that is %s', (behaviour, codes) => {
      const failing = behaviour as keyof typeof FAILURES;

      it('answers nothing, and says why', async () => {
        subject.behave(failing);
        const { value, reading } = await subject.read();
        expect(value).toBeNull();
        expect(reading).toMatchObject({ state: 'FAILING', fetchedAt: null });
        expect(codes).toContain(reading.error?.code);
        for (const secret of options.secrets) expect(reading.error?.message).not.toContain(secret);
      });

      it('serves what it had, and says why', async () => {
        const before = await subject.read();
        subject.behave(failing);
        subject.advance(options.staleAfterSeconds);
        await eventually(({ value, reading }) => {
          expect(value).toEqual(before.value);
          expect(reading).toMatchObject({ state: 'STALE', fetchedAt: before.reading.fetchedAt });
          expect(codes).toContain(reading.error?.code);
        });
      });

      it('recovers', async () => {
        subject.behave(failing);
        await subject.read();
        subject.behave('healthy');
        subject.advance(options.recoversAfterSeconds);
        await eventually(({ reading }) => expect(reading).toMatchObject({ state: 'FRESH', error: null }));
      });
    });
  });
}
