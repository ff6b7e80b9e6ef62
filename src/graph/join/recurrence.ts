/** Recurrence sets with their instances tied to groups. */
import type { RecurrenceRecord } from '../../model/meeting.ts';
import type { Instant } from '../../model/source.ts';
import type { Matchable } from './meeting-rules.ts';
import { type FeedMatch, type JoinedMeeting, joinMeeting } from './meetings.ts';

/** Under the names of the schema. */
export interface JoinedRecurrence {
  readonly rrule: string;
  readonly timeZone: string | null;
  readonly excludedDates: readonly Instant[];
  readonly firstMeeting: JoinedMeeting;
  /** Of every group. */
  readonly overrides: readonly JoinedMeeting[];
}

/** @param match names the group of an event of the feed: an exception may be another group's */
export function joinRecurrence(
  { rrule, zone, excluded, first, exceptions }: RecurrenceRecord,
  match: (event: Matchable) => FeedMatch,
  sourceId: string,
): JoinedRecurrence {
  return {
    rrule,
    timeZone: zone,
    excludedDates: excluded,
    firstMeeting: joinMeeting(first, match(first), sourceId),
    overrides: exceptions.map((exception) => joinMeeting(exception, match(exception), sourceId)),
  };
}
