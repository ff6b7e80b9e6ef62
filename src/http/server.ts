/** The HTTP server: one file a concern, added in the order in which a request meets them. */
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { GraphPorts } from '../graph/context.ts';
import type { Logger } from '../net/contract.ts';
import { addBadges } from './badges/badges.ts';
import { addDraining } from './draining.ts';
import { addExplorer } from './explorer.ts';
import { addFeeds } from './feeds/feeds.ts';
import { createGraphClient } from './graph-client.ts';
import { addGraphql } from './graphql.ts';
import { addHealth, type Readiness } from './health.ts';
import { addOEmbed } from './oembed.ts';

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
  readonly maxCost: number;
  readonly pointsPerMinute: number;
  readonly readiness: () => Readiness;
}

/** A GraphQL document and its variables; the largest that clients send is some kilobytes. */
const MAX_BODY_BYTES = 256 * 1024;
/** A client that takes longer to send its request is cut off. */
const REQUEST_TIMEOUT_MS = 30_000;

/** @returns the server, not yet listening; `close()` lets requests in flight finish. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    ...(options.requestLog ? { loggerInstance: options.requestLog } : {}),
    trustProxy: options.trustProxy,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
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
  const graph = createGraphClient(options);
  addFeeds(server, graph, options.ports.clock);
  addBadges(server, graph);
  addOEmbed(server, graph);
  await addGraphql(server, options);
  return server;
}
