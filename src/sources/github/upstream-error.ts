/**
 * GitHub's ways to fail, told apart: what can be helped by a smaller page, what by waiting, what by another token.
 * No message holds a URL, a body or a token.
 */
import { GraphqlResponseError } from '@octokit/graphql';
import { RequestError } from '@octokit/request-error';
import { SourceError } from '../../errors.ts';

/** One entry of `errors` beside or instead of `data`. */
export interface GitHubError {
  readonly type: string | null;
  readonly message: string;
  readonly path: readonly (string | number)[];
  /** The field that the schema of this GitHub does not have. */
  readonly undefinedField: string | null;
}

/** GitHub took too long or used too much: the same query with a smaller page may pass. */
export class HeavyQueryError extends SourceError {
  constructor(options?: ErrorOptions) {
    super('UPSTREAM_ERROR', 'GitHub could not answer the query within its limits.', options);
    this.name = 'HeavyQueryError';
  }
}

/** The token may not ask for a part of the query: without the part it passes. */
export class MissingScopeError extends SourceError {
  constructor(options?: ErrorOptions) {
    super('GITHUB_MISSING_SCOPE', 'The GitHub token lacks a scope that the query needs.', options);
    this.name = 'MissingScopeError';
  }
}

/** An Enterprise server may be older than a field: without the field the query passes. */
export class UndefinedFieldError extends SourceError {
  readonly field: string;

  constructor(field: string, options?: ErrorOptions) {
    super('UPSTREAM_ERROR', `This GitHub does not have the field ${field}.`, options);
    this.name = 'UndefinedFieldError';
    this.field = field;
  }
}

/** GitHub documents one minute where a secondary limit comes without `retry-after`. */
const SECONDARY_WAIT_SECONDS = 60;

type Headers = Readonly<Record<string, string | number | undefined>>;

/** @returns the errors in the order of the answer, each with what is used of it. */
export function toGitHubErrors(errors: readonly unknown[]): GitHubError[] {
  return errors.map((entry) => {
    const error: Record<string, unknown> = typeof entry === 'object' && entry !== null ? { ...entry } : {};
    const isStep = (step: unknown) => typeof step === 'string' || typeof step === 'number';
    return {
      type: typeof error.type === 'string' ? error.type : null,
      message: typeof error.message === 'string' ? error.message : '',
      path: Array.isArray(error.path) ? error.path.filter(isStep) : [],
      undefinedField: toUndefinedField(error.extensions),
    };
  });
}

/**
 * @param nowMs for waits that GitHub states as an instant
 * @returns the failure of a whole request, whatever was thrown
 */
export function toSourceError(error: unknown, nowMs: number): SourceError {
  if (error instanceof SourceError) return error;
  if (error instanceof GraphqlResponseError) return fromGraphQLErrors(error, nowMs);
  if (error instanceof RequestError) {
    if (error.cause instanceof SourceError) return error.cause;
    if (error.response) return fromStatus(error, error.response.headers, nowMs);
    return new SourceError('UPSTREAM_UNREACHABLE', 'GitHub could not be reached.', { cause: error });
  }
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')) {
    return new SourceError('UPSTREAM_TIMEOUT', 'GitHub did not answer in time.', { cause: error });
  }
  return new SourceError('UPSTREAM_ERROR', 'Asking GitHub failed.', { cause: error });
}

/** @returns the failure that `errors` mean for the request as a whole; null where data beside them is to be used. */
export function toRequestFailure(
  errors: readonly GitHubError[],
  headers: Headers,
  nowMs: number,
  cause: unknown,
): SourceError | null {
  const has = (...types: string[]) => errors.some(({ type }) => type !== null && types.includes(type));
  const says = (pattern: RegExp) => errors.some(({ message }) => pattern.test(message));
  if (has('RATE_LIMITED', 'RATE_LIMIT') || says(/\bsecondary rate limit\b|\babuse detection\b/iu)) {
    return rateLimited(headers, nowMs, says(/\bsecondary\b|\babuse\b/iu), cause);
  }
  if (has('INSUFFICIENT_SCOPES')) return new MissingScopeError({ cause });
  const undefinedField = errors.find((error) => error.undefinedField !== null)?.undefinedField;
  if (undefinedField) return new UndefinedFieldError(undefinedField, { cause });
  if (has('RESOURCE_LIMITS_EXCEEDED', 'MAX_NODE_LIMIT_EXCEEDED') || says(/\bresult of a timeout\b|^timedout$/iu)) {
    return new HeavyQueryError({ cause });
  }
  return null;
}

