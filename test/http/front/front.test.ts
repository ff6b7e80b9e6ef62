/**
 * What the front answers is what Fastify answers: the same request, put to Fastify without a socket, gets the same
 * status, the same headers and the same bytes.
 */
import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Front } from '../../../src/http/front/front.ts';
import type { ServerOptions } from '../../../src/http/server.ts';
import { INITIATIVE_SOURCE, meetingSource } from '../../support/synthetic-community.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const SMALL_QUERY = '{ group(slug: "group-0") { name nextMeeting { startsAt } feeds { ics } } }';
const LARGE_QUERY = '{ groups { nodes { slug name mission feeds { ics } meetings { nodes { title startsAt } } } } }';
const NON_ASCII = '{ search(query: "Grüße 😀") { groupCount } }';
const PERSONAL = `${LARGE_QUERY.slice(0, -1)} rateLimit { cost remaining resetAt } }`;
const BROKEN = '{ groups(first: -1) { totalCount } }';

interface Question {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

let subject: TestServer;
const reachedFastify = vi.spyOn(Front.prototype, 'bodyOf');
afterEach(() => subject.server.close());

async function start(options: Partial<ServerOptions> = {}): Promise<void> {
  subject = await startTestServer(options);
  await subject.server.listen({ host: '127.0.0.1', port: 0 });
}

const port = (): number => (subject.server.server.address() as AddressInfo).port;

/** Over a socket, so that the front sees it. */
async function ask({ method, path, headers, body }: Question): Promise<Reply> {
  const request = httpRequest({ host: '127.0.0.1', port: port(), method, path, headers, agent: false });
  request.end(body);
  const [response] = await once(request, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: comparable(response.headers), body: toText(Buffer.concat(chunks)) };
}

async function askFastify({ method, path, headers, body }: Question): Promise<Reply> {
  const request: InjectOptions = { method, url: path, headers, ...(body === undefined ? {} : { payload: body }) };
  const response = await subject.server.inject(request);
  const { statusCode: status, rawPayload } = response;
  return { status, headers: comparable(response.headers as IncomingHttpHeaders), body: toText(rawPayload) };
}

/** Any byte is one character. The page of the explorer has another nonce each time. */
function toText(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll(/[\da-f]{64}/gu, 'NONCE');
}

/** Without what belongs to the connection. */
function comparable(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const { date: _date, connection: _connection, 'keep-alive': _keepAlive, ...rest } = headers;
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
}

/** @returns the reply, and whether the front gave it */
async function askNoting(question: Question): Promise<{ readonly reply: Reply; readonly byFront: boolean }> {
  const before = reachedFastify.mock.calls.length;
  const reply = await ask(question);
  return { reply, byFront: reachedFastify.mock.calls.length === before };
}

/** Asked once to be executed, once to be answered from memory by Fastify; then the front may answer. */
async function warm(question: Question): Promise<void> {
  await ask(question);
  await ask(question);
}

const post = (query: string, headers: Readonly<Record<string, string>> = {}): Question => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query }),
});
const get = (query: string, headers: Readonly<Record<string, string>> = {}): Question => ({
  method: 'GET',
  path: `/graphql?query=${encodeURIComponent(query)}`,
  headers,
});

/** What a client may send, none included. */
const HEADERS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  host: ['graph.example', 'other.example:8080', "evil.example'", 'a,evil.example'],
  accept: [undefined, '*/*', 'application/graphql-response+json', 'text/html', 'image/png', ''],
  'accept-encoding': [undefined, 'br', 'gzip', 'zstd', 'gzip;q=0.5, br;q=0', '*', ''],
  origin: [undefined, 'https://tags.example', 'https://other.example', 'null'],
  'content-type': ['application/json', 'application/json; charset=utf-8', 'text/plain', undefined],
  'x-forwarded-host': [undefined, 'proxy.example', 'first.example, last.example'],
  'x-forwarded-proto': [undefined, 'https', 'http'],
};

type Choice = Readonly<Record<string, string | undefined>>;

const SIMPLE: Choice = Object.fromEntries(Object.entries(HEADERS).map(([name, [first]]) => [name, first]));

const headers: fc.Arbitrary<Choice> = fc.record(
  Object.fromEntries(Object.entries(HEADERS).map(([name, values]) => [name, fc.constantFrom(...values)])),
);

const questions = fc
  .record({
    method: fc.constantFrom('GET' as const, 'HEAD' as const, 'POST' as const),
    query: fc.constantFrom(SMALL_QUERY, LARGE_QUERY, PERSONAL, NON_ASCII, BROKEN),
    headers,
  })
  .map(({ method, query, headers }) => {
    const question = method === 'POST' ? post(query) : { ...get(query), method };
    return { ...question, headers: given(headers) };
  });

