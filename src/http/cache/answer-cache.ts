/**
 * Answers to questions that were asked before. One is served while every source it rests on is as it was and time has
 * not changed it; when a source merely wants to be read again, it is served once more while that happens.
 */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock.ts';
import type { FinishedAnswer } from './finished-answer.ts';
import { isUnchanged } from './lifetime.ts';
import type { PersonalAnswer } from './personal-answer.ts';
import type { SourceVersions } from './source-versions.ts';

export type Answer = FinishedAnswer | PersonalAnswer;

/** FRESH: serve it. STALE: serve it, and make it anew meanwhile. NONE: make it. */
export type Found =
  | { readonly state: 'FRESH' | 'STALE'; readonly answer: Answer }
  | { readonly state: 'NONE'; readonly answer: null };

/** An answer, and for whom it is. */
export interface Making {
  /** null where it is only for the one who asked. */
  readonly answer: Answer | null;
  /** Whether it may be served again, and not only to those who waited for it. */
  readonly isLasting: boolean;
}

const NONE: Found = { state: 'NONE', answer: null };

/** What an entry takes beside its bytes and its key: what it rests on, and its places here; measured. */
const OVERHEAD = 1200;
/** A source that wants to be read again has been asked by then, or nobody asked the question meanwhile. */
const MAX_STALE_MS = 10_000;

export class AnswerCache {
  readonly #answers: LRUCache<string, Answer>;
  readonly #making = new Map<string, Promise<Making>>();
  readonly #versions: SourceVersions;
  readonly #clock: Clock;

  constructor(options: { readonly maxBytes: number; readonly versions: SourceVersions; readonly clock: Clock }) {
    this.#versions = options.versions;
    this.#clock = options.clock;
    this.#answers = new LRUCache({
      maxSize: options.maxBytes,
      sizeCalculation: ({ size }, key) => size + key.length + OVERHEAD,
    });
  }

  /** Never waits: whatever is in memory is judged by what is in memory. */
  find(key: string): Found {
    const answer = this.#answers.get(key);
    if (answer === undefined) return NONE;
    const nowMs = this.#clock.now();
    const { changesAtMs, freshUntilMs } = answer.lifetime;
    if (nowMs >= changesAtMs || nowMs >= freshUntilMs + MAX_STALE_MS || !this.#isUnchanged(answer)) {
      this.#answers.delete(key);
      return NONE;
    }
    return { state: nowMs < freshUntilMs ? 'FRESH' : 'STALE', answer };
  }

  /**
   * Makes the answer, once for everybody who asks while it is being made.
   * @returns what `make` does; for those who only waited, no answer where it threw
   */
  make(key: string, make: () => Promise<Making>): Promise<Making> {
    const making = this.#making.get(key);
    if (making !== undefined) return making.catch(() => ({ answer: null, isLasting: false }));
    const made = make()
      .then((done) => {
        if (done.answer !== null && done.isLasting) this.#answers.set(key, done.answer);
        return done;
      })
      .finally(() => this.#making.delete(key));
    this.#making.set(key, made);
    return made;
  }

  isMaking(key: string): boolean {
    return this.#making.has(key);
  }

  #isUnchanged(answer: Answer): boolean {
    const epoch = this.#versions.epoch();
    if (answer.checkedEpoch === epoch) return answer.lifetime.registry === this.#versions.registry();
    if (!isUnchanged(answer.lifetime, this.#versions)) return false;
    answer.checkedEpoch = epoch;
    return true;
  }
}
