/** What calendar feeds prove about the meetings of a group, and what they do not. */
import { Temporal } from 'temporal-polyfill';
import type { Facts, Known, MeetingFact } from '../model/facts.ts';
import type { GroupRecord } from '../model/group.ts';
import type { CalendarDate, Instant, Window } from '../model/source.ts';
import { dayOf } from './days.ts';
import { meetingEvidence, readingEvidence, recordEvidence, unreadEvidence } from './evidence.ts';
import { cannotTell, type Judgement } from './judgement.ts';

export interface HeldMeetings extends Known<MeetingFact> {
  /** Held or to be held: not cancelled. Ordered by start. */
  readonly held: readonly MeetingFact[];
  readonly cancelled: readonly MeetingFact[];
}

export function meetingsIn(facts: Facts, group: GroupRecord, window: Window): HeldMeetings {
  const known = facts.occurrencesOf(group.key, window);
  const isCancelled = ({ record }: MeetingFact) => record.status === 'CANCELLED';
  return {
    ...known,
    held: known.items.filter((meeting) => !isCancelled(meeting)),
    cancelled: known.items.filter(isCancelled),
  };
}

/** @returns the day of a meeting where it is held: a meeting on the evening of the 31st in California is in that month. */
export function localDay({ record }: MeetingFact): CalendarDate {
  if (record.zone === null || record.isAllDay) return dayOf(record.start);
  try {
    return Temporal.Instant.from(record.start).toZonedDateTimeISO(record.zone).toPlainDate().toString();
  } catch {
    // A zone that the runtime does not know: the day in UTC is at most one off.
    return dayOf(record.start);
  }
}

/**
 * @param since absence is claimed from here on
 * @returns why the feeds cannot prove that there was no meeting, so that a feed that nobody could read, or one that
 * begins later, never makes a group inactive; null where they can.
 */
export function absenceUnproven(
  facts: Facts,
  group: GroupRecord,
  known: Known<MeetingFact>,
  since: Instant,
): Judgement | null {
  if (known.readings.length === 0) {
    const text = `No calendar feed is registered for ${group.name}, so its meetings are unknown.`;
    return cannotTell(text, recordEvidence(facts, group, 'meetings', text), 'Add the calendar feed of the group.');
  }
  const unread = unreadEvidence(facts, known.readings);
  if (!known.isComplete || unread.length > 0) {
    const reason = unread.map(({ text }) => text).join(' ');
    return cannotTell(`The meetings of ${group.name} could not all be read. ${reason}`.trim(), unread);
  }
  const first = firstStart(facts, group);
  if (first === null || first <= since) return null;
  const text = `The calendar feed of ${group.name} begins on ${dayOf(first)}; what was before is unknown.`;
  return cannotTell(text, feedEvidence(facts, known, text));
}

/** @returns when the first meeting that the feeds know begins; null where they know none. */
export function firstStart(facts: Facts, group: GroupRecord): Instant | null {
  return facts
    .seriesOf(group.key)
    .items.map(({ record }) => record.start)
    .reduce<Instant | null>((first, start) => (first === null || start < first ? start : first), null);
}

/** @returns a piece of evidence for each feed that was read. */
export function feedEvidence(facts: Facts, { readings }: Known<MeetingFact>, text: string) {
  return readings.map((reading) => readingEvidence(facts, reading, text));
}

/** @returns evidence of one meeting, with its title and day. */
export function evidenceOf(facts: Facts, meeting: MeetingFact, { readings }: Known<MeetingFact>, verb: string) {
  const text = `“${meeting.record.summary}” ${verb} ${localDay(meeting)}.`;
  return meetingEvidence(facts, meeting, readings, text);
}