/** Every two questions that differ in one header. */
const neighbours = Object.entries(HEADERS).flatMap(([name, values]) =>
  values.flatMap((from) =>
    values.map((to) =>
      [from, to].map((value) => ({ ...post(LARGE_QUERY), headers: given({ ...SIMPLE, [name]: value }) })),
    ),
  ),
);

function given(choice: Choice): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(choice).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

const SETTINGS: readonly Partial<ServerOptions>[] = [
  {},
  { publicUrl: undefined, trustProxy: true, corsOrigins: ['https://tags.example'] },
  { publicUrl: undefined, trustProxy: 1 },
];

describe('answers as Fastify does', () => {
  test.each(SETTINGS)('whatever is asked: %o', async (options) => {
    await start(options);
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        await warm(question);
        const { reply, byFront } = await askNoting(question);
        if (byFront) answered += 1;
        expect(reply).toEqual(await askFastify(question));
        const etag = reply.headers['etag'];
        if (etag === undefined) return;
        for (const validator of [etag, `"other", W/${etag}`, '*', '"other"']) {
          for (const name of ['if-none-match', 'if-match']) {
            const conditional = { ...question, headers: { ...question.headers, [name]: validator } };
            expect(await ask(conditional)).toEqual(await askFastify(conditional));
          }
        }
      }),
      { numRuns: 40 },
    );
    expect(answered).toBeGreaterThan(0);
  });

  test.each(SETTINGS)('where only one header is another: %o', async (options) => {
    await start(options);
    for (const [known, question] of neighbours) {
      if (known === undefined || question === undefined) continue;
      await warm(known);
      expect(await ask(question)).toEqual(await askFastify(question));
    }
  });

  test('a body in pieces, and one after the other on one connection', async () => {
    await start();
    const question = post(NON_ASCII);
    await warm(question);
    const { body = '' } = question;
    const bytes = Buffer.from(body);
    const head = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${bytes.length}\r\n\r\n`;
    const socket = connect(port(), '127.0.0.1');
    for (let round = 0; round < 3; round += 1) {
      socket.write(head);
      for (const byte of bytes) socket.write(Buffer.of(byte));
    }
    let received = '';
    for await (const chunk of socket) {
      received += chunk;
      if (received.split('"groupCount":0').length === 4) break;
    }
    expect(received.match(/HTTP\/1\.1 200 OK/gu)).toHaveLength(3);
    socket.destroy();
  });
});

describe('what it lets through to Fastify', () => {
  test('an answer that no longer holds', async () => {
    await start();
    const question = get(LARGE_QUERY);
    await warm(question);
    expect((await askNoting(question)).byFront).toBe(true);
    subject.community.refresh(meetingSource(0));
    expect((await askNoting(question)).byFront).toBe(false);
    await ask(question);
    expect((await askNoting(question)).byFront).toBe(true);
    subject.community.refresh(INITIATIVE_SOURCE);
    expect((await askNoting(question)).byFront).toBe(true);
  });

  test('an answer that time has changed', async () => {
    await start();
    const question = post(SMALL_QUERY);
    await warm(question);
    subject.clock.nowMs = Date.parse('2026-11-16T09:30:00Z');
    const { reply, byFront } = await askNoting(question);
    expect([byFront, JSON.parse(reply.body).data.group.nextMeeting.startsAt]).toEqual([false, '2026-11-23T08:00:00Z']);
  });

  test.each<[string, Partial<Question>, number]>([
    ['a body of another type', { headers: { 'content-type': 'text/plain' } }, 415],
    ['a body of no type', { headers: {} }, 415],
    ['another path', { path: '/graphql/' }, 404],
    ['another method', { method: 'PUT' as 'POST' }, 405],
    [
      'a body of unknown length',
      { headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' } },
      200,
    ],
  ])('%s', async (_name, changes, status) => {
    await start();
    const question = post(SMALL_QUERY);
    await warm(question);
    await warm({ ...question, ...changes });
    expect((await ask({ ...question, ...changes })).status).toBe(status);
  });

  test('a body that is too large, without reading it', async () => {
    await start({ maxBodyBytes: 1000 });
    const socket = connect(port(), '127.0.0.1');
    socket.write('POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 1001\r\n\r\n');
    const [chunk] = await once(socket, 'data');
    expect(String(chunk)).toMatch(/^HTTP\/1\.1 413 /u);
    socket.destroy();
  });

  test.each([
    ['two lengths', 'content-length: 30\r\ncontent-length: 40\r\n'],
    ['a length and chunks', 'content-length: 5\r\ntransfer-encoding: chunked\r\n'],
    ['a length that is none', 'content-length: +30\r\n'],
  ])('a request with %s is refused, and what follows it is not read as another', async (_name, headers) => {
    await start();
    await warm(get(SMALL_QUERY));
    const smuggled = `GET /graphql?query=${encodeURIComponent(SMALL_QUERY)} HTTP/1.1\r\nhost: a\r\n\r\n`;
    const socket = connect(port(), '127.0.0.1');
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${headers}\r\n0\r\n\r\n${smuggled}`,
    );
    let received = '';
    for await (const chunk of socket) received += chunk;
    expect(received).toMatch(/^HTTP\/1\.1 400 /u);
    expect(received).not.toContain('200 OK');
  });

  test('everything, once the server is closing', async () => {
    await start();
    const question = get(SMALL_QUERY);
    await warm(question);
    const socket = connect(port(), '127.0.0.1');
    // Half of a request keeps the connection from being idle.
    socket.write(`GET ${question.path} HTTP/1.1\r\n`);
    await once(socket, 'connect');
    await ask(question);
    const closed = subject.server.close();
    await new Promise((resolve) => setImmediate(resolve));
    socket.write('host: a\r\n\r\n');
    let received = '';
    for await (const chunk of socket) received += chunk;
    expect(received).toMatch(/^HTTP\/1\.1 503 /u);
    await closed;
  });
});

