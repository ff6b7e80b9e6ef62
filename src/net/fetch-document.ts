import type { Clock } from '../clock.ts';
import { type ErrorCode, SourceError } from '../errors.ts';
import type { Fetch, Fetched, Previous } from './contract.ts';
import { freshForSeconds } from './freshness.ts';
import { joinChunks } from './join-chunks.ts';
import { tooLarge } from './limited-body.ts';
import { toSourceError } from './network-error.ts';
import { parseRetryAfter } from './retry-after.ts';

export interface FetchDocumentOptions {
  readonly clock: Clock;
  /** What an earlier fetch left: its validators make the request conditional (RFC 9110 §13.1). */
  readonly previous?: Pick<Previous<unknown>, 'etag' | 'lastModified'> | null;
  /** `Accept` header. @default any type */
  readonly accept?: string;
  /** After decompression. @default the limit of the fetch */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

export interface FetchedDocument extends Fetched<Uint8Array> {
  /** `Content-Type` as it was sent; null where there is none. */
  readonly contentType: string | null;
}

const STATUS_ERRORS: ReadonlyMap<number, readonly [code: ErrorCode, reason: string]> = new Map([
  [401, ['UPSTREAM_UNAUTHORIZED', 'asks for other credentials']],
  [403, ['UPSTREAM_UNAUTHORIZED', 'refuses access']],
  [404, ['UPSTREAM_NOT_FOUND', 'knows no such document']],
  [410, ['UPSTREAM_NOT_FOUND', 'says that the document is gone']],
  [429, ['UPSTREAM_RATE_LIMITED', 'limits the rate of requests']],
]);

/**
 * Reads one document with GET.
 * @param url http(s), or `webcal:`, which is https under the name that calendar programs register
 * @returns `'not-modified'` where the upstream confirms `previous` (304)
 * @throws {SourceError} UPSTREAM_NOT_FOUND, UPSTREAM_UNAUTHORIZED, UPSTREAM_RATE_LIMITED, UPSTREAM_ERROR by status,
 * and what the fetch throws
 */
export async function fetchDocument(
  fetch: Fetch,
  url: string | URL,
  options: FetchDocumentOptions,
): Promise<FetchedDocument | 'not-modified'> {
  const address = String(url).replace(/^webcals?:\/\//iu, 'https://');
  const host = URL.parse(address)?.host ?? 'The address';
  const response = await fetch(address, {
    headers: requestHeaders(options),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  if (response.status === 304 && hasValidator(options.previous)) return 'not-modified';
  if (response.status !== 200 && response.status !== 203) {
    await response.body?.cancel();
    throw statusError(response, host, options.clock);
  }
  const value = await readBody(response, host, options.maxBytes ?? Number.POSITIVE_INFINITY);
  const freshFor = freshForSeconds(response.headers);
  return {
    value,
    etag: response.headers.get('etag'),
    lastModified: response.headers.get('last-modified'),
    contentType: response.headers.get('content-type'),
    ...(freshFor === null ? {} : { freshForSeconds: freshFor }),
  };
}

/**
 * The error that a status of 3xx, 4xx or 5xx stands for. 403 with `Retry-After` is how GitHub limits rates.
 * @param host names the upstream in the message
 */
function statusError(response: Response, host: string, clock: Clock): SourceError {
  const { status, headers } = response;
  const retryAfterSeconds = parseRetryAfter(headers, clock.now());
  const key = status === 403 && retryAfterSeconds !== null ? 429 : status;
  const [code, reason] = STATUS_ERRORS.get(key) ?? ['UPSTREAM_ERROR', 'answered with an error'];
  return new SourceError(code, `${host} ${reason} (HTTP ${status}).`, { retryAfterSeconds });
}

function requestHeaders({ accept, previous }: FetchDocumentOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  if (accept !== undefined) headers['accept'] = accept;
  if (previous?.etag) headers['if-none-match'] = previous.etag;
  if (previous?.lastModified) headers['if-modified-since'] = previous.lastModified;
  return headers;
}

function hasValidator(previous: FetchDocumentOptions['previous']): boolean {
  return Boolean(previous?.etag || previous?.lastModified);
}

async function readBody(response: Response, host: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(host, maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    throw toSourceError(error, host);
  }
  return joinChunks(chunks, size);
}
