/** What a collector receives from a whole gateway: enough to see where time goes, and nothing that is a secret. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { type CountedCommunity, questionOf, startCommunity } from '../survival/support/community.ts';

interface OtlpSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

interface OtlpMetric {
  readonly name: string;
  readonly histogram?: { readonly dataPoints: readonly { readonly count: number }[] };
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const received = new Map<string, string[]>();
const collector = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bodies = received.get(request.url ?? '') ?? [];
  received.set(request.url ?? '', [...bodies, Buffer.concat(chunks).toString()]);
  response.setHeader('content-type', 'application/json').end('{}');
});

let community: CountedCommunity;
const upstreamRequests: IncomingMessage[] = [];

beforeAll(async () => {
  community = await startCommunity();
  community.calendarHandlers.set('alpha', (request, _response, answer) => {
    upstreamRequests.push(request);
    answer();
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await community.close();
  await new Promise((resolve) => collector.close(resolve));
});

function open(endpoint: string, env: Readonly<Record<string, string>> = {}): Promise<Gateway> {
  return createGateway({
    registry: community.registry,
    config: readConfig({ ...community.env('telemetry'), OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...env }),
    log: pino({ level: 'silent' }),
  });
}

const post = (headers: Record<string, string> = {}) => ({
  method: 'POST' as const,
  url: '/graphql?token=secret-in-query',
  headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7', ...headers },
  payload: JSON.stringify({ query: questionOf('alpha'), variables: { who: 'ann@example.org' } }),
});

const spans = (): OtlpSpan[] =>
  (received.get('/v1/traces') ?? []).flatMap((body) =>
    JSON.parse(body).resourceSpans.flatMap((resource: { scopeSpans: { spans: OtlpSpan[] }[] }) =>
      resource.scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
const attribute = ({ attributes }: OtlpSpan, name: string): unknown => {
  const value = attributes.find(({ key }) => key === name)?.value;
  return value === undefined ? undefined : Object.values(value)[0];
};

test('a request is a trace, down to its upstreams, without a secret', async () => {
  const gateway = await open(`http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
  const server = await gateway.createServer();
  const answer = await server.inject(post({ traceparent: `00-${TRACE}-00f067aa0ba902b7-01` }));
  expect(answer.statusCode).toBe(200);
  await server.inject(post());
  await gateway.close();

  const request = spans().find(({ traceId, name }) => traceId === TRACE && name === 'POST /graphql');
  expect(request?.parentSpanId).toBe('00f067aa0ba902b7');
  const own = spans().filter(({ traceId }) => traceId === TRACE);
  const childrenOf = (parent: OtlpSpan | undefined): OtlpSpan[] =>
    own.filter(({ parentSpanId }) => parentSpanId === parent?.spanId);
  expect(childrenOf(request).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['graphql.parse', 'graphql.validate', 'graphql.execute']),
  );
  const fetches = own.filter((span) => attribute(span, 'server.address') === '127.0.0.1');
  expect(fetches.map((span) => attribute(span, 'http.response.status_code'))).toEqual([200, 200]);
  const rooted = (span: OtlpSpan): boolean =>
    span.spanId === request?.spanId || own.some((other) => other.spanId === span.parentSpanId && rooted(other));
  expect(own.filter((span) => !rooted(span)).map(({ name }) => name)).toEqual([]);
  expect(own.map((span) => attribute(span, 'cache.tier')).filter(Boolean)).toEqual(['upstream', 'upstream']);
  expect(upstreamRequests[0]?.headers['traceparent']).toMatch(`00-${TRACE}-`);

  const metrics = (received.get('/v1/metrics') ?? []).flatMap((body): OtlpMetric[] =>
    JSON.parse(body).resourceMetrics.flatMap((resource: { scopeMetrics: { metrics: OtlpMetric[] }[] }) =>
      resource.scopeMetrics.flatMap((scope) => scope.metrics),
    ),
  );
  const durations = metrics.find(({ name }) => name === 'http_request_duration_seconds');
  expect(Number(durations?.histogram?.dataPoints[0]?.count)).toBeGreaterThan(0);
  expect(metrics.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['graphql_answers_total', 'source_age_seconds']),
  );

  const everything = [...received.values()].flat().join();
  expect(everything).toContain('"community-graph"');
  expect(everything).not.toMatch(/secret-in-query|ann@example|ghp_survival|203\.0\.113|\.ics|nextMeeting|totalCount/u);
});

test('samples as it is told', async () => {
  received.clear();
  const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const gateway = await open(endpoint, { OTEL_TRACES_SAMPLER: 'always_off' });
  const server = await gateway.createServer();
  await server.inject(post());
  await gateway.close();
  expect(spans()).toEqual([]);
});

test('a collector that is away or hangs does not hurt', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  for (const port of [1, (silent.address() as AddressInfo).port]) {
    const gateway = await open(`http://127.0.0.1:${port}`);
    const server = await gateway.createServer();
    expect((await server.inject(post())).statusCode).toBe(200);
    const startedAt = performance.now();
    await gateway.close();
    expect(performance.now() - startedAt).toBeLessThan(4000);
  }
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
});
