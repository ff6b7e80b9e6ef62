/**
 * A gateway for a long time under load, with upstreams that fail: `npm run soak` for an hour, `-- --minutes 6` for less.
 * Prints its memory each minute, and at the end how fast it grows and what was answered wrongly; exit code 1 where it does.
 */
import { readFileSync } from 'node:fs';
import { Agent, request, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { GROUPS, type GroupData, questionOf, startCommunity } from '../survival/support/community.ts';
import { spawnGateway } from '../survival/support/gateway-process.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, rate: { type: 'string', default: '500' } },
});
const MINUTES = Number(values.minutes);
const RATE = Number(values.rate);
/** By then caches are full and everything is compiled. */
const WARM_UP_SHARE = 0.25;
/** MB an hour that are noise of the collector. */
const MAX_GROWTH = 60;

type Fail = (response: ServerResponse, answer: () => void) => void;
/** Every calendar fails in each way for a while, and works for as long between. */
const FAULTS: readonly (Fail | null)[] = [
  null,
  (response) => response.socket?.resetAndDestroy(),
  null,
  () => undefined,
  null,
  (response) => void response.writeHead(503).end('busy'),
  null,
  (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  null,
  (response) =>
    void response.writeHead(200, { 'content-length': '100000' }).write('BEGIN:VCALENDAR', () => response.destroy()),
];
const FAULT_MS = 20_000;
/** As many clients as wait at once. */
const MAX_IN_FLIGHT = 200;

/** Calendars change, so that they are read anew: each tells that it is fresh for a minute, the least that is heeded. */
const community = await startCommunity();
const startedAt = performance.now();
for (const [offset, slug] of GROUPS.entries()) {
  community.calendarHandlers.set(slug, (_request, response, answer) => {
    const fault = FAULTS[(Math.floor((performance.now() - startedAt) / FAULT_MS) + offset) % FAULTS.length];
    response.setHeader('cache-control', 'max-age=1');
    if (fault) fault(response, answer);
    else answer();
  });
}

const gateway = await spawnGateway({
  registry: community.registry,
  env: {
    ...community.env('soak'),
    LOG_LEVEL: 'fatal',
    // Full within minutes, so that what is measured afterwards is a leak.
    ANSWER_CACHE_BYTES: '8000000',
    UPSTREAM_TIMEOUT_MS: '2000',
    NODE_OPTIONS: '--max-old-space-size=256',
    CLIENT_POINTS_PER_MINUTE: '1000000000',
  },
});
const { port } = new URL(gateway.origin);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

let asked = 0;
let inFlight = 0;
let answered = 0;
let shed = 0;
let unknown = 0;
const wrong = new Map<string, number>();

function note(what: string): void {
  wrong.set(what, (wrong.get(what) ?? 0) + 1);
}

/** Nine of ten questions were asked before; a calendar that fails may be unknown, but never another. */
function ask(): void {
  asked += 1;
  inFlight += 1;
  const slug = GROUPS[asked % GROUPS.length] ?? 'alpha';
  const body = JSON.stringify({ query: questionOf(slug, asked % 10 === 0 ? `q${asked}` : 'q') });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const outgoing = request(
    { port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers, agent },
    (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode === 503) shed += 1;
        else if (response.statusCode !== 200) note(`status ${response.statusCode}`);
        else judge(slug, JSON.parse(Buffer.concat(chunks).toString()));
      });
    },
  );
  outgoing.on('error', (error) => note(String(error)));
  outgoing.on('close', () => {
    inFlight -= 1;
  });
  outgoing.end(body);
}

function judge(slug: string, { data, errors }: { data: GroupData | null; errors?: unknown }): void {
  answered += 1;
  if (errors !== undefined || data === null) {
    note('errors');
    return;
  }
  const { initiatives, meetings } = data.group;
  if (initiatives.isPartial || initiatives.nodes[0]?.title !== `${slug} v1`) note('initiatives');
  if (meetings.isPartial) unknown += 1;
  else if (meetings.nodes.some(({ title }) => title !== `${slug} daily`) || meetings.nodes.length !== 2)
    note('meetings');
}

function residentMb(): number {
  const status = readFileSync(`/proc/${gateway.child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) / 1024;
}

/** Least squares. @returns MB an hour */
function growthOf(samples: readonly (readonly [minute: number, mb: number])[]): number {
  const mean = (pick: 0 | 1): number => samples.reduce((sum, sample) => sum + sample[pick], 0) / samples.length;
  const [meanMinute, meanMb] = [mean(0), mean(1)];
  const covariance = samples.reduce((sum, [minute, mb]) => sum + (minute - meanMinute) * (mb - meanMb), 0);
  const variance = samples.reduce((sum, [minute]) => sum + (minute - meanMinute) ** 2, 0);
  return (covariance / variance) * 60;
}

const samples: [number, number][] = [];
let nextSampleAt = 0;
try {
  for (;;) {
    const elapsedMs = performance.now() - startedAt;
    const minute = elapsedMs / 60_000;
    if (minute >= MINUTES) break;
    if (elapsedMs >= nextSampleAt) {
      samples.push([minute, residentMb()]);
      if (Math.round(nextSampleAt / 1000) % 60 === 0)
        console.log(
          `minute ${minute.toFixed(0)}: ${residentMb().toFixed(0)} MB, ${answered} answered, ${shed} shed, ${unknown} unknown`,
        );
      nextSampleAt += 5_000;
    }
    // Where the machine is behind, its own delay is not to be measured as the gateway's.
    while (asked < (elapsedMs / 1000) * RATE && inFlight < MAX_IN_FLIGHT) ask();
    if (inFlight >= MAX_IN_FLIGHT) asked = Math.max(asked, Math.floor((elapsedMs / 1000) * RATE));
    await delay(2);
  }
  const settled = samples.filter(([minute]) => minute >= MINUTES * WARM_UP_SHARE);
  const growth = growthOf(settled);
  const [least, most] = [Math.min(...settled.map(([, mb]) => mb)), Math.max(...settled.map(([, mb]) => mb))];
  console.log(
    `${MINUTES} minutes at ${(answered / MINUTES / 60).toFixed(0)} answers/s: ${answered} answered, ${shed} shed, ${unknown} with a meeting list that is unknown`,
  );
  console.log(
    `resident ${least.toFixed(0)} to ${most.toFixed(0)} MB after the first quarter, ${growth.toFixed(1)} MB an hour`,
  );
  console.log(`wrong: ${wrong.size === 0 ? 'none' : JSON.stringify(Object.fromEntries(wrong))}`);
  console.log(
    `upstream requests: ${JSON.stringify(Object.fromEntries(community.calendarRequests))}, GitHub ${community.github.requests.length}`,
  );
  const isShort = MINUTES < 30;
  if (wrong.size > 0 || (!isShort && growth > MAX_GROWTH)) process.exitCode = 1;
} finally {
  agent.destroy();
  await gateway.kill();
  await community.close();
}
