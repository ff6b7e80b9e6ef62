/**
 * Meetings as iCalendar (RFC 5545). A recurring meeting is one VEVENT with its rule, and one for each exception; what
 * no rule gives is an event of its own.
 */
import { setImmediate } from 'node:timers/promises';
import ICAL from 'ical.js';
import { toEpochMs, toLocalTime } from '../../graph/time.ts';
import type { FeedCalendar, FeedSeries } from './calendar.ts';
import { foldLines } from './fold-lines.ts';
import type { FeedMeeting } from './meetings.ts';
import { toTimeZoneLines } from './time-zone.ts';
import { toUids } from './uids.ts';

export interface CalendarInfo {
  readonly name: string;
  readonly description: string;
  /** Where the calendar is read again; null for a single event. */
  readonly url: string | null;
  readonly baseUrl: string;
}

type Property = readonly [name: string, parameters: Record<string, string>, type: string, ...values: unknown[]];
type Component = readonly [name: string, properties: readonly Property[], components: readonly Component[]];

/** What programs should wait before they ask again: RFC 7986 §5.7, and the older property that Outlook and Apple read. */
const REFRESH = 'PT1H';
/** For what says nothing of when it was changed: the time of the request would make every answer another. */
const LONG_AGO = '1970-01-01T00:00:00Z';

/** Events that are written in one turn of the event loop: some 20 ms. */
const EVENTS_A_TURN = 200;

/** @returns CRLF lines of at most 75 octets. */
export async function toICalendar(calendar: FeedCalendar, info: CalendarInfo): Promise<string> {
  const uids = toUids(calendar);
  const zones = new Zones();
  const writer: Writer = { zones, baseUrl: info.baseUrl };
  const makers = [
    ...calendar.series.map((series) => () => toSeriesEvents(series, uids.get(series.first.id) ?? '', writer)),
    ...calendar.meetings.map((meeting) => () => [toEvent(meeting, uids.get(meeting.id) ?? '', writer)]),
  ];
  const events: string[] = [];
  for (const [index, make] of makers.entries()) {
    if (index % EVENTS_A_TURN === EVENTS_A_TURN - 1) await setImmediate();
    for (const component of make()) events.push(toText(component));
  }
  const frame = toText(['vcalendar', toCalendarProperties(info), []]);
  const end = frame.lastIndexOf('END:VCALENDAR');
  return [frame.slice(0, end), ...zones.toComponents().map(toText), ...events, frame.slice(end)].join('');
}

/** With CRLF at the end, which ical.js leaves to who joins components. */
function toText(component: Component): string {
  const text = ICAL.stringify(component as unknown as Parameters<typeof ICAL.stringify>[0]);
  return foldLines(text.endsWith('\r\n') ? text : `${text}\r\n`);
}

function toCalendarProperties(info: CalendarInfo): readonly Property[] {
  const properties: Property[] = [
    ['version', {}, 'text', '2.0'],
    ['prodid', {}, 'text', '-//community-graph//meetings//EN'],
    ['calscale', {}, 'text', 'GREGORIAN'],
    ['method', {}, 'text', 'PUBLISH'],
    ['name', {}, 'unknown', escapeText(info.name)],
    ['x-wr-calname', {}, 'unknown', escapeText(info.name)],
    ['description', {}, 'text', clean(info.description)],
    ['x-wr-caldesc', {}, 'unknown', escapeText(info.description)],
  ];
  if (info.url !== null) {
    properties.push(
      ['source', {}, 'uri', info.url],
      ['refresh-interval', {}, 'duration', REFRESH],
      ['x-published-ttl', {}, 'unknown', REFRESH],
    );
  }
  return properties;
}

interface Writer {
  readonly zones: Zones;
  readonly baseUrl: string;
}

/** The zones that the events name, each defined once from the first year that it is used in. */
class Zones {
  readonly #firstYears = new Map<string, number>();

