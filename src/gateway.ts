/**
 * Composition root, and the library's entry: registry and sources are made here, joined in the graph, and served. The
 * only place that knows every room of the house.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { type Logger as Pino, pino } from 'pino';
import { type Clock, systemClock } from './clock.ts';
import { type Config, toQueryLimits } from './config.ts';
import { createContext, type GraphPorts, type RequestInfo } from './graph/context.ts';
import { RegistryView } from './graph/registry-view.ts';
import { createSchema } from './graph/schema.ts';
import { readTrustedDocuments } from './http/graphql/read-trusted-documents.ts';
import type { InitiativeFeedRef } from './model/initiative.ts';
import type { MeetingFeedRef } from './model/meeting.ts';
import type { Answer, MaybePromise, SourceDescription, SourceStatus } from './model/source.ts';
import { parseAllowList } from './net/allow-list.ts';
import type { UpstreamCache } from './net/contract.ts';
import { createGuardedFetch, DEFAULT_FETCH_LIMITS, type GuardedFetch } from './net/guarded-fetch.ts';
import type { RedisOpener } from './net/redis-tier.ts';
import { countRequests } from './net/request-counts.ts';
import { createUpstreamCache } from './net/upstream-cache.ts';
import { openRegistry } from './open-registry/open-registry.ts';
import type { Importer } from './open-registry/read-registry.ts';
import type { LiveRegistry } from './registry/live-registry.ts';
import { createSourceVersions } from './source-versions.ts';
import { createGitHubWebhook, type GitHubAuth } from './sources/github/index.ts';
import { createSources, type Sources } from './sources/index.ts';
import type { InitiativeSource, MeetingSource, Source } from './sources/source.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import { traceCache, traceFetch } from './telemetry/trace-upstreams.ts';

export interface GatewayOptions {
  /** Path or https URL of the registry. */
  readonly registry: string;
  readonly config: Config;
  readonly log: Pino;
  readonly clock?: Clock;
  /** Origins that stand-ins answer for, and their addresses: the demo's. */
  readonly routes?: ReadonlyMap<string, string>;
  readonly allow?: readonly string[];
  /** Reads the registry again when its files change. @default false */
  readonly watch?: boolean;
}

export interface Gateway {
  readonly registry: LiveRegistry;
  readonly ports: GraphPorts;
  readonly schema: GraphQLSchema;
  /** Runs a query without a server. */
  execute(source: string, variables?: Readonly<Record<string, unknown>>): Promise<ExecutionResult>;
  /** @returns the server, not yet listening; `close` of the gateway closes it too. */
  createServer(): Promise<FastifyInstance>;
  /**
   * Goes on answering, but tells whoever asks `/readyz` to send nothing more, and ends each connection with its next answer.
   * Resolves when they had time to hear of it; at once where nobody ever asked.
   */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** The first answer comes from the disk where it can, and is not to wait for what fetches. */
const PREPARE_FETCH_AFTER_MS = 1000;

/** @throws {RegistryError} where nothing of the registry can be served; {CodedError} CONFIG_INVALID */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, log } = options;
  const clock = options.clock ?? systemClock;
  const telemetry = await openTelemetry(config);
  const guarded = createFetch(options);
  const counted = countRequests(guarded);
  const fetch = telemetry === undefined ? counted : traceFetch(counted, telemetry);
  const stored = createUpstreamCache({
    clock,
    log,
    directory: config.CACHE_DIR,
    openRedis: await redisOf(config),
    // What was recorded must never be taken for live.
    scope: options.routes === undefined ? config.GITHUB_API_URL : 'recorded',
  });
  const tier = config.REDIS_URL === undefined ? 'disk' : 'redis';
  const cache = telemetry === undefined ? stored : traceCache(stored, telemetry, tier);
  const sources = createSources(
    { fetch, cache, clock, log },
    {
      github: {
        apiUrl: config.GITHUB_API_URL,
        auth: toAuth(config),
        feeds: () => registry.current.initiativeFeeds.filter(({ source }) => source === 'github'),
      },
    },
  );
  const files = await openRegistry({
    location: options.registry,
    fetch,
    clock,
    log,
    cacheDir: config.CACHE_DIR,
    meetingSources: sources.meetings,
    ...(options.watch ? { refreshSeconds: config.REGISTRY_REFRESH_SECONDS } : {}),
  });
  const { registry } = files;
  const ports = createPorts(registry, sources, cache, clock);
  let schema: GraphQLSchema | null = null;
  // The server has one of its own, which Apollo Server changes.
  const ownSchema = (): GraphQLSchema => (schema ??= createSchema());
  const servers: FastifyInstance[] = [];
  let isDraining = false;
  let isReadinessAsked = false;
  return {
    registry,
    ports,
    get schema() {
      return ownSchema();
    },
    execute: (source, variables) =>
      graphql({
        schema: ownSchema(),
        source,
        contextValue: createContext(ports, offlineRequest(config)),
        ...(variables ? { variableValues: variables } : {}),
      }),
    createServer: async () => {
      const { createServer } = await import('./http/server.ts');
      const server = await createServer({
        schema: createSchema(),
        ports,
        log,
        requestLog: log,
        ...(config.GITHUB_WEBHOOK_SECRET === undefined
          ? {}
          : {
              receiveDelivery: createGitHubWebhook({
                secret: config.GITHUB_WEBHOOK_SECRET,
                source: sources.github,
                clock,
                // A registry file may lie in the repository.
                onPush: () => {
                  registry.reload().catch((err: unknown) => log.error({ err }, 'The registry could not be looked at'));
                },
              }),
            }),
        publicUrl: config.PUBLIC_URL,
        trustProxy: config.TRUST_PROXY,
        corsOrigins: config.CORS_ORIGINS,
        exampleQueries: readExampleQueries(),
        versions: ports.versions,
        answerCacheBytes: config.ANSWER_CACHE_BYTES,
        trustedDocuments: {
          texts: config.TRUSTED_DOCUMENTS === undefined ? new Map() : readTrustedDocuments(config.TRUSTED_DOCUMENTS),
          isExclusive: config.TRUSTED_DOCUMENTS_ONLY,
        },
        limits: toQueryLimits(config),
        maxBodyBytes: config.REQUEST_MAX_BYTES,
        maxAnswerBytes: config.ANSWER_MAX_BYTES,
        requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
        maxConnections: config.CONNECTIONS_MAX,
        maxHeldBytes: config.HELD_MAX_BYTES,
        ...(telemetry === undefined ? {} : { telemetry }),
        upstreams: { reads: cache.reads, requests: counted.counts },
        maxConcurrent: config.QUERY_MAX_CONCURRENT,
        maxWaitMs: config.QUERY_MAX_WAIT_MS,
        maxCost: config.QUERY_MAX_COST,
        pointsPerMinute: config.CLIENT_POINTS_PER_MINUTE,
        readiness: () => {
          isReadinessAsked = true;
          return isDraining
            ? { isReady: false, reason: 'draining' }
            : { isReady: true, reason: servingReason(registry) };
        },
      });
      server.addHook('onListen', async () => {
        // A failure is the first request's to tell.
        setTimeout(() => void guarded.prepare().catch(() => null), PREPARE_FETCH_AFTER_MS).unref();
      });
      servers.push(server);
      return server;
    },
    drain: async () => {
      isDraining = true;
      for (const { server } of servers) server.maxRequestsPerSocket = 1;
      if (isReadinessAsked) await delay(config.DRAIN_SECONDS * 1000);
    },
    close: async () => {
      isDraining = true;
      files.close();
      await Promise.all(servers.map((server) => server.close()));
      await Promise.all([...sources.initiatives, ...sources.meetings].map((source) => source.close?.()));
      await cache.close();
      await guarded.close();
      await telemetry?.close();
    },
  };
}

