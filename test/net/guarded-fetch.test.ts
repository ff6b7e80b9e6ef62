import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { SourceError } from '../../src/errors.ts';
import { parseAllowList } from '../../src/net/allow-list.ts';
import { createGuardedFetch, type FetchLimits, type GuardedFetch } from '../../src/net/guarded-fetch.ts';
import type { Resolve } from '../../src/net/resolve-with-system.ts';
import { countOnlyRunningTime } from '../support/count-only-running-time.ts';
import { startUpstream, type UpstreamServer } from './support/upstream-server.ts';

countOnlyRunningTime();

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(listener: RequestListener): Promise<UpstreamServer> {
  const server = await startUpstream(listener);
  closers.push(server.close);
  return server;
}

/** A server below HTTP, for answers that no HTTP library would send. */
async function serveRaw(answer: (socket: Socket) => void): Promise<string> {
  const server: Server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Names that the tests resolve; everything else does not exist. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'feeds.example': ['127.0.0.1'],
  'other.example': ['127.0.0.1'],
  'private.example': ['10.0.0.1'],
  'metadata.example': ['169.254.169.254'],
  'mixed.example': ['93.184.215.14', '192.168.0.1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'nowhere.example': [],
  localhost: ['127.0.0.1'],
};
const resolve: Resolve = async (hostname) => {
  const addresses = NAMES[hostname];
  if (addresses === undefined) throw Object.assign(new Error(`getaddrinfo ${hostname}`), { code: 'ENOTFOUND' });
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};

function open(options: {
  allow?: string;
  limits?: Partial<FetchLimits>;
  routes?: ReadonlyMap<string, string>;
  resolve?: Resolve;
}): GuardedFetch {
  const { allowList, problems } = parseAllowList(options.allow ?? '');
  expect(problems).toEqual([]);
  const fetch = createGuardedFetch({ resolve, ...options, allowList });
  closers.push(fetch.close);
  return fetch;
}

const openLoopback = (limits: Partial<FetchLimits> = {}): GuardedFetch => open({ allow: '127.0.0.0/8', limits });

/** The error of a fetch, headers and body. Anything but a SourceError fails the test. */
async function errorOf(answer: Promise<Response>): Promise<SourceError> {
  try {
    await (await answer).arrayBuffer();
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
  throw new Error('expected an error');
}

const echo = (request: IncomingMessage, response: ServerResponse): void => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
  });
};

