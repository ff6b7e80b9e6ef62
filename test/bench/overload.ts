/**
 * What is left of the server's capacity when three times as much is asked of it: `node test/bench/overload.ts`. Capacity
 * is measured by clients that wait for each answer; the overload comes at a fixed rate, whether or not answers do.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { readConfig, toQueryLimits } from '../../src/config.ts';
import { createSchema } from '../../src/graph/schema.ts';
import { createServer } from '../../src/http/server.ts';
import { createSyntheticCommunity } from '../support/synthetic-community.ts';
import { NOW, SIZE } from './questions.ts';

const { values } = parseArgs({
  options: { serve: { type: 'boolean', default: false }, seconds: { type: 'string', default: '6' } },
});
const SECONDS = Number(values.seconds);
const ROUNDS = 3;
const OVERLOAD = 3;
/** Whoever waits longer has left, and the answer was in vain. */
const PATIENCE_MS = 5000;
const CLIENTS = 16;

/** Takes its time to execute, and little to send, since the clients share the machine with the server. */
const QUESTION = `{ groups(first: 40) { nodes {
  slug nextMeeting { startsAt } meetings(first: 5) { totalCount } roles(first: 10) { totalCount }
  initiatives(first: 8) { totalCount countsByStatus { status count } nodes { number } }
} } }`;

let asked = 0;
/** A question that nobody asked before: its document has another text. */
const distinct = (): string => {
  asked += 1;
  return `query q${asked} ${QUESTION}`;
};
const MIXES: Readonly<Record<string, () => string>> = {
  'distinct questions': distinct,
  'four in five asked before': () => (Math.random() < 0.8 ? QUESTION : distinct()),
};

type Outcome = 'answered' | 'shed' | 'late' | 'failed';

async function serve(): Promise<void> {
  const { ports, versions } = createSyntheticCommunity(SIZE, { now: () => Date.parse(NOW) });
  const config = readConfig({});
  const server = await createServer({
    schema: createSchema(),
    ports,
    versions,
    log: pino({ level: 'silent' }),
    publicUrl: 'http://localhost',
    trustProxy: false,
    corsOrigins: ['*'],
    exampleQueries: '',
    answerCacheBytes: config.ANSWER_CACHE_BYTES,
    trustedDocuments: { texts: new Map(), isExclusive: false },
    limits: toQueryLimits(config),
    maxBodyBytes: config.REQUEST_MAX_BYTES,
    maxAnswerBytes: config.ANSWER_MAX_BYTES,
    requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
    maxConcurrent: config.QUERY_MAX_CONCURRENT,
    maxWaitMs: config.QUERY_MAX_WAIT_MS,
    maxCost: config.QUERY_MAX_COST,
    pointsPerMinute: Number.MAX_SAFE_INTEGER,
    readiness: () => ({ isReady: true, reason: '' }),
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  process.stdout.write(`${(server.server.address() as AddressInfo).port}\n`);
}

/** One question; resolves with what became of it, at the latest when its client's patience ends. */
function ask(port: number, agent: Agent, query: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ query });
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const outgoing = request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers, agent });
    const timer = setTimeout(() => {
      resolve('late');
      outgoing.destroy();
    }, PATIENCE_MS);
    outgoing.on('error', () => {
      clearTimeout(timer);
      resolve('failed');
    });
    outgoing.on('response', (response) => {
      response.resume();
      response.on('end', () => {
        clearTimeout(timer);
        const isShed = response.statusCode === 503 && response.headers['retry-after'] !== undefined;
        resolve(response.statusCode === 200 ? 'answered' : isShed ? 'shed' : 'failed');
      });
    });
    outgoing.end(body);
  });
}

async function measureCapacity(port: number, mix: () => string): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const endAt = performance.now() + SECONDS * 1000;
  let answered = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < endAt) if ((await ask(port, agent, mix())) === 'answered') answered += 1;
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  agent.destroy();
  return answered / SECONDS;
}

async function overload(port: number, mix: () => string, rate: number): Promise<Record<Outcome, number>> {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 1000 });
  const outcomes: Promise<Outcome>[] = [];
  const startAt = performance.now();
  for (;;) {
    const elapsed = performance.now() - startAt;
    if (elapsed >= SECONDS * 1000) break;
    while (outcomes.length < (elapsed / 1000) * rate) outcomes.push(ask(port, agent, mix()));
    await delay(1);
  }
  const counts: Record<Outcome, number> = { answered: 0, shed: 0, late: 0, failed: 0 };
  for (const outcome of await Promise.all(outcomes)) counts[outcome] += 1;
  agent.destroy();
  return counts;
}

async function start(): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [import.meta.filename, '--serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, port: Number(line) };
}

async function main(): Promise<void> {
  const { child, port } = await start();
  console.log('| mix | capacity, answers/s | asked/s | answered/s | of capacity | shed/s | late/s | failed/s |');
  console.log('|---|---|---|---|---|---|---|---|');
  try {
    for (const [name, mix] of Object.entries(MIXES)) {
      await measureCapacity(port, mix);
      const rows: { capacity: number; rate: number; counts: Record<Outcome, number> }[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const capacity = await measureCapacity(port, mix);
        const rate = capacity * OVERLOAD;
        rows.push({ capacity, rate, counts: await overload(port, mix, rate) });
        await delay(PATIENCE_MS);
      }
      const ratioOf = ({ capacity, counts }: (typeof rows)[number]): number => counts.answered / SECONDS / capacity;
      // The middle one of the rounds, whole.
      const row = rows.toSorted((a, b) => ratioOf(a) - ratioOf(b))[Math.floor(ROUNDS / 2)];
      if (row === undefined) continue;
      const perSecond = (outcome: Outcome): number => Math.round(row.counts[outcome] / SECONDS);
      const figures = [Math.round(row.capacity), Math.round(row.rate), perSecond('answered')];
      const shares = [`${Math.round(ratioOf(row) * 100)} %`, perSecond('shed'), perSecond('late'), perSecond('failed')];
      console.log(`| ${[name, ...figures, ...shares].join(' | ')} |`);
    }
  } finally {
    child.kill();
  }
}

await (values.serve ? serve() : main());