export interface OpenImporter extends Importer {
  close(): Promise<void>;
}

/** @throws {CodedError} CONFIG_INVALID */
export async function openImporter(config: Config): Promise<OpenImporter> {
  const { createImporter } = await import('./open-registry/read-registry.ts');
  const clock = systemClock;
  const log = pino({ level: 'silent' });
  const fetch = createFetch({ config });
  const cache = createUpstreamCache({ clock, log });
  const { meetings } = createSources(
    { fetch, cache, clock, log },
    { github: { apiUrl: config.GITHUB_API_URL, auth: null } },
  );
  return {
    ...createImporter({ fetch, clock, meetingSources: meetings }),
    close: async () => {
      await cache.close();
      await fetch.close();
    },
  };
}

function createFetch({
  config,
  routes,
  allow = [],
  clock = systemClock,
}: Pick<GatewayOptions, 'config' | 'routes' | 'allow' | 'clock'>): GuardedFetch {
  const { allowList } = parseAllowList([config.UPSTREAM_ALLOW, ...allow].join(','));
  return createGuardedFetch({
    allowList,
    clock,
    ...(routes ? { routes } : {}),
    limits: {
      maxBytes: config.UPSTREAM_MAX_BYTES,
      headersTimeoutMs: config.UPSTREAM_TIMEOUT_MS,
      // A body may pause, but never for longer than the headers may take.
      totalTimeoutMs: Math.max(DEFAULT_FETCH_LIMITS.totalTimeoutMs, 2 * config.UPSTREAM_TIMEOUT_MS),
    },
  });
}

function toAuth(config: Config): GitHubAuth | null {
  const { GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY, GITHUB_APP_INSTALLATION_ID } = config;
  if (config.GITHUB_TOKEN !== undefined) return { token: config.GITHUB_TOKEN };
  if (GITHUB_APP_ID && GITHUB_APP_PRIVATE_KEY && GITHUB_APP_INSTALLATION_ID) {
    return {
      app: { id: GITHUB_APP_ID, privateKey: GITHUB_APP_PRIVATE_KEY, installationId: GITHUB_APP_INSTALLATION_ID },
    };
  }
  return null;
}

