/** Records with everything that a test does not care about filled in. */
import type { CommunityRecord, GroupRecord, RoleRecord } from '../../src/model/group.ts';
import type { InitiativeFeedRef, InitiativeRecord, InitiativeRuleRecord } from '../../src/model/initiative.ts';
import type { MeetingFeedRef, OccurrenceRecord, SeriesRecord } from '../../src/model/meeting.ts';
import type { RegistryRecord } from '../../src/model/registry.ts';
import type { Answer, Place, Reading } from '../../src/model/source.ts';

export const REGISTRY_SOURCE = 'registry:test.yaml';

export const place: Place = { sourceId: REGISTRY_SOURCE, path: '', line: 1, column: 1 };

export function community(changes: Partial<CommunityRecord> = {}): CommunityRecord {
  return { slug: 'test', name: 'Test', url: null, kinds: [], places: { '': place }, ...changes };
}

export function group(slug: string, changes: Partial<GroupRecord> = {}): GroupRecord {
  const inCommunity = changes.community ?? 'test';
  return {
    key: `${inCommunity}/${slug}`,
    community: inCommunity,
    slug,
    name: slug,
    aliases: [],
    kind: 'ADVISORY_GROUP',
    kindLabel: 'TAG',
    state: 'ACTIVE',
    mission: null,
    topics: [],
    focusAreas: [],
    guidance: [],
    url: null,
    charterUrl: null,
    parent: null,
    related: [],
    stakeholders: [],
    roles: [],
    channels: [],
    links: [],
    repositories: [],
    declaredMeetings: [],
    meetingFeeds: [],
    initiativeQueries: [],
    waivers: [],
    places: { '': place },
    ...changes,
  };
}

export function role(login: string | null, changes: Partial<RoleRecord> = {}): RoleRecord {
  const inGroup = changes.group ?? 'test/a';
  return {
    key: `${inGroup}/${changes.kind ?? 'CHAIR'}/${login}`,
    group: inGroup,
    kind: 'CHAIR',
    kindLabel: 'Chair',
    login,
    name: null,
    company: null,
    termStart: null,
    termEnd: null,
    places: { '': place },
    ...changes,
  };
}

export function rule(changes: Partial<InitiativeRuleRecord> = {}): InitiativeRuleRecord {
  return {
    id: 'work',
    community: 'test',
    source: 'github',
    repository: 'org/work',
    labels: ['initiative'],
    candidates: null,
    groups: { labels: {}, form: null, projectField: null, titles: [] },
    status: { labels: {}, projectField: null, projectValues: {} },
    fields: {},
    helpLabels: [],
    limits: { maxAgeDays: null, inactiveAfterDays: null },
    ...changes,
  };
}

export function initiativeFeed(changes: Partial<InitiativeFeedRef> = {}): InitiativeFeedRef {
  return {
    id: 'github:org/work',
    source: 'github',
    repository: 'org/work',
    anyLabels: ['initiative'],
    rules: [rule()],
    ...changes,
  };
}

export function initiative(number: number, changes: Partial<InitiativeRecord> = {}): InitiativeRecord {
  const repository = changes.repository ?? 'org/work';
  return {
    nodeId: `I_${repository}_${number}`,
    databaseId: number,
    repository,
    number,
    title: `Initiative ${number}`,
    url: `https://github.com/${repository}/issues/${number}`,
    state: 'OPEN',
    stateReason: null,
    author: null,
    assignees: [],
    labels: [],
    commentsCount: 0,
    milestone: null,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: `2026-02-01T00:00:${String(number % 60).padStart(2, '0')}Z`,
    closedAt: null,
    ruleId: 'work',
    status: 'UNKNOWN',
    statusReason: 'nothing says',
    answers: {},
    shortDescription: null,
    responsibleGroups: [],
    subproject: null,
    primaryContact: null,
    contacts: [],
    isContactWanted: false,
    exitCriteria: null,
    trackingUrl: null,
    checklist: null,
    subIssuesSummary: null,
    targetDate: null,
    targetDateReason: null,
    helpLabel: null,
    ...changes,
  };
}

export function meetingFeed(id: string, changes: Partial<MeetingFeedRef> = {}): MeetingFeedRef {
  return {
    id,
    community: 'test',
    source: 'icalendar',
    ref: { url: `https://calendars.test/${id}.ics` },
    name: id,
    match: [],
    owner: null,
    places: { '': place },
    ...changes,
  };
}

export function occurrence(feedId: string, start: string, changes: Partial<OccurrenceRecord> = {}): OccurrenceRecord {
  const end = new Date(Date.parse(start) + 3_600_000).toISOString().replace('.000Z', 'Z');
  return {
    feedId,
    uid: `${feedId}@test`,
    recurrenceId: start,
    start,
    end,
    isAllDay: false,
    zone: null,
    status: 'CONFIRMED',
    isException: false,
    summary: 'Meeting',
    description: null,
    location: null,
    joinUrl: null,
    agendaUrl: null,
    notesUrl: null,
    recordingUrl: null,
    url: null,
    categories: [],
    organizerDomain: null,
    meetingIds: [],
    sequence: 0,
    lastModified: null,
    ...changes,
  };
}

export function series(feedId: string, changes: Partial<SeriesRecord> = {}): SeriesRecord {
  return {
    feedId,
    uid: `${feedId}@test`,
    summary: 'Meeting',
    rrule: 'FREQ=WEEKLY',
    start: '2026-01-01T10:00:00Z',
    isAllDay: false,
    zone: null,
    duration: 'PT1H',
    recurrence: null,
    categories: [],
    organizerDomain: null,
    meetingIds: [],
    ...changes,
  };
}

export function registry(changes: Partial<RegistryRecord> = {}): RegistryRecord {
  return {
    version: '1',
    files: [
      {
        id: REGISTRY_SOURCE,
        kind: 'REGISTRY',
        name: 'test.yaml',
        url: null,
        location: 'test.yaml',
        format: 'native',
        revision: 'r1',
        etag: null,
        fetchedAt: '2026-11-21T00:00:00Z',
      },
    ],
    communities: [community()],
    groups: [],
    initiativeRules: [],
    initiativeFeeds: [],
    meetingFeeds: [],
    rulePacks: [],
    diagnostics: [],
    ...changes,
  };
}

export function reading(sourceId: string, changes: Partial<Reading> = {}): Reading {
  return { sourceId, state: 'FRESH', fetchedAt: '2026-11-21T00:00:00Z', error: null, version: '1', ...changes };
}

export function fresh<T>(sourceId: string, value: T): Answer<T> {
  return { value, reading: reading(sourceId) };
}

export function failing<T>(sourceId: string): Answer<T> {
  const error = { code: 'UPSTREAM_UNREACHABLE', message: 'The upstream could not be reached.' } as const;
  return { value: null, reading: reading(sourceId, { state: 'FAILING', fetchedAt: null, error }) };
}
