/** A small community with data that wants to break pages and feeds, served by the whole gateway on a clock that stands. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { toGitHubRecording } from '../../src/demo/github-recording.ts';
import { startGitHubStandIn } from '../../src/demo/github-stand-in.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';

export const NOW = '2026-11-21T12:00:00Z';

export const HOSTILE = {
  script: '<script>alert("x")</script> & "quotes" \'n\' more',
  rightToLeft: 'اجتماع البنية التحتية',
  emoji: '🧑‍🚀 café '.repeat(12),
  longWord: 'w'.repeat(10_000),
};

const EVENTS = [
  ['uid-weekly', 'DTSTART;TZID=Europe/Berlin:20261006T160000', 'RRULE:FREQ=WEEKLY;BYDAY=TU', 'Storage weekly'],
  ['uid-hostile', 'DTSTART:20261125T090000Z', 'DTEND:20261125T100000Z', `Storage ${HOSTILE.script}`],
  ['uid-long', 'DTSTART:20261126T090000Z', 'DTEND:20261126T100000Z', `Storage ${HOSTILE.longWord}`],
  ['uid-rtl', 'DTSTART:20261127T090000Z', 'DTEND:20261127T100000Z', `Storage ${HOSTILE.rightToLeft}`],
  ['uid-emoji', 'DTSTART:20261127T110000Z', 'DTEND:20261127T110000Z', `Storage ${HOSTILE.emoji}`],
  ['uid-day', 'DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261203', 'Storage days'],
  ['uid-other', 'DTSTART:20261130T090000Z', 'DTEND:20261130T100000Z', 'Nobody knows whose'],
] as const;

/** The second week is cancelled, the third is moved. */
const OVERRIDES = `BEGIN:VEVENT\r
UID:uid-weekly\r
DTSTAMP:20261001T000000Z\r
RECURRENCE-ID;TZID=Europe/Berlin:20261201T160000\r
DTSTART;TZID=Europe/Berlin:20261201T160000\r
DTEND;TZID=Europe/Berlin:20261201T170000\r
STATUS:CANCELLED\r
SUMMARY:Storage weekly\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:uid-weekly\r
DTSTAMP:20261001T000000Z\r
RECURRENCE-ID;TZID=Europe/Berlin:20261208T160000\r
DTSTART;TZID=Europe/Berlin:20261209T180000\r
DTEND;TZID=Europe/Berlin:20261209T190000\r
SUMMARY:Storage weekly (moved)\r
END:VEVENT\r
`;

export const CALENDAR = `BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//EN\r
${EVENTS.map(
  ([uid, start, second, summary]) => `BEGIN:VEVENT\r
UID:${uid}\r
DTSTAMP:20261001T000000Z\r
${start}\r
${second}\r
SUMMARY:${summary.replace(/[\\;,]/gu, (character) => `\\${character}`)}\r
LOCATION:https://meet.example.org/storage?pwd=hidden123\r
DESCRIPTION:Write to lead@example.org\\, passcode: 4711\\nSecond line\r
END:VEVENT\r
`,
).join('')}${OVERRIDES}END:VCALENDAR\r
`;

export const REGISTRY = `
apiVersion: community-graph/v1
community: { slug: acme, name: Acme Community, url: https://acme.example.org }
initiatives:
  - id: work
    repository: acme/work
    labels: [kind/initiative]
    groups: { labels: { group/storage: storage } }
    status: { labels: { doing: IN_PROGRESS, done: COMPLETE } }
    helpLabels: [help wanted]
calendars:
  - id: main
    url: ./main.ics
    match: [{ title: '^Storage', group: storage }]
groups:
  - slug: storage
    name: Storage <b>Group</b>
    kind: ADVISORY_GROUP
    label: TAG
    mission: "Keeps *bytes*. <script>alert(1)</script> [a link](javascript:alert(1))"
    topics: [storage, data]
    calendars: [main]
    roles:
      - { kind: CHAIR, github: octo-lead, name: 'Ann <img src=x onerror=alert(1)>', term: { start: "2025-07-01", end: "2027-06-30" } }
    channels: [{ kind: SLACK, name: "#storage", url: "https://slack.example.org/storage" }]
    links: [{ rel: recordings, url: "https://video.example.org/storage" }]
    focusAreas: [{ title: Blocks & files, items: [Snapshots, Backups] }]
    guidance: [{ title: Say hello, text: "In the [chat](https://slack.example.org/storage). <script>alert(1)</script>" }]
    related: [empty]
  - slug: storage-sub
    name: Storage subproject
    kind: SUBPROJECT
    parent: storage
  - slug: empty
    name: Empty group
    kind: COMMUNITY_GROUP
    label: TCG
  - slug: broken
    name: Broken calendar
    kind: WORKING_GROUP
    calendars:
      - url: http://127.0.0.1:1/dead.ics
`;

