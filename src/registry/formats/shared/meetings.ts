/** Meetings of a group, in the forms of tags.yaml and sigs.yaml. */
import { LocatedScalar, locatedMap, type Template, type TemplateMap } from '../../document/located.ts';
import { isPlaceholder } from '../../placeholder.ts';
import type { Problems } from '../../problems.ts';
import type { FieldNames, FieldReader } from './field-reader.ts';
import { calendarFeed, urlOf } from './urls.ts';

const MEETING: FieldNames = {
  description: ['title', 'name', 'meeting'],
  schedule: ['when', 'meeting_schedule', 'meeting_time'],
  day: ['days', 'weekday'],
  time: ['start_time'],
  tz: ['timezone', 'time_zone'],
  utc: [],
  frequency: ['recurrence', 'cadence'],
  duration: [],
  url: ['zoom_url', 'zoom', 'zoom_link', 'meeting_url', 'meeting_link', 'join_url', 'join', 'link', 'video_url'],
  notes: [
    'archive_url',
    'meeting_notes_url',
    'meeting_archive_url',
    'notes_url',
    'agenda_url',
    'agenda',
    'meeting_notes',
    'minutes_url',
  ],
  recordings: ['recordings_url', 'meeting_recordings_url', 'recording_url', 'recordings_link', 'youtube_url'],
  calendar: [
    'tag_calendar',
    'calendar_url',
    'calendar_link',
    'meeting_calendar',
    'subproject_calendar',
    'lfx_calendar',
  ],
};

/** What the meetings of a group add to it. */
export interface MeetingTemplates {
  readonly meetings: readonly Template[];
  readonly links: readonly Template[];
  readonly calendars: readonly Template[];
}

/** @returns meetings with links to their notes, recordings and calendars; a calendar that is a feed is one of the group's own. */
export function meetingTemplates(
  parent: FieldReader,
  field: string,
  base: string | null,
  problems: Problems,
): MeetingTemplates {
  const read = parent.readers(field, MEETING).map((reader) => toMeeting(reader, base, problems));
  return {
    meetings: read.flatMap(({ meetings }) => meetings),
    links: read.flatMap(({ links }) => links),
    calendars: read.flatMap(({ calendars }) => calendars),
  };
}

function toMeeting(reader: FieldReader, base: string | null, problems: Problems): MeetingTemplates {
  const url = (field: string, what: string) => urlOf(reader.text(field), what, base, problems);
  const title = reader.text('description');
  const notes = url('notes', 'address of the notes');
  const recordings = url('recordings', 'address of the recordings');
  const calendar = reader.text('calendar');
  const feed = calendar === undefined ? null : calendarFeed(calendar.source);
  const page = feed !== null && /^webcals?:/iu.test(feed) ? undefined : url('calendar', 'address of the calendar');
  const link = (rel: string, target: LocatedScalar | undefined): Template[] =>
    target === undefined ? [] : [locatedMap(target.spot, { rel, url: target, title })];
  const meeting: TemplateMap = {
    title,
    schedule: scheduleOf(reader, problems),
    duration: durationOf(reader.text('duration')),
    joinUrl: url('url', 'address of the meeting'),
    notesUrl: notes,
    recordingUrl: recordings,
  };
  return {
    meetings: [locatedMap(reader.spot, meeting)],
    links: [...link('calendar', page), ...link('recordings', recordings), ...link('meeting-notes', notes)],
    calendars: calendar === undefined || feed === null ? [] : [locatedMap(calendar.spot, { url: feed, name: title })],
  };
}

/** The schedule in one sentence, from its words or its parts: `Thursday at 9:00 PT (Pacific Time) (biweekly)`. */
function scheduleOf(reader: FieldReader, problems: Problems): LocatedScalar | undefined {
  const words = reader.text('schedule');
  const [day, time, zone, utc, frequency] = ['day', 'time', 'tz', 'utc', 'frequency'].map((field) =>
    reader.text(field),
  );
  const at = words ?? day ?? time ?? utc ?? frequency;
  if (at === undefined) return undefined;
  const clock = time ?? utc;
  const parts = [
    words?.source,
    day?.source,
    clock === undefined ? undefined : `at ${clock.source}`,
    zone?.source ?? (utc === undefined ? undefined : 'UTC'),
    frequency === undefined ? undefined : `(${frequency.source})`,
  ];
  const sentence = parts.filter((part) => part !== undefined).join(' ');
  const written = [words, day, clock, zone, frequency].filter((part) => part !== undefined);
  if (isPlaceholder(sentence) || written.every((part) => isPlaceholder(part.source))) {
    problems.add('REGISTRY_PLACEHOLDER', at.spot, `The schedule "${sentence}" is a placeholder; it is not served.`);
    return undefined;
  }
  return new LocatedScalar(at.spot, sentence);
}

/** `1h`, `60 min`, `PT30M` to an ISO 8601 duration; other words are left to the schedule. */
function durationOf(text: LocatedScalar | undefined): LocatedScalar | undefined {
  if (text === undefined) return undefined;
  if (/^P/u.test(text.source)) return text;
  const [, count, unit] = /^(\d+)\s*(h|hours?|m|min|mins|minutes?)?$/iu.exec(text.source) ?? [];
  if (count === undefined) return text;
  return new LocatedScalar(text.spot, `PT${count}${unit?.toLowerCase().startsWith('h') ? 'H' : 'M'}`);
}
