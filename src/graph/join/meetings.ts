/** Ties instances of feeds to groups by the registry's ordered rules; the first that fits decides, none is guessed. */
import type { GroupRecord } from '../../model/group.ts';
import type {
  MeetingFeedRef,
  MeetingMatchRule,
  MeetingStatus,
  OccurrenceRecord,
  SeriesRecord,
} from '../../model/meeting.ts';
import type { Instant } from '../../model/source.ts';
import type { RegistryView } from '../registry-view.ts';
import type { EvidenceRule, TieEvidence } from './evidence.ts';

/** An instance with its group, under the names of the schema. */
export interface JoinedMeeting {
  readonly feedId: string;
  readonly sourceId: string;
  readonly uid: string;
  readonly recurrenceId: Instant | null;
  readonly title: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly isAllDay: boolean;
  readonly timeZone: string | null;
  readonly status: MeetingStatus;
  readonly isException: boolean;
  readonly originalStartsAt: Instant | null;
  readonly location: string | null;
  readonly description: string | null;
  readonly joinUrl: string | null;
  readonly agendaUrl: string | null;
  readonly notesUrl: string | null;
  readonly recordingUrl: string | null;
  readonly categories: readonly string[];
  readonly sequence: number;
  readonly lastModifiedAt: Instant | null;
  readonly group: GroupRecord | null;
  readonly matchedBy: readonly TieEvidence[];
}

/** What a match rule looks at; instances and series both have it. */
export type Matchable = Pick<
  OccurrenceRecord | SeriesRecord,
  'uid' | 'summary' | 'categories' | 'organizerDomain' | 'meetingIds'
>;

export interface FeedMatch {
  readonly group: GroupRecord | null;
  readonly matchedBy: readonly TieEvidence[];
}

/** @returns the function that names the group of an event of the feed. */
export function createMatcher(
  registry: RegistryView,
  feed: MeetingFeedRef,
  sourceId: string,
): (event: Matchable) => FeedMatch {
  const rules = feed.match.map((rule) => ({
    rule,
    group: registry.group(rule.group),
    title: rule.title === null ? null : new RegExp(rule.title, 'iu'),
  }));
  const owner = feed.owner === null ? null : registry.group(feed.owner);
  const byOwner: FeedMatch = {
    group: owner,
    matchedBy: owner === null ? [] : [{ rule: 'feed', value: feed.id, sourceId, url: null }],
  };
  return (event) => {
    for (const { rule, group, title } of rules) {
      if (group === null) continue;
      const matchedBy = matchRule(rule, title, event).map(
        ([kind, value]): TieEvidence => ({ rule: kind, value, sourceId, url: null }),
      );
      if (matchedBy.length > 0) return { group, matchedBy };
    }
    return byOwner;
  };
}

/** @returns what fits, one entry a condition; empty where one does not. */
function matchRule(
  rule: MeetingMatchRule,
  title: RegExp | null,
  event: Matchable,
): readonly (readonly [EvidenceRule, string])[] {
  const found: (readonly [EvidenceRule, string])[] = [];
  const conditions: readonly (readonly [EvidenceRule, string | null, (wanted: string) => boolean])[] = [
    ['meeting-id', rule.meetingId, (wanted) => event.meetingIds.includes(wanted.replace(/\D/gu, ''))],
    ['uid', rule.uid, (wanted) => event.uid === wanted],
    [
      'organizer-domain',
      rule.organizerDomain,
      (wanted) => event.organizerDomain?.toLowerCase() === wanted.toLowerCase(),
    ],
    [
      'category',
      rule.category,
      (wanted) => event.categories.some((name) => name.toLowerCase() === wanted.toLowerCase()),
    ],
    ['title', rule.title, () => title?.test(event.summary) ?? false],
  ];
  for (const [kind, wanted, isMet] of conditions) {
    if (wanted === null) continue;
    if (!isMet(wanted)) return [];
    found.push([kind, kind === 'title' ? event.summary : wanted]);
  }
  return found;
}

/** @returns the instance under the names of the schema. */
export function joinMeeting(occurrence: OccurrenceRecord, match: FeedMatch, sourceId: string): JoinedMeeting {
  return {
    feedId: occurrence.feedId,
    sourceId,
    uid: occurrence.uid,
    recurrenceId: occurrence.recurrenceId,
    title: occurrence.summary,
    startsAt: occurrence.start,
    endsAt: occurrence.end,
    isAllDay: occurrence.isAllDay,
    timeZone: occurrence.zone,
    status: occurrence.status,
    isException: occurrence.isException,
    originalStartsAt:
      occurrence.recurrenceId !== null && occurrence.recurrenceId !== occurrence.start ? occurrence.recurrenceId : null,
    location: occurrence.location,
    description: occurrence.description,
    joinUrl: occurrence.joinUrl,
    agendaUrl: occurrence.agendaUrl,
    notesUrl: occurrence.notesUrl,
    recordingUrl: occurrence.recordingUrl,
    categories: occurrence.categories,
    sequence: occurrence.sequence,
    lastModifiedAt: occurrence.lastModified,
    group: match.group,
    matchedBy: match.matchedBy,
  };
}
