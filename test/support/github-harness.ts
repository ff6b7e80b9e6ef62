/** The GitHub source over real HTTP to the stand-in, on a clock that the test moves. */
import { vi } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { type GitHubRecordingInput, toGitHubRecording } from '../../src/demo/github-recording.ts';
import { type GitHubStandIn, type GitHubStandInOptions, startGitHubStandIn } from '../../src/demo/github-stand-in.ts';
import type { InitiativeFeedRef, InitiativeRecord, InitiativeRuleRecord } from '../../src/model/initiative.ts';
import type { Answer } from '../../src/model/source.ts';
import { parseAllowList } from '../../src/net/allow-list.ts';
import type { Logger, UpstreamCache } from '../../src/net/contract.ts';
import { createGuardedFetch, type FetchLimits } from '../../src/net/guarded-fetch.ts';
import { createUpstreamCache } from '../../src/net/upstream-cache.ts';
import { createGitHubSource, type GitHubSource, type GitHubSourceOptions } from '../../src/sources/github/index.ts';
import type { IssuePayload } from '../../src/sources/github/issue-payload.ts';

export const START = '2026-11-21T12:00:00Z';

export interface TestClock extends Clock {
  advance(seconds: number): void;
}

export function testClock(start = START): TestClock {
  let nowMs = Date.parse(start);
  return {
    now: () => nowMs,
    advance: (seconds) => {
      nowMs += seconds * 1000;
    },
  };
}

export const silentLog: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

type IssueInput = GitHubRecordingInput['issues'][number];

/** @returns a recording with an issue for each entry: what is left out is made up from the number. */
export function recording(
  repository: string,
  issues: readonly (Partial<IssueInput> & { number: number })[],
  rest: Partial<GitHubRecordingInput> = {},
): GitHubRecordingInput {
  return {
    repository,
    recordedAt: START,
    ...rest,
    issues: issues.map((issue) => {
      const day = String((issue.number % 28) + 1).padStart(2, '0');
      const createdAt = `2026-0${(issue.number % 9) + 1}-${day}T08:00:00Z`;
      return { title: `Issue ${issue.number}`, createdAt, updatedAt: issue.createdAt ?? createdAt, ...issue };
    }),
  };
}

export function feedRule(rule: Partial<InitiativeRuleRecord> = {}): InitiativeRuleRecord {
  return {
    id: 'toc',
    community: 'cncf',
    source: 'github',
    repository: 'cncf/toc',
    labels: ['kind/initiative'],
    candidates: { labels: ['needs-triage'], title: '^\\[Initiative\\]' },
    groups: { labels: {}, form: 'Responsible group', projectField: null, titles: [] },
    status: {
      labels: {
        'init/not-started': 'NOT_STARTED',
        'init/in-progress': 'IN_PROGRESS',
        'init/stale': 'STALE',
        'init/complete': 'COMPLETE',
      },
      projectField: null,
      projectValues: {},
    },
    fields: {
      name: ['Name'],
      shortDescription: ['Short description'],
      responsibleGroup: ['Responsible group'],
      subproject: ['Subproject name'],
      primaryContact: ['Primary contact'],
      contacts: ['Additional contacts'],
      description: ['Initiative description'],
      exitCriteria: ['Deliverable(s) or exit criteria'],
      trackingUrl: ['Tracking document for meeting and progress'],
      timeline: ['Timeline'],
    },
    helpLabels: ['help wanted', 'good first issue'],
    limits: { maxAgeDays: null, inactiveAfterDays: null },
    ...rule,
  };
}

export function feedRef(ref: Partial<InitiativeFeedRef> = {}): InitiativeFeedRef {
  const repository = ref.repository ?? 'cncf/toc';
  return {
    id: `github:${repository}`,
    source: 'github',
    repository,
    anyLabels: null,
    rules: [feedRule({ repository })],
    ...ref,
  };
}

/** @returns an open issue without anything, but for what is given. */
export function payload(issue: Partial<IssuePayload>): IssuePayload {
  return {
    id: 'I_1',
    databaseId: 1,
    number: 1,
    title: 'An issue',
    body: '',
    url: 'https://github.com/cncf/toc/issues/1',
    state: 'OPEN',
    stateReason: null,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    closedAt: null,
    author: null,
    assignees: [],
    labels: [],
    commentsCount: 0,
    milestone: null,
    subIssues: null,
    projectFields: null,
    ...issue,
  };
}

export interface GitHubHarness {
  readonly source: GitHubSource;
  readonly standIn: GitHubStandIn;
  readonly clock: TestClock;
  readonly cache: UpstreamCache;
  /** Replaces what the stand-in serves. */
  serve(recordings: readonly GitHubRecordingInput[]): void;
  /** Reads until the refresh that the first read starts has ended well. */
  readFresh(ref: InitiativeFeedRef): Promise<Answer<readonly InitiativeRecord[]>>;
  close(): Promise<void>;
}

export async function startGitHubHarness(
  recordings: readonly GitHubRecordingInput[],
  options: {
    readonly standIn?: Partial<GitHubStandInOptions>;
    readonly source?: Partial<GitHubSourceOptions>;
    /** Path of the API URL, e.g. `/api/v3`. */
    readonly apiPath?: string;
    readonly limits?: Partial<FetchLimits>;
    readonly clock?: TestClock;
  } = {},
): Promise<GitHubHarness> {
  const clock = options.clock ?? testClock();
  const standIn = await startGitHubStandIn({
    recordings: recordings.map(toGitHubRecording),
    clock,
    ...options.standIn,
  });
  const { allowList } = parseAllowList(new URL(standIn.url).host);
  const fetch = createGuardedFetch({ allowList, ...(options.limits ? { limits: options.limits } : {}) });
  const cache = createUpstreamCache({ clock, log: silentLog });
  const source = createGitHubSource(
    { fetch, cache, clock, log: silentLog },
    {
      apiUrl: `${standIn.url}${options.apiPath ?? ''}`,
      auth: { token: 'a-token' },
      random: () => 0,
      ...options.source,
    },
  );
  return {
    source,
    standIn,
    clock,
    cache,
    serve: (next) => standIn.replaceRecordings(next.map(toGitHubRecording)),
    readFresh: (ref) =>
      vi.waitFor(
        async () => {
          const answer = (await source.initiatives([ref])).get(ref.id);
          if (answer?.reading.state !== 'FRESH') throw new Error(`still ${answer?.reading.state}`);
          return answer;
        },
        { timeout: 30_000, interval: 10 },
      ),
    close: async () => {
      await source.close?.();
      await cache.close();
      await fetch.close();
      await standIn.close();
    },
  };
}
