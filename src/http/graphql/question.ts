/** What a request asks, as far as it is well formed. */
import type { FastifyRequest } from 'fastify';
import { searchOf } from './ask-apollo.ts';

const PARAMETERS = ['query', 'operationName', 'variables', 'extensions'];

/** A request, whose body may have been read otherwise than by Fastify. */
export type Asking = Pick<FastifyRequest, 'method' | 'url' | 'headers' | 'body'>;

export interface Question {
  /** Text of the document; null where the request only names it by its hash. */
  readonly text: string | null;
  /** SHA-256 of the text in hexadecimal, as an automatic persisted query names it; null where it does not. */
  readonly hash: string | null;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
}

/** @returns the question; null where the request is malformed or asks nothing, which Apollo Server then answers. */
export function readQuestion(request: Asking): Question | null {
  const parameters = request.method === 'POST' ? request.body : readSearch(request.url);
  if (!isRecord(parameters)) return null;
  const { query = null, operationName = null, variables = null, extensions = null } = parameters;
  const isWellFormed =
    isNullOr(isText, query) &&
    isNullOr(isText, operationName) &&
    isNullOr(isRecord, variables) &&
    isNullOr(isRecord, extensions);
  if (!isWellFormed) return null;
  const hash = readHash(extensions);
  if (hash === null && (!query || extensions?.['persistedQuery'])) return null;
  return { text: query || null, hash, operationName, variables };
}

/** https://www.apollographql.com/docs/apollo-server/performance/apq */
function readHash(extensions: Readonly<Record<string, unknown>> | null): string | null {
  const persisted = extensions?.['persistedQuery'];
  const hash = isRecord(persisted) && persisted['version'] === 1 ? persisted['sha256Hash'] : null;
  return isText(hash) ? hash : null;
}

function readSearch(url: string): Readonly<Record<string, unknown>> | null {
  const parameters = new URLSearchParams(searchOf(url));
  if (PARAMETERS.some((name) => parameters.getAll(name).length > 1)) return null;
  try {
    return {
      query: parameters.get('query'),
      operationName: parameters.get('operationName'),
      variables: parseJson(parameters.get('variables')),
      extensions: parseJson(parameters.get('extensions')),
    };
  } catch {
    return null;
  }
}

function parseJson(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNullOr<T>(is: (value: unknown) => value is T, value: unknown): value is T | null {
  return value === null || is(value);
}
