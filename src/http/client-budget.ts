/** Points a client has left in the running minute. */
import type { Clock } from '../clock.ts';
import { toInstant } from '../clock.ts';
import type { RequestInfo } from '../graph/context.ts';

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
  spend(client: string, cost: number): NonNullable<RequestInfo['budget']> {
    const now = this.#clock.now();
    if (now >= this.#endsAtMs) {
      // One period for all clients: forgetting them together bounds the memory.
      this.#spent = new Map();
      this.#endsAtMs = now + PERIOD_MS;
    }
    const spent = (this.#spent.get(client) ?? 0) + cost;
    this.#spent.set(client, spent);
    return { cost, limit: this.#limit, remaining: this.#limit - spent, resetAt: toInstant(this.#endsAtMs) };
  }
}
