/**
 * Memory of a whole gateway over a large community, which it reads over loopback: 1,000 groups, four repositories of 5,000
 * issues, 500 calendars of four weekly meetings. `node test/bench/memory.ts`, with flags for Node where wanted:
 * `node test/bench/memory.ts --max-semi-space-size=64`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../src/clock.ts';
import { toGitHubRecording } from '../../src/demo/github-recording.ts';
import { startGitHubStandIn } from '../../src/demo/github-stand-in.ts';
import { startLoopbackServer } from '../../src/demo/loopback-server.ts';
import { cpuMsOf } from './cpu.ts';

const MAIN = path.join(import.meta.dirname, '../../src/main.ts');
const PORT = 4113;
const GROUPS = 1000;
const REPOSITORIES = 4;
const ISSUES_EACH = 5000;
const FEEDS = 500;
/** Of one question; on a busy machine the slowest takes a minute. */
const GIVE_UP_MS = 300_000;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH'];

/** Asked again and again until nothing is missing; then the next. */
const QUESTIONS: Readonly<Record<string, string>> = {
  initiatives:
    '{ groups(first: 20) { totalCount nodes { initiatives(first: 5) { totalCount isPartial nodes { title status } } } } }',
  meetings: '{ meetings(first: 20) { totalCount isPartial nodes { title startsAt } } }',
  search: '{ search(query: "practice 7", first: 20) { groupCount initiativeCount meetingCount isPartial } }',
  findings: '{ findings(first: 20, filterBy: { state: [OPEN], severity: [MUST] }) { totalCount isPartial } }',
};

const github = await startGitHubStandIn({
  recordings: Array.from({ length: REPOSITORIES }, (_, index) => toGitHubRecording(recordingOf(index))),
  clock: systemClock,
  limit: 100_000,
});
const calendars = await startLoopbackServer((request, response) => {
  response
    .writeHead(200, { 'content-type': 'text/calendar' })
    .end(calendarOf(Number(/\d+/u.exec(request.url ?? '')?.[0])));
});
const folder = mkdtempSync(path.join(tmpdir(), 'memory-'));
const registry = path.join(folder, 'registry.yaml');
writeFileSync(registry, registryOf(calendars.url));
try {
  for (const what of ['read anew', 'from the disk']) console.log(what, await run());
} finally {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([github.close(), calendars.close()]);
}

/** @returns MB and seconds of CPU of one run, at the end of each question */
async function run(): Promise<Record<string, number>> {
  const child = spawn(
    process.execPath,
    [...process.argv.slice(2), MAIN, 'serve', registry, '--port', String(PORT), '--host', '127.0.0.1'],
    {
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        CACHE_DIR: path.join(folder, 'cache'),
        LOG_LEVEL: 'error',
        GITHUB_API_URL: github.url,
        GITHUB_TOKEN: 'any',
        UPSTREAM_ALLOW: '127.0.0.1',
      },
    },
  );
  const told: Record<string, number> = {};
  try {
    for (const [name, query] of Object.entries(QUESTIONS)) {
      await untilWhole(child, query);
      told[`${name} MB`] = statusMb(child, 'VmRSS');
    }
    await delay(5000);
    told['at rest MB'] = statusMb(child, 'VmRSS');
    told['peak MB'] = statusMb(child, 'VmHWM');
    told['CPU s'] = Math.round(cpuMsOf(child.pid) / 100) / 10;
    return told;
  } finally {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
  }
}

async function untilWhole(child: ChildProcess, query: string): Promise<void> {
  for (const deadlineMs = performance.now() + GIVE_UP_MS; ; ) {
    if (child.exitCode !== null) throw new Error('The gateway ended.');
    if (performance.now() > deadlineMs) throw new Error(`Something is still missing: ${query}`);
    const body = await ask(query);
    if (body.startsWith('{"data":') && !body.includes('"isPartial":true')) return;
    await delay(200);
  }
}

async function ask(query: string): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${PORT}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return await response.text();
  } catch {
    return '';
  }
}

