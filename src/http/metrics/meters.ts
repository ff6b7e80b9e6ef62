/** What is measured, as prom-client tells it: see {@link addMetrics}. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { GraphPorts } from '../../graph/context.ts';
import type { MetricsOptions, UpstreamCounts } from './metrics.ts';
import type { Tally } from './tally.ts';

/** Each has a registry of its own, so that several servers can live in one process. */
export function createMeters(
  tally: Tally,
  { ports, upstreams }: Pick<MetricsOptions, 'ports' | 'upstreams'>,
): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2, 10],
    registers,
    collect: () => takeRequests(),
  });
  const takeRequests = (): void => {
    for (const { labels, seconds } of tally.takeRequests()) {
      const series = requests.labels(labels);
      for (const duration of seconds) series.observe(duration);
    }
  };
  tally.whenFull(takeRequests);
  new Counter({
    name: 'graphql_answers_total',
    help: 'Answers by origin: fresh and stale from finished bytes, executed, uncached because nobody else may have them, or shed because there was too much to do.',
    labelNames: ['origin'],
    registers,
    collect() {
      this.reset();
      for (const [origin, count] of tally.answers) this.inc({ origin }, count);
    },
  });
  addSourceGauges(registers, ports);
  if (upstreams !== undefined) addUpstreamCounters(registers, upstreams);
  return registry;
}

function addSourceGauges(registers: Registry[], ports: GraphPorts): void {
  new Gauge({
    name: 'source_age_seconds',
    help: 'Seconds since the source was last read or confirmed; absent where it never was.',
    labelNames: ['source', 'kind'],
    registers,
    collect() {
      this.reset();
      for (const { id, kind, lastSuccessAt } of ports.sources()) {
        if (lastSuccessAt === null) continue;
        const ageMs = ports.clock.now() - Date.parse(lastSuccessAt);
        this.set({ source: id, kind }, Math.max(0, Math.round(ageMs / 1000)));
      }
    },
  });
  new Gauge({
    name: 'source_state',
    help: '1 for the state that the source is in.',
    labelNames: ['source', 'state'],
    registers,
    collect() {
      this.reset();
      for (const { id, state } of ports.sources()) this.set({ source: id, state }, 1);
    },
  });
  new Gauge({
    name: 'upstream_budget_remaining',
    help: 'Requests or points that the upstream still allows until its reset.',
    labelNames: ['source'],
    registers,
    collect() {
      this.reset();
      for (const { sourceId, remaining } of ports.budgets()) this.set({ source: sourceId }, remaining);
    },
  });
}

function addUpstreamCounters(registers: Registry[], upstreams: UpstreamCounts): void {
  new Counter({
    name: 'source_reads_total',
    help: 'Reads of sources by the tier that answered: memory, stored (disk or Redis), upstream, or none.',
    labelNames: ['tier'],
    registers,
    collect() {
      this.reset();
      for (const [tier, count] of Object.entries(upstreams.reads())) this.inc({ tier }, count);
    },
  });
  new Counter({
    name: 'upstream_requests_total',
    help: 'Requests to upstreams by host, and by status in hundreds or the code of the failure.',
    labelNames: ['host', 'outcome'],
    registers,
    collect() {
      this.reset();
      for (const { host, outcome, count } of upstreams.requests()) this.inc({ host, outcome }, count);
    },
  });
}
