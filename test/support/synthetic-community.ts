/**
 * A community of any size, made by arithmetic: groups with leads, a weekly meeting and initiatives each. Its sources
 * answer from memory, as they do once they were read; `refresh` and `fail` change one of them.
 */
import { type Clock, toInstant } from '../../src/clock.ts';
import type { GraphPorts } from '../../src/graph/context.ts';
import { RegistryView } from '../../src/graph/registry-view.ts';
import type { SourceVersions } from '../../src/graph/source-versions.ts';
import type { RulePackRecord } from '../../src/model/finding.ts';
import type { CommunityRecord, GroupRecord, RoleRecord } from '../../src/model/group.ts';
import type {
  InitiativeDetailsRecord,
  InitiativeFeedRef,
  InitiativeRecord,
  InitiativeRuleRecord,
} from '../../src/model/initiative.ts';
import type { MeetingFeedRef, OccurrenceRecord } from '../../src/model/meeting.ts';
import type { RegistryRecord } from '../../src/model/registry.ts';
import type { Answer, Instant, Place, SourceStatus } from '../../src/model/source.ts';
import { judgeSubjects, neededFacts } from '../../src/rules/evaluate.ts';

export interface CommunitySize {
  readonly groups: number;
  readonly leads: number;
  /** Of each group, a week apart, the first of them in the first week after `origin`. */
  readonly meetings: number;
  readonly initiatives: number;
  /** Every how many groups one has a calendar. @default 1: all of them */
  readonly groupsPerFeed?: number;
  readonly rulePacks?: readonly RulePackRecord[];
}

export interface SyntheticCommunity {
  readonly ports: GraphPorts;
  readonly versions: SourceVersions;
  readonly registry: RegistryRecord;
  /** Fetches the feed of a group or the repository anew: the value stays, age and version change. */
  refresh(sourceId: string): void;
  /** Lets the source fail; what it held is gone. */
  fail(sourceId: string): void;
  /** How often sources were asked, for tests of what is not asked again. */
  readonly asked: { count: number };
}

const REPOSITORY = 'synthetic/work';
export const INITIATIVE_SOURCE = `github:${REPOSITORY}`;
const REGISTRY_SOURCE = 'registry:synthetic.yaml';
/** A Monday. */
export const ORIGIN: Instant = '2026-11-16T00:00:00Z';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long an answer of a source is fresh. */
export const FRESH_MS = 15 * 60_000;

export function meetingSource(index: number): string {
  return `icalendar:group-${index}`;
}

