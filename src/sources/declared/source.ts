/**
 * Meetings that a registry declares in words which are a complete rule, for groups without a feed. Each group's
 * meetings become one calendar, which the calendar engine expands like any other.
 */

import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { nowInstant } from '../../clock.ts';
import type { DeclaredMeetingRecord } from '../../model/group.ts';
import type {
  MeetingFeedRef,
  OccurrenceRecord,
  OccurrenceWindow,
  RecurrenceRecord,
  SeriesRecord,
} from '../../model/meeting.ts';
import type { Answer, Instant, Reading } from '../../model/source.ts';
import type { MeetingSource } from '../source.ts';

/** The part of a calendar engine that is needed here. */
export type OpenCalendar = (bytes: Uint8Array) => Calendar;
interface Calendar {
  expand(window: OccurrenceWindow): { readonly occurrences: readonly Occurrence[] };
  series(): readonly (Omit<SeriesRecord, 'feedId' | 'recurrence'> & { readonly recurrence: Recurrence | null })[];
}
type Occurrence = Omit<OccurrenceRecord, 'feedId'>;
type Recurrence = Omit<RecurrenceRecord, 'first' | 'exceptions'> & { readonly first: Occurrence };

/** A meeting whose rule is complete: only such a one has instances. */
type Scheduled = DeclaredMeetingRecord & {
  readonly rrule: string;
  readonly startTime: string;
  readonly timeZone: string;
};

const refSchema = z.custom<readonly DeclaredMeetingRecord[]>((value) => Array.isArray(value));

/** Rules that need no anchor week hold since ever; far enough back for every window. */
const SINCE_EVER = '1990-01-01';
/** In it every rule without an end has an instance; it begins after {@link SINCE_EVER}, which need not fit the rule. */
const FIRST_INSTANCES = { from: '1990-01-08T00:00:00Z', to: '1998-01-01T00:00:00Z' };

export function createDeclaredSource(openCalendar: OpenCalendar, clock: Clock): MeetingSource {
  const calendars = new WeakMap<object, Calendar>();
  const open = (meetings: readonly (DeclaredMeetingRecord | null)[]): Calendar =>
    openCalendar(new TextEncoder().encode(toCalendar(meetings)));
  const anchor = (meeting: DeclaredMeetingRecord): Scheduled | null => {
    if (!isScheduled(meeting)) return null;
    if (meeting.anchorDate !== null) return meeting;
    const [first] = open([meeting]).expand(FIRST_INSTANCES).occurrences;
    return first === undefined ? meeting : { ...meeting, anchorDate: toLocalDay(first.start, meeting.timeZone) };
  };
  const calendarOf = (meetings: readonly DeclaredMeetingRecord[]): Calendar => {
    const calendar = calendars.get(meetings) ?? open(meetings.map(anchor));
    calendars.set(meetings, calendar);
    return calendar;
  };
  /** What holds since ever need not fill a calendar since then: it begins with the year before this one. */
  const recentFirst = (calendar: Calendar, { rrule, first }: Recurrence): Occurrence => {
    if (/(?:COUNT|INTERVAL)=/u.test(rrule)) return first;
    const year = Number(nowInstant(clock).slice(0, 4));
    const from = `${year - 1}-01-01T00:00:00Z`;
    const { occurrences } = calendar.expand({ from, to: `${year + 1}-01-01T00:00:00Z` });
    return occurrences.find(({ uid, start }) => uid === first.uid && start >= from) ?? first;
  };
  const readingOf = (meetings: readonly DeclaredMeetingRecord[]): Reading => ({
    sourceId: meetings[0]?.place.sourceId ?? '',
    state: 'FRESH',
    fetchedAt: nowInstant(clock),
    error: null,
    version: '',
  });
  return {
    name: 'declared',
    kind: 'REGISTRY',
    refSchema,
    describe: (feed) => ({ id: readingOf(meetingsOf(feed)).sourceId, kind: 'REGISTRY', name: feed.name, url: null }),
    diagnostics: () => [],
    revision: () => null,
    series: (feed): Answer<readonly SeriesRecord[]> => {
      const meetings = meetingsOf(feed);
      const calendar = calendarOf(meetings);
      const value = calendar.series().map(({ recurrence, ...series }): SeriesRecord => {
        const meeting = meetingOf(meetings, series.uid);
        const first =
          recurrence && meeting?.anchorDate === null ? recentFirst(calendar, recurrence) : recurrence?.first;
        return {
          ...series,
          feedId: feed.id,
          summary: meeting?.title ?? series.summary,
          recurrence:
            recurrence && first ? { ...recurrence, first: toOccurrence(feed, first, meeting), exceptions: [] } : null,
        };
      });
      return { value, reading: readingOf(meetings) };
    },
    occurrences: (feed, window): Answer<readonly OccurrenceRecord[]> => {
      const meetings = meetingsOf(feed);
      const { occurrences } = calendarOf(meetings).expand(window);
      return {
        value: occurrences.map((occurrence) => toOccurrence(feed, occurrence, meetingOf(meetings, occurrence.uid))),
        reading: readingOf(meetings),
      };
    },
  };
}

