/** What GitHub does when it does not simply answer. */
import { setTimeout as delay } from 'node:timers/promises';

export type GitHubFault =
  /** Any answer without GraphQL in it: 401, 403, 404, 502, 504, or 200 with HTML. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The hourly points are spent: HTTP 200 and an error of type RATE_LIMITED. */
  | { readonly kind: 'primary-limit' }
  /** Too much at once: HTTP 200 or 403, with or without `retry-after`. */
  | { readonly kind: 'secondary-limit'; readonly status: 200 | 403 | 429; readonly retryAfterSeconds: number | null }
  /** The answer comes late, or never when the client gives up before. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'disconnect' }
  /** The query runs, and errors stand beside the data. */
  | { readonly kind: 'errors-beside-data'; readonly errors: readonly Readonly<Record<string, unknown>>[] }
  /** Issues that the token may not see: null nodes, each with an error. */
  | { readonly kind: 'unreadable-issues'; readonly numbers: readonly number[] };

export interface FaultAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const SECONDARY_MESSAGE =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. ' +
  'If you reach out to GitHub Support for help, please include the request ID.';

/** @returns the answer that stands in place of the query's; `'disconnect'`; null where the query runs. */
export async function toFaultAnswer(fault: GitHubFault): Promise<FaultAnswer | 'disconnect' | null> {
  switch (fault.kind) {
    case 'answer':
      return {
        status: fault.status,
        headers: { ...JSON_TYPE, ...fault.headers },
        body: fault.body ?? JSON.stringify({ message: `Status ${fault.status}` }),
      };
    case 'primary-limit':
      return { status: 200, headers: JSON_TYPE, body: JSON.stringify(primaryLimitBody()) };
    case 'secondary-limit': {
      const retryAfter = fault.retryAfterSeconds === null ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
      const body =
        fault.status === 200
          ? { errors: [{ type: 'RATE_LIMITED', message: SECONDARY_MESSAGE }] }
          : { message: SECONDARY_MESSAGE, documentation_url: 'https://docs.github.com/graphql' };
      return { status: fault.status, headers: { ...JSON_TYPE, ...retryAfter }, body: JSON.stringify(body) };
    }
    case 'disconnect':
      return 'disconnect';
    case 'slow':
      await delay(fault.delayMs, undefined, { ref: false });
      return null;
    case 'errors-beside-data':
    case 'unreadable-issues':
      return null;
  }
}

/** @returns GitHub's body where the points of the hour are spent. */
export function primaryLimitBody(): object {
  return { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' }] };
}

/** @returns `result` with the errors of `fault` beside its data. */
export function withFault<T extends { data?: unknown; errors?: readonly unknown[] }>(
  result: T,
  fault: GitHubFault | null,
): T {
  if (fault?.kind === 'errors-beside-data') return { ...result, errors: [...(result.errors ?? []), ...fault.errors] };
  if (fault?.kind === 'unreadable-issues') {
    const errors: object[] = [];
    const data = withoutIssues(result.data, new Set(fault.numbers), [], errors);
    return errors.length === 0 ? result : { ...result, data, errors: [...(result.errors ?? []), ...errors] };
  }
  return result;
}

function withoutIssues(
  value: unknown,
  numbers: ReadonlySet<number>,
  path: readonly (string | number)[],
  errors: object[],
): unknown {
  if (Array.isArray(value)) return value.map((item, index) => withoutIssues(item, numbers, [...path, index], errors));
  if (typeof value !== 'object' || value === null) return value;
  if ('number' in value && 'body' in value && typeof value.number === 'number' && numbers.has(value.number)) {
    errors.push({ type: 'FORBIDDEN', path, message: 'Resource not accessible by integration' });
    return null;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutIssues(item, numbers, [...path, key], errors)]),
  );
}
