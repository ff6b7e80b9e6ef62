/** One server of the comparison, in a process of its own: `node test/bench/server.ts NAME` prints its port. */
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import fastifyApollo from '@as-integrations/fastify';
import fastify, { type FastifyInstance } from 'fastify';
import { graphql } from 'graphql';
import { createYoga } from 'graphql-yoga';
import mercurius from 'mercurius';
import { pino } from 'pino';
import { createContext, type GraphContext } from '../../src/graph/context.ts';
import { createSchema } from '../../src/graph/schema.ts';
import { DEFAULT_QUERY_LIMITS } from '../../src/http/limits/query-limits.ts';
import { createServer } from '../../src/http/server.ts';
import { createSyntheticCommunity, meetingSource } from '../support/synthetic-community.ts';
import { NOW, QUESTIONS, SIZE, toSearch } from './questions.ts';

const clock = { now: () => Date.parse(NOW) };
const { ports, versions, refresh } = createSyntheticCommunity(SIZE, clock);
const schema = createSchema();
const newContext = () => createContext(ports, { baseUrl: 'http://localhost', budget: null });

/** The answers, for the servers that only send bytes. */
async function finishedAnswers(): Promise<ReadonlyMap<string, string>> {
  const answers = Object.values(QUESTIONS).map(async (source) => {
    const result = await graphql({ schema, source, contextValue: newContext() });
    if (result.errors !== undefined) throw result.errors[0];
    return [source, JSON.stringify(result)] as const;
  });
  return new Map(await Promise.all(answers));
}

/** @param answerCacheBytes 1 keeps none, so that every question is executed */
function ours(answerCacheBytes: number): Promise<FastifyInstance> {
  return createServer({
    schema,
    ports,
    versions,
    log: pino({ level: 'silent' }),
    publicUrl: 'http://localhost',
    trustProxy: false,
    corsOrigins: ['*'],
    exampleQueries: '',
    answerCacheBytes,
    trustedDocuments: { texts: new Map(), isExclusive: false },
    limits: DEFAULT_QUERY_LIMITS,
    maxBodyBytes: 100_000,
    maxAnswerBytes: 16_000_000,
    requestTimeoutMs: 30_000,
    maxConnections: 5000,
    maxHeldBytes: 128 * 1024 * 1024,
    maxConcurrent: 1000,
    maxWaitMs: Number.POSITIVE_INFINITY,
    maxCost: 1_000_000,
    pointsPerMinute: Number.MAX_SAFE_INTEGER,
    readiness: () => ({ isReady: true, reason: '' }),
  });
}

/** One group's calendar is read anew before each request, so that no answer serves twice and most of its text does. */
async function oursChanging(): Promise<FastifyInstance> {
  const server = await ours(64 * 1024 * 1024);
  let changes = 0;
  server.server.prependListener('request', () => {
    refresh(meetingSource(changes % SIZE.groups));
    changes += 1;
  });
  return server;
}

async function stockApollo(): Promise<FastifyInstance> {
  const server = fastify();
  const apollo = new ApolloServer<GraphContext>({ schema });
  await apollo.start();
  await server.register(fastifyApollo(apollo), { context: async () => newContext() });
  return server;
}

async function yoga(): Promise<FastifyInstance> {
  const server = fastify();
  const handler = createYoga({ schema, context: newContext, logging: false });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', {}, (_request, _payload, done) => done(null));
  server.route({
    url: handler.graphqlEndpoint,
    method: ['GET', 'POST'],
    handler: async (request, reply) => {
      const response = await handler.handleNodeRequestAndResponse(request, reply);
      return reply.code(response.status).headers(Object.fromEntries(response.headers)).send(response.body);
    },
  });
  return server;
}

async function withMercurius(isCompiled: boolean): Promise<FastifyInstance> {
  const server = fastify();
  await server.register(mercurius, {
    schema,
    context: () => newContext() as unknown as Record<string, unknown>,
    ...(isCompiled ? { jit: 1 } : {}),
  });
  return server;
}

async function rawFastify(): Promise<FastifyInstance> {
  const answers = await finishedAnswers();
  const server = fastify();
  server.post('/graphql', async (request, reply) => {
    const { query } = request.body as { query: string };
    return reply.type('application/json; charset=utf-8').send(answers.get(query));
  });
  return server;
}

async function listenRawHttp(): Promise<number> {
  const answers = new Map(Array.from(await finishedAnswers(), ([query, text]) => [query, Buffer.from(text)]));
  const byUrl = new Map(Array.from(answers, ([query, bytes]) => [`/graphql${toSearch(query)}`, bytes]));
  const server = createHttpServer((request, response) => {
    const send = (bytes = Buffer.alloc(0)): void => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length });
      response.end(bytes);
    };
    if (request.method === 'GET') return send(byUrl.get(request.url ?? ''));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { query } = JSON.parse(Buffer.concat(chunks).toString()) as { query: string };
      send(answers.get(query));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const SERVERS: Readonly<Record<string, () => Promise<FastifyInstance>>> = {
  ours: () => ours(64 * 1024 * 1024),
  'ours-keeping-nothing': () => ours(1),
  'ours-changing': oursChanging,
  apollo: stockApollo,
  yoga,
  mercurius: () => withMercurius(false),
  'mercurius-jit': () => withMercurius(true),
  fastify: rawFastify,
};

const name = process.argv[2] ?? '';
if (name === 'http') {
  process.stdout.write(`${await listenRawHttp()}\n`);
} else {
  const server = await SERVERS[name]?.();
  if (server === undefined) throw new Error(`There is no server "${name}".`);
  await server.listen({ host: '127.0.0.1', port: 0 });
  process.stdout.write(`${(server.server.address() as AddressInfo).port}\n`);
}
