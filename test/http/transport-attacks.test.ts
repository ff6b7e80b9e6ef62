/**
 * Attacks below GraphQL, over a socket: framing, headers, hosts, caches, and JSON that is not what it seems. Each is bounded
 * in CPU time and in what is sent back, and none of them is answered with more than its own question asked.
 */
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post, startTestServer, type TestServer } from './support/test-server.ts';

const MAX_BYTES = 100_000;
const MAX_MS = 50;
const MAX_BODY = 100_000;

let subject: TestServer;
beforeAll(async () => {
  // Nothing is configured that the requests could be held against: neither a public URL nor a proxy.
  subject = await startTestServer({ publicUrl: undefined, maxBodyBytes: MAX_BODY, requestTimeoutMs: 5000 });
  await subject.server.listen({ host: '127.0.0.1', port: 0 });
  for (let round = 0; round < 20; round += 1) await subject.server.inject(post(`{ a${round}: __typename }`));
});
afterAll(() => subject.server.close());

/** Writes the text and reads until the other side closes the connection, or has answered so often. */
async function exchange(text: string, answers = Number.POSITIVE_INFINITY): Promise<string> {
  const { port } = subject.server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let answer = '';
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
    if (statusesOf(answer).length >= answers && /\r\n\r\n.*$/su.test(answer)) socket.destroy();
  });
  socket.write(text);
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}

/** The least of three, which a garbage collection does not lengthen. */
async function bounded<T extends { readonly length: number }>(act: () => Promise<T>): Promise<T> {
  let ms = Number.POSITIVE_INFINITY;
  let answer = await act();
  for (let round = 0; round < 3; round += 1) {
    const before = process.cpuUsage();
    answer = await act();
    const { user, system } = process.cpuUsage(before);
    ms = Math.min(ms, (user + system) / 1000);
  }
  expect(ms).toBeLessThan(MAX_MS);
  expect(answer.length).toBeLessThan(MAX_BYTES);
  return answer;
}

const statusesOf = (text: string): readonly string[] =>
  Array.from(text.matchAll(/HTTP\/1\.1 (\d{3}) /gu), ([, code = '']) => code);

const BODY = '{"query":"{ __typename }"}';
const HEAD = 'POST /graphql HTTP/1.1\r\nHost: a.example\r\nContent-Type: application/json\r\n';
const CHUNKED = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;
const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: a.example\r\n\r\n';

