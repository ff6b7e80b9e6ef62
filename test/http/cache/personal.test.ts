/** An answer that tells the budget of its client is kept as well; each client is told its own. */
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { SplicedGzip } from '../../../src/http/cache/spliced-gzip.ts';
import { anyText } from '../../support/any-text.ts';
import { meetingSource } from '../../support/synthetic-community.ts';
import { post, startTestServer, type TestServer } from '../support/test-server.ts';

const QUERY =
  '{ before: rateLimit { price: cost } groups { nodes { name meetings { nodes { title startsAt } } } } rateLimit { cost limit remaining resetAt } }';
const LIMIT = 1_000_000;

let subject: TestServer;
afterEach(() => subject.server.close());

interface Told {
  readonly cost: number;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: string;
}

async function ask(client = '203.0.113.1', query = QUERY, headers: Readonly<Record<string, string>> = {}) {
  const before = subject.community.asked.count;
  const request = post(query);
  const response = await subject.server.inject({
    ...request,
    remoteAddress: client,
    headers: { ...request.headers, ...headers },
  });
  const isGzip = response.headers['content-encoding'] === 'gzip';
  const body = isGzip ? gunzipSync(response.rawPayload).toString() : response.body;
  // Nothing is left open.
  expect(body).not.toMatch(/blank|-\d{10}/u);
  const { data, errors } = JSON.parse(body);
  const told: Told = data.rateLimit;
  return { data, errors, told, response, isGzip, isExecuted: subject.community.asked.count > before };
}

describe('the budget', () => {
  test('is that of the client, and an answer from memory costs nothing', async () => {
    subject = await startTestServer({ pointsPerMinute: LIMIT });
    const first = await ask();
    const { cost } = first.told;
    expect(cost).toBeGreaterThan(10);
    expect(first.told).toEqual({ cost, limit: LIMIT, remaining: LIMIT - cost, resetAt: '2026-11-16T00:01:00Z' });
    expect(first.data.before).toEqual({ price: cost });

    const second = await ask();
    expect(second.isExecuted).toBe(false);
    expect(second.told).toEqual({ ...first.told, cost: 0 });
    expect(second.data.before).toEqual({ price: 0 });
    expect(second.data.groups).toEqual(first.data.groups);

    const other = await ask('203.0.113.2');
    expect(other.isExecuted).toBe(false);
    expect(other.told).toEqual({ ...first.told, cost: 0, remaining: LIMIT });

    subject.clock.nowMs += 61_000;
    expect((await ask()).told).toEqual({
      cost: 0,
      limit: LIMIT,
      remaining: LIMIT,
      resetAt: '2026-11-16T00:02:01Z',
    });
  });

  test('of all who ask at once is charged to the one whose question is executed', async () => {
    subject = await startTestServer({ pointsPerMinute: LIMIT });
    const answers = await Promise.all(['a', 'b', 'c'].map((host) => ask(`203.0.113.${host.charCodeAt(0)}`)));
    expect(answers.filter(({ told }) => told.cost > 0)).toHaveLength(1);
    for (const { told } of answers) expect(told.remaining).toBe(LIMIT - told.cost);
  });

  test('is spent by executions alone', async () => {
    subject = await startTestServer({ pointsPerMinute: 10_000 });
    const { told } = await ask();
    for (let round = 0; told.remaining - round * told.cost > 0; round += 1) {
      subject.community.refresh(meetingSource(0));
      await subject.server.inject({ ...post(QUERY), remoteAddress: '203.0.113.1' });
    }
    const again = await subject.server.inject({ ...post(`query other ${QUERY}`), remoteAddress: '203.0.113.1' });
    expect([again.statusCode, again.json().errors[0].extensions.code]).toEqual([429, 'RATE_LIMITED']);
    // Whoever has spent it is still answered from memory.
    await ask('203.0.113.2');
    expect((await ask()).told).toMatchObject({ cost: 0, remaining: 0 });
  });

  test('is told beside an error as well', async () => {
    subject = await startTestServer({ pointsPerMinute: LIMIT });
    const { told, errors } = await ask(
      undefined,
      '{ rateLimit { cost remaining } group(slug: "group-0") { meetings(first: -1) { totalCount } } }',
    );
    expect(errors).toHaveLength(1);
    expect(told.remaining).toBe(LIMIT - told.cost);
  });

  test('of the upstreams is told anew each second', async () => {
    subject = await startTestServer();
    const query = '{ groups { nodes { nextMeeting { title } } } rateLimit { upstream { remaining } } }';
    await ask(undefined, query);
    expect((await ask(undefined, query)).isExecuted).toBe(false);
    subject.clock.nowMs += 1000;
    expect((await ask(undefined, query)).isExecuted).toBe(true);
  });
});

describe('the answer', () => {
  test('is kept by nobody else, and is compressed', async () => {
    subject = await startTestServer();
    const plain = await ask();
    expect(plain.response.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(plain.response.headers.etag).toBeUndefined();
    const small = await ask(undefined, undefined, { 'accept-encoding': 'br, gzip' });
    expect(small.isGzip).toBe(true);
    expect(small.response.rawPayload.length * 2).toBeLessThan(plain.response.rawPayload.length);
    expect(small.data.groups).toEqual(plain.data.groups);
    expect((await ask(undefined, undefined, { 'accept-encoding': 'gzip;q=0' })).isGzip).toBe(false);
  });

  test('falls when a source changes', async () => {
    subject = await startTestServer();
    await ask();
    subject.community.refresh(meetingSource(0));
    const { isExecuted, told } = await ask();
    expect([isExecuted, told.cost > 0]).toEqual([true, true]);
  });
});

test('what is spliced is the gzip of the whole text', async () => {
  const text = fc.oneof(anyText(), fc.constant('x'.repeat(100_000)), fc.constant(''));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, fc.string()), { minLength: 1, maxLength: 4 }),
      text,
      async (pairs, last) => {
        const gzip = await SplicedGzip.of([...pairs.map(([part]) => part), last].map((part) => Buffer.from(part)));
        for (const change of ['', 'é😀']) {
          const between = pairs.map(([, inserted]) => inserted + change);
          const whole = pairs.map(([part], index) => part + between[index]).join('') + last;
          expect(gunzipSync(gzip.with(between)).toString()).toBe(Buffer.from(whole).toString());
        }
      },
    ),
  );
});