function fromGraphQLErrors(error: GraphqlResponseError<unknown>, nowMs: number): SourceError {
  const errors = toGitHubErrors(error.errors ?? []);
  const cause = withoutRequest(error);
  const failure = toRequestFailure(errors, error.headers, nowMs, cause);
  if (failure) return failure;
  if (errors.some(({ type }) => type === 'NOT_FOUND')) {
    return new SourceError('UPSTREAM_NOT_FOUND', 'GitHub does not have what was asked for.', { cause });
  }
  if (errors.some(({ type }) => type === 'FORBIDDEN')) {
    return new SourceError('UPSTREAM_UNAUTHORIZED', 'The GitHub token may not read this.', { cause });
  }
  return new SourceError('UPSTREAM_ERROR', 'GitHub answered with an error.', { cause });
}

/** @returns what may be logged: Octokit's error carries the request, and with it the token. */
export function withoutRequest(error: GraphqlResponseError<unknown>): Error {
  return new Error(error.message);
}

function fromStatus(error: RequestError, headers: Headers, nowMs: number): SourceError {
  const { status } = error;
  const isSecondary = /\bsecondary rate limit\b|\babuse\b/iu.test(error.message);
  const isLimit =
    isSecondary || headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0';
  if (status === 429 || (status === 403 && isLimit)) {
    return rateLimited(headers, nowMs, isSecondary || headers['retry-after'] !== undefined, error);
  }
  if (status === 401) {
    return new SourceError('UPSTREAM_UNAUTHORIZED', 'GitHub refused the token.', { cause: error });
  }
  if (status === 403) {
    return new SourceError('UPSTREAM_UNAUTHORIZED', 'The GitHub token may not do this.', { cause: error });
  }
  if (status === 404) {
    return new SourceError('UPSTREAM_NOT_FOUND', 'There is no GitHub API at GITHUB_API_URL.', { cause: error });
  }
  if (status === 502 || status === 504) return new HeavyQueryError({ cause: error });
  return new SourceError('UPSTREAM_ERROR', `GitHub answered with status ${status}.`, { cause: error });
}

/** https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#exceeding-the-rate-limit */
function rateLimited(headers: Headers, nowMs: number, isSecondary: boolean, cause: unknown): SourceError {
  const retryAfter = toNumber(headers['retry-after']);
  const resetAt = toNumber(headers['x-ratelimit-reset']);
  const isSpent = toNumber(headers['x-ratelimit-remaining']) === 0;
  const untilReset = resetAt === null ? null : Math.max(1, Math.ceil(resetAt - nowMs / 1000));
  const wait = retryAfter ?? (isSecondary && !isSpent ? SECONDARY_WAIT_SECONDS : untilReset);
  return new SourceError(
    'UPSTREAM_RATE_LIMITED',
    isSecondary ? 'GitHub asks to slow down (secondary rate limit).' : "GitHub's hourly points are spent.",
    { cause, retryAfterSeconds: wait ?? SECONDARY_WAIT_SECONDS },
  );
}

function toUndefinedField(extensions: unknown): string | null {
  if (typeof extensions !== 'object' || extensions === null) return null;
  const { code, fieldName } = { code: null, fieldName: null, ...extensions };
  return code === 'undefinedField' && typeof fieldName === 'string' ? fieldName : null;
}

function toNumber(header: string | number | undefined): number | null {
  const number = header === undefined || header === '' ? Number.NaN : Number(header);
  return Number.isFinite(number) && number >= 0 ? number : null;
}
