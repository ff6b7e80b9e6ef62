/**
 * What is left of the server's capacity when three times as much is asked of it: `node test/bench/overload.ts`. Capacity
 * is measured by clients that wait for each answer; the overload comes at a fixed rate, whether or not answers do. What is
 * asked takes the server much longer than its clients, so that it is the server that has too much to do. Seconds are those
 * of the server's CPU, so that neighbours on the machine change no figure but `late`.
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
import { cpuMsOf } from './cpu.ts';
import { NOW, SIZE } from './questions.ts';

const { values } = parseArgs({
  options: {
    serve: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '3' },
    /** Part of the name of a mix; all of them where not given. */
    mix: { type: 'string', default: '' },
  },
});
const SECONDS = Number(values.seconds);
const ROUNDS = Number(values.rounds);
const OVERLOAD = 3;
/** Whoever waits longer has left, and the answer was in vain. */
const PATIENCE_MS = 5000;
const CLIENTS = 8;
/** For the queues to fill: only what comes to an end after that is counted. */
const FILL_MS = 4000;

/** Takes its time to execute, and little to send, since the clients share the machine with the server. */
const COSTLY = `groups(first: 40) { nodes {
  slug nextMeeting { startsAt } meetings(first: 5) { totalCount } roles(first: 10) { totalCount }
  initiatives(first: 8) { totalCount countsByStatus { status count } nodes { number } }
} }`;

interface Ask {
  readonly path: string;
  /** Of a POST; a GET where absent. */
  readonly body?: string;
}

let asked = 0;
/** What nobody asked before: another document, and words that each group's meetings and initiatives are searched for. */
function distinctQuestion(): Ask {
  asked += 1;
  const words = `"practice ${asked}"`;
  const searched = ['meetings', 'initiatives'].map(
    (name) => `${name}Of: ${name}(first: 1, filterBy: { query: ${words} }) { totalCount }`,
  );
  const query = `query q${asked} { ${COSTLY.replace('slug', `slug ${searched.join(' ')}`)} }`;
  return { path: '/graphql', body: JSON.stringify({ query }) };
}

/** A page that nobody asked for before: its address has another end. */
function distinct(path: string): Ask {
  asked += 1;
  return { path: `${path}${path.includes('?') ? '&' : '?'}n=${asked}` };
}

const KNOWN: Ask = { path: '/graphql', body: JSON.stringify({ query: `{ ${COSTLY} }` }) };
const oneOf = (...asks: (() => Ask)[]): Ask => (asks[Math.floor(Math.random() * asks.length)] ?? distinctQuestion)();
const groupPage = (): Ask => distinct(`/groups/group-${asked % SIZE.groups}`);
const feed = (): Ask => distinct('/feeds/initiatives.atom');
const calendar = (): Ask => distinct(`/groups/group-${asked % SIZE.groups}/calendar.ics`);
const data = (): Ask => distinct('/data/v1/meetings.json');
const dashboard = (): Ask => distinct('/');

const MIXES: Readonly<Record<string, () => Ask>> = {
  'distinct questions': distinctQuestion,
  'four in five asked before': () => (Math.random() < 0.8 ? KNOWN : distinctQuestion()),
  'distinct pages of groups': groupPage,
  'distinct dashboards': dashboard,
  'distinct feeds and files': () => oneOf(feed, calendar, data),
  'questions, pages, feeds, files': () => oneOf(distinctQuestion, groupPage, dashboard, feed, calendar, data),
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
    maxConnections: config.CONNECTIONS_MAX,
    maxHeldBytes: config.HELD_MAX_BYTES,
    maxConcurrent: config.QUERY_MAX_CONCURRENT,
    maxWaitMs: config.QUERY_MAX_WAIT_MS,
    maxCost: config.QUERY_MAX_COST,
    pointsPerMinute: Number.MAX_SAFE_INTEGER,
    readiness: () => ({ isReady: true, reason: '' }),
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  process.stdout.write(`${(server.server.address() as AddressInfo).port}\n`);
}

