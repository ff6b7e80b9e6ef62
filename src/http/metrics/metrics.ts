/** `/metrics` in the text format of Prometheus: what was asked, from where it was answered, and how old the sources are. */
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { GraphPorts } from '../../graph/context.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { Tally } from './tally.ts';

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

/** Adds `/metrics`. prom-client is loaded behind the first answer. */
export function addMetrics(server: FastifyInstance, { telemetry, ...measured }: MetricsOptions): Tally {
  const tally = new Tally();
  let opened: Promise<Registry> | null = null;
  const open = (): Promise<Registry> => {
    opened ??= import('./meters.ts').then(({ createMeters }) => createMeters(tally, measured));
    return opened;
  };

  telemetry?.exportMetrics(async () => (await open()).getMetricsAsJSON());
  server.addHook('onResponse', (request, reply, done) => {
    tally.observe(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime);
    void open();
    done();
  });
  server.get('/metrics', async (_request, reply) => {
    const registry = await open();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  return tally;
}
