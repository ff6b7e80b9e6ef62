/** A Fastify request put to Apollo Server, and its answer as bytes to send. */
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { WrittenText } from '../../graph/execute/written-text.ts';
import type { HttpContext } from './http-context.ts';
import { responseOf, WRITTEN_RESPONSE } from './written-data.ts';

/** What to send to the client. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: WrittenText;
  /** Whether it is the data that was asked for, all of it. */
  readonly isWhole: boolean;
}

/**
 * What Apollo is given: the request as it was sent, whose document has been looked at; a body in its place; or what is
 * left of it without its document, for Apollo to say what is wrong with it. It executes nothing that nobody has looked at.
 */
export type Given = 'AS_SENT' | 'WITHOUT_DOCUMENT' | { readonly body: object };

/**
 * @param context made only where Apollo gets as far as that
 * @returns Apollo's answer; its landing page where a browser asks for one
 */
export async function askApollo(
  apollo: ApolloServer<HttpContext>,
  request: FastifyRequest,
  given: Given,
  context: () => HttpContext,
): Promise<HttpAnswer> {
  let made: HttpContext | null = null;
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: toHttpGraphQLRequest(request, given),
    context: async () => {
      made = context();
      return made;
    },
  });
  // Only @defer and @stream are answered in chunks, and the schema has neither.
  if (answer.body.kind !== 'complete') throw new Error('Apollo Server answered in chunks.');
  const { status = 200, headers } = answer;
  const { string } = answer.body;
  const written = string === WRITTEN_RESPONSE ? writtenIn(made) : null;
  if (written !== null) return { status, headers, body: responseOf(written), isWhole: status === 200 };
  // Errors come first in a response of Apollo Server.
  const isWhole = status === 200 && string.startsWith('{"data":');
  return { status, headers, body: new WrittenText([string]), isWhole };
}

function writtenIn(context: HttpContext | null): WrittenText | null {
  return context?.client.written ?? null;
}

function toHttpGraphQLRequest(request: FastifyRequest, given: Given): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  if (typeof given === 'object') return { body: given.body, method: 'POST', headers, search: '' };
  // Node.js sends no body with an answer to HEAD.
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (given === 'AS_SENT') return { body: request.body, method, headers, search: searchOf(request.url) };
  return { body: withoutQuery(request.body), method, headers, search: searchWithoutQuery(request.url) };
}

/** What is no text is no document, and Apollo says so. */
function withoutQuery(body: unknown): unknown {
  const hasText = typeof body === 'object' && body !== null && 'query' in body && typeof body.query === 'string';
  return hasText ? { ...body, query: null } : body;
}

function searchWithoutQuery(url: string): string {
  const parameters = new URLSearchParams(searchOf(url));
  // Of two Apollo takes neither, and says so.
  if (parameters.getAll('query').length < 2) parameters.delete('query');
  return `?${parameters}`;
}

/** @returns the query part of a request target with its question mark; empty where there is none. */
export function searchOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}
