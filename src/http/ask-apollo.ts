/** A Fastify request put to Apollo Server, and its answer as bytes to send. */
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { HttpContext } from './http-context.ts';

/** What to send to the client. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/**
 * @param body takes the place of what is in the request; null where that is to be answered
 * @param context made only where Apollo gets as far as that
 * @returns Apollo's answer; its landing page where a browser asks for one
 */
export async function askApollo(
  apollo: ApolloServer<HttpContext>,
  request: FastifyRequest,
  body: object | null,
  context: () => HttpContext,
): Promise<HttpAnswer> {
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: toHttpGraphQLRequest(request, body),
    context: async () => context(),
  });
  // Only @defer and @stream are answered in chunks, and the schema has neither.
  if (answer.body.kind !== 'complete') throw new Error('Apollo Server answered in chunks.');
  return { status: answer.status ?? 200, headers: answer.headers, body: answer.body.string };
}

function toHttpGraphQLRequest(request: FastifyRequest, body: object | null): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  if (body !== null) return { body, method: 'POST', headers, search: '' };
  // Node.js sends no body with an answer to HEAD.
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  return { body: request.body, method, headers, search: searchOf(request.url) };
}

/** @returns the query part of a request target with its question mark; empty where there is none. */
export function searchOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}
