/** A declared meeting in the native form, so that it becomes the same record again. */
import type { DeclaredMeetingRecord } from '../../model/group.ts';
import { parseSchedule } from '../schedule/parse-schedule.ts';

/** @returns the words alone where they say everything, else what they leave open beside them. */
export function toNativeMeeting(meeting: DeclaredMeetingRecord) {
  const { title, schedule, joinUrl, notesUrl, recordingUrl } = meeting;
  return { title, ...scheduleOf(meeting), schedule, joinUrl, notesUrl, recordingUrl };
}

function scheduleOf({ schedule, rrule, startTime, timeZone, anchorDate, duration, unresolved }: DeclaredMeetingRecord) {
  const parts = { startTime, timeZone, anchorDate, duration };
  if (schedule === null) return { rrule, ...parts };
  const result = parseSchedule(schedule);
  if ('unresolved' in result) return result.unresolved === unresolved ? parts : { rrule, ...parts };
  const isSaidByWords =
    result.rrule === rrule &&
    result.startTime === startTime &&
    result.timeZone === timeZone &&
    result.anchorDate === anchorDate;
  if (!isSaidByWords) return { rrule, ...parts };
  return result.duration === duration ? {} : { duration };
}
