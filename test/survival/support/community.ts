/**
 * A community whose upstreams are on loopback and counted: one repository at the stand-in for GitHub, and calendars of
 * a server that a test can hold, change and break.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { issueNodeId } from '../../../src/demo/github-issue.ts';
import { type GitHubRecording, toGitHubRecording } from '../../../src/demo/github-recording.ts';
import { type GitHubStandIn, startGitHubStandIn } from '../../../src/demo/github-stand-in.ts';
import { startUpstream } from '../../net/support/upstream-server.ts';

/** Each has a calendar of its own, and its initiatives by label. */
export const GROUPS = ['alpha', 'beta', 'gamma'] as const;
export type GroupSlug = (typeof GROUPS)[number];

/** How a calendar is answered: with its present text, unless a test says otherwise. */
export type CalendarHandler = (request: IncomingMessage, response: ServerResponse, answer: () => void) => void;

export interface CountedCommunity {
  /** Where tests may put files too; removed with the community. */
  readonly directory: string;
  readonly registry: string;
  readonly github: GitHubStandIn;
  readonly calendarOrigin: string;
  /** Requests so far, by calendar. */
  readonly calendarRequests: ReadonlyMap<string, number>;
  readonly calendarHandlers: Map<GroupSlug, CalendarHandler>;
  /** The environment of a gateway of this community, with a cache of its own. */
  env(name: string): Record<string, string>;
  /** Node id of the initiative of a group. */
  issueId(slug: GroupSlug): string;
  /** Gives the initiatives of the groups new titles; those of other groups are gone. */
  rename(version: string, groups?: readonly GroupSlug[]): void;
  close(): Promise<void>;
}

const WEEK_MS = 7 * 86_400_000;

/** Meetings every day at noon, since long before the test and without end. */
function calendarOf(slug: string): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//community-graph//test//EN',
    'BEGIN:VEVENT',
    `UID:${slug}@example.org`,
    'DTSTAMP:20260101T000000Z',
    'DTSTART:20260101T120000Z',
    'DTEND:20260101T130000Z',
    'RRULE:FREQ=DAILY',
    `SUMMARY:${slug} daily`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

function numberOf(slug: GroupSlug): number {
  return GROUPS.indexOf(slug) + 1;
}

function recordingOf(version: string, clock: Clock, groups: readonly GroupSlug[] = GROUPS): GitHubRecording {
  const at = (beforeMs: number): string => `${new Date(clock.now() - beforeMs).toISOString().slice(0, 19)}Z`;
  return toGitHubRecording({
    repository: 'acme/work',
    recordedAt: at(0),
    labels: GROUPS.map((slug) => ({ name: `group/${slug}` })),
    issues: groups.map((slug) => ({
      number: numberOf(slug),
      title: `${slug} ${version}`,
      labels: ['initiative', `group/${slug}`],
      createdAt: at(WEEK_MS),
      updatedAt: at(0),
    })),
  });
}

const REGISTRY = (calendarOrigin: string): string => `
apiVersion: community-graph/v1
community: { slug: acme, name: Acme }
initiatives:
  - id: work
    repository: acme/work
    labels: [initiative]
    groups: { labels: { ${GROUPS.map((slug) => `group/${slug}: ${slug}`).join(', ')} } }
groups:
${GROUPS.map(
  (slug) =>
    `  - { slug: ${slug}, name: Group ${slug}, kind: WORKING_GROUP, calendars: [{ url: "${calendarOrigin}/${slug}.ics" }] }`,
).join('\n')}
`;

export async function startCommunity(clock: Clock = systemClock): Promise<CountedCommunity> {
  const directory = mkdtempSync(path.join(tmpdir(), 'community-graph-survival-'));
  const github = await startGitHubStandIn({ recordings: [recordingOf('v1', clock)], clock });
  const calendarRequests = new Map<string, number>();
  const calendarHandlers = new Map<GroupSlug, CalendarHandler>();
  const calendars = await startUpstream((request, response) => {
    const slug = (/^\/(\w+)\.ics$/u.exec(request.url ?? '')?.[1] ?? '') as GroupSlug;
    calendarRequests.set(slug, (calendarRequests.get(slug) ?? 0) + 1);
    const answer = (): void => {
      response.writeHead(200, { 'content-type': 'text/calendar' }).end(calendarOf(slug));
    };
    const handler = calendarHandlers.get(slug);
    if (handler === undefined) answer();
    else handler(request, response, answer);
  });
  const registry = path.join(directory, 'registry.yaml');
  writeFileSync(registry, REGISTRY(calendars.origin));
  return {
    directory,
    registry,
    github,
    calendarOrigin: calendars.origin,
    calendarRequests,
    calendarHandlers,
    env: (name) => ({
      CACHE_DIR: path.join(directory, `cache-${name}`),
      GITHUB_API_URL: github.url,
      GITHUB_TOKEN: 'ghp_survival',
      UPSTREAM_ALLOW: '127.0.0.1',
    }),
    issueId: (slug) => issueNodeId('acme/work', numberOf(slug)),
    rename: (version, groups) => github.replaceRecordings([recordingOf(version, clock, groups)]),
    close: async () => {
      await Promise.all([github.close(), calendars.close()]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** What {@link questionOf} is answered with. */
export interface GroupData {
  readonly group: {
    readonly slug: string;
    readonly initiatives: Listed<{ readonly title: string }> & { readonly totalCount: number | null };
    readonly meetings: Listed<{ readonly title: string }>;
  };
}

interface Listed<Node> {
  readonly isPartial: boolean;
  readonly nodes: readonly Node[];
}

/** @returns a question for everything of a group that upstreams know, under a name that makes it one of its own. */
export function questionOf(slug: GroupSlug, name = 'q'): string {
  return `query ${name} { group(slug: "${slug}") {
    slug
    initiatives { totalCount isPartial nodes { title } }
    meetings(first: 2) { isPartial nodes { title } }
  } }`;
}