/** Loaded only where a collector is named, since the SDK would make every start slower. */
async function openTelemetry(config: Config): Promise<Telemetry | undefined> {
  if (config.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return undefined;
  const { startTelemetry } = await import('./telemetry/open-telemetry.ts');
  return startTelemetry({
    endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
    serviceName: config.OTEL_SERVICE_NAME,
    sampler: config.OTEL_TRACES_SAMPLER,
    samplerRatio: config.OTEL_TRACES_SAMPLER_ARG,
    metricIntervalMs: config.OTEL_METRIC_EXPORT_INTERVAL,
  });
}

async function redisOf({ REDIS_URL }: Config): Promise<RedisOpener | null> {
  if (REDIS_URL === undefined) return null;
  const { redisAt } = await import('./net/redis-tier.ts');
  return redisAt(REDIS_URL);
}

function servingReason(registry: LiveRegistry): string {
  const { length } = registry.current.groups;
  return `serving ${length} ${length === 1 ? 'group' : 'groups'}`;
}

/** Links in answers of the command line lead to where the server would listen. */
function offlineRequest({ PUBLIC_URL, HOST, PORT }: Config): RequestInfo {
  return { baseUrl: PUBLIC_URL ?? `http://${HOST}:${PORT}`, budget: null };
}

function createPorts(registry: LiveRegistry, sources: Sources, cache: UpstreamCache, clock: Clock): GraphPorts {
  const initiativeSource = createLookup(sources.initiatives);
  const meetingSource = createLookup(sources.meetings);
  const view = createViewCache(registry);
  return {
    registry: view,
    initiatives: (feed) => {
      const answers = initiativeSource(feed.source).initiatives([feed]);
      return answers instanceof Promise ? answers.then((map) => answerOf(map, feed.id)) : answerOf(answers, feed.id);
    },
    initiativeDetails: (sourceName, nodeIds) => initiativeSource(sourceName).details(nodeIds),
    knownDetails: (sourceName, nodeId) => initiativeSource(sourceName).knownDetails(nodeId),
    labels: (feed) => initiativeSource(feed.source).labels?.(feed) ?? null,
    occurrences: (feed, window) => meetingSource(feed.source).occurrences(feed, window),
    series: (feed) => meetingSource(feed.source).series(feed),
    sources: () => listSources(registry, { initiativeSource, meetingSource }, cache),
    budgets: () => sources.initiatives.flatMap((source) => source.budgets?.() ?? []),
    rules: loadOnce(() => import('./rules/evaluate.ts')),
    versions: createSourceVersions(registry, view, cache),
    clock,
  };
}

/** @returns what gives the module: at once where it was loaded */
function loadOnce<T>(load: () => Promise<T>): () => MaybePromise<T> {
  let loaded: T | null = null;
  return () => loaded ?? load().then((module) => (loaded = module));
}

function answerOf<T>(answers: ReadonlyMap<string, Answer<T>>, id: string): Answer<T> {
  const answer = answers.get(id);
  if (answer === undefined) throw new Error(`A source must answer every feed, but left out "${id}".`);
  return answer;
}

function createLookup<S extends Source>(sources: readonly S[]): (name: string) => S {
  const byName = new Map(sources.map((source) => [source.name, source]));
  return (name) => {
    const source = byName.get(name);
    if (source === undefined)
      throw new Error(`The registry names the source "${name}", which the gateway does not have.`);
    return source;
  };
}

/** The indexes of the registry are built once a version. */
function createViewCache(registry: LiveRegistry): () => RegistryView {
  let view: RegistryView | null = null;
  return () => {
    if (view?.record !== registry.current) view = new RegistryView(registry.current);
    return view;
  };
}

interface Lookups {
  readonly initiativeSource: (name: string) => InitiativeSource;
  readonly meetingSource: (name: string) => MeetingSource;
}

function listSources(registry: LiveRegistry, lookups: Lookups, cache: UpstreamCache): readonly SourceStatus[] {
  const { initiativeFeeds, meetingFeeds } = registry.current;
  return [
    ...registry.statuses(),
    ...initiativeFeeds.map((feed: InitiativeFeedRef) => {
      const source = lookups.initiativeSource(feed.source);
      return toStatus(source, source.describe(feed), cache);
    }),
    ...meetingFeeds.map((feed: MeetingFeedRef) => {
      const source = lookups.meetingSource(feed.source);
      return toStatus(source, source.describe(feed), cache);
    }),
  ];
}

function toStatus(source: Source, description: SourceDescription, cache: UpstreamCache): SourceStatus {
  const status = cache.status(description.id);
  return {
    state: 'UNREAD',
    lastSuccessAt: null,
    lastErrorAt: null,
    lastError: null,
    nextRefreshAt: null,
    etag: null,
    ...status,
    ...description,
    revision: source.revision(description.id),
    diagnostics: source.diagnostics(description.id),
  };
}

const QUERIES_DIR = path.join(import.meta.dirname, '../examples/queries');

/** @returns the example queries as one document, the first of them first, for the explorers to open on. */
export function readExampleQueries(): string {
  return readdirSync(QUERIES_DIR)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(path.join(QUERIES_DIR, name), 'utf8').trim())
    .join('\n\n');
}
