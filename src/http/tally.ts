/** What was measured and not told to prom-client yet: told one by one, it would take a tenth of a small answer. */

/** Where an answer came from: finished bytes, the same once more while they are made anew, an execution; `shed`: there was none. */
export type AnswerOrigin = 'fresh' | 'stale' | 'executed' | 'uncached' | 'shed';

/** Requests of one kind. */
export interface Requests {
  readonly labels: { readonly method: string; readonly route: string; readonly status: number };
  /** How long each took. */
  readonly seconds: readonly number[];
}

/** Numbers of one kind that wait. */
const MAX_WAITING = 1000;

export class Tally {
  readonly #answers = new Map<AnswerOrigin, number>();
  readonly #requests = new Map<string, Requests & { readonly seconds: number[] }>();
  #onFull: () => void = () => undefined;

  /** Since the start. */
  get answers(): ReadonlyMap<AnswerOrigin, number> {
    return this.#answers;
  }

  /** A GraphQL request was answered. */
  countAnswer(origin: AnswerOrigin): void {
    this.#answers.set(origin, (this.#answers.get(origin) ?? 0) + 1);
  }

  /** A request was answered, of whatever kind. @param route never the address: a client cannot make this grow */
  observe(method: string, route: string, status: number, durationMs: number): void {
    const key = `${method} ${route} ${status}`;
    const requests = this.#requests.get(key) ?? { labels: { method, route, status }, seconds: [] };
    this.#requests.set(key, requests);
    if (requests.seconds.push(durationMs / 1000) >= MAX_WAITING) this.#onFull();
  }

  /** @param take is to take what waits, with {@link takeRequests} */
  whenFull(take: () => void): void {
    this.#onFull = take;
  }

  /** @returns the requests since it was called last */
  *takeRequests(): Iterable<Requests> {
    for (const { labels, seconds } of this.#requests.values()) yield { labels, seconds: seconds.splice(0) };
  }
}
