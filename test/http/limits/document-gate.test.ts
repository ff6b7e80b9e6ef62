import { createHash } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { post, startTestServer, type TestServer } from '../support/test-server.ts';

const TOO_LARGE = `{ ${Array.from({ length: 101 }, (_, index) => `a${index}: __typename`).join(' ')} }`;
const FAILING = '{ rateLimit { remaining } group(slug: "group-0") { meetings(first: -1) { totalCount } } }';

let subject: TestServer;
afterEach(() => subject.server.close());

function get(query: string, search = ''): InjectOptions {
  return { method: 'GET', url: `/graphql?${search}&query=${encodeURIComponent(query)}` };
}

function accepting(accept: string, request: InjectOptions): InjectOptions {
  return { ...request, headers: { ...request.headers, accept } };
}

function byHash(query: string, text: string | null, toHash: (hash: string) => unknown = (hash) => hash): InjectOptions {
  const sha256Hash = toHash(createHash('sha256').update(query).digest('hex'));
  const body = {
    ...(text === null ? {} : { query: text }),
    extensions: { persistedQuery: { version: 1, sha256Hash } },
  };
  return { ...post(''), payload: JSON.stringify(body) };
}

test.each<[string, InjectOptions]>([
  ['with a parameter that nobody reads twice', get(TOO_LARGE, 'x=1&x=2')],
  ['for an answer of a type that there is none of', accepting('text/plain', post(TOO_LARGE))],
  ['over GET for such an answer', accepting('text/plain', get(TOO_LARGE))],
  [
    'by what takes chunks rather than a page',
    accepting('multipart/mixed;deferSpec=20220824, text/html;q=0.9', get(TOO_LARGE)),
  ],
  [
    'over HEAD by what takes chunks',
    accepting('multipart/mixed, text/html;q=0.9', { ...get(TOO_LARGE), method: 'HEAD' }),
  ],
  ['with variables that are none', { ...post(''), payload: JSON.stringify({ query: TOO_LARGE, variables: 0 }) }],
])('a document that is too large is not executed where it is asked %s', async (_name, request) => {
  subject = await startTestServer();
  const before = await remaining();
  const response = await subject.server.inject(request);
  expect(response.statusCode).toBeGreaterThanOrEqual(400);
  // What is executed, or only refused for its cost, is paid for.
  expect(await remaining()).toBe(before);
});

async function remaining(): Promise<number> {
  return (await subject.server.inject(post('{ rateLimit { remaining } }'))).json().data.rateLimit.remaining;
}

test.each<[string, InjectOptions]>([
  ['plainly', post('{ __typename }')],
  ['with a parameter twice', get('{ __typename }', 'x=1&x=2')],
  ['by hash', byHash('{ __typename }', '{ __typename }')],
])('a document that is not trusted is not executed where it is asked %s', async (_name, request) => {
  subject = await startTestServer({ trustedDocuments: { texts: new Map(), isExclusive: true } });
  const response = await subject.server.inject(request);
  expect(response.json().errors[0].extensions.code).toBe('DOCUMENT_NOT_TRUSTED');
  expect(response.json().data).toBeUndefined();
});

test('a document that was sent with its hash is looked at again when only the hash is sent, however that is written', async () => {
  subject = await startTestServer({ maxAnswerBytes: 1000 });
  const query = '{ groups { nodes { slug name meetings { nodes { title startsAt } } } } }';
  expect((await subject.server.inject(byHash(query, query))).json().errors[0].extensions.code).toBe('ANSWER_TOO_LARGE');
  expect((await subject.server.inject(byHash(query, null))).json().errors[0].extensions.code).toBe('ANSWER_TOO_LARGE');
  const inList = await subject.server.inject(byHash(query, null, (hash) => [hash]));
  expect(inList.json().errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
});

test('a budget is told to the one whose question fails in part, also when only its hash is sent', async () => {
  subject = await startTestServer();
  for (const text of [FAILING, null]) {
    const { data, errors } = (await subject.server.inject(byHash(FAILING, text))).json();
    expect(errors).toHaveLength(1);
    expect(data.rateLimit.remaining).toBeGreaterThan(0);
  }
});
