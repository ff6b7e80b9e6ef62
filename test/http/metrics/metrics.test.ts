import { afterEach, expect, test } from 'vitest';
import { INITIATIVE_SOURCE } from '../../support/synthetic-community.ts';
import { post, startTestServer, type TestServer } from '../support/test-server.ts';

let subject: TestServer;
afterEach(() => subject.server.close());

async function readMetrics(): Promise<string> {
  const response = await subject.server.inject('/metrics');
  expect(response.headers['content-type']).toMatch(/^text\/plain/u);
  return response.body;
}

test('counts answers by where they came from', async () => {
  subject = await startTestServer();
  await subject.server.inject(post('{ groups { totalCount } }'));
  await subject.server.inject(post('{ groups { totalCount } }'));
  await subject.server.inject(post('{ person(login: "lead-0-0") { avatarUrl(size: 9999) } }'));
  await subject.server.inject(post('{ nothing }'));
  const metrics = await readMetrics();
  expect(metrics).toContain('graphql_answers_total{origin="executed"} 1');
  expect(metrics).toContain('graphql_answers_total{origin="fresh"} 1');
  expect(metrics).toContain('graphql_answers_total{origin="uncached"} 2');
});

test('tells age and state of every source', async () => {
  subject = await startTestServer();
  subject.clock.nowMs += 90_000;
  const metrics = await readMetrics();
  expect(metrics).toContain(`source_age_seconds{source="${INITIATIVE_SOURCE}",kind="GITHUB"} 90`);
  expect(metrics).toContain(`source_state{source="${INITIATIVE_SOURCE}",state="FRESH"} 1`);
});

test('has one series a route, whatever addresses clients ask for', async () => {
  subject = await startTestServer();
  for (let index = 0; index < 20; index += 1)
    await subject.server.inject(`/no-such-page-${index}?token=secret${index}`);
  const metrics = await readMetrics();
  expect(metrics).not.toContain('no-such-page');
  expect(metrics).not.toContain('secret');
  expect(metrics).toMatch(/http_request_duration_seconds_count\{method="GET",route="none",status="404"\} 20/u);
});

test('counts reads by tier, and requests by host and outcome', async () => {
  subject = await startTestServer({
    upstreams: {
      reads: () => ({ memory: 5, stored: 1 }),
      requests: () => [{ host: 'calendar.example.org', outcome: '2xx', count: 3 }],
    },
  });
  for (let time = 0; time < 2; time += 1) {
    const metrics = await readMetrics();
    expect(metrics).toContain('source_reads_total{tier="memory"} 5');
    expect(metrics).toContain('upstream_requests_total{host="calendar.example.org",outcome="2xx"} 3');
  }
});
