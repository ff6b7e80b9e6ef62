/** Who is compared, and how each is asked. */
import type { Options } from 'autocannon';

export interface Contestant {
  readonly name: string;
  /** Argument of `server.ts`; those of one server share its process. */
  readonly server: string;
  /** @returns the request, beside the address that is common to all */
  ask(query: string, url: string): Promise<Pick<Options, 'url' | 'method' | 'headers' | 'body'>>;
}

const asPost: Contestant['ask'] = async (query, url) => ({
  url,
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query }),
});
const toSearch = (query: string): string => `?${new URLSearchParams({ query })}`;
const asGet: Contestant['ask'] = async (query, url) => ({ url: `${url}${toSearch(query)}` });

/** Whoever has the answer already. */
const conditionally: Contestant['ask'] = async (query, url) => {
  const headers = { 'accept-encoding': 'identity' };
  const response = await fetch(`${url}${toSearch(query)}`, { headers });
  await response.text();
  return {
    url: `${url}${toSearch(query)}`,
    headers: { ...headers, 'if-none-match': response.headers.get('etag') ?? '' },
  };
};

export const CONTESTANTS: readonly Contestant[] = [
  { name: 'http', server: 'http', ask: asPost },
  { name: 'fastify', server: 'fastify', ask: asPost },
  { name: 'ours', server: 'ours', ask: asPost },
  { name: 'ours, GET', server: 'ours', ask: asGet },
  {
    name: 'ours, br',
    server: 'ours',
    ask: async (query, url) => ({ ...(await asGet(query, url)), headers: { 'accept-encoding': 'br' } }),
  },
  { name: 'ours, 304', server: 'ours', ask: conditionally },
  {
    name: 'ours, rateLimit',
    server: 'ours',
    ask: (query, url) => asPost(query.replace(/\}\s*$/u, 'rateLimit { cost remaining resetAt } }'), url),
  },
  { name: 'ours, one group changed', server: 'ours-changing', ask: asPost },
  ...['ours-executed', 'mercurius-jit', 'mercurius', 'yoga', 'apollo'].map((server) => ({
    name: server,
    server,
    ask: asPost,
  })),
];
