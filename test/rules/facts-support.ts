/** Records and facts for tests of rules: complete by default, each part replaceable. */

import type {
  ConflictFact,
  Facts,
  InitiativeFact,
  Known,
  MeetingFact,
  SeriesFact,
  SourceFact,
} from '../../src/model/facts.ts';
import type { RuleRecord } from '../../src/model/finding.ts';
import type { GroupRecord, RoleRecord } from '../../src/model/group.ts';
import type { InitiativeRecord } from '../../src/model/initiative.ts';
import type { OccurrenceRecord, SeriesRecord } from '../../src/model/meeting.ts';
import type { Place, Reading } from '../../src/model/source.ts';
import * as records from '../support/records.ts';

export const NOW = '2026-11-21T08:00:00Z';
export const REGISTRY: SourceFact = {
  id: 'registry:reg.yaml',
  kind: 'REGISTRY',
  name: 'reg.yaml',
  url: 'https://github.com/cncf/toc/blob/main/reg.yaml',
  fetchedAt: '2026-11-21T07:00:00Z',
};
export const FEED: SourceFact = {
  id: 'icalendar:lfx',
  kind: 'ICALENDAR',
  name: 'LFX calendar',
  url: 'https://calendar.example/lfx.ics',
  fetchedAt: '2026-11-21T07:30:00Z',
};
export const GITHUB: SourceFact = {
  id: 'github:cncf/toc',
  kind: 'GITHUB',
  name: 'cncf/toc',
  url: 'https://github.com/cncf/toc',
  fetchedAt: '2026-11-21T07:45:00Z',
};

export function place(path: string, line = 1): Place {
  return { sourceId: REGISTRY.id, path, line, column: 1 };
}

export function reading(source: SourceFact, state: Reading['state'] = 'FRESH', fetchedAt = source.fetchedAt): Reading {
  const isRead = state === 'FRESH' || state === 'STALE';
  return {
    sourceId: source.id,
    state,
    fetchedAt: isRead ? fetchedAt : null,
    error: state === 'FAILING' ? { code: 'UPSTREAM_TIMEOUT', message: 'The upstream did not answer in time.' } : null,
    version: '1',
  };
}

export function known<T>(items: readonly T[], ...readings: readonly Reading[]): Known<T> {
  const isComplete = readings.every(({ state }) => state === 'FRESH' || state === 'STALE');
  return { items, readings, isComplete };
}

export function group(slug: string, parts: Partial<GroupRecord> = {}): GroupRecord {
  return records.group(slug, {
    community: 'cncf',
    mission: 'To be of use.',
    charterUrl: 'https://example.org/charter.md',
    places: { '': place(`groups.${slug}`, 10) },
    ...parts,
  });
}

export function role(
  of: string,
  kind: RoleRecord['kind'],
  login: string | null,
  parts: Partial<RoleRecord> = {},
): RoleRecord {
  return records.role(login, {
    key: `cncf/${of}:${kind}:${login ?? parts.name}`,
    group: `cncf/${of}`,
    kind,
    kindLabel: kind === 'TECH_LEAD' ? 'Tech Lead' : kind,
    places: { '': place(`groups.${of}.roles`, 20) },
    ...parts,
  });
}

export function initiative(number: number, parts: Partial<InitiativeRecord> = {}): InitiativeRecord {
  return records.initiative(number, {
    nodeId: `I_${number}`,
    repository: 'cncf/toc',
    createdAt: '2026-10-01T00:00:00Z',
    updatedAt: '2026-11-20T00:00:00Z',
    ruleId: 'toc',
    status: 'IN_PROGRESS',
    statusReason: '',
    ...parts,
  });
}

export function initiativeFact(record: InitiativeRecord, parts: Partial<InitiativeFact> = {}): InitiativeFact {
  return {
    record,
    reading: reading(GITHUB),
    groups: [
      {
        group: 'cncf/tag-a',
        confidence: 'EXPLICIT',
        matchedBy: [{ rule: 'label', value: 'tag/a' }],
      },
    ],
    details: {
      nodeId: record.nodeId,
      lastActivityAt: null,
      participants: [],
      openLinkedPullRequests: 0,
    },
    ...parts,
  };
}

export function meeting(start: string, parts: Partial<OccurrenceRecord> = {}): MeetingFact {
  const record = records.occurrence('lfx', start, {
    uid: 'series-1',
    end: `${start.slice(0, 11)}23:59:00Z`,
    zone: 'UTC',
    ...parts,
  });
  return { record, sourceId: FEED.id };
}

export function series(start: string, parts: Partial<SeriesRecord> = {}): SeriesFact {
  const record = records.series('lfx', { uid: 'series-1', rrule: null, start, zone: 'UTC', ...parts });
  return { record, sourceId: FEED.id };
}

export function rule(evaluator: string, parts: Partial<RuleRecord> = {}): RuleRecord {
  return {
    id: evaluator,
    title: evaluator,
    level: 'MUST',
    quote: 'It must be so.',
    citationUrl: 'https://example.org/governance',
    kinds: [],
    roleKinds: [],
    evaluator,
    parameters: {},
    ...parts,
  };
}

export interface FactParts {
  readonly now?: string;
  readonly groups?: readonly GroupRecord[];
  readonly initiatives?: Known<InitiativeFact>;
  /** Of every group, cut to the window that is asked for. */
  readonly meetings?: Known<MeetingFact>;
  readonly series?: Known<SeriesFact>;
  readonly unmatched?: Known<MeetingFact>;
  readonly labels?: Known<string>;
  readonly conflicts?: readonly ConflictFact[];
}

/** Facts of which every part that is not given is complete and empty, without any source. */
export function facts(parts: FactParts = {}): Facts {
  const none = known<never>([]);
  const sources = [REGISTRY, FEED, GITHUB];
  const cut = (all: Known<MeetingFact>, from: string, to: string): Known<MeetingFact> => ({
    ...all,
    items: all.items.filter(({ record }) => record.start < to && record.end > from),
  });
  return {
    now: parts.now ?? NOW,
    groups: parts.groups ?? [],
    conflicts: parts.conflicts ?? [],
    source: (id) => sources.find((source) => source.id === id) ?? null,
    initiatives: () => parts.initiatives ?? none,
    initiativesOf: (key) => {
      const all = parts.initiatives ?? none;
      return { ...all, items: all.items.filter(({ groups }) => groups.some((join) => join.group === key)) };
    },
    occurrencesOf: (_group, { from, to }) => cut(parts.meetings ?? none, from, to),
    seriesOf: () => parts.series ?? none,
    unmatchedOccurrences: (_community, { from, to }) => cut(parts.unmatched ?? none, from, to),
    labelsOf: () => parts.labels ?? none,
  };
}
