/** Every metric that the dashboard names is told by `/metrics`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { post, startTestServer, type TestServer } from '../http/support/test-server.ts';

const FILE = path.join(import.meta.dirname, '../../examples/deploy/grafana-dashboard.json');
const dashboard = z
  .object({
    panels: z.array(
      z.object({ id: z.int(), title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) }),
    ),
  })
  .parse(JSON.parse(readFileSync(FILE, 'utf8')));

/** Functions and keywords of PromQL, and its labels, are no metrics. */
const METRIC = /\b[a-z]\w+(?=\{)/gu;

let subject: TestServer;
let known: ReadonlyMap<string, ReadonlySet<string>>;
beforeAll(async () => {
  subject = await startTestServer({
    upstreams: {
      reads: () => ({ memory: 1 }),
      requests: () => [{ host: 'calendar.example.org', outcome: '2xx', count: 1 }],
    },
  });
  await subject.server.inject(post('{ groups { totalCount initiatives: nodes { initiatives { totalCount } } } }'));
  const { body } = await subject.server.inject('/metrics');
  const samples = [...body.matchAll(/^(\w+)(?:\{(.*)\})? /gmu)];
  known = new Map(
    samples.map(([, name = '', labels = '']) => [
      name,
      new Set([...labels.matchAll(/(\w+)="/gu)].map(([, label = '']) => label)),
    ]),
  );
  // Only where an upstream has told one.
  for (const [, name = ''] of body.matchAll(/^# TYPE (\w+) gauge$/gmu))
    if (!known.has(name)) known = new Map([...known, [name, new Set(['source'])]]);
});
afterAll(() => subject.server.close());

test.each(dashboard.panels)('$title', ({ targets }) => {
  for (const { expr } of targets) {
    const metrics = expr.match(METRIC) ?? [];
    expect(metrics.length, expr).toBeGreaterThan(0);
    expect(metrics.filter((name) => !known.has(name))).toEqual([]);
    const grouped = [...expr.matchAll(/\bby \(([^)]+)\)/gu)].flatMap(([, labels = '']) => labels.split(', '));
    const labels = new Set(metrics.flatMap((name) => [...(known.get(name) ?? [])]));
    expect(
      grouped.filter((label) => !labels.has(label)),
      expr,
    ).toEqual([]);
  }
});

test('the panels have ids of their own', () => {
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});
