/** The points that GitHub grants an hour, and the pauses that it asks for. */
import { type Clock, toInstant } from '../../clock.ts';
import { SourceError } from '../../errors.ts';

export interface PointBudget {
  /** Points an hour. */
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: string;
}

/**
 * Part of the hourly points that is left alone: the token may serve others, and a request that finds none left counts
 * against the secondary limit.
 */
const RESERVED_SHARE = 0.02;
/** Clients that were paused together must not come back together. */
const JITTER_SHARE = 0.2;

export class PointAccount {
  #budget: PointBudget | null = null;
  #pausedUntilMs = 0;
  readonly #clock: Clock;
  readonly #random: () => number;

  /** @param random in [0, 1), spreads the end of a pause */
  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** @returns what the latest answer said; full again after the reset; null before the first answer. */
  get budget(): PointBudget | null {
    const budget = this.#budget;
    if (budget === null || this.#clock.now() < Date.parse(budget.resetAt)) return budget;
    return { ...budget, remaining: budget.limit };
  }

  /** @throws {SourceError} UPSTREAM_RATE_LIMITED during a pause, or where `points` would touch the reserve. */
  check(points: number): void {
    const nowMs = this.#clock.now();
    if (nowMs < this.#pausedUntilMs) {
      throw limited('GitHub asked to wait.', this.#pausedUntilMs - nowMs);
    }
    const budget = this.budget;
    if (budget === null) return;
    const reserve = Math.ceil(budget.limit * RESERVED_SHARE);
    if (budget.remaining - points < reserve) {
      throw limited(
        `${budget.remaining} of ${budget.limit} GitHub points remain until ${budget.resetAt}.`,
        Date.parse(budget.resetAt) - nowMs,
      );
    }
  }

  record(budget: PointBudget): void {
    this.#budget = budget;
  }

  /** @returns the error with the wait that is kept, jitter included. */
  pause(error: SourceError): SourceError {
    const seconds = (error.retryAfterSeconds ?? 0) * (1 + JITTER_SHARE * this.#random());
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, this.#clock.now() + seconds * 1000);
    return new SourceError(error.code, `${error.message} It is asked again at ${toInstant(this.#pausedUntilMs)}.`, {
      cause: error.cause,
      retryAfterSeconds: Math.ceil((this.#pausedUntilMs - this.#clock.now()) / 1000),
    });
  }
}

function limited(message: string, waitMs: number): SourceError {
  return new SourceError('UPSTREAM_RATE_LIMITED', message, {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  });
}