describe('a request whose end is not clear is refused, and what follows it is no request', () => {
  test.each([
    [
      'Content-Length and Transfer-Encoding',
      `${HEAD}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED}${SMUGGLED}`,
    ],
    [
      'Transfer-Encoding before Content-Length',
      `${HEAD}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n${CHUNKED}${SMUGGLED}`,
    ],
    ['two lengths', `${HEAD}Content-Length: ${BODY.length}\r\nContent-Length: 0\r\n\r\n${BODY}${SMUGGLED}`],
    ['a list of lengths', `${HEAD}Content-Length: 0, ${BODY.length}\r\n\r\n${BODY}${SMUGGLED}`],
    ['a length with a sign', `${HEAD}Content-Length: +${BODY.length}\r\n\r\n${BODY}${SMUGGLED}`],
    ['a length below nothing', `${HEAD}Content-Length: -1\r\n\r\n${BODY}${SMUGGLED}`],
    ['an encoding that is not chunked', `${HEAD}Transfer-Encoding: xchunked\r\n\r\n${CHUNKED}${SMUGGLED}`],
    ['chunked, but not at last', `${HEAD}Transfer-Encoding: chunked, identity\r\n\r\n${CHUNKED}${SMUGGLED}`],
    ['a space before the colon', `${HEAD}Transfer-Encoding : chunked\r\n\r\n${CHUNKED}${SMUGGLED}`],
    ['a folded header', `${HEAD}X-A: a\r\n Transfer-Encoding: chunked\r\n\r\n${CHUNKED}${SMUGGLED}`],
    ['an encoding before chunked', `${HEAD}Transfer-Encoding: gzip, chunked\r\n\r\n${CHUNKED}${SMUGGLED}`],
    [
      'two encodings, each in a header of its own',
      `${HEAD}Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED}${SMUGGLED}`,
    ],
    [
      'chunks in HTTP/1.0',
      `${HEAD.replace('1.1', '1.0')}Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n${CHUNKED}${SMUGGLED}`,
    ],
    ['two types', `${HEAD}Content-Type: text/plain\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}${SMUGGLED}`],
    ['two hosts', `GET /livez HTTP/1.1\r\nHost: a.example\r\nhOST: b.example\r\n\r\n${SMUGGLED}`],
    ['the same host twice', `GET /livez HTTP/1.1\r\nHost: a.example\r\nHost: a.example\r\n\r\n${SMUGGLED}`],
    ...['a b', 'a@b.example', 'a.example/', 'a.example#', 'a\\b', '[::1', 'a.example:b', '\xe4', '%zz'].map((host) => [
      `a host of "${host}"`,
      `GET /livez HTTP/1.1\r\nHost: ${host}\r\n\r\n${SMUGGLED}`,
    ]),
    ['another host in the address', `GET http://b.example/livez HTTP/1.1\r\nHost: a.example\r\n\r\n${SMUGGLED}`],
    ['another port in the address', `GET http://a.example:8080/livez HTTP/1.1\r\nHost: a.example\r\n\r\n${SMUGGLED}`],
    ['an address of another scheme', `GET ftp://a.example/livez HTTP/1.1\r\nHost: a.example\r\n\r\n${SMUGGLED}`],
    ['HTTP/2.0', `GET /livez HTTP/2.0\r\nHost: a.example\r\n\r\n${SMUGGLED}`],
    ['a chunk of no size', `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n${BODY}\r\n0\r\n\r\n${SMUGGLED}`],
    [
      'a header with a line feed in it',
      `GET /livez HTTP/1.1\r\nHost: a.example\r\nX-A: a\nTransfer-Encoding: chunked\r\n\r\n${SMUGGLED}`,
    ],
    ['no host', 'GET /livez HTTP/1.1\r\n\r\n'],
    ['no HTTP', `${'A'.repeat(50_000)}\r\n\r\n`],
    ['headers without end', `GET /livez HTTP/1.1\r\nHost: a.example\r\n${'X-A: b\r\n'.repeat(5000)}\r\n`],
  ])('%s', async (_name, text) => {
    const answer = await bounded(() => exchange(text));
    const statuses = statusesOf(answer);
    expect(statuses.length).toBeLessThanOrEqual(1);
    for (const status of statuses) expect(['400', '413', '431', '501', '505']).toContain(status);
    expect(answer).not.toContain('smuggled');
  });
});

test('pipelined requests are answered one after the other, as they came', async () => {
  const questions = Array.from(
    { length: 200 },
    (_, index) => `GET /graphql?query={a${index}:__typename} HTTP/1.1\r\nHost: a.example\r\n\r\n`,
  );
  const answer = await exchange(questions.join(''), questions.length);
  expect(Array.from(answer.matchAll(/"a(\d+)":"Query"/gu), ([, index]) => Number(index))).toEqual([
    ...questions.keys(),
  ]);
});

const JSON_TYPE = { 'content-type': 'application/json' };

