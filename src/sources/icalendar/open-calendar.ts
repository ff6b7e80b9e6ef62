import { CodedError, SourceError } from '../../errors.ts';
import type { CalendarOptions } from './calendar.ts';
import type { CalendarEvent } from './calendar-event.ts';
import { EventReader, longRulesOfFeed } from './event-reader.ts';
import { groupSeries, type Series } from './group-series.ts';
import { Repairs } from './repairs.ts';
import { type CalendarSpans, type Span, scanCalendars } from './scan.ts';
import { readText } from './text.ts';
import { TextCalendar } from './text-calendar.ts';
import type { Work } from './work.ts';
import { UTC, type Zone } from './zone.ts';
import { ZoneBook } from './zone-book.ts';
import { zoneOfName } from './zone-names.ts';

/**
 * @param bytes an iCalendar stream (RFC 5545), broken ones too
 * @throws {SourceError} UPSTREAM_BAD_BODY where the bytes are no calendar at all, e.g. a web page
 * @throws {CodedError} BAD_USER_INPUT where `zone` is not an IANA zone
 */
export function openCalendar(bytes: Uint8Array, options: CalendarOptions = {}): TextCalendar {
  const repairs = new Repairs();
  const { text, linesOf } = readText(bytes, repairs);
  const calendars = looksLikePage(text) ? null : scanCalendars(text, repairs);
  if (calendars === null) throw new SourceError('UPSTREAM_BAD_BODY', notACalendar(text));
  const reader = readerZone(options.zone);
  for (const { properties } of calendars) noteMissing(text, properties, repairs);
  const longRules = longRulesOfFeed();
  const series = calendars.flatMap((calendar) => readSeries(text, calendar, reader, repairs, longRules));
  return new TextCalendar(text, series, options, repairs.toDiagnostics(linesOf));
}

function readSeries(text: string, calendar: CalendarSpans, reader: Zone, repairs: Repairs, longRules: Work): Series[] {
  const zones = new ZoneBook(text, calendar, reader, repairs);
  const eventReader = new EventReader(text, zones, repairs, longRules);
  const events: CalendarEvent[] = [];
  const isCancelled = cancels(text, calendar.properties);
  for (const span of calendar.events) {
    const event = eventReader.read(span);
    if (event !== null) events.push(isCancelled ? { ...event, status: 'CANCELLED' } : event);
  }
  return groupSeries(text, events, repairs);
}

/** A calendar of the method CANCEL calls its events off, whatever their STATUS (RFC 5546 §3.2.5). */
function cancels(text: string, properties: readonly Span[]): boolean {
  return properties.some(({ start, end }) =>
    /^method[ \t]*:[ \t]*cancel\s*$/iu.test(text.slice(start, Math.min(end, start + 40))),
  );
}

function readerZone(name: string | undefined): Zone {
  const zone = name === undefined ? UTC : zoneOfName(name);
  if (zone === null) throw new CodedError('BAD_USER_INPUT', `"${name}" is not an IANA time zone.`);
  return zone;
}

/** §3.6: a calendar says who made it, and by which version of the format. */
function noteMissing(text: string, properties: readonly Span[], repairs: Repairs): void {
  for (const name of ['PRODID', 'VERSION']) {
    const isThere = properties.some(({ start }) => text.slice(start, start + name.length).toUpperCase() === name);
    if (!isThere) repairs.add('NOTE', 'ICAL_MISSING_PROPERTY', `A calendar has no ${name}.`, null);
  }
}

/** Some servers write a warning in HTML before the calendar; a page may be about calendars. */
function looksLikePage(text: string): boolean {
  const isMarkup = /^\s*</u.test(text.slice(0, 200));
  return isMarkup && (!/^begin:vcalendar[ \t]*$/imu.test(text) || /^\s*<(?:!doctype|html|\?xml)\b/iu.test(text));
}

function notACalendar(text: string): string {
  if (text.trim() === '') return 'The answer is empty; it is not a calendar.';
  return looksLikePage(text)
    ? 'The answer is a web page, not a calendar.'
    : 'The answer is not a calendar: it has no BEGIN:VCALENDAR.';
}
