/** What was measured and not told to prom-client yet: told one by one, it would take a tenth of a small answer. */
import { rememberIn } from '../../graph/remember-in.ts';

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
  /** By route, method and status, which a key of all three would take longer to look up than to observe. */
  readonly #requests = new Map<string, Map<string, Map<number, number[]>>>();
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
    const byMethod = rememberIn(this.#requests, route, () => new Map<string, Map<number, number[]>>());
    const byStatus = rememberIn(byMethod, method, () => new Map<number, number[]>());
    const seconds = rememberIn(byStatus, status, () => []);
    if (seconds.push(durationMs / 1000) >= MAX_WAITING) this.#onFull();
  }

  /** @param take is to take what waits, with {@link takeRequests} */
  whenFull(take: () => void): void {
    this.#onFull = take;
  }

  /** @returns the requests since it was called last */
  *takeRequests(): Iterable<Requests> {
    for (const [route, byMethod] of this.#requests) {
      for (const [method, byStatus] of byMethod) {
        for (const [status, seconds] of byStatus) {
          yield { labels: { method, route, status }, seconds: seconds.splice(0) };
        }
      }
    }
  }
}
