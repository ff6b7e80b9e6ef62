/** What surrounds GraphQL: origins, forged requests, health, errors before GraphQL begins, and stopping. */
import { afterEach, describe, expect, test } from 'vitest';
import type { GraphPorts } from '../../src/graph/context.ts';
import { createSyntheticCommunity } from '../support/synthetic-community.ts';
import { post, SMALL, startTestServer, type TestServer } from './support/test-server.ts';

let subject: TestServer;
afterEach(() => subject.server.close());

describe('origins', () => {
  test('any page may ask where nothing else is configured', async () => {
    subject = await startTestServer();
    const response = await subject.server.inject({
      ...post('{ __typename }'),
      headers: { 'content-type': 'application/json', origin: 'https://any.example' },
    });
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(response.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test.each([
    ['https://tags.example', 'https://tags.example'],
    ['https://evil.example', undefined],
    ['null', undefined],
  ])('with a list, %s is allowed as %s', async (origin, allowed) => {
    subject = await startTestServer({ corsOrigins: ['https://tags.example'] });
    const response = await subject.server.inject({
      method: 'OPTIONS',
      url: '/graphql',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    expect(response.headers['access-control-allow-origin']).toBe(allowed);
    expect(response.headers.vary).toContain('Origin');
  });
});

describe('requests that a page of another origin can send unasked', () => {
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', undefined])(
    'a POST of %s is refused',
    async (type) => {
      subject = await startTestServer();
      const response = await subject.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: type === undefined ? {} : { 'content-type': type },
        payload: JSON.stringify({ query: '{ __typename }' }),
      });
      expect(response.statusCode).toBe(415);
      expect(response.json().errors[0].extensions.code).toBe('BAD_REQUEST');
    },
  );

  test('the graph has nothing that a GET could change', async () => {
    subject = await startTestServer();
    const response = await subject.server.inject(
      post('{ __schema { mutationType { name } subscriptionType { name } } }'),
    );
    expect(response.json().data.__schema).toEqual({ mutationType: null, subscriptionType: null });
  });
});

describe('errors before GraphQL begins have the shape of GraphQL', () => {
  test.each([
    ['malformed JSON', '{"query": "{ __typename }"', 400, 'The body is not valid JSON.'],
    ['a secret in malformed JSON', '{"token": ghp_secret}', 400, 'The body is not valid JSON.'],
    ['a polluted prototype', '{"query":"{ __typename }","__proto__":{"x":1}}', 400, 'The body is not valid JSON.'],
    ['an empty body', '', 400, 'The body is empty.'],
    ['a body above the limit', JSON.stringify({ query: '#'.repeat(300 * 1024) }), 413, 'The body is too large.'],
  ])('%s', async (_name, payload, status, message) => {
    subject = await startTestServer();
    const response = await subject.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload,
    });
    expect(response.statusCode).toBe(status);
    expect(response.json()).toEqual({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
    expect(response.headers['cache-control']).toBe('no-store');
  });

  test('another method is told which are allowed', async () => {
    subject = await startTestServer();
    const response = await subject.server.inject({ method: 'PUT', url: '/graphql' });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toBe('GET, POST');
  });

  test.each([
    ['longer than any name', `/groups/${'x'.repeat(5000)}`, 414],
    ['that cannot be decoded', '/groups/%zz<script>', 400],
  ])('an address %s is refused and not repeated', async (_name, url, status) => {
    subject = await startTestServer();
    const { statusCode, headers, body } = await subject.server.inject(url);
    expect([statusCode, headers['cache-control']]).toEqual([status, 'no-store']);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(body).toBe('The request cannot be understood.\n');
  });

  test.each(['a b', 'evil.example/"><script>', 'user:pw@host'])(
    'a Host of "%s" does not get into links',
    async (host) => {
      subject = await startTestServer({ publicUrl: undefined });
      const response = await subject.server.inject({
        ...post('{ groups(first: 1) { nodes { feeds { ics } } } }'),
        headers: { 'content-type': 'application/json', host },
      });
      expect(response.statusCode).toBe(200);
      expect(response.json().data.groups.nodes[0].feeds.ics).toBe('http://localhost/groups/group-0/calendar.ics');
    },
  );

  test.each([
    ['https', 'https'],
    ['javascript', 'http'],
    ['"><script>', 'http'],
  ])('links begin with a scheme of the web where a proxy says "%s"', async (proto, scheme) => {
    subject = await startTestServer({ publicUrl: undefined, trustProxy: true });
    const response = await subject.server.inject({
      ...post('{ groups(first: 1) { nodes { feeds { ics } } } }'),
      headers: { 'content-type': 'application/json', host: 'a.example', 'x-forwarded-proto': proto },
    });
    const { ics } = response.json().data.groups.nodes[0].feeds;
    expect(ics).toBe(`${scheme}://a.example/groups/group-0/calendar.ics`);
  });
});

describe('health', () => {
  test('lives, and is ready as the gateway says', async () => {
    let isReady = true;
    subject = await startTestServer({ readiness: () => ({ isReady, reason: isReady ? 'serving' : 'draining' }) });
    expect((await subject.server.inject('/livez')).statusCode).toBe(200);
    expect((await subject.server.inject('/readyz')).body).toBe('serving\n');
    isReady = false;
    const response = await subject.server.inject('/readyz');
    expect([response.statusCode, response.body]).toEqual([503, 'draining\n']);
    expect((await subject.server.inject('/livez')).statusCode).toBe(200);
  });
});

test('requests in flight finish when the server closes, and new ones are not taken', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { promise: asked, resolve: onAsked } = Promise.withResolvers<void>();
  const { ports } = createSyntheticCommunity(SMALL, { now: () => Date.parse('2026-11-16T00:00:00Z') });
  const slow: GraphPorts = {
    ...ports,
    occurrences: async (feed, window) => {
      onAsked();
      await promise;
      return ports.occurrences(feed, window);
    },
  };
  subject = await startTestServer({ ports: slow });
  const url = await subject.server.listen({ host: '127.0.0.1', port: 0 });
  const inFlight = fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ group(slug: "group-0") { nextMeeting { startsAt } } }' }),
  });
  await asked;
  const closed = subject.server.close();
  await expect(fetch(`${url}/livez`)).rejects.toThrow();
  resolve();
  const response = await inFlight;
  expect(await response.json()).toEqual({ data: { group: { nextMeeting: { startsAt: '2026-11-16T08:00:00Z' } } } });
  await closed;
});

test('the explorer, which is large, is sent compressed, and not again to who has it', async () => {
  subject = await startTestServer();
  const ask = (headers: Record<string, string>) => subject.server.inject({ url: '/explorer', headers });
  const first = await ask({ 'accept-encoding': 'zstd' });
  expect([first.statusCode, first.headers['content-encoding']]).toEqual([200, 'zstd']);
  expect(first.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(first.rawPayload.length).toBeLessThan(4_000_000);
  const etag = String(first.headers.etag);
  expect((await ask({ 'accept-encoding': 'zstd', 'if-none-match': etag })).statusCode).toBe(304);
});

test('an empty Accept says no more than none', async () => {
  subject = await startTestServer();
  const { statusCode, body } = await subject.server.inject({
    url: '/graphql?query={__typename}',
    headers: { accept: '' },
  });
  expect([statusCode, body.trim()]).toEqual([200, '{"data":{"__typename":"Query"}}']);
});
