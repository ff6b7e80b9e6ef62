/** Ties instances of feeds to groups by the registry's ordered rules; the first that fits decides, none is guessed. */
import type { GroupRecord } from '../../model/group.ts';
import type { MeetingFeedRef, MeetingStatus, OccurrenceRecord } from '../../model/meeting.ts';
import type { Instant } from '../../model/source.ts';
import { joinKey } from '../ids.ts';
import type { RegistryView } from '../registry-view.ts';
import type { TieEvidence } from './evidence.ts';
import { type Matchable, RuleIndex } from './meeting-rules.ts';

/** An instance with its group, under the names of the schema. */
export interface JoinedMeeting {
  /** Under which it is found again, part of its global id. */
  readonly key: string;
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

export interface FeedMatch {
  readonly group: GroupRecord | null;
  readonly matchedBy: readonly TieEvidence[];
}

/**
 * @returns the function that names the group of an event of the feed. An event is put only to the rules that may be of
 *   it, and the instances of a VEVENT are put to them once: a feed for hundreds of groups has tens of thousands.
 */
export function createMatcher(
  registry: RegistryView,
  feed: MeetingFeedRef,
  sourceId: string,
): (event: Matchable) => FeedMatch {
  const rules = new RuleIndex(registry, feed.match);
  const owner = feed.owner === null ? null : registry.group(feed.owner);
  const byOwner: FeedMatch = {
    group: owner,
    matchedBy: owner === null ? [] : [{ rule: 'feed', value: feed.id, sourceId, url: null }],
  };
  const match = (event: Matchable): FeedMatch => {
    const rule = rules.first(event);
    if (rule === null) return byOwner;
    const matchedBy = rule.conditions.map(
      ({ kind, wanted }): TieEvidence => ({ rule: kind, value: wanted ?? event.summary, sourceId, url: null }),
    );
    return { group: rule.group, matchedBy };
  };
  const latest = new Map<string, { readonly event: Matchable; readonly match: FeedMatch }>();
  return (event) => {
    const known = latest.get(event.uid);
    if (known !== undefined && isSaidAlike(known.event, event)) return known.match;
    const found = match(event);
    latest.set(event.uid, { event, match: found });
    return found;
  };
}

/** Instances of one VEVENT have its lists, not copies of them. */
function isSaidAlike(a: Matchable, b: Matchable): boolean {
  return (
    a.summary === b.summary &&
    a.organizerDomain === b.organizerDomain &&
    a.categories === b.categories &&
    a.meetingIds === b.meetingIds
  );
}

/**
 * @param match as {@link createMatcher} makes it for the feed
 * @param occurrences ordered by start
 * @returns the steps to the meetings of a feed, ordered by start and key; each takes some microseconds
 */
export function* joinMeetings(
  match: (event: Matchable) => FeedMatch,
  occurrences: readonly OccurrenceRecord[],
  sourceId: string,
): Generator<undefined, readonly JoinedMeeting[]> {
  const joined: JoinedMeeting[] = [];
  for (const occurrence of occurrences) {
    joined.push(joinMeeting(occurrence, match(occurrence), sourceId));
    yield;
  }
  yield* orderTies(joined);
  return joined;
}

/** The order of pages that ask for none: by start, and by key where several start together. */
export function compareMeetings(a: JoinedMeeting, b: JoinedMeeting): number {
  const [one, other] = a.startsAt === b.startsAt ? [a.key, b.key] : [a.startsAt, b.startsAt];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Instances come ordered by start. Those that start together are put in the order of their keys, in which pages show them. */
function* orderTies(meetings: JoinedMeeting[]): Generator<undefined, void> {
  for (let start = 0, end = 0; start < meetings.length; start = end) {
    const startsAt = meetings[start]?.startsAt;
    while (end < meetings.length && meetings[end]?.startsAt === startsAt) end += 1;
    if (end - start > 1) {
      const tied = meetings.slice(start, end).sort(compareMeetings);
      for (const [index, meeting] of tied.entries()) meetings[start + index] = meeting;
    }
    yield;
  }
}

/** @returns the instance under the names of the schema. */
export function joinMeeting(occurrence: OccurrenceRecord, match: FeedMatch, sourceId: string): JoinedMeeting {
  const { feedId, uid, recurrenceId } = occurrence;
  return {
    key: joinKey(feedId, uid, recurrenceId ?? ''),
    feedId,
    sourceId,
    uid,
    recurrenceId,
    title: occurrence.summary,
    startsAt: occurrence.start,
    endsAt: occurrence.end,
    isAllDay: occurrence.isAllDay,
    timeZone: occurrence.zone,
    status: occurrence.status,
    isException: occurrence.isException,
    originalStartsAt: recurrenceId !== null && recurrenceId !== occurrence.start ? recurrenceId : null,
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
