/** The HTTP server: one file a concern, added in the order in which a request meets them. */
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { GraphPorts } from '../graph/context.ts';
import type { Logger } from '../net/contract.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { AnswerCache } from './cache/answer-cache.ts';
import type { SourceVersions } from './cache/source-versions.ts';
import { ClientBudgets } from './client-budget.ts';
import { addDraining } from './draining.ts';
import { addExplorer } from './explorer.ts';
import type { TrustProxy } from './front/client-address.ts';
import { Front } from './front/front.ts';
import { createRequestLog } from './front/request-log.ts';
import { addGraphql, GRAPHQL_PATH } from './graphql/graphql.ts';
import type { TrustedDocuments } from './graphql/persisted-documents.ts';
import { addHandlerTimeout } from './handler-timeout.ts';
import { addHealth, type Readiness } from './health.ts';
import { ExecutionSlots } from './limits/execution-slots.ts';
import type { QueryLimits } from './limits/query-limits.ts';
import { addMetrics, type UpstreamCounts } from './metrics/metrics.ts';
import { refuseFaultyHeads } from './refuse-faulty-heads.ts';
import { replyToError } from './reply-to-error.ts';
import { addShedding } from './shedding.ts';
import { addSite } from './site.ts';
import { Sockets } from './sockets.ts';
import { addTracing } from './tracing.ts';
import { addWebhooks, type ReceiveDelivery } from './webhooks.ts';

export interface ServerOptions {
  readonly schema: GraphQLSchema;
  readonly ports: GraphPorts;
  readonly log: Logger;
  /** pino's, for request lines; none are written where it is absent. */
  readonly requestLog?: FastifyBaseLogger;
  /** Origin under which clients reach the gateway; taken from the request where absent. */
  readonly publicUrl?: string | undefined;
  readonly trustProxy: TrustProxy;
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
  /** An answer to a GraphQL request; a page of a dashboard has some hundred kilobytes. */
  readonly maxAnswerBytes: number;
  /** After which a request is given up with 503. */
  readonly requestTimeoutMs: number;
  readonly maxConnections: number;
  /** Of bodies that are not all here, and of answers that are not all taken. */
  readonly maxHeldBytes: number;
  /** Questions executed at once. */
  readonly maxConcurrent: number;
  /** Once a question has waited so long to be executed, no other is taken in. */
  readonly maxWaitMs: number;
  readonly maxCost: number;
  readonly pointsPerMinute: number;
  readonly readiness: () => Readiness;
  /** For `/metrics`. */
  readonly upstreams?: UpstreamCounts;
  /** Absent where no collector is named. */
  readonly telemetry?: Telemetry;
  /** Takes GitHub's deliveries; absent where no secret is configured. */
  readonly receiveDelivery?: ReceiveDelivery;
}

/** @returns the server, not yet listening; `close()` lets requests in flight finish. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { ports, versions, maxBodyBytes, trustProxy, telemetry } = options;
  const answers = new AnswerCache({ maxBytes: options.answerCacheBytes, versions, clock: ports.clock });
  const budgets = new ClientBudgets(options.pointsPerMinute, ports.clock);
  const front = new Front({ answers, budgets, clock: ports.clock, maxBodyBytes, trustProxy });
  const sockets = new Sockets(options);
  const slots = new ExecutionSlots(options.maxConcurrent, options.maxWaitMs);
  const nextId = createRequestIds();
  const server = fastify({
    ...(options.requestLog ? { loggerInstance: options.requestLog } : {}),
    genReqId: nextId,
    serverFactory: (handler) => sockets.create(refuseFaultyHeads(front.before(handler))),
    trustProxy: typeof trustProxy === 'number' ? (_address: string, hop: number) => hop < trustProxy : trustProxy,
    bodyLimit: maxBodyBytes,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    frameworkErrors: replyToError,
    schemaController: { compilersFactory: { buildValidator: () => refuseSchema, buildSerializer: () => refuseSchema } },
  });
  // Browsers must be able to read when to come again.
  await server.register(cors, {
    origin: options.corsOrigins.includes('*') ? '*' : [...options.corsOrigins],
    methods: ['GET', 'POST', 'OPTIONS'],
    maxAge: 86_400,
  });
  addShedding(server, slots);
  addHandlerTimeout(server, options.requestTimeoutMs);
  await server.register(helmet, {
    // Each page sets the policy that it needs; the explorers bring inline scripts of their own.
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  for (const event of ['connection', 'request']) server.server.on(event, () => slots.arrived());
  const afterAnswer = addDraining(server, sockets, front);
  server.decorate('listenAt', (host: string, port: number) => sockets.listen(server, host, port));
  if (telemetry !== undefined) addTracing(server, telemetry);
  addHealth(server, options.readiness);
  addExplorer(server, options.exampleQueries);
  addSite(server, { ...options, budgets, slots });
  addWebhooks(server, options.receiveDelivery);
  const metrics = addMetrics(server, options);
  await addGraphql(server, { ...options, metrics, answers, budgets, front, slots });
  const logRequest = createRequestLog(server, { nextId, trustProxy });
  front.open((request) => {
    const startMs = performance.now();
    const logResponse = logRequest(request);
    const span = telemetry?.request(request.method ?? '', request.headers);
    return ({ statusCode }) => {
      const durationMs = performance.now() - startMs;
      metrics.countAnswer('fresh');
      metrics.observe(request.method ?? '', GRAPHQL_PATH, statusCode, durationMs);
      logResponse(statusCode, durationMs);
      span?.end(GRAPHQL_PATH, statusCode, { 'cache.tier': 'answer' });
      afterAnswer();
    };
  });
  return server;
}

/** No route has a schema, so that the compilers of them, a hundred modules, need not be loaded. */
function refuseSchema(): never {
  throw new Error('A route has a schema, which nothing compiles.');
}

/** @returns the next id in the log of a process each time */
function createRequestIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `req-${count.toString(36)}`;
  };
}