  /** @param zone in which the time is given by a rule: so its clock shows it once; null for UTC */
  toTime(name: string, instant: string, zone: string | null): Property {
    if (zone === null) return [name, {}, 'date-time', instant];
    const { date, time } = toLocalTime(toEpochMs(instant), zone);
    const year = Number(date.slice(0, 4));
    this.#firstYears.set(zone, Math.min(year, this.#firstYears.get(zone) ?? year));
    return [name, { tzid: zone }, 'date-time', `${date}T${time}`];
  }

  toComponents(): readonly Component[] {
    return [...this.#firstYears]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([zone, year]) => ICAL.parse(toTimeZoneLines(zone, year).join('\r\n')) as unknown as Component);
  }
}

/** Cancelled instances stay as tombstones: a program that has shown one must be told that it is off. */
function toSeriesEvents(series: FeedSeries, uid: string, writer: Writer): readonly Component[] {
  const { rrule, timeZone, excludedDates, first, exceptions } = series;
  const at = (name: string, instant: string): Property =>
    first.isAllDay ? [name, {}, 'date', instant.slice(0, 10)] : writer.zones.toTime(name, instant, timeZone);
  const recurrence: Property[] = [
    ['rrule', {}, 'recur', ICAL.Recur.fromString(rrule).toJSON()],
    ...excludedDates.map((date) => at('exdate', date)),
  ];
  return [
    toEvent(first, uid, writer, recurrence, timeZone),
    ...exceptions.map((exception) =>
      toEvent(exception, uid, writer, [at('recurrence-id', exception.recurrenceId ?? exception.startsAt)]),
    ),
  ];
}

/** @param timeZone of the rule; what is no rule's is in UTC, which every program knows alike */
function toEvent(
  meeting: FeedMeeting,
  uid: string,
  writer: Writer,
  recurrence: readonly Property[] = [],
  timeZone: string | null = null,
): Component {
  const { title, startsAt, endsAt, isAllDay, status, location, joinUrl, group } = meeting;
  const { sequence, lastModifiedAt } = meeting;
  const toTime = (name: string, instant: string): Property =>
    isAllDay ? [name, {}, 'date', instant.slice(0, 10)] : writer.zones.toTime(name, instant, timeZone);
  const properties: Property[] = [
    ['uid', {}, 'text', clean(uid)],
    ['dtstamp', {}, 'date-time', lastModifiedAt ?? LONG_AGO],
    toTime('dtstart', startsAt),
  ];
  // RFC 5545 §3.8.2.2: an end must be later than the start.
  if (endsAt > startsAt) properties.push(toTime('dtend', endsAt));
  properties.push(
    ...recurrence,
    ['summary', {}, 'text', clean(title)],
    ['status', {}, 'text', status === 'MOVED' ? 'CONFIRMED' : status],
    ['sequence', {}, 'integer', sequence],
    ['transp', {}, 'text', isAllDay || status === 'CANCELLED' ? 'TRANSPARENT' : 'OPAQUE'],
  );
  if (lastModifiedAt !== null) properties.push(['last-modified', {}, 'date-time', lastModifiedAt]);
  const description = describe(meeting);
  if (description !== '') properties.push(['description', {}, 'text', description]);
  const place = location ?? joinUrl;
  if (place !== null) properties.push(['location', {}, 'text', clean(place)]);
  const url = joinUrl ?? (group === null ? null : `${writer.baseUrl}${group.resourcePath}`);
  if (url !== null) properties.push(['url', {}, 'uri', url]);
  if (joinUrl !== null) {
    properties.push(
      ['conference', { feature: 'VIDEO', label: 'Join' }, 'uri', joinUrl],
      ['x-google-conference', {}, 'unknown', joinUrl],
    );
  }
  if (group !== null) properties.push(['categories', {}, 'text', clean(group.name)]);
  return ['vevent', properties, []];
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
function escapeText(text: string): string {
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