/** Asks once; resolves with what became of it, at the latest when its client's patience ends. */
function ask(port: number, agent: Agent, { path, body }: Ask): Promise<Outcome> {
  return new Promise((resolve) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': body.length };
    const method = body === undefined ? 'GET' : 'POST';
    const outgoing = request({ port, host: '127.0.0.1', path, method, headers, agent });
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

interface Capacity {
  /** Answers for each second of the server's CPU. */
  readonly perCpuSecond: number;
  /** Share of a core that the clients took. */
  readonly clientsBusy: number;
}

/** How long the server has worked, in milliseconds: the clock of this bench, which neighbours on the machine do not stop. */
function startCpuClock({ child }: Server): () => number {
  const startMs = cpuMsOf(child.pid);
  return () => cpuMsOf(child.pid) - startMs;
}

async function measureCapacity(server: Server, mix: () => Ask): Promise<Capacity> {
  const agent = new Agent({ keepAlive: true });
  const elapsedMs = startCpuClock(server);
  const clientsMs = cpuMsOf(process.pid);
  let answered = 0;
  const client = async (): Promise<void> => {
    while (elapsedMs() < SECONDS * 1000) if ((await ask(server.port, agent, mix())) === 'answered') answered += 1;
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const ms = elapsedMs();
  agent.destroy();
  return { perCpuSecond: answered / (ms / 1000), clientsBusy: (cpuMsOf(process.pid) - clientsMs) / ms };
}

/** @returns what became of the requests that came to an end within {@link SECONDS} of full queues */
async function overload(server: Server, mix: () => Ask, rate: number): Promise<Record<Outcome, number>> {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 1000 });
  const counts: Record<Outcome, number> = { answered: 0, shed: 0, late: 0, failed: 0 };
  const asks: Promise<void>[] = [];
  const elapsedMs = startCpuClock(server);
  const endMs = FILL_MS + SECONDS * 1000;
  const askOnce = async (): Promise<void> => {
    const outcome = await ask(server.port, agent, mix());
    const elapsed = elapsedMs();
    if (elapsed >= FILL_MS && elapsed < endMs) counts[outcome] += 1;
  };
  for (let elapsed = 0; elapsed < endMs; elapsed = elapsedMs()) {
    // At first some more: a server that has nothing to do has a clock that stands still.
    while (asks.length < CLIENTS + (elapsed / 1000) * rate) asks.push(askOnce());
    await delay(1);
  }
  await Promise.all(asks);
  agent.destroy();
  return counts;
}

interface Server {
  readonly child: ChildProcess;
  readonly port: number;
}

async function start(): Promise<Server> {
  const child = spawn(process.execPath, [import.meta.filename, '--serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, port: Number(line) };
}

interface Round {
  readonly capacity: Capacity;
  readonly counts: Record<Outcome, number>;
}

async function measure(server: Server, mix: () => Ask): Promise<Round | undefined> {
  await measureCapacity(server, mix);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const capacity = await measureCapacity(server, mix);
    rounds.push({ capacity, counts: await overload(server, mix, capacity.perCpuSecond * OVERLOAD) });
  }
  // The middle one of the rounds, whole.
  return rounds.toSorted((a, b) => goodputOf(a) - goodputOf(b))[Math.floor(ROUNDS / 2)];
}

/** As a share of the capacity. */
function goodputOf({ capacity, counts }: Round): number {
  return counts.answered / SECONDS / capacity.perCpuSecond;
}

function toRow(name: string, round: Round): string {
  const { capacity, counts } = round;
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const perSecond = (outcome: Outcome): number => Math.round(counts[outcome] / SECONDS);
  const figures = [capacity.perCpuSecond, capacity.perCpuSecond * OVERLOAD].map(Math.round);
  const shed = [perSecond('shed'), perSecond('late'), perSecond('failed')];
  const cells = [
    name,
    ...figures,
    perSecond('answered'),
    percent(goodputOf(round)),
    ...shed,
    percent(capacity.clientsBusy),
  ];
  return `| ${cells.join(' | ')} |`;
}

async function main(): Promise<void> {
  const server = await start();
  console.log(
    '| mix | capacity, answers/s | asked/s | answered/s | of capacity | shed/s | late/s | failed/s | CPU of the clients |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|');
  try {
    for (const [name, mix] of Object.entries(MIXES).filter(([name]) => name.includes(values.mix))) {
      const round = await measure(server, mix);
      if (round !== undefined) console.log(toRow(name, round));
    }
  } finally {
    server.child.kill();
  }
}

await (values.serve ? serve() : main());