describe('methods', () => {
  test.each([
    ['TRACE', 404],
    ['PUT', 405],
    ['DELETE', 405],
    ['PATCH', 405],
  ] as const)('%s is refused', async (method, status) => {
    const answer = await exchange(`${method} /graphql HTTP/1.1\r\nHost: a.example\r\nX-Secret: repeated\r\n\r\n`, 1);
    expect(statusesOf(answer)).toEqual([String(status)]);
    expect(answer).not.toContain('repeated');
  });

  test('HEAD tells what GET would, and sends none of it', async () => {
    const get = await exchange('GET /graphql?query={__typename} HTTP/1.1\r\nHost: a.example\r\n\r\n', 1);
    const head = await exchange('HEAD /graphql?query={__typename} HTTP/1.1\r\nHost: a.example\r\n\r\n', 1);
    expect(statusesOf(head)).toEqual(['200']);
    expect(head.endsWith('\r\n\r\n')).toBe(true);
    const lengthOf = (text: string): string | undefined => /content-length: (\d+)/iu.exec(text)?.[1];
    expect(lengthOf(head)).toBe(lengthOf(get));
  });

  test.each(['CONNECT b.example:443', 'GET /graphql'])('%s upgrades to nothing', async (line) => {
    const answer = await exchange(
      `${line} HTTP/1.1\r\nHost: a.example\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n`,
      1,
    );
    expect(statusesOf(answer)).not.toContain('101');
    expect(statusesOf(answer)).not.toContain('200');
  });

  test.each(['X-HTTP-Method-Override', 'X-Method-Override', '_method'])('%s overrides nothing', async (name) => {
    const { statusCode, body } = await subject.server.inject({ url: '/livez', headers: { [name]: 'DELETE' } });
    expect([statusCode, body]).toEqual([200, 'ok\n']);
  });
});

const refused: readonly (readonly [string, InjectOptions])[] = [
  ['a batch', { ...post(''), payload: `[${BODY},${BODY}]` }],
  ['a batch of 2,000', { ...post(''), payload: `[${Array(2000).fill(BODY).join(',')}]` }],
  ['two queries in an address', { url: '/graphql?query={__typename}&query={groups{totalCount}}' }],
  [
    'application/graphql',
    { ...post(''), headers: { 'content-type': 'application/graphql' }, payload: '{ __typename }' },
  ],
  ['a charset that is not UTF-8', { ...post(''), headers: JSON_TYPE, payload: Buffer.from(BODY, 'utf16le') }],
  ['UTF-7', { ...post(''), headers: JSON_TYPE, payload: BODY.replaceAll('"', '+ACI-') }],
  [
    'a type with another inside',
    { ...post(BODY), headers: { 'content-type': 'text/plain; application/json' }, payload: BODY },
  ],
  [
    'a compressed body',
    { ...post(''), headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, payload: gzipSync(BODY) },
  ],
  [
    'a bomb of a body',
    { ...post(''), headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, payload: gzipSync(Buffer.alloc(50_000_000)) },
  ],
  [
    'lists in lists, as many as a body holds',
    { ...post(''), payload: `{"query":"{ __typename }","variables":{"a":${'['.repeat(49_000)}${']'.repeat(49_000)}}}` },
  ],
  [
    'objects in objects',
    { ...post(''), payload: `{"query":"{ __typename }","variables":${'{"a":'.repeat(16_000)}1${'}'.repeat(16_000)}}` },
  ],
  [
    'lists in lists in an address',
    { url: `/graphql?query={__typename}&variables={"a":${'['.repeat(5000)}${']'.repeat(5000)}}` },
  ],
  [
    'a prototype in the variables',
    { ...post(''), payload: '{"query":"{ __typename }","variables":{"__proto__":{"a":1}}}' },
  ],
  [
    'a constructor in the variables',
    { ...post(''), payload: '{"query":"{ __typename }","variables":{"constructor":{"prototype":{"a":1}}}}' },
  ],
  [
    'a number too large',
    { ...post(''), payload: '{"query":"query($n: Int) { groups(first: $n) { totalCount } }","variables":{"n":1e400}}' },
  ],
  ['a text in place of variables', { ...post(''), payload: '{"query":"{ __typename }","variables":"{}"}' }],
  ['a list in place of variables', { ...post(''), payload: '{"query":"{ __typename }","variables":[1]}' }],
  ['a list in place of a query', { ...post(''), payload: '{"query":["{ __typename }"]}' }],
  ['no name of an operation', { ...post(''), payload: '{"query":"query a { __typename } query b { __typename }"}' }],
  ['a cursor of no list', post('{ groups(first: 1, after: "AAAA") { totalCount } }')],
  ['a cursor of 9,000 characters', post(`{ groups(first: 1, after: "${'a'.repeat(9000)}") { totalCount } }`)],
  ['a cursor of half a character', post('{ groups(first: 1, after: "\\ud800") { totalCount } }')],
];

