/**
 * Our server beside its peers, over the same community: `npm run bench`. Every server is a process of its own; rounds
 * are interleaved, so that whatever else the machine does falls on all of them. `--short` is one short round, and fails
 * where we fall below half of what we promise.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { QUESTIONS, type QuestionName } from './questions.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    out: { type: 'string', default: path.join(import.meta.dirname, 'results.json') },
  },
});
const ROUNDS = values.short ? 1 : 3;
const SECONDS = values.short ? 1 : 2;
const CONNECTIONS = 10;
const SERVERS = ['http', 'fastify', 'ours', 'ours-executed', 'mercurius-jit', 'mercurius', 'yoga', 'apollo'];

interface Sample {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  /** CPU time of the server for a request, which neighbours on the machine do not lengthen; NaN where /proc is absent. */
  readonly cpuMs: number;
}

/** Clock ticks of Linux, 100 a second. */
const TICK_MS = 10;

/** proc(5): user and system time are the 14th and 15th field, counted after the name in parentheses. */
function cpuMsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /su, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return Number.NaN;
  }
}

interface Server {
  readonly child: ChildProcess;
  readonly port: number;
}

async function start(name: string): Promise<Server> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'server.ts'), name], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, port: Number(line) };
}

async function load({ port, child }: Server, query: string, seconds: number): Promise<Sample> {
  const before = cpuMsOf(child.pid);
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/graphql`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    connections: CONNECTIONS,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed.`);
  const cpuMs = (cpuMsOf(child.pid) - before) / result.requests.total;
  return { requestsPerSecond: result.requests.average, p99Ms: result.latency.p99, cpuMs };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

const servers = new Map<string, Server>();
const samples = new Map<string, Sample[]>();
const keyOf = (question: string, server: string): string => `${question} ${server}`;
const questions = Object.entries(QUESTIONS) as [QuestionName, string][];

for (const name of SERVERS) servers.set(name, await start(name));
try {
  // Compilers have seen every question before it counts.
  for (const [, query] of questions) for (const server of servers.values()) await load(server, query, 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [question, query] of questions) {
      for (const [name, server] of servers) {
        const key = keyOf(question, name);
        samples.set(key, [...(samples.get(key) ?? []), await load(server, query, SECONDS)]);
      }
    }
  }
} finally {
  for (const { child } of servers.values()) child.kill();
}

const table = Object.fromEntries(
  questions.map(([question]) => [
    question,
    Object.fromEntries(
      SERVERS.map((name) => {
        const of = samples.get(keyOf(question, name)) ?? [];
        const requestsPerSecond = Math.round(median(of.map((sample) => sample.requestsPerSecond)));
        const cpuMs = Number(median(of.map((sample) => sample.cpuMs)).toFixed(3));
        return [name, { requestsPerSecond, p99Ms: median(of.map((sample) => sample.p99Ms)), cpuMs }];
      }),
    ),
  ]),
) as Record<QuestionName, Record<string, Sample>>;

/** @returns how many times as fast as the other: by CPU time where it is known, else by requests a second */
function ratio(question: QuestionName, server: string, other: string): number {
  const [one, two] = [table[question][server], table[question][other]];
  if (one === undefined || two === undefined) return Number.NaN;
  const byCpu = two.cpuMs / one.cpuMs;
  return Number((Number.isFinite(byCpu) ? byCpu : one.requestsPerSecond / two.requestsPerSecond).toFixed(2));
}

/** What we promise, as the issue that asked for speed states it. */
const goals = [
  { name: 'asked before: dashboard, of raw node:http', is: ratio('dashboard', 'ours', 'http'), goal: 0.88 },
  {
    name: 'executed: dashboard, of mercurius with JIT',
    is: ratio('dashboard', 'ours-executed', 'mercurius-jit'),
    goal: 1.5,
  },
  { name: 'executed: deep, of mercurius with JIT', is: ratio('deep', 'ours-executed', 'mercurius-jit'), goal: 2 },
  { name: 'executed: dashboard, of stock Apollo', is: ratio('dashboard', 'ours-executed', 'apollo'), goal: 5 },
];

writeFileSync(
  values.out,
  `${JSON.stringify({ node: process.version, connections: CONNECTIONS, rounds: ROUNDS, seconds: SECONDS, table, goals }, null, 2)}\n`,
);
console.log(`| CPU ms a request · requests a second (p99 ms) | ${questions.map(([name]) => name).join(' | ')} |`);
console.log(`|---|${questions.map(() => '---|').join('')}`);
for (const name of SERVERS) {
  const cells = questions.map(([question]) => {
    const cell = table[question][name];
    return `${cell?.cpuMs} · ${cell?.requestsPerSecond} (${cell?.p99Ms})`;
  });
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
for (const { name, is, goal } of goals) console.log(`${name}: ${is}, goal ${goal}`);
if (values.short && goals.some(({ is, goal }) => is < goal / 2)) process.exitCode = 1;