describe('what may be fetched', () => {
  test.each([
    ['file:', 'file:///etc/passwd'],
    ['ftp:', 'ftp://feeds.example/x'],
    ['data:', 'data:text/plain,x'],
    ['javascript:', 'javascript:alert(1)'],
    ['blob:', 'blob:https://feeds.example/x'],
    ['no URL', '//feeds.example/x'],
    ['loopback', 'http://127.0.0.1/'],
    ['loopback in decimal', 'http://2130706433/'],
    ['loopback in octal', 'http://0177.0.0.1/'],
    ['loopback in hexadecimal', 'http://0x7f.0x0.0x0.0x1/'],
    ['loopback, short', 'http://127.1/'],
    ['loopback in full-width digits', 'http://１２７.0.0.1/'],
    ['unspecified', 'http://0/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['IPv4-mapped loopback', 'http://[::ffff:127.0.0.1]/'],
    ['NAT64 of loopback', 'http://[64:ff9b::7f00:1]/'],
    ['metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['a private address by name', 'https://private.example/'],
    ['metadata by name', 'http://metadata.example/'],
    ['one private address among public ones', 'http://mixed.example/'],
    ['an IPv4-mapped address by name', 'http://mapped.example/'],
    ['user info that looks like a host', 'http://feeds.example@127.0.0.1/'],
  ])('not %s', async (_what, url) => {
    const error = await errorOf(open({})(url));
    expect(error.code).toBe('UPSTREAM_REFUSED_ADDRESS');
  });

  test('an allowed host, on its port only', async () => {
    const server = await serve(echo);
    const fetch = open({ allow: `feeds.example:${server.port}` });
    expect((await fetch(`http://feeds.example:${server.port}/`)).status).toBe(200);
    expect((await errorOf(fetch(`http://other.example:${server.port}/`))).code).toBe('UPSTREAM_REFUSED_ADDRESS');
    expect((await errorOf(fetch(`http://127.0.0.1:${server.port}/`))).code).toBe('UPSTREAM_REFUSED_ADDRESS');
    expect((await errorOf(fetch('http://feeds.example:1/'))).code).toBe('UPSTREAM_REFUSED_ADDRESS');
  });

  test('the address that was checked is the one that is connected to', async () => {
    const server = await serve((_request, response) => response.end('public'));
    let resolutions = 0;
    const fetch = open({
      allow: '127.0.0.1',
      // A rebinding name server answers something else the second time.
      resolve: async () => {
        resolutions += 1;
        return [{ address: resolutions === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
      },
    });
    expect(await (await fetch(`http://rebind.example:${server.port}/`)).text()).toBe('public');
    expect(resolutions).toBe(1);
  });

  test('no message tells more than the host', async () => {
    const secret = 'http://user:passw0rd@private.example/private-0123/basic.ics?pwd=s3cret';
    for (const url of [secret, secret.replace('private.example', 'unknown.example'), secret.replace('http:', 'ftp:')]) {
      const error = await errorOf(open({})(url));
      expect(error.message).not.toMatch(/passw0rd|private-0123|s3cret|user|10\.0\.0\.1/u);
    }
  });
});

describe('redirects', () => {
  test.each([
    ['a private address', 'http://10.0.0.1/'],
    ['a private host', 'http://private.example/'],
    ['metadata', 'http://169.254.169.254/'],
    ['loopback by another name', 'http://localhost:1/'],
    ['a file', 'file:///etc/passwd'],
  ])('to %s are refused', async (_what, location) => {
    const server = await serve((_request, response) => response.writeHead(302, { location }).end());
    const error = await errorOf(open({ allow: 'feeds.example' })(`http://feeds.example:${server.port}/`));
    expect(error.code).toBe('UPSTREAM_REFUSED_ADDRESS');
  });

  test('are followed five times, relative ones too, and no further', async () => {
    const asked: string[] = [];
    const server = await serve((request, response) => {
      asked.push(request.url ?? '');
      const step = Number(request.url?.slice(1));
      if (step === 0) response.end('there');
      else response.writeHead(307, { location: String(step - 1) }).end('moved');
    });
    const fetch = openLoopback();
    expect(await (await fetch(`${server.origin}/5`)).text()).toBe('there');
    expect(asked).toEqual(['/5', '/4', '/3', '/2', '/1', '/0']);
    expect((await errorOf(fetch(`${server.origin}/6`))).code).toBe('UPSTREAM_ERROR');
  });

  test('in a circle end', async () => {
    const server = await serve((_request, response) => response.writeHead(301, { location: '/' }).end());
    expect((await errorOf(openLoopback()(server.origin))).message).toMatch(/redirects more than 5 times/u);
  });

  test('to another origin take no credentials along, to the same they do', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/here') return echo(request, response);
      const target = request.url === '/away' ? `http://other.example:${server.port}/here` : '/here';
      response.writeHead(302, { location: target }).end();
    });
    const fetch = open({ allow: 'feeds.example, other.example' });
    const headers = { authorization: 'Bearer s3cret', cookie: 'a=b', 'x-api-key': 's3cret', accept: 'text/calendar' };
    const ask = async (path: string) => {
      const response = await fetch(`http://feeds.example:${server.port}${path}`, { headers });
      return (await response.json()) as { headers: Record<string, string> };
    };
    expect((await ask('/same')).headers).toMatchObject(headers);
    const away = await ask('/away');
    expect(away.headers['accept']).toBe('text/calendar');
    expect(Object.keys(away.headers).filter((name) => name in headers)).toEqual(['accept']);
  });

  test.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'POST', 'GET', ''],
    [307, 'POST', 'POST', 'question'],
    [308, 'POST', 'POST', 'question'],
    [302, 'PUT', 'PUT', 'question'],
    [303, 'PUT', 'GET', ''],
  ])('with %i turn %s into %s', async (status, method, expected, body) => {
    const server = await serve((request, response) => {
      if (request.url === '/to') echo(request, response);
      else response.writeHead(status, { location: '/to' }).end();
    });
    const response = await openLoopback()(`${server.origin}/from`, { method, body: 'question' });
    const seen = (await response.json()) as { headers: Record<string, string> };
    expect(seen).toMatchObject({ method: expected, body });
    expect('content-type' in seen.headers).toBe(body !== '');
  });

  test('are handed over where that is asked for', async () => {
    const server = await serve((_request, response) => response.writeHead(302, { location: '/' }).end());
    expect((await openLoopback()(server.origin, { redirect: 'manual' })).status).toBe(302);
    expect((await errorOf(openLoopback()(server.origin, { redirect: 'error' }))).code).toBe('UPSTREAM_ERROR');
  });
});

