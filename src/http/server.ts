/** The HTTP server: one file a concern, added in the order in which a request meets them. */
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { GraphPorts } from '../graph/context.ts';
import type { Logger } from '../net/contract.ts';
import type { SourceVersions } from './cache/source-versions.ts';
import { addDraining } from './draining.ts';
import { addExplorer } from './explorer.ts';
import { addGraphql } from './graphql.ts';
import { addHealth, type Readiness } from './health.ts';
import type { QueryLimits } from './limits/query-limits.ts';
import { addMetrics } from './metrics.ts';
import type { TrustedDocuments } from './persisted-documents.ts';
import { addSite } from './site.ts';
import { addWebhooks, type ReceiveDelivery } from './webhooks.ts';

export interface ServerOptions {
  readonly schema: GraphQLSchema;
  readonly ports: GraphPorts;
  readonly log: Logger;
  /** pino's, for request lines; none are written where it is absent. */
  readonly requestLog?: FastifyBaseLogger;
  /** Origin under which clients reach the gateway; taken from the request where absent. */
  readonly publicUrl?: string | undefined;
  readonly trustProxy: boolean;
  /** `*`, or origins that browsers may ask from. */
  readonly corsOrigins: readonly string[];
  readonly exampleQueries: string;
  /** What finished answers are checked against. */
  readonly versions: SourceVersions;
  /** Of finished answers, kept to be served again. */
  readonly answerCacheBytes: number;
  readonly trustedDocuments: TrustedDocuments;
  readonly limits: QueryLimits;
  /** A GraphQL document and its variables; those that clients send have some kilobytes. */
  readonly maxBodyBytes: number;
  /** After which a request is given up with 503. */
  readonly requestTimeoutMs: number;
  /** Questions executed at once. */
  readonly maxConcurrent: number;
  readonly maxCost: number;
  readonly pointsPerMinute: number;
  readonly readiness: () => Readiness;
  /** Takes GitHub's deliveries; absent where no secret is configured. */
  readonly receiveDelivery?: ReceiveDelivery;
}

/** @returns the server, not yet listening; `close()` lets requests in flight finish. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    ...(options.requestLog ? { loggerInstance: options.requestLog } : {}),
    trustProxy: options.trustProxy,
    bodyLimit: options.maxBodyBytes,
    // For the client to send its request, and for the gateway to answer it.
    requestTimeout: options.requestTimeoutMs,
    handlerTimeout: options.requestTimeoutMs,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  });
  await server.register(helmet, {
    // Each page sets the policy that it needs; the explorers bring inline scripts of their own.
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  await server.register(cors, {
    origin: options.corsOrigins.includes('*') ? '*' : [...options.corsOrigins],
    methods: ['GET', 'POST', 'OPTIONS'],
    maxAge: 86_400,
  });
  addDraining(server);
  addHealth(server, options.readiness);
  addExplorer(server, options.exampleQueries);
  addSite(server, options);
  addWebhooks(server, options.receiveDelivery);
  await addGraphql(server, { ...options, metrics: addMetrics(server, options.ports) });
  return server;
}