describe('JSON that is not what it seems is refused', () => {
  test.each(refused)('%s', async (_name, request) => {
    const answer = await bounded(async () => {
      const { statusCode, body } = await subject.server.inject(request);
      return { statusCode, body, length: body.length };
    });
    const { errors, data } = JSON.parse(answer.body) as {
      errors?: readonly { extensions: { code: string } }[];
      data?: unknown;
    };
    expect(errors?.[0]?.extensions.code).toBeDefined();
    expect(data ?? {}).toEqual({});
    expect(answer.statusCode).toBeLessThan(500);
    expect(answer.body).not.toMatch(/node_modules|\bat .*:\d+:\d+/u);
    expect(Object.prototype).not.toHaveProperty('a');
  });
});

describe('what only looks dangerous is answered as it was asked', () => {
  test('aliases that are names of objects', async () => {
    const names = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf', 'toJSON'];
    const query = `{ ${names.map((name) => `${name}: __typename`).join(' ')} groups(first: 1) { ${names.map((name) => `${name}: totalCount`).join(' ')} } }`;
    const { statusCode, body } = await subject.server.inject(post(query));
    expect(statusCode).toBe(200);
    for (const name of names) {
      expect(body, name).toContain(`"${name}":"Query"`);
      expect(body, name).toContain(`"${name}":3`);
    }
    expect(Object.prototype).not.toHaveProperty('totalCount');
  });

  test('of keys that are given twice the last', async () => {
    const { body } = await subject.server.inject({
      ...post(''),
      payload: '{"query":"{ a: __typename }","query":"{ b: __typename }"}',
    });
    expect(JSON.parse(body)).toEqual({ data: { b: 'Query' } });
  });

  test.each([
    ['of 9,000 characters', 'x'.repeat(9000)],
    ['with half a character', '\ud800'],
    ['with a null', 'group-0\0'],
    ['with a path', '../../etc/passwd'],
    ['with another direction', '\u202egroup-0'],
    ['that is a name of objects', '__proto__'],
  ])('a name %s finds nothing', async (_name, slug) => {
    const query =
      'query ($s: String!, $i: ID!) { group(slug: $s) { slug } node(id: $i) { id } person(login: $s) { login } }';
    const { statusCode, body } = await subject.server.inject(post(query, { s: slug, i: slug }));
    expect(statusCode).toBeLessThan(500);
    expect(JSON.parse(body).data?.group ?? null).toBeNull();
    expect(body.length).toBeLessThan(2000);
    for (const path of [
      `/groups/${encodeURIComponent(slug.toWellFormed())}`,
      `/badges/${encodeURIComponent(slug.toWellFormed())}/next-meeting.svg`,
    ]) {
      expect([404, 414], path.slice(0, 40)).toContain((await subject.server.inject(path)).statusCode);
    }
  });
});

/** Where it came in, as an answer tells it. */
async function linkOf(headers: Record<string, string>, url?: string): Promise<string> {
  const query = '{ group(slug: "group-0") { feeds { ics } } }';
  const target = url ?? `/graphql?query=${encodeURIComponent(query)}`;
  const { body } = await subject.server.inject({ url: target, headers });
  return JSON.parse(body).data.group.feeds.ics;
}