describe('requests', () => {
  test('say who asks, and carry method, headers and body', async () => {
    const server = await serve(echo);
    const response = await openLoopback()(new URL(`${server.origin}/a?b#c`), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-a': 'b' },
      body: '{"ä":1}',
    });
    expect(await response.json()).toMatchObject({
      method: 'POST',
      url: '/a?b',
      body: '{"ä":1}',
      headers: {
        'content-type': 'application/json',
        'x-a': 'b',
        'user-agent': expect.stringMatching(/^community-graph\/\d+\.\d+\.\d+$/u),
      },
    });
  });

  test('turn user info into credentials', async () => {
    const server = await serve(echo);
    const response = await openLoopback()(server.origin.replace('//', '//us%40er:p%3Aw@'));
    const { headers } = (await response.json()) as { headers: Record<string, string> };
    expect(headers['authorization']).toBe(`Basic ${Buffer.from('us@er:p:w').toString('base64')}`);
    const odd = await openLoopback()(server.origin.replace('//', '//100%@'));
    expect(((await odd.json()) as { headers: Record<string, string> }).headers['authorization']).toBe(
      `Basic ${Buffer.from('100%:').toString('base64')}`,
    );
  });

  test('go to the stand-in of their origin, redirects included', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/github/moved') {
        response.writeHead(302, { location: 'https://raw.example/file' }).end();
      } else echo(request, response);
    });
    const routes = new Map([
      ['https://api.github.com', `${server.origin}/github`],
      ['https://raw.example', `${server.origin}/raw/`],
    ]);
    const fetch = open({ allow: `127.0.0.1:${server.port}`, routes });
    const urlOf = async (url: string) => ((await (await fetch(url)).json()) as { url: string }).url;
    expect(await urlOf('https://api.github.com/graphql?x=1')).toBe('/github/graphql?x=1');
    expect(await urlOf('https://api.github.com/moved')).toBe('/raw/file');
    const unallowed = open({ routes });
    expect((await errorOf(unallowed('https://api.github.com/'))).code).toBe('UPSTREAM_REFUSED_ADDRESS');
  });
});

