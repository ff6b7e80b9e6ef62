import { afterEach, expect, test } from 'vitest';
import type { GraphPorts } from '../../src/graph/context.ts';
import { createSyntheticCommunity } from '../support/synthetic-community.ts';
import { post, SMALL, startTestServer, type TestServer } from './support/test-server.ts';

let subject: TestServer;
afterEach(() => subject.server.close());

const SLOW_QUESTION = 'group(slug: "group-0") { nextMeeting { startsAt } }';
const PAGES = [
  '/',
  '/embed',
  '/groups/group-0',
  '/groups/group-0/calendar.ics',
  '/feeds/meetings.ics',
  '/feeds/meetings.json',
  '/feeds/initiatives.atom',
  '/feeds/findings.json',
  '/badges/group-0/next-meeting.svg',
  '/data/v1/index.json',
  '/data/v1/groups/group-0.json',
  '/oembed?url=https%3A%2F%2Fgraph.example%2Fgroups%2Fgroup-0',
];

/** @returns ports whose calendars answer nothing until `open` is called */
function createSlowPorts(): { ports: GraphPorts; open: () => void } {
  const { promise: upstream, resolve: open } = Promise.withResolvers<void>();
  const { ports } = createSyntheticCommunity(SMALL, { now: () => Date.parse('2026-11-16T00:00:00Z') });
  const occurrences: GraphPorts['occurrences'] = async (feed, window) => {
    await upstream;
    return ports.occurrences(feed, window);
  };
  return { ports: { ...ports, occurrences }, open };
}

test('sheds what is more than it executes at once, and answers from memory meanwhile', async () => {
  const { ports, open } = createSlowPorts();
  subject = await startTestServer({ ports, maxConcurrent: 2 });
  const question = (index: number) => post(`query q${index} { ${SLOW_QUESTION} }`);
  await subject.server.inject(post('{ groups { totalCount } }'));

  const waiting = [subject.server.inject(question(1)), subject.server.inject(question(2))];
  // They are begun one after the other.
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  const refused = await subject.server.inject(question(3));
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '1']);
  expect(refused.json().errors[0].extensions.code).toBe('OVERLOADED');
  expect((await subject.server.inject(post('{ groups { totalCount } }'))).statusCode).toBe(200);
  // Whoever asks what is being executed waits for it.
  const joined = subject.server.inject(question(1));

  open();
  const done = await Promise.all([...waiting, joined]);
  expect(done.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  expect((await subject.server.inject(question(3))).statusCode).toBe(200);
});

test('sheds a question as soon as its body is there, and nothing that is at hand', async () => {
  const { ports, open } = createSlowPorts();
  subject = await startTestServer({ ports, maxConcurrent: 1 });
  const origin = await subject.server.listen({ host: '127.0.0.1', port: 0 });
  const ask = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const known = { query: '{ groups { totalCount } }' };
  await ask(known);
  const waiting = ask({ query: `{ ${SLOW_QUESTION} }` });
  await expect.poll(async () => (await ask({ query: '{ a: __typename }' })).status).toBe(503);

  for (const refused of [
    await ask({ query: '{ b: __typename }' }, { origin: 'https://a.example' }),
    await fetch(`${origin}/graphql?query=${encodeURIComponent('{ c: __typename }')}`),
  ]) {
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('cache-control')]).toEqual([
      503,
      '1',
      'no-store',
    ]);
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    expect(refused.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect((await refused.json()).errors[0].extensions.code).toBe('OVERLOADED');
  }
  // However the same is asked.
  for (const answered of [
    await ask(known),
    await ask({ variables: null, ...known }, { 'accept-encoding': 'identity' }),
    await fetch(`${origin}/graphql?query=${encodeURIComponent(known.query)}`),
  ]) {
    expect([answered.status, await answered.json()]).toEqual([200, { data: { groups: { totalCount: 3 } } }]);
  }
  // What is no question is no execution.
  expect((await ask({ query: 5 })).status).toBe(400);
  expect((await fetch(`${origin}/graphql`, { method: 'PUT' })).status).toBe(405);
  const joined = ask({ query: `{ ${SLOW_QUESTION} }` });
  open();
  expect((await Promise.all([waiting, joined])).map(({ status }) => status)).toEqual([200, 200]);
  const { body } = await subject.server.inject('/metrics');
  expect(body).toMatch(/graphql_answers_total\{origin="shed"\} [3-9]/u);
});

test('sheds pages, feeds, files and badges as it does questions, and charges nobody for it', async () => {
  const { ports, open } = createSlowPorts();
  subject = await startTestServer({ ports, maxConcurrent: 1, pointsPerMinute: 100_000 });
  const atHand = await subject.server.inject({ url: '/feeds/initiatives.json', remoteAddress: '203.0.113.1' });
  const waiting = subject.server.inject(post(`{ ${SLOW_QUESTION} }`));
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));

  for (const url of PAGES) {
    const { statusCode, headers, body } = await subject.server.inject(url);
    expect([statusCode, headers['retry-after'], headers['cache-control']], url).toEqual([503, '1', 'no-store']);
    expect(headers['access-control-allow-origin'], url).toBe('*');
    expect(body, url).toBe('The gateway is busy.\n');
  }
  // What needs no execution is answered.
  for (const url of ['/assets/pages.css', '/data/v1/schema.json', '/livez']) {
    expect((await subject.server.inject(url)).statusCode, url).toBe(200);
  }
  expect((await subject.server.inject('/feeds/initiatives.json')).body).toBe(atHand.body);
  open();
  expect((await waiting).statusCode).toBe(200);
  const budget = (await subject.server.inject(post('{ rateLimit { remaining } }'))).json().data.rateLimit.remaining;
  expect(budget).toBeGreaterThan(99_900);
  for (const url of PAGES) expect((await subject.server.inject(url)).statusCode, url).toBe(200);
});

test('a page whose client has gone is made for the next one', async () => {
  const { ports, open } = createSlowPorts();
  subject = await startTestServer({ ports });
  const origin = await subject.server.listen({ host: '127.0.0.1', port: 0 });
  const gone = new AbortController();
  const first = fetch(`${origin}/groups/group-0`, { signal: gone.signal });
  await expect.poll(() => subject.logLines.some((line) => line.includes('/groups/group-0'))).toBe(true);
  const second = fetch(`${origin}/groups/group-0`);
  gone.abort();
  await expect(first).rejects.toThrow();
  open();
  expect((await second).status).toBe(200);
  expect((await fetch(`${origin}/groups/group-0`)).status).toBe(200);
});
