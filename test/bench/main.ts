/**
 * Our server beside its peers, over the same community: `npm run bench`. Every server is a process of its own; rounds
 * are interleaved, so that whatever else the machine does falls on all of them. Questions that were asked before are
 * asked by many at once; those that nobody asked before, another each time, one after the other. `--only http,ours` leaves
 * the others out. `--short` is one short round of what is promised for the dashboard, and fails below half of that.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { measureColdStart } from './cold-start.ts';
import { CONTESTANTS, type Contestant } from './contestants.ts';
import { cpuMsOf } from './cpu.ts';
import { median } from './median.ts';
import { QUESTIONS, type QuestionName } from './questions.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    out: { type: 'string' },
  },
});
/** Who is how many times as fast as whom, as the issue that asked for speed states it. */
const promised: readonly (readonly [string, QuestionName, string, string, number])[] = [
  ['asked before: dashboard by POST, of raw node:http', 'dashboard', 'ours', 'http', 0.88],
  ['asked before: dashboard by GET, of raw node:http', 'dashboard', 'ours, GET', 'http, GET', 0.88],
  ['asked before: dashboard as br, of raw node:http', 'dashboard', 'ours, br', 'http, GET', 1.2],
  ['asked before: dashboard as 304, of raw node:http', 'dashboard', 'ours, 304', 'http, GET', 1.2],
  ['asked before: deep by POST, of raw node:http', 'deep', 'ours', 'http', 0.88],
  ['asked before: deep by GET, of raw node:http', 'deep', 'ours, GET', 'http, GET', 0.88],
  ...(['other value', 'other document'] as const).flatMap((how) => [
    [`${how}: dashboard, of mercurius with JIT`, 'dashboard', `ours, ${how}`, `mercurius-jit, ${how}`, 1.5] as const,
    [`${how}: deep, of mercurius with JIT`, 'deep', `ours, ${how}`, `mercurius-jit, ${how}`, 2] as const,
    [`${how}: dashboard, of stock Apollo`, 'dashboard', `ours, ${how}`, `apollo, ${how}`, 5] as const,
  ]),
];

const ROUNDS = values.short ? 1 : 3;
const SECONDS = values.short ? 1 : 2;
const CONNECTIONS = 10;
/** Whoever is named, and all of our ways to be asked. */
const only = values.only === '' ? null : values.only.split(',');
const contestants = CONTESTANTS.filter(
  ({ name, server }) =>
    (only === null || only.includes(server)) &&
    (!values.short ||
      promised.some(([, question, one, other]) => question === 'dashboard' && [one, other].includes(name))),
);

interface Sample {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  /** CPU time of the server for a request, which neighbours on the machine do not lengthen; NaN where /proc is absent. */
  readonly cpuMs: number;
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

async function load({ port, child }: Server, contestant: Contestant, query: string, seconds: number): Promise<Sample> {
  const request = await contestant.ask(query, `http://127.0.0.1:${port}/graphql`);
  const before = cpuMsOf(child.pid);
  const connections = contestant.connections ?? CONNECTIONS;
  const result = await autocannon({ ...request, connections, duration: seconds });
  const failed = result['4xx'] + result['5xx'] + result.errors;
  if (failed > 0) throw new Error(`${contestant.name}: ${failed} requests failed.`);
  const cpuMs = (cpuMsOf(child.pid) - before) / result.requests.total;
  return { requestsPerSecond: result.requests.average, p99Ms: result.latency.p99, cpuMs };
}

const servers = new Map<string, Server>();
const samples = new Map<string, Sample[]>();
const keyOf = (question: string, server: string): string => `${question} ${server}`;
const questions = (Object.entries(QUESTIONS) as [QuestionName, string][]).filter(
  ([name]) => !values.short || name === 'dashboard',
);

try {
  for (const { server } of contestants) if (!servers.has(server)) servers.set(server, await start(server));
  const run = async (seconds: number): Promise<void> => {
    for (const [question, query] of questions) {
      for (const contestant of contestants) {
        const server = servers.get(contestant.server);
        if (server === undefined) continue;
        const key = keyOf(question, contestant.name);
        samples.set(key, [...(samples.get(key) ?? []), await load(server, contestant, query, seconds)]);
      }
    }
  };
  // Compilers have seen every question before it counts.
  await run(1);
  samples.clear();
  for (let round = 0; round < ROUNDS; round += 1) await run(SECONDS);
} finally {
  for (const { child } of servers.values()) child.kill();
}

const table = Object.fromEntries(
  questions.map(([question]) => [
    question,
    Object.fromEntries(
      contestants.map(({ name }) => {
        const of = samples.get(keyOf(question, name)) ?? [];
        const requestsPerSecond = Math.round(median(of.map((sample) => sample.requestsPerSecond)));
        const cpuMs = Number(median(of.map((sample) => sample.cpuMs)).toFixed(3));
        return [name, { requestsPerSecond, p99Ms: median(of.map((sample) => sample.p99Ms)), cpuMs }];
      }),
    ),
  ]),
) as Record<QuestionName, Record<string, Sample>>;

/**
 * Of each round, so that what the machine does meanwhile falls on both.
 * @returns how many times as fast as the other: by CPU time where it is known, else by requests a second
 */
function ratio(question: QuestionName, server: string, other: string): number {
  const ones = samples.get(keyOf(question, server)) ?? [];
  const twos = samples.get(keyOf(question, other)) ?? [];
  const ratios = ones.flatMap((one, round) => {
    const two = twos[round];
    if (two === undefined) return [];
    const byCpu = two.cpuMs / one.cpuMs;
    return Number.isFinite(byCpu) ? byCpu : one.requestsPerSecond / two.requestsPerSecond;
  });
  return Number(median(ratios).toFixed(2));
}

const goals = promised
  .map(([name, question, server, other, goal]) => ({ name, is: ratio(question, server, other), goal }))
  .filter(({ is }) => !Number.isNaN(is));
const coldStart = only === null && !values.short ? await measureColdStart() : null;

// The short form has too few rounds to be kept.
const out = values.out ?? (values.short ? null : path.join(import.meta.dirname, 'results.json'));
if (out !== null) {
  const results = {
    node: process.version,
    connections: CONNECTIONS,
    rounds: ROUNDS,
    seconds: SECONDS,
    table,
    goals,
    coldStart,
  };
  writeFileSync(out, `${JSON.stringify(results, null, 2)}\n`);
}
console.log(`| CPU ms a request · requests a second (p99 ms) | ${questions.map(([name]) => name).join(' | ')} |`);
console.log(`|---|${questions.map(() => '---|').join('')}`);
for (const { name } of contestants) {
  const cells = questions.map(([question]) => {
    const cell = table[question][name];
    return `${cell?.cpuMs} · ${cell?.requestsPerSecond} (${cell?.p99Ms})`;
  });
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
for (const { name, is, goal } of goals) console.log(`${name}: ${is}, goal ${goal}`);
if (coldStart !== null) console.log(`cold start: ${coldStart.elapsedMs} ms, ${coldStart.cpuMs} ms of CPU; goal 1500`);
if (values.short && goals.some(({ is, goal }) => is < goal / 2)) process.exitCode = 1;