describe('bodies', () => {
  const text = 'BEGIN:VCALENDAR\r\n'.repeat(1_000);
  test.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['GZIP', gzipSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
    ['utf-8', Buffer.from(text)],
    ['constructor', Buffer.from(text)],
  ])('in coding %s are read', async (encoding, body) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding, 'content-length': body.length }).end(body);
    });
    const response = await openLoopback()(server.origin);
    expect(await response.text()).toBe(text);
    expect([...response.headers.keys()]).not.toContain('content-length');
  });

  test('that are empty are empty, whatever their coding', async () => {
    const server = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end());
    expect(await (await openLoopback()(server.origin)).text()).toBe('');
  });

  test.each([204, 205, 304])('are none with status %i', async (status) => {
    const server = await serve((_request, response) => response.writeHead(status).end());
    const response = await openLoopback()(server.origin);
    expect(response).toMatchObject({ status, body: null });
  });

  test.each([
    ['damaged', 'gzip', Buffer.from('no gzip at all')],
    ['truncated', 'gzip', gzipSync(text).subarray(0, 40)],
    ['truncated', 'br', brotliCompressSync(text).subarray(0, 20)],
    ['damaged', 'deflate', Buffer.from([0x78, 0x9c, 1, 2, 3])],
    ['compressed thrice', 'gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(text)))],
  ])('that are %s in coding %s are no answer', async (_what, encoding, body) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
    });
    expect((await errorOf(openLoopback()(server.origin))).code).toBe('UPSTREAM_BAD_BODY');
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['zstd', zstdCompressSync],
  ])('that are %s bombs are cut at the limit', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(32 * 1024 * 1024));
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(bomb);
    });
    const rssBefore = process.memoryUsage().rss;
    const response = await openLoopback({ maxBytes: 1024 * 1024 })(server.origin);
    let read = 0;
    const reading = async (): Promise<void> => {
      for await (const chunk of response.body ?? []) read += chunk.byteLength;
    };
    await expect(reading()).rejects.toMatchObject({ code: 'UPSTREAM_TOO_LARGE' });
    expect(read).toBeLessThanOrEqual(1024 * 1024);
    expect(process.memoryUsage().rss - rssBefore).toBeLessThan(24 * 1024 * 1024);
  });

  test('at the limit are read whole', async () => {
    const server = await serve((_request, response) => response.end(Buffer.alloc(1_000)));
    const fetch = openLoopback({ maxBytes: 1_000 });
    expect((await (await fetch(server.origin)).arrayBuffer()).byteLength).toBe(1_000);
  });

  test('that go on for ever are cut by size', async () => {
    const server = await serve((_request, response) => {
      const write = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', write);
      write();
    });
    expect((await errorOf(openLoopback({ maxBytes: 10_000_000 })(server.origin))).code).toBe('UPSTREAM_TOO_LARGE');
  });

  test('that trickle for ever are cut by time', async () => {
    const server = await serve((_request, response) => {
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(timer));
    });
    const error = await errorOf(openLoopback({ totalTimeoutMs: 150 })(server.origin));
    expect(error.code).toBe('UPSTREAM_TIMEOUT');
    await expect.poll(() => server.openAnswers()).toBe(0);
  });

  test('that nobody reads, or reads to the end, hold no connection', async () => {
    const server = await serve((_request, response) => response.write('x'));
    const fetch = openLoopback({ totalTimeoutMs: 150 });
    const unread = await fetch(server.origin);
    const cancelled = await fetch(server.origin);
    await cancelled.body?.cancel();
    await expect.poll(() => server.openAnswers()).toBe(0);
    await expect(unread.text()).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  });
});

