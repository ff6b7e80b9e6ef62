/** Who is compared, and how each is asked. */
import type { Options } from 'autocannon';
import { type Asked, inOtherDocument, toSearch, withOtherValue } from './questions.ts';

export interface Contestant {
  readonly name: string;
  /** Argument of `server.ts`; those of one server share its process. */
  readonly server: string;
  /** One asks after the other, so that no execution serves two of them; where absent, many ask at once. */
  readonly connections?: 1;
  /** @returns the request, beside the address that is common to all */
  ask(query: string, url: string): Promise<Pick<Options, 'url' | 'method' | 'headers' | 'body' | 'requests'>>;
}

const JSON_HEADERS = { 'content-type': 'application/json' };
const asPost: Contestant['ask'] = async (query, url) => ({
  url,
  method: 'POST',
  headers: JSON_HEADERS,
  body: JSON.stringify({ query }),
});
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

/** Of all questions in a run, so that none is asked twice. */
let asked = 0;

function asNever(vary: (query: string, index: number) => Asked): Contestant['ask'] {
  return async (query, url) => ({
    url,
    method: 'POST',
    headers: JSON_HEADERS,
    requests: [
      {
        setupRequest: (request) => {
          asked += 1;
          return { ...request, body: JSON.stringify(vary(query, asked)) };
        },
      },
    ],
  });
}

const EXECUTORS = ['ours', 'ours-keeping-nothing', 'mercurius-jit', 'mercurius', 'yoga', 'apollo'];

export const CONTESTANTS: readonly Contestant[] = [
  { name: 'http', server: 'http', ask: asPost },
  { name: 'http, GET', server: 'http', ask: asGet },
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
  { name: 'http, one by one', server: 'http', connections: 1, ask: asPost },
  { name: 'ours, one group changed', server: 'ours-changing', connections: 1, ask: asPost },
  ...EXECUTORS.map(
    (server): Contestant => ({ name: `${server}, other value`, server, connections: 1, ask: asNever(withOtherValue) }),
  ),
  ...EXECUTORS.map(
    (server): Contestant => ({
      name: `${server}, other document`,
      server,
      connections: 1,
      ask: asNever(inOtherDocument),
    }),
  ),
];
