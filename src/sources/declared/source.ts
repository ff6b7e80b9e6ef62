/**
 * Meetings that a registry declares in words which are a complete rule, for groups without a feed. Each group's
 * meetings become one calendar, which the calendar engine expands like any other.
 */

import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { nowInstant } from '../../clock.ts';
import type { DeclaredMeetingRecord } from '../../model/group.ts';
import type { MeetingFeedRef, OccurrenceRecord } from '../../model/meeting.ts';
import type { Answer, Instant, Reading, Window } from '../../model/source.ts';
import type { MeetingSource } from '../source.ts';

/** The part of a calendar engine that is needed here. */
export type OpenCalendar = (bytes: Uint8Array) => {
  expand(window: Window): { readonly occurrences: readonly Omit<OccurrenceRecord, 'feedId'>[] };
};

/** A meeting whose rule is complete: only such a one has instances. */
type Scheduled = DeclaredMeetingRecord & {
  readonly rrule: string;
  readonly startTime: string;
  readonly timeZone: string;
};

const refSchema = z.custom<readonly DeclaredMeetingRecord[]>((value) => Array.isArray(value));

/**
 * Rules that need no anchor week hold since ever; far enough back that no window reaches the first instance, which need
 * not fit the rule.
 */
const SINCE_EVER = '1990-01-01';

export function createDeclaredSource(openCalendar: OpenCalendar, clock: Clock): MeetingSource {
  const calendars = new WeakMap<object, ReturnType<OpenCalendar>>();
  const calendarOf = (meetings: readonly DeclaredMeetingRecord[]): ReturnType<OpenCalendar> => {
    const calendar = calendars.get(meetings) ?? openCalendar(new TextEncoder().encode(toCalendar(meetings)));
    calendars.set(meetings, calendar);
    return calendar;
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
    series: (feed) => ({ value: [], reading: readingOf(meetingsOf(feed)) }),
    occurrences: (feed, window): Answer<readonly OccurrenceRecord[]> => {
      const meetings = meetingsOf(feed);
      const { occurrences } = calendarOf(meetings).expand(window);
      return {
        value: occurrences.map((occurrence) => toOccurrence(feed, occurrence, meetings)),
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

function toOccurrence(
  feed: MeetingFeedRef,
  occurrence: Omit<OccurrenceRecord, 'feedId'>,
  meetings: readonly DeclaredMeetingRecord[],
): OccurrenceRecord {
  const meeting = meetings[Number(occurrence.uid.split(':')[1]) - 1];
  return {
    ...occurrence,
    feedId: feed.id,
    summary: meeting?.title ?? occurrence.summary,
    joinUrl: meeting?.joinUrl ?? null,
    notesUrl: meeting?.notesUrl ?? null,
    recordingUrl: meeting?.recordingUrl ?? null,
  };
}

/** RFC 5545 §3.6.1; without DURATION an event ends when it starts, which claims nothing about its length. */
function toCalendar(meetings: readonly DeclaredMeetingRecord[]): string {
  const events = meetings.flatMap((meeting, index) => (isScheduled(meeting) ? toEvent(meeting, index + 1) : []));
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
    `RRULE:${meeting.rrule}`,
    'END:VEVENT',
  ];
}

function stampOf(day: Instant): string {
  return `${day.replaceAll('-', '')}T000000Z`;
}