/** proc(5). Of 1,000,000 bytes. */
function statusMb({ pid }: ChildProcess, name: 'VmRSS' | 'VmHWM'): number {
  const kib = new RegExp(`${name}:\\s+(\\d+)`, 'u').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round((Number(kib) * 1024) / 1_000_000);
}

function registryOf(host: string): string {
  const rules = Array.from({ length: REPOSITORIES }, (_, index) => {
    const labels = Array.from({ length: GROUPS }, (__, group) => `group/${group}: group-${group}`);
    return `  - { id: repo-${index}, repository: bench/repo-${index}, labels: [initiative], groups: { labels: { ${labels.join(', ')} } } }`;
  });
  const feeds = Array.from({ length: FEEDS }, (_, feed) => {
    const match = [0, 1].map((half) => `{ title: "^Group ${feed * 2 + half}\\\\b", group: group-${feed * 2 + half} }`);
    return `  - { id: feed-${feed}, url: "${host}/${feed}.ics", match: [${match.join(', ')}] }`;
  });
  const groups = Array.from({ length: GROUPS }, (_, group) => {
    const roles = Array.from(
      { length: 5 },
      (__, seat) => `{ kind: CHAIR, github: person-${group}-${seat}, name: Person ${seat} }`,
    );
    return `  - { slug: group-${group}, name: Group ${group}, kind: TEAM, topics: [topic-${group % 40}], calendars: [feed-${group >> 1}], roles: [${roles.join(', ')}] }`;
  });
  return [
    'apiVersion: community-graph/v1',
    'community: { slug: bench, name: Bench }',
    'rules: cncf',
    'initiatives:',
    ...rules,
    'calendars:',
    ...feeds,
    'groups:',
    ...groups,
    '',
  ].join('\n');
}

function recordingOf(repository: number): unknown {
  const users = Array.from({ length: 50 }, (_, index) => ({ login: `person-${index}-0`, name: `Person ${index}` }));
  const labels = ['initiative', ...Array.from({ length: GROUPS }, (_, group) => `group/${group}`)].map((name) => ({
    name,
  }));
  const issues = Array.from({ length: ISSUES_EACH }, (_, index) => {
    const number = repository * ISSUES_EACH + index + 1;
    const month = String((index % 11) + 1).padStart(2, '0');
    return {
      number,
      title: `[Initiative]: Practice ${index % 97} of area ${index % 13}, part ${number}`,
      body: `### Name\n\nPractice ${number}\n\n### Short description\n\nWhat people who run such systems need to know of practice ${number}, in a sentence or two.\n\n### Primary contact\n\n@person-${index % 50}-0\n\n### Initiative description\n\n${`Collect what is known, compare it, and write it down for others to use. `.repeat(4)}\n\n### Deliverable(s) or exit criteria\n\n- [x] A survey\n- [ ] A white paper\n`,
      state: index % 3 === 0 ? 'CLOSED' : 'OPEN',
      author: `person-${index % 50}-0`,
      labels: ['initiative', `group/${number % GROUPS}`],
      createdAt: `2026-${month}-03T10:00:00Z`,
      updatedAt: `2026-${month}-20T10:00:00Z`,
    };
  });
  return { repository: `bench/repo-${repository}`, recordedAt: '2026-11-20T18:00:00Z', users, labels, issues };
}

function calendarOf(feed: number): string {
  const events = WEEKDAYS.flatMap((day, index) => [
    'BEGIN:VEVENT',
    `UID:${feed}-${index}@bench`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART;TZID=America/New_York:2026010${5 + index}T1${index}0000`,
    'DURATION:PT1H',
    `RRULE:FREQ=WEEKLY;BYDAY=${day}`,
    `SUMMARY:Group ${feed * 2 + (index % 2)} meeting`,
    `DESCRIPTION:Notes: https://docs.example.org/${feed}/${index} and everything else that people write there.`,
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//bench//EN', ...events, 'END:VCALENDAR', ''].join('\r\n');
}
