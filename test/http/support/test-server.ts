/** A server over a synthetic community, with its log kept: no port, no network, a clock that stands until it is moved. */
import type { FastifyInstance, InjectOptions } from 'fastify';
import { createSchema } from '../../../src/graph/schema.ts';
import { DEFAULT_QUERY_LIMITS } from '../../../src/http/limits/query-limits.ts';
import { createServer, type ServerOptions } from '../../../src/http/server.ts';
import { createLog } from '../../../src/log.ts';
import {
  type CommunitySize,
  createSyntheticCommunity,
  ORIGIN,
  type SyntheticCommunity,
} from '../../support/synthetic-community.ts';

export interface TestServer {
  readonly server: FastifyInstance;
  readonly community: SyntheticCommunity;
  /** Every line of the log, as JSON. */
  readonly logLines: string[];
  readonly clock: { nowMs: number; now(): number };
}

export const SMALL: CommunitySize = { groups: 3, leads: 2, meetings: 8, initiatives: 3 };

export async function startTestServer(
  options: Partial<ServerOptions> & { readonly size?: CommunitySize } = {},
): Promise<TestServer> {
  const clock = {
    nowMs: Date.parse(ORIGIN),
    now(): number {
      return this.nowMs;
    },
  };
  const community = createSyntheticCommunity(options.size ?? SMALL, clock);
  const logLines: string[] = [];
  const log = createLog('trace', { write: (line) => logLines.push(line) });
  const server = await createServer({
    schema: createSchema(),
    ports: community.ports,
    log,
    requestLog: log,
    publicUrl: 'https://graph.example',
    trustProxy: false,
    corsOrigins: ['*'],
    exampleQueries: '{ __typename }',
    versions: community.versions,
    answerCacheBytes: 1_000_000,
    trustedDocuments: { texts: new Map(), isExclusive: false },
    limits: DEFAULT_QUERY_LIMITS,
    maxBodyBytes: 100_000,
    maxAnswerBytes: 1_000_000,
    requestTimeoutMs: 30_000,
    maxConnections: 5000,
    maxHeldBytes: 128_000_000,
    maxConcurrent: 100,
    maxWaitMs: 1000,
    maxCost: 20_000,
    pointsPerMinute: 1_000_000,
    readiness: () => ({ isReady: true, reason: 'ready' }),
    ...options,
  });
  return { server, community, logLines, clock };
}

/** @returns the request of a query over POST. */
export function post(query: string, variables?: object): InjectOptions {
  return {
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ query, ...(variables ? { variables } : {}) }),
  };
}