test('counts what it answers as Fastify does, and logs it for those who debug', async () => {
  await start();
  const question = get(SMALL_QUERY, { host: 'graph.example' });
  await warm(question);
  await askFastify(question);
  const linesOf = (text: string) =>
    subject.logLines
      .map((line) => JSON.parse(line))
      .filter(({ msg }) => msg === text)
      .map(({ time: _time, level: _level, reqId: _id, responseTime: _responseTime, ...line }) => line);
  const count = async (): Promise<string> => (await subject.server.inject('/metrics')).body;
  const before = linesOf('request completed').length;
  expect((await askNoting(question)).byFront).toBe(true);
  await expect.poll(() => linesOf('request completed')).toHaveLength(before + 1);
  const [, fromFastify, fromFront] = linesOf('incoming request').slice(-3);
  expect({ ...fromFront, req: { ...fromFront.req, remotePort: null } }).toEqual({
    ...fromFastify,
    req: { ...fromFastify.req, remotePort: null },
  });
  expect(linesOf('request completed').at(-1)).toEqual(linesOf('request completed').at(-2));
  expect(subject.logLines.map((line) => JSON.parse(line).level).slice(-2)).toEqual([20, 20]);
  const metrics = await count();
  expect(metrics).toContain('graphql_answers_total{origin="fresh"} 3');
  expect(metrics).toContain('http_request_duration_seconds_count{method="GET",route="/graphql",status="200"} 4');
});

test.each([
  [true, '203.0.113.7, 10.0.0.1', 'a.example, b.example', 'b.example 203.0.113.7'],
  [true, ', 203.0.113.7', 'b.example', 'b.example 203.0.113.7'],
  [true, '', '', 'c.example 127.0.0.1'],
  [true, ' ', 'b.example', 'b.example 127.0.0.1'],
  [1, 'forged, 203.0.113.7', 'forged, b.example', 'b.example 203.0.113.7'],
  [2, 'forged, 203.0.113.7, 10.0.0.1', 'b.example', 'b.example 203.0.113.7'],
  [2, '203.0.113.7', 'b.example', 'b.example 203.0.113.7'],
  [1, '', '', 'c.example 127.0.0.1'],
])(
  'trusting proxies (%j), tells clients of which they say %j and %j apart in the log, as Fastify does',
  async (trustProxy, client, host, expected) => {
    await start({ trustProxy });
    const headers = { host: 'c.example', 'x-forwarded-for': client, 'x-forwarded-host': host };
    const question = get(SMALL_QUERY, headers);
    await warm(question);
    expect((await askNoting(question)).byFront).toBe(true);
    const requests = subject.logLines
      .map((line) => JSON.parse(line))
      .flatMap(({ req }) => (req === undefined ? [] : [req]));
    expect(requests).toHaveLength(3);
    const seen = requests.map(({ host, remoteAddress }) => `${host} ${remoteAddress}`);
    expect(new Set(seen)).toEqual(new Set([expected]));
  },
);

test('tells each client its own budget', async () => {
  await start({ trustProxy: true, pointsPerMinute: 1000 });
  const from = (client: string): Question =>
    post(PERSONAL, { 'x-forwarded-for': client, 'accept-encoding': 'identity' });
  const remaining = (reply: Reply): number => JSON.parse(reply.body).data.rateLimit.remaining;
  const { cost } = JSON.parse((await ask(from('203.0.113.1'))).body).data.rateLimit;
  await ask(from('203.0.113.2'));
  for (const [client, left] of [
    ['203.0.113.1', 1000 - cost],
    ['203.0.113.2', 1000],
  ] as const) {
    const { reply, byFront } = await askNoting(from(client));
    expect([byFront, remaining(reply)]).toEqual([true, left]);
    expect(reply).toEqual(await askFastify(from(client)));
  }
});
