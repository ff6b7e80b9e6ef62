/**
 * Stands in for GitHub's API on loopback: executes GraphQL against GitHub's published schema over recorded issues, counts
 * points as GitHub does, checks the token, and fails on demand in every way GitHub is known to fail.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type DocumentNode, execute, GraphQLError, type GraphQLFormattedError, parse, validate, visit } from 'graphql';
import { type Clock, toInstant } from '../clock.ts';
import { type GitHubFault, primaryLimitBody, toFaultAnswer, withFault } from './github-faults.ts';
import type { GitHubRecording } from './github-recording.ts';
import { gitHubSchema } from './github-schema.ts';
import { createGitHubWorld, type GitHubWorld } from './github-world.ts';
import { readBody, startLoopbackServer } from './loopback-server.ts';
import { queryCost } from './query-cost.ts';

export interface GitHubStandInOptions {
  readonly recordings: readonly GitHubRecording[];
  readonly clock: Clock;
  /** Accepted tokens; any where left out. */
  readonly tokens?: readonly string[];
  /** Points an hour. */
  readonly limit?: number;
  /** Added to every answer, as the network would. */
  readonly latencyMs?: number;
  /** False: the token lacks `read:project`. */
  readonly hasProjectScope?: boolean;
  /** Fields that the schema does not have: an Enterprise server may be years behind GitHub.com. */
  readonly missingFields?: readonly string[];
  /** The first answer may take the time that building GitHub's schema takes; else that is done before it listens. */
  readonly isSlowAtFirst?: boolean;
}

export interface StandInRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly token: string | null;
  readonly points: number;
}

interface FaultRule {
  readonly fault: GitHubFault;
  times: number;
  readonly when: (request: StandInRequest) => boolean;
}

