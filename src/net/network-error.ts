import { type ErrorCode, SourceError } from '../errors.ts';

const TIMEOUT_CODES = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** What is said of a failure, by the code of undici, OpenSSL or the operating system. */
const REASONS: readonly (readonly [pattern: RegExp, code: ErrorCode, reason: string])[] = [
  [/^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/u, 'UPSTREAM_UNREACHABLE', 'has no known address'],
  [/^ECONNREFUSED$/u, 'UPSTREAM_UNREACHABLE', 'refused the connection'],
  [/^(?:EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/u, 'UPSTREAM_UNREACHABLE', 'cannot be reached from here'],
  [/CERT|^ERR_TLS|^ERR_SSL|^EPROTO$|SELF_SIGNED|ISSUER/u, 'UPSTREAM_UNREACHABLE', 'offers no valid TLS connection'],
  [/HEADERS?_OVERFLOW/u, 'UPSTREAM_TOO_LARGE', 'sent headers that are too large'],
  [/^HPE_/u, 'UPSTREAM_UNREACHABLE', 'does not speak HTTP'],
];

/**
 * The failure of one request as an error of the catalogue. The message names the host and nothing else of the
 * address, since path and query may be secrets.
 */
export function toSourceError(error: unknown, host: string): SourceError {
  if (error instanceof SourceError) return error;
  const code = codeOf(error);
  if (TIMEOUT_CODES.has(code) || nameOf(error) === 'TimeoutError') {
    return new SourceError('UPSTREAM_TIMEOUT', `${host} did not answer in time.`, { cause: error });
  }
  const [, errorCode, reason] = REASONS.find(([pattern]) => pattern.test(code)) ?? [];
  if (errorCode === undefined) {
    const what = nameOf(error) === 'AbortError' ? 'The request was cancelled' : 'The connection broke off';
    return new SourceError('UPSTREAM_UNREACHABLE', `${what}: ${host}.`, { cause: error });
  }
  return new SourceError(errorCode, `${host} ${reason}.`, { cause: error });
}

/** Whether the connection ended without an answer, which says little about the next one. */
export function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof SourceError) || error.code !== 'UPSTREAM_UNREACHABLE') return false;
  return ['', 'ECONNRESET', 'EPIPE'].includes(codeOf(error.cause)) && nameOf(error.cause) !== 'AbortError';
}

/** @returns the error code, looked for in the causes too: an AggregateError of several addresses has it in its members. */
function codeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return '';
  if ('code' in error && typeof error.code === 'string' && error.code !== 'UND_ERR_SOCKET') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0], depth + 1);
  return codeOf(error.cause, depth + 1);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
