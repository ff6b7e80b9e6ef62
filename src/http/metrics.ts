/** `/metrics` in the text format of Prometheus: what was asked, from where it was answered, and how old the sources are. */
import type { FastifyInstance } from 'fastify';
import type { GraphPorts } from '../graph/context.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Meters } from './meters.ts';

/** Where an answer came from: finished bytes, the same once more while they are made anew, an execution; `shed`: there was none. */
export type AnswerOrigin = 'fresh' | 'stale' | 'executed' | 'uncached' | 'shed';

export interface Metrics {
  /** A GraphQL request was answered. */
  countAnswer(origin: AnswerOrigin): void;
  /** A request was answered, of whatever kind. @param route never the address: a client cannot make this grow */
  observe(method: string, route: string, status: number, durationMs: number): void;
}

/** What was asked of the upstreams and of the cache before them, since the start. */
export interface UpstreamCounts {
  /** Reads of sources by the tier of the cache that answered them. */
  reads(): Readonly<Record<string, number>>;
  requests(): readonly { readonly host: string; readonly outcome: string; readonly count: number }[];
}

export interface MetricsOptions {
  readonly ports: GraphPorts;
  readonly upstreams?: UpstreamCounts | undefined;
  readonly telemetry?: Telemetry | undefined;
}

/** Adds `/metrics`. prom-client is loaded behind the first answer, and told then of what was counted before. */
export function addMetrics(server: FastifyInstance, { telemetry, ...measured }: MetricsOptions): Metrics {
  const untold: ((meters: Meters) => void)[] = [];
  let meters: Meters | null = null;
  let opened: Promise<Meters> | null = null;
  const open = (): Promise<Meters> => {
    opened ??= openMeters();
    return opened;
  };
  async function openMeters(): Promise<Meters> {
    const { createMeters } = await import('./meters.ts');
    meters = createMeters(measured);
    for (const tell of untold.splice(0)) tell(meters);
    return meters;
  }

  telemetry?.exportMetrics(async () => (await open()).registry.getMetricsAsJSON());
  const metrics: Metrics = {
    countAnswer(origin) {
      if (meters === null) untold.push((later) => later.countAnswer(origin));
      else meters.countAnswer(origin);
    },
    observe(method, route, status, durationMs) {
      if (meters !== null) return meters.observe(method, route, status, durationMs);
      untold.push((later) => later.observe(method, route, status, durationMs));
      void open();
    },
  };
  server.addHook('onResponse', (request, reply, done) => {
    metrics.observe(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime);
    done();
  });
  server.get('/metrics', async (_request, reply) => {
    const { registry } = await open();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  return metrics;
}