export interface GitHubStandIn {
  /** For `GITHUB_API_URL`. */
  readonly url: string;
  /** Every GraphQL request, in order of arrival, failed ones too. */
  readonly requests: readonly StandInRequest[];
  readonly budget: { readonly limit: number; readonly remaining: number; readonly resetAt: string };
  /** Most requests that were under way at once. */
  readonly maxConcurrency: number;
  /** The next `times` requests for which `when` holds meet the fault. */
  inject(fault: GitHubFault, options?: { times?: number; when?: (request: StandInRequest) => boolean }): void;
  clearFaults(): void;
  replaceRecordings(recordings: readonly GitHubRecording[]): void;
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const JSON_TYPE = 'application/json; charset=utf-8';
const DOCS = 'https://docs.github.com/graphql';

/** @returns the stand-in, listening on loopback; it answers POST /graphql, and installation tokens for a GitHub App. */
export async function startGitHubStandIn(options: GitHubStandInOptions): Promise<GitHubStandIn> {
  const { clock } = options;
  if (options.isSlowAtFirst !== true) gitHubSchema();
  const limit = options.limit ?? 5000;
  const requests: StandInRequest[] = [];
  const faults: FaultRule[] = [];
  let world: GitHubWorld = createGitHubWorld(options.recordings);
  let remaining = limit;
  let resetAtMs = clock.now() + HOUR_MS;
  let underWay = 0;
  let maxConcurrency = 0;
  let installationTokens = 0;
  const tokens = options.tokens ? new Set(options.tokens) : null;

  const server = await startLoopbackServer((request, response) => {
    underWay += 1;
    maxConcurrency = Math.max(maxConcurrency, underWay);
    handle(request, response)
      .catch((error: unknown) => reply(response, 500, { message: String(error) }))
      .finally(() => {
        underWay -= 1;
      });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (options.latencyMs) await delay(options.latencyMs);
    response.setHeader('date', new Date(clock.now()).toUTCString());
    const path = request.url ?? '/';
    if (request.method === 'POST' && /^\/app\/installations\/\d+\/access_tokens$/u.test(path)) {
      installationTokens += 1;
      const token = `ghs_stand-in-${installationTokens}`;
      tokens?.add(token);
      reply(response, 201, { token, expires_at: toInstant(clock.now() + HOUR_MS), permissions: {} });
      return;
    }
    if (request.method !== 'POST' || !/^(?:\/api)?\/graphql$/u.test(path)) {
      reply(response, 404, { message: 'Not Found', documentation_url: DOCS });
      return;
    }
    await answerGraphQL(request, response);
  }

  async function answerGraphQL(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parsed = toOperation(await readBody(request));
    if (parsed === null) {
      reply(response, 400, { message: 'Problems parsing JSON', documentation_url: DOCS });
      return;
    }
    const token = /^(?:bearer|token) (.+)$/iu.exec(request.headers.authorization ?? '')?.[1] ?? null;
    const document = toDocument(parsed.query);
    const schema = gitHubSchema();
    const problems = document instanceof GraphQLError ? [document] : validate(schema, document);
    const cost =
      document instanceof GraphQLError || problems.length > 0
        ? { points: 1, nodes: 0, refusal: null }
        : queryCost(schema, document, parsed.variables);
    const seen: StandInRequest = { ...parsed, token, points: cost.points };
    requests.push(seen);

    const fault = takeFault(seen);
    const faultAnswer = fault ? await toFaultAnswer(fault) : null;
    if (faultAnswer === 'disconnect') {
      response.destroy();
      return;
    }
    if (faultAnswer) {
      response.writeHead(faultAnswer.status, { ...limitHeaders(), ...faultAnswer.headers }).end(faultAnswer.body);
      return;
    }
    if (token === null || (tokens && !tokens.has(token))) {
      reply(response, 401, { message: 'Bad credentials', documentation_url: DOCS, status: '401' });
      return;
    }
    if (document instanceof GraphQLError || problems.length > 0) {
      reply(response, 200, { errors: problems.map(toGitHubError) });
      return;
    }
    if (cost.refusal) {
      reply(response, 200, { errors: [cost.refusal] });
      return;
    }
    const missing = options.missingFields?.find((field) => selects(document, field));
    if (missing !== undefined) {
      reply(response, 200, { errors: [undefinedField(missing)] });
      return;
    }
    if (options.hasProjectScope === false && selects(document, 'projectItems')) {
      reply(response, 200, { errors: [INSUFFICIENT_SCOPES] });
      return;
    }
    if (clock.now() >= resetAtMs) {
      remaining = limit;
      resetAtMs = clock.now() + HOUR_MS;
    }
    if (remaining < cost.points) {
      reply(response, 200, primaryLimitBody());
      return;
    }
    remaining -= cost.points;
    const rateLimit = {
      limit,
      remaining,
      used: limit - remaining,
      cost: cost.points,
      nodeCount: cost.nodes,
      resetAt: toInstant(resetAtMs),
    };
    const result = await execute({
      schema,
      document,
      variableValues: parsed.variables,
      rootValue: toRoot(world, rateLimit),
    });
    const { errors, data } = result;
    const formatted = errors ? { errors: errors.map(toGitHubError), data } : { data };
    reply(response, 200, withFault<{ data?: unknown; errors?: readonly unknown[] }>(formatted, fault));
  }

  function takeFault(request: StandInRequest): GitHubFault | null {
    const rule = faults.find((candidate) => candidate.times > 0 && candidate.when(request));
    if (!rule) return null;
    rule.times -= 1;
    return rule.fault;
  }

  function limitHeaders(): Record<string, string> {
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-used': String(limit - remaining),
      'x-ratelimit-reset': String(Math.ceil(resetAtMs / 1000)),
      'x-ratelimit-resource': 'graphql',
    };
  }

  function reply(response: ServerResponse, status: number, body: object): void {
    response.writeHead(status, { 'content-type': JSON_TYPE, ...limitHeaders() }).end(JSON.stringify(body));
  }

  return {
    url: server.url,
    requests,
    get budget() {
      return { limit, remaining, resetAt: toInstant(resetAtMs) };
    },
    get maxConcurrency() {
      return maxConcurrency;
    },
    inject: (fault, { times = 1, when = () => true } = {}) => {
      faults.push({ fault, times, when });
    },
    clearFaults: () => {
      faults.length = 0;
    },
    replaceRecordings: (recordings) => {
      world = createGitHubWorld(recordings);
    },
    close: () => server.close(),
  };
}

const INSUFFICIENT_SCOPES = {
  type: 'INSUFFICIENT_SCOPES',
  message:
    "Your token has not been granted the required scopes to execute this query. The 'projectItems' field requires one " +
    "of the following scopes: ['read:project'], but your token has only been granted the: ['public_repo'] scopes.",
};

function undefinedField(name: string): object {
  return {
    message: `Field '${name}' doesn't exist on type 'Issue'`,
    extensions: { code: 'undefinedField', typeName: 'Issue', fieldName: name },
  };
}

function toOperation(body: string): { query: string; variables: Record<string, unknown> } | null {
  try {
    const { query, variables } = JSON.parse(body);
    return typeof query === 'string' ? { query, variables: variables ?? {} } : null;
  } catch {
    return null;
  }
}

function toDocument(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    return error instanceof GraphQLError ? error : new GraphQLError(String(error));
  }
}

function selects(document: DocumentNode, field: string): boolean {
  let isSelected = false;
  visit(document, {
    Field: (node) => {
      isSelected ||= node.name.value === field;
    },
  });
  return isSelected;
}

function toRoot(world: GitHubWorld, rateLimit: object): object {
  const notFound = (message: string) => new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } });
  const node = ({ id }: { id: string }) =>
    world.node(id) ?? notFound(`Could not resolve to a node with the global id of '${id}'`);
  return {
    rateLimit,
    viewer: { __typename: 'User', login: 'stand-in' },
    repository: ({ owner, name }: { owner: string; name: string }) =>
      world.repository(owner, name) ?? notFound(`Could not resolve to a Repository with the name '${owner}/${name}'.`),
    node,
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => node({ id })),
  };
}

/** GitHub's errors carry their type beside the message, not in `extensions`. */
function toGitHubError(error: GraphQLError): GraphQLFormattedError & { type?: string } {
  const { extensions, ...formatted } = error.toJSON();
  return typeof extensions?.type === 'string' ? { type: extensions.type, ...formatted } : formatted;
}
