/** A meeting as a registry declares it, to its record. */
import type { DeclaredMeetingRecord } from '../../model/group.ts';
import type { Place } from '../../model/source.ts';
import { withholdPrivate } from '../../privacy.ts';
import type { NativeMeeting } from '../native/schema.ts';
import type { Problems, Spot } from '../problems.ts';
import { parseSchedule } from '../schedule/parse-schedule.ts';
import { isUsableZone } from '../schedule/zone.ts';
import { problemOfRule } from './declared-rule.ts';
import { shownUrl } from './values.ts';

/** @returns the record; words that are not complete and unambiguous stay words, with the reason and a diagnostic. */
export function toDeclaredMeeting(
  meeting: NativeMeeting,
  groupName: string,
  place: Place,
  problems: Problems,
  spot: Spot,
): DeclaredMeetingRecord {
  const schedule = meeting.schedule === undefined ? null : withholdPrivate(meeting.schedule);
  const links = {
    title: withholdPrivate(meeting.title ?? `${groupName} meeting`),
    schedule,
    joinUrl: shownUrl(meeting.joinUrl),
    notesUrl: shownUrl(meeting.notesUrl),
    recordingUrl: shownUrl(meeting.recordingUrl),
    place,
  };
  const unresolved = (reason: string): DeclaredMeetingRecord => {
    // A meeting without a schedule states none; its dates are in a calendar.
    if (schedule !== null || meeting.rrule !== undefined) {
      problems.add('REGISTRY_UNRESOLVED_SCHEDULE', spot, `"${links.title}": ${reason}`);
    }
    return {
      ...links,
      // A rule that tells too little is kept as it is written, like words.
      schedule: schedule ?? meeting.rrule ?? null,
      rrule: null,
      startTime: meeting.startTime ?? null,
      timeZone: meeting.timeZone ?? null,
      anchorDate: meeting.anchorDate ?? null,
      duration: meeting.duration ?? null,
      unresolved: reason,
    };
  };
  if (meeting.timeZone !== undefined && !isUsableZone(meeting.timeZone)) {
    return { ...unresolved(`"${meeting.timeZone}" is no IANA time zone.`), timeZone: null };
  }
  if (meeting.rrule !== undefined) {
    if (meeting.startTime === undefined || meeting.timeZone === undefined) {
      return unresolved('The rule has no start time or no time zone.');
    }
    const problem = problemOfRule(meeting.rrule, meeting.anchorDate ?? null);
    if (problem !== null) return unresolved(problem);
    return {
      ...links,
      rrule: meeting.rrule.replace(/^RRULE:/iu, ''),
      startTime: meeting.startTime,
      timeZone: meeting.timeZone,
      anchorDate: meeting.anchorDate ?? null,
      duration: meeting.duration ?? null,
      unresolved: null,
    };
  }
  if (schedule === null) return unresolved('No schedule is stated.');
  const result = parseSchedule(schedule, {
    time: meeting.startTime,
    zone: meeting.timeZone,
    anchorDate: meeting.anchorDate,
  });
  if ('unresolved' in result) return unresolved(result.unresolved);
  return { ...links, ...result, duration: meeting.duration ?? result.duration, unresolved: null };
}
