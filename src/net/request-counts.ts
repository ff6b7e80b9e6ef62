import { SourceError } from '../errors.ts';
import type { Fetch } from './contract.ts';

export interface RequestCount {
  readonly host: string;
  /** The status in hundreds (`2xx`), or the code of the error where there was no answer. */
  readonly outcome: string;
  readonly count: number;
}

export interface CountedFetch extends Fetch {
  /** Requests since the start, one entry for each pair of host and outcome: bounded by the hosts of the registry. */
  counts(): readonly RequestCount[];
}

/** Redirects and hostile registries may name more; the rest is counted together. */
const MAX_HOSTS = 1000;

/** @returns the same fetch, counted */
export function countRequests(fetch: Fetch): CountedFetch {
  const hosts = new Map<string, Map<string, number>>();

  function count(url: string | URL, outcome: string): void {
    const host = URL.parse(String(url))?.hostname ?? '';
    const name = hosts.has(host) || hosts.size < MAX_HOSTS ? host : 'other';
    const outcomes = hosts.get(name) ?? new Map<string, number>();
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    hosts.set(name, outcomes);
  }

  const counted: Fetch = async (url, init) => {
    try {
      const response = await fetch(url, init);
      count(url, `${Math.floor(response.status / 100)}xx`);
      return response;
    } catch (error) {
      count(url, error instanceof SourceError ? error.code : 'UPSTREAM_ERROR');
      throw error;
    }
  };
  return Object.assign(counted, {
    counts: () =>
      [...hosts].flatMap(([host, outcomes]) =>
        [...outcomes].map(([outcome, total]) => ({ host, outcome, count: total })),
      ),
  });
}