/** @param clock its present time is when every source was read */
export function createSyntheticCommunity(size: CommunitySize, clock: Clock): SyntheticCommunity {
  const registry = createRegistry(size);
  const view = new RegistryView(registry);
  const initiatives = registry.groups.flatMap((group, index) => createInitiatives(group, index, size.initiatives));
  const occurrences = new Map(
    registry.groups.map((group, index) => [`group-${index}`, createOccurrences(group, index, size.meetings)]),
  );
  const windows = new Map<string, readonly OccurrenceRecord[]>();
  const sources = new Map(
    [INITIATIVE_SOURCE, ...registry.groups.map((_group, index) => meetingSource(index))].map((id) => [
      id,
      { id, fetchedAtMs: clock.now(), version: 1, isFailing: false },
    ]),
  );
  const asked = { count: 0 };
  let epoch = 0;

  const stateOf = (id: string) => {
    const source = sources.get(id);
    if (source === undefined) throw new Error(`There is no source "${id}".`);
    return source;
  };
  const statusOf = (id: string): SourceStatus => {
    const { fetchedAtMs, version, isFailing } = stateOf(id);
    return {
      id,
      kind: id === INITIATIVE_SOURCE ? 'GITHUB' : 'ICALENDAR',
      name: id,
      url: `https://upstream.example/${encodeURIComponent(id)}`,
      state: isFailing ? 'FAILING' : clock.now() < fetchedAtMs + FRESH_MS ? 'FRESH' : 'STALE',
      lastSuccessAt: toInstant(fetchedAtMs),
      lastErrorAt: null,
      lastError: null,
      nextRefreshAt: toInstant(fetchedAtMs + FRESH_MS),
      etag: null,
      revision: String(version),
      diagnostics: [],
    };
  };
  const answer = <T>(id: string, value: T): Answer<T> => {
    asked.count += 1;
    const { version, isFailing } = stateOf(id);
    const { state, lastSuccessAt } = statusOf(id);
    return {
      value: isFailing ? null : value,
      reading: { sourceId: id, state, fetchedAt: lastSuccessAt, error: null, version: String(version) },
    };
  };
  const detailsOf = (nodeId: string): Answer<InitiativeDetailsRecord> =>
    answer(INITIATIVE_SOURCE, {
      nodeId,
      lastActivityAt: '2026-11-20T00:00:00Z',
      participants: [],
      openLinkedPullRequests: 1,
    });

  const versions: SourceVersions = {
    epoch: () => epoch,
    registry: () => view,
    // The registry is none of the sources that change.
    versionOf: (id) => sources.get(id)?.version ?? 1,
    freshUntilMs: (id) => {
      const source = sources.get(id);
      return source === undefined ? null : source.fetchedAtMs + FRESH_MS;
    },
  };
  return {
    registry,
    asked,
    refresh: (id) => {
      const source = stateOf(id);
      source.fetchedAtMs = clock.now();
      source.version += 1;
      source.isFailing = false;
      epoch += 1;
    },
    fail: (id) => {
      const source = stateOf(id);
      source.isFailing = true;
      source.version += 1;
      epoch += 1;
    },
    versions,
    ports: {
      registry: () => view,
      initiatives: () => answer(INITIATIVE_SOURCE, initiatives),
      initiativeDetails: (_source, ids) => new Map(ids.map((nodeId) => [nodeId, detailsOf(nodeId)])),
      knownDetails: (_source, nodeId) => detailsOf(nodeId),
      labels: () => null,
      occurrences: (feed, { from, to }) => {
        const key = `${feed.id} ${from} ${to}`;
        const found =
          windows.get(key) ?? (occurrences.get(feed.id) ?? []).filter(({ start, end }) => start < to && end > from);
        windows.set(key, found);
        return answer(`icalendar:${feed.id}`, found);
      },
      series: (feed) => answer(`icalendar:${feed.id}`, []),
      sources: () => [...sources.keys()].map(statusOf),
      budgets: () => [],
      rules: () => ({ neededFacts, judgeSubjects }),
      versions,
      clock,
    },
  };
}

function placeOf(path: string): Place {
  return { sourceId: REGISTRY_SOURCE, path, line: 1, column: 1 };
}

function createRegistry(size: CommunitySize): RegistryRecord {
  const community: CommunityRecord = {
    slug: 'synthetic',
    name: 'Synthetic Community',
    url: 'https://community.example',
    kinds: [],
    places: {},
  };
  const groups = Array.from({ length: size.groups }, (_, index) => createGroup(index, size.leads));
  const rule: InitiativeRuleRecord = {
    id: 'work',
    community: 'synthetic',
    source: 'github',
    repository: REPOSITORY,
    labels: ['kind/initiative'],
    candidates: null,
    groups: {
      labels: Object.fromEntries(groups.map(({ slug, key }) => [`group/${slug}`, key])),
      form: null,
      projectField: null,
      titles: [],
    },
    status: { labels: {}, projectField: null, projectValues: {} },
    fields: {},
    helpLabels: [],
    limits: { maxAgeDays: null, inactiveAfterDays: null },
  };
  const initiativeFeed: InitiativeFeedRef = {
    id: INITIATIVE_SOURCE,
    source: 'github',
    repository: REPOSITORY,
    anyLabels: rule.labels,
    rules: [rule],
  };
  return {
    version: '1',
    files: [],
    communities: [community],
    groups,
    initiativeRules: [rule],
    initiativeFeeds: [initiativeFeed],
    meetingFeeds: groups
      .map((group, index) => createFeed(group, index))
      .filter((_feed, index) => index % (size.groupsPerFeed ?? 1) === 0),
    rulePacks: size.rulePacks ?? [],
    diagnostics: [],
  };
}

function createFeed(group: GroupRecord, index: number): MeetingFeedRef {
  return {
    id: `group-${index}`,
    community: 'synthetic',
    source: 'icalendar',
    ref: {},
    name: `${group.name} calendar`,
    match: [],
    owner: group.key,
    places: {},
  };
}

