/**
 * Asks GitHub's GraphQL API: one request at a time, as GitHub wants it, within the points of the hour and never during
 * a pause. Octokit's throttling and retry plugins hook `@octokit/core`, which bare `@octokit/graphql` does not use.
 */
import { GraphqlResponseError, graphql } from '@octokit/graphql';
import { z } from 'zod';
import { type Clock, toInstant } from '../../clock.ts';
import { SourceError } from '../../errors.ts';
import type { Fetch } from '../../net/contract.ts';
import type { TokenProvider } from './auth.ts';
import { PointAccount, type PointBudget } from './point-budget.ts';
import { type GitHubError, toGitHubErrors, toRequestFailure, toSourceError, withoutRequest } from './upstream-error.ts';

export interface GitHubQuery {
  /** Selects `rateLimit { cost limit remaining resetAt }`. */
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Upper bound, known before the query runs. */
  readonly points: number;
  readonly signal: AbortSignal;
}

export interface GitHubAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  /** What could not be read beside what could; `[]` where all was. */
  readonly errors: readonly GitHubError[];
  /** GitHub's clock when it answered. */
  readonly answeredAt: string;
}

export interface GitHubClient {
  /** @throws {SourceError} where nothing of the answer can be used; HeavyQueryError where a smaller page may pass */
  query(query: GitHubQuery): Promise<GitHubAnswer>;
  readonly budget: PointBudget | null;
}

export interface GitHubClientOptions {
  readonly graphqlBase: string;
  readonly token: TokenProvider;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: () => number;
}

const rateLimitSchema = z.object({
  rateLimit: z.object({ limit: z.number(), remaining: z.number(), resetAt: z.iso.datetime() }),
});

/** @returns a client whose requests wait for each other, in the order they were asked. */
export function createGitHubClient(options: GitHubClientOptions): GitHubClient {
  const { clock } = options;
  const account = new PointAccount(clock, options.random);
  let last: Promise<unknown> = Promise.resolve();

  async function send(query: GitHubQuery): Promise<GitHubAnswer> {
    const askedAtMs = clock.now();
    let answeredAt = toInstant(askedAtMs);
    const fetch: Fetch = async (url, init) => {
      const response = await options.fetch(url, init);
      const dateMs = Date.parse(response.headers.get('date') ?? '');
      // The earlier of two clocks: asking again for a while that is known costs little, missing a change is wrong for hours.
      if (dateMs < askedAtMs) answeredAt = toInstant(dateMs);
      return response;
    };
    const token = await options.token();
    const { data, errors, headers, cause } = await graphql<unknown>(query.text, {
      ...query.variables,
      baseUrl: options.graphqlBase,
      headers: { authorization: `bearer ${token}`, 'user-agent': 'community-graph' },
      request: { fetch, signal: query.signal },
    }).then(
      (value) => ({ data: value, errors: [], headers: {}, cause: null }),
      (error: unknown) => {
        if (!(error instanceof GraphqlResponseError) || !error.data) throw error;
        const { headers: received, data: partial } = error;
        return {
          data: partial,
          errors: toGitHubErrors(error.errors ?? []),
          headers: received,
          cause: withoutRequest(error),
        };
      },
    );
    if (typeof data !== 'object' || data === null) {
      throw new SourceError('UPSTREAM_BAD_BODY', 'GITHUB_API_URL does not answer GraphQL.');
    }
    const failure = toRequestFailure(errors, headers, clock.now(), cause);
    if (failure) throw failure;
    const limits = rateLimitSchema.safeParse(data);
    if (limits.success) {
      const { limit, remaining, resetAt } = limits.data.rateLimit;
      account.record({ limit, remaining, resetAt });
    }
    return { data: { ...data }, errors, answeredAt };
  }

  async function sendWithinLimits(query: GitHubQuery): Promise<GitHubAnswer> {
    account.check(query.points);
    try {
      query.signal.throwIfAborted();
      return await send(query);
    } catch (error) {
      const failure = toSourceError(error, clock.now());
      throw failure.code === 'UPSTREAM_RATE_LIMITED' ? account.pause(failure) : failure;
    }
  }

  return {
    query: (query) => {
      const answer = last.then(() => sendWithinLimits(query));
      last = answer.catch(() => undefined);
      return answer;
    },
    get budget() {
      return account.budget;
    },
  };
}
