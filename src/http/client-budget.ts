/** Points a client has left in the running minute. */
import { isIP, isIPv4 } from 'node:net';
import { GraphQLError } from 'graphql';
import ipaddr from 'ipaddr.js';
import type { Clock } from '../clock.ts';
import { toInstant } from '../clock.ts';
import type { ClientBudget } from '../graph/context.ts';

const PERIOD_MS = 60_000;
const WITH_PORT = /^(?:([\d.]+)|\[([a-f\d:.]+)\]):\d{1,5}$/iu;
/** Of 16 bits: a /64, the least that is given to anybody (RFC 6177). */
const NETWORK_PARTS = 4;

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
  spend(address: string, cost: number): ClientBudget {
    this.#begin();
    const client = toClient(address);
    this.#spent.set(client, this.#spentOf(client) + cost);
    return this.#tell(client, cost);
  }

  /** @returns the budget of a client who is answered from memory, which costs nothing */
  tell(address: string): ClientBudget {
    this.#begin();
    const budget = this.#tell(toClient(address), 0);
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

/**
 * @param address of the client, as the socket or a proxy tells it; some of them add the port
 * @returns whom a budget is kept for: an IPv4 address, or the network of an IPv6 one, of whose addresses every host may
 *   take as many as it likes; '' for all whose address is none
 */
function toClient(address: string): string {
  if (isIPv4(address)) return address;
  const [, ipv4, ipv6 = ''] = WITH_PORT.exec(address) ?? [];
  const host = isIP(address) === 0 ? (ipv4 ?? ipv6) : address;
  if (isIP(host) === 0) return '';
  const parsed = ipaddr.process(host);
  return parsed instanceof ipaddr.IPv4 ? parsed.toString() : parsed.parts.slice(0, NETWORK_PARTS).join(':');
}

/** @returns RATE_LIMITED (429) */
export function rateLimited({ limit, resetAt }: ClientBudget): GraphQLError {
  return new GraphQLError(`The budget of ${limit} points a minute is spent.`, {
    extensions: { code: 'RATE_LIMITED', resetAt, http: { status: 429 } },
  });
}
