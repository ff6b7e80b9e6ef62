/**
 * Meetings as iCalendar (RFC 5545). Every instance is an event of its own, at an instant in UTC: so it is the same in
 * every program, whatever it makes of rules, overrides and zone definitions.
 */
import { createHash } from 'node:crypto';
import ICAL from 'ical.js';
import { foldLines } from './fold-lines.ts';
import type { FeedMeeting } from './meetings.ts';

export interface CalendarInfo {
  readonly name: string;
  readonly description: string;
  /** Where the calendar is read again; null for a single event. */
  readonly url: string | null;
  readonly baseUrl: string;
}

type Property = readonly [name: string, parameters: Record<string, string>, type: string, ...values: string[]];

/** What programs should wait before they ask again: RFC 7986 §5.7, and the older property that Outlook and Apple read. */
const REFRESH = 'PT1H';

/** @returns CRLF lines of at most 75 octets. */
export function toICalendar(meetings: readonly FeedMeeting[], info: CalendarInfo): string {
  const properties: Property[] = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', '-//community-graph//meetings//EN'],
    ['calscale', {}, 'text', 'GREGORIAN'],
    ['method', {}, 'text', 'PUBLISH'],
    ['name', {}, 'unknown', toText(info.name)],
    ['x-wr-calname', {}, 'unknown', toText(info.name)],
    ['description', {}, 'text', clean(info.description)],
    ['x-wr-caldesc', {}, 'unknown', toText(info.description)],
  ];
  if (info.url !== null) {
    properties.push(
      ['source', {}, 'uri', info.url],
      ['refresh-interval', {}, 'duration', REFRESH],
      ['x-published-ttl', {}, 'unknown', REFRESH],
    );
  }
  const taken = new Set<string>();
  const events = meetings.map((meeting) => ['vevent', toProperties(meeting, toUid(meeting, taken), info.baseUrl), []]);
  return foldLines(
    ICAL.stringify(['vcalendar', properties, events] as unknown as Parameters<typeof ICAL.stringify>[0]),
  );
}

/**
 * The event's own UID; an instance adds the start that its rule gives, which stays when the instance is moved or
 * cancelled. Feeds that gave different events the same UID are told apart by the meeting's id.
 */
function toUid({ id, uid, recurrenceId }: FeedMeeting, taken: Set<string>): string {
  const own = clean(recurrenceId === null ? uid : `${uid}-${recurrenceId.replace(/[-:]/gu, '')}`);
  const unique = taken.has(own) ? `${own}-${createHash('sha256').update(id).digest('hex').slice(0, 16)}` : own;
  taken.add(unique);
  return unique;
}

function toProperties(meeting: FeedMeeting, uid: string, baseUrl: string): readonly Property[] {
  const { title, startsAt, endsAt, isAllDay, status, location, joinUrl, group } = meeting;
  const toTime = (name: string, instant: string): Property =>
    isAllDay ? [name, {}, 'date', instant.slice(0, 10)] : [name, {}, 'date-time', instant];
  const properties: Property[] = [
    ['uid', {}, 'text', uid],
    ['dtstamp', {}, 'date-time', toStamp(meeting)],
    toTime('dtstart', startsAt),
  ];
  // RFC 5545 §3.8.2.2: an end must be later than the start.
  if (endsAt > startsAt) properties.push(toTime('dtend', endsAt));
  properties.push(
    ['summary', {}, 'text', clean(title)],
    ['status', {}, 'text', status === 'MOVED' ? 'CONFIRMED' : status],
    // What describes this instance on its own is later than the rule that it departs from.
    ['sequence', {}, 'integer', status === 'CANCELLED' ? '2' : meeting.isException ? '1' : '0'],
    ['transp', {}, 'text', isAllDay || status === 'CANCELLED' ? 'TRANSPARENT' : 'OPAQUE'],
  );
  const description = describe(meeting);
  if (description !== '') properties.push(['description', {}, 'text', description]);
  const place = location ?? joinUrl;
  if (place !== null) properties.push(['location', {}, 'text', clean(place)]);
  const url = joinUrl ?? (group === null ? null : `${baseUrl}${group.resourcePath}`);
  if (url !== null) properties.push(['url', {}, 'uri', url]);
  if (joinUrl !== null) properties.push(['conference', { feature: 'VIDEO', label: 'Join' }, 'uri', joinUrl]);
  if (group !== null) properties.push(['categories', {}, 'text', clean(group.name)]);
  return properties;
}

/** To the day: a source that is merely confirmed is no change that readers should fetch. */
function toStamp({ provenance, startsAt }: FeedMeeting): string {
  return `${(provenance[0]?.fetchedAt ?? startsAt).slice(0, 10)}T00:00:00Z`;
}

/** Calendar programs show little but the description, so the links stand there too. */
function describe({ joinUrl, agendaUrl, notesUrl, recordingUrl, description }: FeedMeeting): string {
  const links = [
    ['Join', joinUrl],
    ['Agenda', agendaUrl],
    ['Notes', notesUrl === agendaUrl ? null : notesUrl],
    ['Recordings', recordingUrl],
  ].flatMap(([label, url]) => (url ? [`${label}: ${url}`] : []));
  return clean([links.join('\n'), description ?? ''].filter((part) => part !== '').join('\n\n'));
}

/** RFC 5545 §3.3.11, for properties of which ical.js does not know that they are text. */
function toText(text: string): string {
  return clean(text)
    .replace(/[\\;,]/gu, (character) => `\\${character}`)
    .replaceAll('\n', '\\n');
}

/** RFC 5545 §3.1: a line break in a text is written `\n`, and other control characters may not stand in it. */
function clean(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?/gu, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/gu, '')
  );
}