export const RECORDING = {
  repository: 'acme/work',
  recordedAt: NOW,
  users: [{ login: 'octo-lead', name: 'Ann Lead' }],
  labels: [{ name: 'kind/initiative' }],
  issues: [
    {
      number: 1,
      title: `Initiative ${HOSTILE.script}`,
      body: '- [x] one\n- [ ] two\n',
      author: 'octo-lead',
      labels: ['kind/initiative', 'group/storage', 'doing', 'help wanted'],
      createdAt: '2026-10-01T00:00:00Z',
      updatedAt: '2026-11-20T00:00:00Z',
    },
    {
      number: 2,
      title: HOSTILE.longWord,
      labels: ['kind/initiative', 'group/storage'],
      createdAt: '2026-10-02T00:00:00Z',
      updatedAt: '2026-11-19T00:00:00Z',
    },
    {
      number: 3,
      title: `Done ${HOSTILE.rightToLeft}`,
      state: 'CLOSED',
      stateReason: 'COMPLETED',
      labels: ['kind/initiative', 'group/storage', 'done'],
      createdAt: '2026-09-02T00:00:00Z',
      updatedAt: '2026-11-01T00:00:00Z',
      closedAt: '2026-11-01T00:00:00Z',
    },
  ],
};

export interface PagesGateway {
  readonly gateway: Gateway;
  readonly server: FastifyInstance;
  /** That holds the registry; sources are named by it. */
  readonly directory: string;
  advance(seconds: number): void;
  /** GitHub, that is. */
  stopUpstreams(): Promise<void>;
  close(): Promise<void>;
}

/** What the community consists of. */
export interface CommunityFiles {
  readonly registry: string;
  /** The one file `main.ics`. */
  readonly calendar: string;
  readonly issues: readonly object[];
}

/** With findings of the rules that are shipped. */
export const REGISTRY_WITH_RULES = REGISTRY.replace('apiVersion:', 'rules: cncf\napiVersion:');

/** @param environment variables beside those that keep the test on loopback */
export async function startPagesGateway(
  environment: Readonly<Record<string, string>> = {},
  { registry = REGISTRY, calendar = CALENDAR, issues = RECORDING.issues }: Partial<CommunityFiles> = {},
): Promise<PagesGateway> {
  const directory = mkdtempSync(path.join(tmpdir(), 'pages-gateway-'));
  let nowMs = Date.parse(NOW);
  const clock = { now: () => nowMs };
  writeFileSync(path.join(directory, 'registry.yaml'), registry);
  writeFileSync(path.join(directory, 'main.ics'), calendar);
  const github = await startGitHubStandIn({ recordings: [toGitHubRecording({ ...RECORDING, issues })], clock });
  const gateway = await createGateway({
    registry: path.join(directory, 'registry.yaml'),
    config: readConfig({
      CACHE_DIR: path.join(directory, 'cache'),
      GITHUB_API_URL: github.url,
      GITHUB_TOKEN: 'recorded',
      PUBLIC_URL: 'https://graph.example.org',
      ...environment,
    }),
    log: pino({ level: 'silent' }),
    clock,
    allow: [new URL(github.url).host],
  });
  const server = await gateway.createServer();
  return {
    gateway,
    server,
    directory,
    advance: (seconds) => {
      nowMs += seconds * 1000;
    },
    stopUpstreams: () => github.close(),
    close: async () => {
      await gateway.close();
      await github.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
