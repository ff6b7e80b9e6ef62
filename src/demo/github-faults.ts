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
  | { readonly kind: 'unreadable-issues'; readonly numbers: readonly number[] }
  /** A field that the token may not see: null on each object, with an error. */
  | { readonly kind: 'unreadable-field'; readonly field: string };

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
    case 'unreadable-field':
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
  const isHidden = toHidden(fault);
  if (isHidden === null) return result;
  const errors: object[] = [];
  const data = withoutHidden(result.data, isHidden, [], errors);
  return errors.length === 0 ? result : { ...result, data, errors: [...(result.errors ?? []), ...errors] };
}

type IsHidden = (value: object, key: string | number | undefined) => boolean;

function toHidden(fault: GitHubFault | null): IsHidden | null {
  if (fault?.kind === 'unreadable-field') return (_value, key) => key === fault.field;
  if (fault?.kind !== 'unreadable-issues') return null;
  const numbers = new Set<unknown>(fault.numbers);
  return (value) => 'body' in value && 'number' in value && numbers.has(value.number);
}

function withoutHidden(
  value: unknown,
  isHidden: IsHidden,
  path: readonly (string | number)[],
  errors: object[],
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isHidden(value, path.at(-1))) {
    errors.push({ type: 'FORBIDDEN', path, message: 'Resource not accessible by integration' });
    return null;
  }
  if (Array.isArray(value)) return value.map((item, index) => withoutHidden(item, isHidden, [...path, index], errors));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withoutHidden(item, isHidden, [...path, key], errors)]),
  );
}