describe('caches are not poisoned', () => {
  test('an answer leads to the host of its own request, whoever asked before', async () => {
    for (const host of ['evil.example', 'a.example', 'evil.example:8080', 'a.example']) {
      expect(await linkOf({ host })).toBe(`http://${host}/groups/group-0/calendar.ics`);
      const page = await subject.server.inject({ url: '/groups/group-0', headers: { host } });
      const hosts = new Set(
        Array.from(page.body.matchAll(/https?:\/\/((?:evil|a)\.example(?::\d+)?)\b/gu), ([, name]) => name),
      );
      expect([...hosts]).toEqual([host]);
    }
  });

  test.each([
    { 'x-forwarded-host': 'evil.example' },
    { 'x-forwarded-proto': 'https' },
    { 'x-forwarded-port': '8443' },
    { 'x-forwarded-prefix': '/evil' },
    { forwarded: 'host=evil.example;proto=https' },
    { 'x-original-url': '/evil' },
    { 'x-rewrite-url': '/evil' },
    { 'x-host': 'evil.example' },
  ])('%j changes nothing where no proxy is trusted', async (headers) => {
    expect(await linkOf({ host: 'a.example', ...headers })).toBe('http://a.example/groups/group-0/calendar.ics');
    const [plain, forged] = await Promise.all(
      [{}, headers].map((more) =>
        subject.server.inject({ url: '/groups/group-0', headers: { host: 'a.example', ...more } }),
      ),
    );
    expect(forged?.body).toBe(plain?.body);
  });

  test('what an answer depends on is in Vary', async () => {
    const url = `/graphql?query=${encodeURIComponent('{ groups { nodes { slug name mission } } }')}`;
    const { headers } = await subject.server.inject({ url, headers: { 'accept-encoding': 'gzip' } });
    const vary = String(headers.vary).toLowerCase();
    for (const name of ['accept', 'accept-encoding']) expect(vary.split(/,\s*/u)).toContain(name);
  });

  test.each(['A.Example', 'a.example:80'])('a whole address of "%s" is read as its path', async (host) => {
    const query = encodeURIComponent('{ group(slug: "group-0") { feeds { ics } } }');
    for (const target of [`/graphql?query=${query}`, '/groups/group-0']) {
      const answer = await exchange(`GET http://${host}${target} HTTP/1.1\r\nHost: a.example\r\n\r\n`, 1);
      expect(statusesOf(answer)).toEqual(['200']);
      expect(answer).toContain('http://a.example/groups/group-0/calendar.ics');
      expect(answer).not.toContain('a.examplehttp');
    }
  });

  test.each([
    'evil.example/',
    'a b',
    'a@evil.example',
    'evil.example#',
    'evil.example\\',
    '[::1',
    'a,evil.example',
    '.evil.example',
  ])('a host of "%s", as a proxy may name it, gets into no page or feed', async (host) => {
    for (const url of ['/', '/groups/group-0', '/groups/group-0/calendar.ics', '/data/v1/index.json']) {
      const { statusCode, body } = await subject.server.inject({ url, headers: { host } });
      expect(statusCode).toBe(200);
      expect(body).not.toContain(`//${host}`);
    }
  });
});

test('X-Forwarded-For makes no other client of anybody where no proxy is trusted', async () => {
  const remaining = async (from: string): Promise<number> => {
    const { body } = await subject.server.inject({
      ...post('{ rateLimit { remaining } groups { totalCount } }'),
      headers: { ...JSON_TYPE, 'x-forwarded-for': from },
    });
    return JSON.parse(body).data.rateLimit.remaining;
  };
  const before = await remaining('192.0.2.1');
  await subject.server.inject({
    ...post('{ groups(first: 2) { nodes { slug } } }'),
    headers: { ...JSON_TYPE, 'x-forwarded-for': '192.0.2.2' },
  });
  expect(await remaining('192.0.2.3')).toBeLessThan(before);
});

test('metrics tell of no address and no client that was asked for', async () => {
  await subject.server.inject({ url: '/groups/secret-name?token=abc', headers: { host: 'evil.example' } });
  await subject.server.inject({ url: '/nowhere/secret-name' });
  const { body } = await subject.server.inject('/metrics');
  expect(body).toContain('route="/groups/:slug"');
  expect(body).not.toMatch(/secret-name|abc|evil\.example|127\.0\.0\.1/u);
});

test('what comes before a faulty request is answered, and nothing after it', async () => {
  const head = (hosts: string) => `GET /groups/group-1 HTTP/1.1\r\n${hosts}\r\n`;
  const answer = await exchange(
    `${head('Host: a.example\r\n')}${head('Host: a.example\r\nHost: b.example\r\n')}${SMUGGLED}`,
  );
  expect(statusesOf(answer)).toEqual(['200', '400']);
  expect(answer).toContain('</html>');
  expect(answer.endsWith('The request cannot be understood.\n')).toBe(true);
});