describe('faults', () => {
  const HEAD = 'HTTP/1.1 200 OK\r\n';
  test.each<[string, string, (socket: Socket) => void]>([
    ['nothing at all', 'UPSTREAM_UNREACHABLE', (socket) => socket.end()],
    ['a reset', 'UPSTREAM_UNREACHABLE', (socket) => socket.resetAndDestroy()],
    ['no HTTP', 'UPSTREAM_UNREACHABLE', (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
    ['half of the headers', 'UPSTREAM_UNREACHABLE', (socket) => socket.end(`${HEAD}content-le`)],
    ['headers without end', 'UPSTREAM_TOO_LARGE', (socket) => socket.write(`${HEAD}x: ${'y'.repeat(100_000)}`)],
    ['headers that never come', 'UPSTREAM_TIMEOUT', () => undefined],
    [
      'headers that trickle',
      'UPSTREAM_TIMEOUT',
      (socket) => {
        socket.write(HEAD);
        const timer = setInterval(() => socket.write('x-a: b\r\n'), 5);
        socket.on('close', () => clearInterval(timer));
      },
    ],
    ['half of the body', 'UPSTREAM_UNREACHABLE', (socket) => socket.end(`${HEAD}content-length: 10\r\n\r\nhalf`)],
    [
      'a reset midway',
      'UPSTREAM_UNREACHABLE',
      (socket) => {
        socket.write(`${HEAD}content-length: 10\r\n\r\nhalf`, () => socket.resetAndDestroy());
      },
    ],
    [
      'a chunk cut off',
      'UPSTREAM_UNREACHABLE',
      (socket) => socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\n5\r\nab`),
    ],
    [
      'no last chunk',
      'UPSTREAM_UNREACHABLE',
      (socket) => socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\n2\r\nab\r\n`),
    ],
    ['a body that stops', 'UPSTREAM_TIMEOUT', (socket) => socket.write(`${HEAD}content-length: 10\r\n\r\nhalf`)],
    [
      'two lengths',
      'UPSTREAM_UNREACHABLE',
      (socket) => socket.end(`${HEAD}content-length: 2\r\ncontent-length: 5\r\n\r\nab`),
    ],
    ['an unknown status', 'UPSTREAM_ERROR', (socket) => socket.end('HTTP/1.1 999 Denied\r\ncontent-length: 0\r\n\r\n')],
  ])('%s is %s', async (_what, code, answer) => {
    const origin = await serveRaw(answer);
    const error = await errorOf(openLoopback({ totalTimeoutMs: 150 })(`${origin}/secret`));
    expect(error.code).toBe(code);
    expect(error.message).not.toContain('secret');
  });

  test.each([
    ['refused', 'http://127.0.0.1:1/', 'refused the connection'],
    ['unknown', 'http://unknown.example/', 'has no known address'],
    ['without address', 'http://nowhere.example/', 'has no known address'],
  ])('a host that is %s is unreachable', async (_what, url, reason) => {
    const error = await errorOf(openLoopback()(url));
    expect(error).toMatchObject({ code: 'UPSTREAM_UNREACHABLE', message: expect.stringContaining(reason) });
  });

  test('TLS that is none is unreachable', async () => {
    const server = await serve(echo);
    const error = await errorOf(openLoopback()(server.origin.replace('http:', 'https:')));
    expect(error).toMatchObject({
      code: 'UPSTREAM_UNREACHABLE',
      message: expect.stringContaining('offers no valid TLS connection'),
    });
  });

  test('a name server that never answers is a timeout', async () => {
    const fetch = open({ resolve: () => new Promise(() => undefined), limits: { totalTimeoutMs: 150 } });
    expect((await errorOf(fetch('http://feeds.example/'))).code).toBe('UPSTREAM_TIMEOUT');
  });

  test('a status of error is an answer', async () => {
    const server = await serve((_request, response) => response.writeHead(503, { 'retry-after': '7' }).end('busy'));
    const response = await openLoopback()(server.origin);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.text()).toBe('busy');
  });

  test.each([
    ['GET', 1, 'fine', 2],
    ['GET', 2, 'UPSTREAM_UNREACHABLE', 2],
    ['POST', 1, 'UPSTREAM_UNREACHABLE', 1],
  ])('%s over a connection that breaks %i times is %s', async (method, breaks, outcome, expected) => {
    let requests = 0;
    const server = await serve((_request, response) => {
      requests += 1;
      if (requests <= breaks) response.destroy();
      else response.end('fine');
    });
    const answer = openLoopback()(server.origin, { method });
    const seen = outcome === 'fine' ? await (await answer).text() : (await errorOf(answer)).code;
    expect(seen).toBe(outcome);
    expect(requests).toBe(expected);
  });
});

