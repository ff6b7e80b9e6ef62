/**
 * How much longer a query waits while a large feed is read: a gateway in a process of its own, a calendar server on
 * loopback, and a question about something else every five milliseconds. `node test/bench/icalendar-stall.ts [EVENTS]`
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { argv } from 'node:process';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { createGateway } from '../../src/gateway.ts';
import { writeFeed } from './icalendar-feed.ts';

export interface Stall {
  /** Median of a query while nothing is read. */
  readonly idleMs: number;
  /** What the slowest query took longer than that, while the feed is fetched, read and expanded. */
  readonly addedMs: number;
  /** CPU time of the main thread in its longest turn meanwhile: what is left of it on a machine with nothing else to do. */
  readonly longestTurnMs: number;
  /** From asking for meetings of the feed to their answer. */
  readonly firstAnswerMs: number;
  /** Of the gateway, at its peak. */
  readonly peakMb: number;
}

const OTHER = '{ group(slug: "other") { name } }';
const SMALL = '{ group(slug: "other") { nextMeeting { startsAt } } }';
const MEETINGS = '{ meetings(first: 20) { totalCount nodes { title startsAt joinUrl } } }';
const EVERY_MS = 5;
const IDLE_MS = 1000;
/** Compilers have seen the question by then. */
const WARM_UPS = 300;
const agent = new Agent({ keepAlive: true });

export async function measureStall(events: number): Promise<Stall> {
  const directory = mkdtempSync(path.join(tmpdir(), 'icalendar-stall-'));
  // As bytes: to make them takes this process longer than the answer that it times.
  const feeds = new Map([
    ['/large.ics', Buffer.from(writeFeed({ events }))],
    ['/small.ics', Buffer.from(writeFeed({ events: 10 }))],
  ]);
  const calendars = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/calendar' });
    response.end(feeds.get(request.url ?? ''));
  });
  calendars.listen(0, '127.0.0.1');
  await once(calendars, 'listening');
  const { port } = calendars.address() as AddressInfo;
  writeFileSync(path.join(directory, 'registry.yaml'), registryWith(`http://127.0.0.1:${port}`));
  const child = fork(fileURLToPath(import.meta.url), ['serve', directory], {
    // As the executable.
    execArgv: ['--max-semi-space-size=16', '--import', fileURLToPath(new URL('../../src/preload.js', import.meta.url))],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const url = await said<string>(child);
    // What fetches is loaded with the first fetch of a process.
    await ask(url, SMALL);
    for (let asked = 0; asked < WARM_UPS; asked += 1) await ask(url, OTHER);
    const idle = await latencies(url, delay(IDLE_MS));
    child.send('watch');
    const began = performance.now();
    const first = ask(url, MEETINGS);
    const busy = await latencies(url, first);
    const firstAnswerMs = performance.now() - began;
    const idleMs = idle.toSorted((a, b) => a - b)[Math.floor(idle.length / 2)] ?? Number.NaN;
    return { idleMs, addedMs: Math.max(...busy) - idleMs, firstAnswerMs, ...(await reportOf(child)) };
  } finally {
    calendars.close();
    calendars.closeAllConnections();
    if (child.kill()) await once(child, 'exit');
    rmSync(directory, { recursive: true });
  }
}

function registryWith(origin: string): string {
  return [
    'communities: [{ slug: bench, name: Bench }]',
    'groups: [{ slug: one, name: One, calendars: [large] }, { slug: other, name: Other, calendars: [small] }]',
    'calendars:',
    `  - { id: large, name: Large, url: "${origin}/large.ics" }`,
    `  - { id: small, name: Small, url: "${origin}/small.ics" }`,
  ].join('\n');
}

async function ask(url: string, query: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  // Not `fetch`, whose garbage holds this process up for as long as what it measures.
  const asked = request(`${url}/graphql`, { method: 'POST', headers, agent }).end(JSON.stringify({ query }));
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const { errors } = (await json(response)) as { errors?: readonly { message: string }[] };
  if (errors?.[0] !== undefined) throw new Error(errors[0].message);
}

/** @returns how long each question took until `work` has ended, in milliseconds */
async function latencies(url: string, work: Promise<unknown>): Promise<readonly number[]> {
  const asked: Promise<number>[] = [];
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const began = performance.now();
    asked.push(ask(url, OTHER).then(() => performance.now() - began));
    await delay(EVERY_MS);
  }
  await work;
  return Promise.all(asked);
}

type Report = Pick<Stall, 'longestTurnMs' | 'peakMb'>;

async function reportOf(child: ChildProcess): Promise<Report> {
  child.send('report');
  return said<Report>(child);
}

/** @throws where the child ends instead */
async function said<T>(child: ChildProcess): Promise<T> {
  const settled = new AbortController();
  const ended = once(child, 'exit', settled).then(() => Promise.reject(new Error('The gateway has ended.')));
  try {
    const [message] = await Promise.race([once(child, 'message', settled), ended]);
    return message;
  } finally {
    settled.abort();
    ended.catch(() => undefined);
  }
}

async function serve(directory: string): Promise<void> {
  const gateway = await createGateway({
    registry: path.join(directory, 'registry.yaml'),
    config: readConfig({ CACHE_DIR: path.join(directory, 'cache'), UPSTREAM_ALLOW: '127.0.0.1' }),
    log: pino({ level: 'silent' }),
  });
  const server = await gateway.createServer();
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  let isWatching = false;
  let longestTurnMs = 0;
  const watch = (before: NodeJS.CpuUsage): void => {
    const { user, system } = process.threadCpuUsage(before);
    longestTurnMs = Math.max(longestTurnMs, (user + system) / 1000);
    if (isWatching) setImmediate(watch, process.threadCpuUsage());
  };
  process.on('message', (message) => {
    isWatching = message === 'watch';
    if (isWatching) watch(process.threadCpuUsage());
    else process.send?.({ longestTurnMs, peakMb: process.resourceUsage().maxRSS / 1024 } satisfies Report);
  });
  process.send?.(url);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  if (argv[2] === 'serve') await serve(argv[3] ?? '');
  else console.log(await measureStall(Number(argv[2] ?? 10_000)));
}