/** @returns whether the words became a rule with a start in a zone. */
export function isScheduled(meeting: DeclaredMeetingRecord): meeting is Scheduled {
  const isAnchored = meeting.anchorDate !== null || !/;INTERVAL=(?!1(?:;|$))/u.test(`;${meeting.rrule ?? ''}`);
  return meeting.rrule !== null && meeting.startTime !== null && meeting.timeZone !== null && isAnchored;
}

function meetingsOf(feed: MeetingFeedRef): readonly DeclaredMeetingRecord[] {
  return refSchema.parse(feed.ref);
}

function meetingOf(meetings: readonly DeclaredMeetingRecord[], uid: string): DeclaredMeetingRecord | undefined {
  return meetings[Number(uid.split(':')[1]) - 1];
}

/** @returns the day in the zone, `YYYY-MM-DD`. */
function toLocalDay(instant: Instant, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(Date.parse(instant));
}

function toOccurrence(
  feed: MeetingFeedRef,
  occurrence: Occurrence,
  meeting: DeclaredMeetingRecord | undefined,
): OccurrenceRecord {
  return {
    ...occurrence,
    feedId: feed.id,
    summary: meeting?.title ?? occurrence.summary,
    joinUrl: meeting?.joinUrl ?? null,
    notesUrl: meeting?.notesUrl ?? null,
    recordingUrl: meeting?.recordingUrl ?? null,
    lastModified: null,
  };
}

/**
 * A VCALENDAR of the meetings (RFC 5545 §3.6.1). Without DURATION an event ends when it starts, which claims nothing about
 * its length.
 * @param meetings null for those without instances, which count all the same: the UID of each is its place
 */
function toCalendar(meetings: readonly (DeclaredMeetingRecord | null)[]): string {
  const events = meetings.flatMap((meeting, index) =>
    meeting !== null && isScheduled(meeting) ? toEvent(meeting, index + 1) : [],
  );
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//community-graph//declared//EN',
    ...events,
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

function toEvent(meeting: Scheduled, number: number): readonly string[] {
  const day = (meeting.anchorDate ?? SINCE_EVER).replaceAll('-', '');
  return [
    'BEGIN:VEVENT',
    `UID:declared:${number}`,
    `DTSTAMP:${stampOf(SINCE_EVER)}`,
    `DTSTART;TZID=${meeting.timeZone}:${day}T${meeting.startTime.replace(':', '')}00`,
    ...(meeting.duration === null ? [] : [`DURATION:${meeting.duration}`]),
    `RRULE:${withWholeLastDay(meeting.rrule)}`,
    'END:VEVENT',
  ];
}

/** People mean the last day itself by a date; where DTSTART has a time, calendar engines end a rule as that day begins. */
function withWholeLastDay(rrule: string): string {
  return rrule.replace(/(?<=\bUNTIL=\d{8})(?=;|$)/iu, 'T235959');
}

function stampOf(day: Instant): string {
  return `${day.replaceAll('-', '')}T000000Z`;
}