describe('an origin that fails again and again', () => {
  async function openFailing(status: number) {
    const clock = { ms: 0, now: () => clock.ms };
    const state = { requests: 0, status };
    const server = await serve((_request, response) => {
      state.requests += 1;
      if (state.status === 0) response.destroy();
      else response.writeHead(state.status).end();
    });
    const fetch = createGuardedFetch({ allowList: parseAllowList('127.0.0.1').allowList, clock });
    closers.push(fetch.close);
    const ask = async (path = '/') => {
      const outcome = await fetch(`${server.origin}${path}`, { method: 'POST' }).catch((error: unknown) => error);
      return outcome instanceof Response ? outcome.status : outcome;
    };
    return { clock, state, ask };
  }

  test.each([0, 502, 503, 504])('with %i is left alone, all of its addresses, for longer each time', async (status) => {
    const { clock, state, ask } = await openFailing(status);
    for (let count = 0; count < 10; count += 1) await ask(`/${count}`);
    expect(state.requests).toBe(10);
    expect(await ask('/other')).toMatchObject({ code: 'UPSTREAM_UNREACHABLE', retryAfterSeconds: 2 });
    clock.ms += 1_999;
    expect(await ask()).toMatchObject({ retryAfterSeconds: 1 });
    clock.ms += 1;
    await Promise.all([ask(), ask(), ask()]);
    expect(state.requests).toBe(11);
    expect(await ask()).toMatchObject({ retryAfterSeconds: 4 });
    clock.ms += 4_000;
    state.status = 200;
    expect(await ask()).toBe(200);
    expect(await Promise.all([ask(), ask()])).toEqual([200, 200]);
    expect(state.requests).toBe(14);
  });

  test.each([200, 404, 429, 500])('with %i is no such origin', async (status) => {
    const { state, ask } = await openFailing(status);
    for (let count = 0; count < 20; count += 1) expect(await ask()).toBe(status);
    expect(state.requests).toBe(20);
  });

  test('is forgiven by one success', async () => {
    const { state, ask } = await openFailing(503);
    for (let count = 0; count < 9; count += 1) await ask();
    state.status = 200;
    await ask();
    state.status = 503;
    for (let count = 0; count < 9; count += 1) expect(await ask()).toBe(503);
  });

  test('is not one whose requests were cancelled', async () => {
    const fetch = openLoopback();
    const server = await serve((_request, response) => response.end('fine'));
    for (let count = 0; count < 12; count += 1) await errorOf(fetch(server.origin, { signal: AbortSignal.abort() }));
    expect(await (await fetch(server.origin)).text()).toBe('fine');
  });
});

describe('cancelling', () => {
  test('before, while waiting and while reading', async () => {
    const server = await serve((request, response) => {
      if (request.url === '/body') response.write('x');
    });
    const fetch = openLoopback();
    const reason = new SourceError('UPSTREAM_TIMEOUT', 'The refresh took too long.');
    expect(await errorOf(fetch(server.origin, { signal: AbortSignal.abort(reason) }))).toBe(reason);

    const waiting = new AbortController();
    const waited = errorOf(fetch(server.origin, { signal: waiting.signal }));
    setTimeout(() => waiting.abort(), 20);
    expect((await waited).code).toBe('UPSTREAM_UNREACHABLE');

    const reading = new AbortController();
    const response = await fetch(`${server.origin}/body`, { signal: reading.signal });
    const read = errorOf(Promise.resolve(response));
    setTimeout(() => reading.abort(reason), 20);
    expect(await read).toBe(reason);
    await expect.poll(() => server.openAnswers()).toBe(0);
  });

  test('closing ends what runs', async () => {
    const server = await serve(() => undefined);
    const fetch = openLoopback();
    const error = errorOf(fetch(server.origin));
    setTimeout(() => void fetch.close(), 20);
    expect((await error).code).toBe('UPSTREAM_UNREACHABLE');
  });
});
