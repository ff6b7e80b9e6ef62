/** A question whose document is known is answered past Apollo Server, to the byte as Apollo Server answers it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ApolloServer } from '@apollo/server';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { KnownDocuments } from '../../../src/http/graphql/known-documents.ts';
import type { ServerOptions } from '../../../src/http/server.ts';
import type { Telemetry } from '../../../src/telemetry/telemetry.ts';
import { post, startTestServer, type TestServer } from '../support/test-server.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../../examples/queries');
const examples = readdirSync(EXAMPLES).map((name) => [name, readFileSync(path.join(EXAMPLES, name), 'utf8')] as const);
const variables = { slug: 'group-0', login: 'lead-0-0' };
/** Keeps no answer, so that every question is executed. */
const KEEPS_NONE = { answerCacheBytes: 1 };

const apollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
const opened: TestServer[] = [];
afterEach(async () => {
  for (const { server } of opened.splice(0)) await server.close();
  apollo.mockClear();
});

async function open(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const subject = await startTestServer({ ...KEEPS_NONE, ...options });
  opened.push(subject);
  return subject;
}

function shown({ statusCode, headers, body }: LightMyRequestResponse): object {
  const { date: _date, ...others } = headers;
  // The only thing that the same question changes.
  return { statusCode, headers: others, body: body.replace(/"remaining":\d+/u, '"remaining":_') };
}

/** @returns whether Apollo Server was asked, and what was answered */
async function ask({ server }: TestServer, request: InjectOptions): Promise<{ isApollos: boolean; shown: object }> {
  const before = apollo.mock.calls.length;
  const answer = await server.inject(request);
  return { isApollos: apollo.mock.calls.length > before, shown: shown(answer) };
}

/** @returns what a server answers that leaves everything to Apollo Server */
async function askApolloOnly(request: InjectOptions, options: Partial<ServerOptions> = {}): Promise<object> {
  const answer = vi.spyOn(KnownDocuments.prototype, 'answer').mockResolvedValue(null);
  const asked = await ask(await open(options), request);
  answer.mockRestore();
  expect(asked.isApollos).toBe(true);
  return asked.shown;
}

describe('past Apollo Server', () => {
  test.each(examples)('%s is the same, the first time and the second', async (_name, query) => {
    const subject = await open();
    const request = post(query, variables);
    const expected = { shown: await askApolloOnly(request), isApollos: false };
    expect(await ask(subject, request)).toEqual(expected);
    expect(await ask(subject, request)).toEqual(expected);
  });
});

const QUERY =
  'query Groups($first: Int) { groups(first: $first) { nodes { slug sources: nextMeeting { startsAt } } } }';
const toUrl = (parameters: Readonly<Record<string, string>>) => `/graphql?${new URLSearchParams(parameters)}`;
const withBody = (body: object, headers = {}): InjectOptions => ({
  method: 'POST',
  url: '/graphql',
  headers: { 'content-type': 'application/json', ...headers },
  payload: JSON.stringify({ query: QUERY, ...body }),
});

describe('where its document is known', () => {
  const cases: readonly (readonly [string, InjectOptions, isApollos: boolean])[] = [
    ['other variables', post(QUERY, { first: 2 }), false],
    ['GET', { url: toUrl({ query: QUERY }) }, false],
    ['HEAD', { method: 'HEAD', url: toUrl({ query: QUERY }) }, false],
    ['another type', withBody({}, { accept: 'application/graphql-response+json' }), false],
    ['two types', withBody({}, { accept: 'text/html, application/json;q=0.5' }), true],
    ['a type that nobody has', withBody({}, { accept: 'image/png' }), true],
    ['GET with content', { url: toUrl({ query: QUERY }), headers: { 'content-type': 'text/plain' } }, true],
    ['GET with JSON', { url: toUrl({ query: QUERY }), headers: { 'content-type': 'Application/JSON;a=b' } }, false],
    ['its name', withBody({ operationName: 'Groups' }), false],
    ['another name', withBody({ operationName: 'Others' }), true],
    ['no name', withBody({ operationName: '' }), true],
    ['a variable of another type', withBody({ variables: { first: 'many' } }), true],
    ['a page that is refused', withBody({ variables: { first: -1 } }), true],
    ['a page that costs too much', withBody({ variables: { first: 100 } }), true],
    ['variables that are none', withBody({ variables: 'first' }), true],
    ['a persisted query of another version', withBody({ extensions: { persistedQuery: { version: 2 } } }), true],
    ['a hash of another document', withBody({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } }), true],
  ];

  test.each(cases)('%s: as where it is not', async (_name, request, isApollos) => {
    const [fresh, knowing] = [await open({ maxCost: 50 }), await open({ maxCost: 50 })];
    await ask(knowing, post(QUERY, { first: 1 }));
    const expected = { shown: await askApolloOnly(request, { maxCost: 50 }), isApollos };
    expect(await ask(fresh, request)).toEqual(expected);
    expect(await ask(knowing, request)).toEqual(expected);
  });

  test('the cost is taken once, until nothing is left', async () => {
    const subject = await open({ pointsPerMinute: 10 });
    const request = post('{ groups(first: 2) { nodes { slug } } rateLimit { cost remaining } }');
    const told = async () => {
      const { data, errors } = (await subject.server.inject(request)).json();
      return data?.rateLimit ?? errors[0].extensions.code;
    };
    expect([await told(), await told(), await told()]).toEqual([
      { cost: 4, remaining: 6 },
      { cost: 4, remaining: 2 },
      'RATE_LIMITED',
    ]);
  });

  test('what fails is answered by Apollo Server until it fails no longer, and is paid once', async () => {
    let isFailing = false;
    const { community } = await open();
    const sources: typeof community.ports.sources = () => {
      if (isFailing) throw new Error('secret');
      return community.ports.sources();
    };
    const options = { ports: { ...community.ports, sources } };
    const [fresh, knowing] = [await open(options), await open(options)];
    const request = post('{ sources { totalCount } rateLimit { cost remaining } }');
    const answers = [await ask(knowing, request), await ask(knowing, request)];
    isFailing = true;
    const failed = await ask(knowing, request);
    expect(failed).toEqual(await ask(fresh, request));
    isFailing = false;
    answers.push(await ask(knowing, request), await ask(knowing, request));
    expect(answers.map(({ isApollos }) => isApollos)).toEqual([false, false, true, false]);
    const { cost, remaining } = (await knowing.server.inject(request)).json().data.rateLimit;
    expect(remaining).toBe(1_000_000 - 6 * cost);
  });

  test('and its answer has errors, it is neither parsed nor validated again', async () => {
    const measured: string[] = [];
    const subject = await open({ telemetry: telemetryOf(measured) });
    const request = post('{ groups(first: 0) { totalCount } }');
    const first = await ask(subject, request);
    expect(measured).toEqual(['graphql.parse', 'graphql.validate', 'graphql.execute', 'graphql.execute']);
    expect(await ask(subject, request)).toEqual(first);
    expect(measured.slice(4)).toEqual(['graphql.execute']);
  });
});

/** Notes what is measured. */
function telemetryOf(measured: string[]): Telemetry {
  return {
    request: () => ({ within: (work) => work(), end: () => undefined }),
    measure: (name, _attributes, work) => {
      measured.push(name);
      return work({ set: () => undefined });
    },
    outgoingHeaders: () => ({}),
    exportMetrics: () => undefined,
    close: async () => undefined,
  };
}
