/** Meetings: instances of the recurrence sets of calendar feeds (RFC 5545). */
import type { GroupKey } from './group.ts';
import type { Instant, Places, Window } from './source.ts';

export type MeetingStatus = 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' | 'MOVED';

/** A feed of meetings: one entry of the registry's `calendars`, or a group's own. */
export interface MeetingFeedRef {
  /** Id in the registry, e.g. `lfx`. */
  readonly id: string;
  readonly community: string;
  /** Name of the source that reads it, e.g. `icalendar`. */
  readonly source: string;
  /** The source's own reference block, validated by its `refSchema`. */
  readonly ref: unknown;
  readonly name: string;
  /** Ordered; the first rule that fits an event names its group. */
  readonly match: readonly MeetingMatchRule[];
  /** The group that owns every event of the feed; null for a shared feed, whose events are matched by rule. */
  readonly owner: GroupKey | null;
  readonly places: Places;
}

/** All conditions that are given must hold. */
export interface MeetingMatchRule {
  readonly group: GroupKey;
  /** Digits of the conference's meeting id, as in the join link or text. */
  readonly meetingId: string | null;
  readonly uid: string | null;
  /** Domain of the ORGANIZER address. */
  readonly organizerDomain: string | null;
  /** One of CATEGORIES, compared without case. */
  readonly category: string | null;
  /** ECMAScript regular expression over SUMMARY, without case. */
  readonly title: string | null;
}

/** One instance of a recurrence set, or a single event. */
export interface OccurrenceRecord {
  readonly feedId: string;
  /** UID of the VEVENT. */
  readonly uid: string;
  /** Instant of RECURRENCE-ID: the start that the rule gives; null for a single event. */
  readonly recurrenceId: Instant | null;
  readonly start: Instant;
  readonly end: Instant;
  readonly isAllDay: boolean;
  /** IANA zone in which the event was written; null for UTC and floating times. */
  readonly zone: string | null;
  /** MOVED: an override gives the instance another start. */
  readonly status: MeetingStatus;
  /** An override (RECURRENCE-ID) describes this instance. */
  readonly isException: boolean;
  readonly summary: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly joinUrl: string | null;
  readonly agendaUrl: string | null;
  readonly notesUrl: string | null;
  readonly recordingUrl: string | null;
  readonly url: string | null;
  readonly categories: readonly string[];
  /** Domain part of the ORGANIZER address; the address itself is not kept. */
  readonly organizerDomain: string | null;
  /** Meeting ids found in join links, digits only. */
  readonly meetingIds: readonly string[];
  readonly sequence: number;
  /** LAST-MODIFIED, else DTSTAMP. */
  readonly lastModified: Instant | null;
}

/** Which instances are asked of a feed. */
export interface OccurrenceWindow extends Window {
  /** Without the instances that a {@link RecurrenceRecord} gives, its exceptions kept. */
  readonly omitsRecurrences?: boolean;
}

/** A recurrence set as one rule that every calendar program reads alike. */
export interface RecurrenceRecord {
  /** RRULE value (RFC 5545 §3.3.10), its parts in one order. */
  readonly rrule: string;
  /** IANA zone in which the rule counts; null for UTC and for whole days. */
  readonly zone: string | null;
  /** Instances that the rule gives and that do not take place (EXDATE); ascending. */
  readonly excluded: readonly Instant[];
  /** The first instance (DTSTART), as the rule describes it, even where it is excluded. */
  readonly first: OccurrenceRecord;
  /** Instances that the rule gives and that the feed describes on their own, cancelled ones too. */
  readonly exceptions: readonly OccurrenceRecord[];
}

/** A recurrence set. */
export interface SeriesRecord {
  readonly feedId: string;
  readonly uid: string;
  readonly summary: string;
  /** RRULE value as the feed writes it, e.g. `FREQ=WEEKLY;BYDAY=TU`; null for a single event or RDATEs alone. */
  readonly rrule: string | null;
  readonly start: Instant;
  readonly isAllDay: boolean;
  readonly zone: string | null;
  /** ISO 8601 duration of an instance. */
  readonly duration: string;
  /** Null for single events, and where the set is not one rule that calendar programs agree on. */
  readonly recurrence: RecurrenceRecord | null;
  readonly categories: readonly string[];
  readonly organizerDomain: string | null;
  readonly meetingIds: readonly string[];
}
