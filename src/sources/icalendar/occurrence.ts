/** Instances as they are answered: what their VEVENT says of all of them, and their own times. */
import type { OccurrenceRecord } from '../../model/meeting.ts';
import type { EventStatus } from './calendar-event.ts';
import { formatInstant } from './civil.ts';
import type { EventDetails } from './details.ts';

/** What all instances of a VEVENT have in common; kept and sent once for all of them. */
export interface EventRecord extends EventDetails {
  readonly uid: string;
  readonly isAllDay: boolean;
  /** IANA zone; null for UTC and floating times. */
  readonly zone: string | null;
  readonly status: EventStatus;
  readonly sequence: number;
  readonly lastModified: string | null;
}

/** Instants in seconds. */
export interface InstanceTimes {
  readonly start: number;
  readonly end: number;
  /** Instant that the rule gives; null for a single event. */
  readonly recurrenceId: number | null;
  readonly isException: boolean;
}

/** Every property is named, since objects that are made alike are made fast, and there may be a hundred thousand. */
export function toOccurrence(event: EventRecord, instance: InstanceTimes): Omit<OccurrenceRecord, 'feedId'> {
  const { recurrenceId, isException } = instance;
  const start = formatInstant(instance.start);
  const isMoved = isException && recurrenceId !== null && recurrenceId !== instance.start;
  return {
    uid: event.uid,
    recurrenceId: recurrenceId === null ? null : isMoved ? formatInstant(recurrenceId) : start,
    start,
    end: formatInstant(instance.end),
    isAllDay: event.isAllDay,
    zone: event.zone,
    status: event.status === 'CONFIRMED' && isMoved ? 'MOVED' : event.status,
    isException,
    sequence: event.sequence,
    lastModified: event.lastModified,
    summary: event.summary,
    description: event.description,
    location: event.location,
    url: event.url,
    categories: event.categories,
    organizerDomain: event.organizerDomain,
    joinUrl: event.joinUrl,
    agendaUrl: event.agendaUrl,
    notesUrl: event.notesUrl,
    recordingUrl: event.recordingUrl,
    meetingIds: event.meetingIds,
  };
}