function createGroup(index: number, leads: number): GroupRecord {
  const slug = `group-${index}`;
  const key = `synthetic/${slug}`;
  return {
    key,
    community: 'synthetic',
    slug,
    name: `Group ${index} for Systems and Practice`,
    aliases: [],
    kind: 'ADVISORY_GROUP',
    kindLabel: 'TAG',
    state: 'ACTIVE',
    mission: `Group ${index} keeps the practice of its field: reviews, guidance and reference material.`,
    topics: [`topic-${index % 7}`, `topic-${index % 5}`],
    focusAreas: [],
    guidance: [],
    url: null,
    charterUrl: `https://community.example/${slug}/charter.md`,
    parent: null,
    related: [],
    stakeholders: [],
    roles: Array.from({ length: leads }, (_, lead) => createRole(key, index, lead)),
    channels: [{ kind: 'SLACK', name: `#${slug}`, url: `https://chat.example/${slug}` }],
    links: [{ rel: 'recordings', url: `https://video.example/${slug}`, title: 'Recordings' }],
    repositories: [],
    declaredMeetings: [],
    meetingFeeds: [],
    initiativeQueries: [],
    waivers: [],
    places: { '': placeOf(`groups[${index}]`) },
  };
}

function createRole(group: string, index: number, lead: number): RoleRecord {
  return {
    key: `${group}:${lead}`,
    group,
    kind: lead < 3 ? 'CHAIR' : 'TECH_LEAD',
    kindLabel: lead < 3 ? 'Chair' : 'Tech Lead',
    login: `lead-${index}-${lead}`,
    name: `Lead ${lead} of Group ${index}`,
    company: null,
    termStart: '2026-01-01',
    termEnd: lead % 2 === 0 ? '2027-12-31' : '2027-01-15',
    places: {},
  };
}

function createInitiatives(group: GroupRecord, index: number, count: number): readonly InitiativeRecord[] {
  return Array.from({ length: count }, (_, place): InitiativeRecord => {
    const number = index * count + place + 1;
    return {
      nodeId: `I_${number}`,
      databaseId: number,
      repository: REPOSITORY,
      number,
      title: `Initiative ${number}: reference material for the ${place + 1}. practice of ${group.name}`,
      url: `https://github.com/${REPOSITORY}/issues/${number}`,
      state: 'OPEN',
      stateReason: null,
      author: { login: `lead-${index}-0`, name: null },
      assignees: [{ login: `lead-${index}-1`, name: null }],
      labels: [
        { name: 'kind/initiative', color: 'ededed' },
        { name: `group/${group.slug}`, color: '0052cc' },
      ],
      commentsCount: 3,
      milestone: null,
      createdAt: '2026-09-01T09:30:00Z',
      updatedAt: `2026-11-${String((number % 15) + 1).padStart(2, '0')}T00:00:00Z`,
      closedAt: null,
      ruleId: 'work',
      status: place % 3 === 0 ? 'NOT_STARTED' : 'IN_PROGRESS',
      statusReason: 'open, without a status label',
      answers: {},
      shortDescription: `What the ${place + 1}. practice asks for, and who does it "today".`,
      responsibleGroups: [],
      subproject: null,
      primaryContact: { login: `lead-${index}-0`, name: null },
      contacts: [{ login: `lead-${index}-0`, name: null }],
      isContactWanted: false,
      exitCriteria: null,
      trackingUrl: null,
      checklist: { total: 5, completed: place },
      subIssuesSummary: null,
      targetDate: '2027-03-31',
      targetDateReason: 'milestone 1.0',
      helpLabel: place % 4 === 0 ? 'help wanted' : null,
    };
  });
}

function createOccurrences(group: GroupRecord, index: number, count: number): readonly OccurrenceRecord[] {
  const firstMs = Date.parse(ORIGIN) + (index % 5) * DAY_MS + (8 + (index % 9)) * HOUR_MS;
  return Array.from({ length: count }, (_, week): OccurrenceRecord => {
    const startMs = firstMs + week * 7 * DAY_MS;
    return {
      feedId: `group-${index}`,
      uid: `weekly-${index}`,
      recurrenceId: toInstant(startMs),
      start: toInstant(startMs),
      end: toInstant(startMs + HOUR_MS),
      isAllDay: false,
      zone: 'America/New_York',
      status: 'CONFIRMED',
      isException: false,
      summary: `${group.name}: weekly meeting`,
      description: 'Agenda and notes are in the shared document.',
      location: null,
      joinUrl: `https://meet.example/${group.slug}`,
      agendaUrl: `https://docs.example/${group.slug}/agenda`,
      notesUrl: `https://docs.example/${group.slug}/notes`,
      recordingUrl: null,
      url: null,
      categories: [],
      organizerDomain: null,
      meetingIds: [],
      sequence: 0,
      lastModified: null,
    };
  });
}
