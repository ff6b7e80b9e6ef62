/** Points a client has left in the running minute. */
import { GraphQLError } from 'graphql';
import type { Clock } from '../clock.ts';
import { toInstant } from '../clock.ts';
import type { ClientBudget } from '../graph/context.ts';

const PERIOD_MS = 60_000;

export class ClientBudgets {
  readonly #limit: number;
  readonly #clock: Clock;
  #spent = new Map<string, number>();
  #endsAtMs = 0;

  constructor(limit: number, clock: Clock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /**
   * Takes the cost from the client's budget, also where it is not enough: the caller refuses the request then.
   * @returns the budget after it; `remaining` is negative where it was not enough
   */
  spend(client: string, cost: number): ClientBudget {
    this.#begin();
    this.#spent.set(client, this.#spentOf(client) + cost);
    return this.#tell(client, cost);
  }

  /** @returns the budget of a client who is answered from memory, which costs nothing */
  tell(client: string): ClientBudget {
    this.#begin();
    const budget = this.#tell(client, 0);
    return { ...budget, remaining: Math.max(0, budget.remaining) };
  }

  #begin(): void {
    const now = this.#clock.now();
    if (now < this.#endsAtMs) return;
    // One period for all clients: forgetting them together bounds the memory.
    this.#spent = new Map();
    this.#endsAtMs = now + PERIOD_MS;
  }

  #tell(client: string, cost: number): ClientBudget {
    const remaining = this.#limit - this.#spentOf(client);
    return { cost, limit: this.#limit, remaining, resetAt: toInstant(this.#endsAtMs) };
  }

  #spentOf(client: string): number {
    return this.#spent.get(client) ?? 0;
  }
}

/** @returns RATE_LIMITED (429) */
export function rateLimited({ limit, resetAt }: ClientBudget): GraphQLError {
  return new GraphQLError(`The budget of ${limit} points a minute is spent.`, {
    extensions: { code: 'RATE_LIMITED', resetAt, http: { status: 429 } },
  });
}
