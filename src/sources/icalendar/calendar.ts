/**
 * A feed that was read: its text and a compact index, kept between queries. It is expanded window by window; text and
 * links of a VEVENT are read when one of its instances is in an answer.
 */
import { createHash } from 'node:crypto';
import { toInstant } from '../../clock.ts';
import { SourceError } from '../../errors.ts';
import type { OccurrenceRecord, SeriesRecord } from '../../model/meeting.ts';
import { type EventDetails, type Privacy, readDetails } from './details.ts';
import { type CalendarEvent, readEvent } from './event.ts';
import { type CalendarDiagnostic, Repairs } from './repairs.ts';
import { type CalendarSpans, scanCalendars } from './scan.ts';
import { expandSeries, groupSeries, type Instance, recurs, type Series } from './series.ts';
import { decode, readText } from './text.ts';
import { Work } from './work.ts';
import { UTC, type Zone } from './zone.ts';
import { ZoneBook } from './zone-book.ts';
import { zoneOfName } from './zone-names.ts';

/** An instance; the source that reads the feed knows its id. */
export type Occurrence = Omit<OccurrenceRecord, 'feedId'>;
export type CalendarSeries = Omit<SeriesRecord, 'feedId'>;

/** An instant: ISO 8601 with an offset or `Z`, a Date, or milliseconds since the epoch. */
export type InstantInput = string | number | Date;

export interface CalendarWindow {
  readonly from: InstantInput;
  readonly to: InstantInput;
}

export interface CalendarOptions {
  /** IANA zone in which floating times are read, where the feed has no X-WR-TIMEZONE; UTC by default. */
  readonly zone?: string | undefined;
  /** Gives events without UID one that is made from their content, so that they can be told apart; off by default. */
  readonly fillsUid?: boolean | undefined;
  /** `withhold` by default. */
  readonly privacy?: Privacy | undefined;
}

export interface Expansion {
  readonly occurrences: readonly Occurrence[];
  /** Of reading the feed, and of cutting this expansion. */
  readonly diagnostics: readonly CalendarDiagnostic[];
}

export interface Calendar {
  /** @returns the instances that overlap the half-open window, ordered by start */
  expand(window: CalendarWindow): Expansion;
  /** @returns every recurrence set and single event of the feed, in its order */
  series(): readonly CalendarSeries[];
  /** What was repaired or given up when the feed was read. */
  readonly diagnostics: readonly CalendarDiagnostic[];
}

/**
 * @param bytes an iCalendar stream (RFC 5545), broken ones too
 * @throws {SourceError} UPSTREAM_BAD_BODY where the bytes are no calendar at all, e.g. a web page
 * @throws {CodedError} BAD_USER_INPUT where `zone` is not an IANA zone
 */
export function openCalendar(bytes: Uint8Array, options: CalendarOptions = {}): Calendar {
  const repairs = new Repairs();
  const { text, linesOf } = readText(bytes, repairs);
  const calendars = looksLikePage(text) ? null : scanCalendars(text, repairs);
  if (calendars === null) throw new SourceError('UPSTREAM_BAD_BODY', notACalendar(text));
  const reader = readerZone(options.zone);
  const series = calendars.flatMap((calendar) => readSeries(text, calendar, reader, repairs));
  return new TextCalendar(text, series, options, repairs.toDiagnostics(linesOf));
}

function readSeries(text: string, calendar: CalendarSpans, reader: Zone, repairs: Repairs): Series[] {
  const zones = new ZoneBook(text, calendar, reader, repairs);
  const events: CalendarEvent[] = [];
  for (const span of calendar.events) {
    const event = readEvent(text, span, zones, repairs);
    if (event !== null) events.push(event);
  }
  return groupSeries(events, repairs);
}

/** Steps of one expansion: about a second. */
const MAX_STEPS = 20_000_000;
/** Steps of one recurrence set: more than a century of days, or a month of seconds that lead to nothing. */
const MAX_SERIES_STEPS = 3_000_000;
/** A meeting every half hour for three months; a denser set draws on what all of them share. */
const FREE_INSTANCES = 5000;

class TextCalendar implements Calendar {
  readonly diagnostics: readonly CalendarDiagnostic[];
  readonly #text: string;
  readonly #series: readonly Series[];
  readonly #privacy: Privacy;
  readonly #fillsUid: boolean;

  constructor(
    text: string,
    series: readonly Series[],
    options: CalendarOptions,
    diagnostics: readonly CalendarDiagnostic[],
  ) {
    this.#text = text;
    this.#series = series;
    this.#privacy = options.privacy ?? 'withhold';
    this.#fillsUid = options.fillsUid ?? false;
    this.diagnostics = diagnostics;
  }

  expand(window: CalendarWindow): Expansion {
    const range = { from: toSeconds(window.from), to: toSeconds(window.to) };
    const work = new Work(MAX_STEPS);
    const repairs = new Repairs();
    const found: Instance[] = [];
    for (const series of this.#series) {
      const expansion = expandSeries(series, range, FREE_INSTANCES, work.share(MAX_SERIES_STEPS));
      for (const instance of expansion.instances) found.push(instance);
      if (expansion.isCut)
        repairs.add('WARNING', 'ICAL_TOO_MUCH', 'A rule gives more instances than are listed.', null);
    }
    found.sort((a, b) => a.start - b.start || a.end - b.end);
    const details = new Map<CalendarEvent, EventDetails>();
    const occurrences = found.map((instance) => this.#toOccurrence(instance, details));
    return { occurrences, diagnostics: [...this.diagnostics, ...repairs.toDiagnostics(() => [])] };
  }

  series(): readonly CalendarSeries[] {
    return this.#series
      .flatMap(({ master, overrides }) => master ?? overrides[0] ?? [])
      .map((event) => this.#toSeries(event));
  }

  #details(event: CalendarEvent, known: Map<CalendarEvent, EventDetails>): EventDetails {
    let details = known.get(event);
    if (details === undefined) {
      details = readDetails(this.#text, event.span, this.#privacy);
      known.set(event, details);
    }
    return details;
  }

  #toOccurrence(instance: Instance, known: Map<CalendarEvent, EventDetails>): Occurrence {
    const { event, start, end, recurrenceId, isException } = instance;
    const details = this.#details(event, known);
    const isMoved = isException && recurrenceId !== null && recurrenceId !== start;
    return {
      uid: this.#uidOf(event),
      recurrenceId: recurrenceId === null ? null : toInstant(recurrenceId * 1000),
      start: toInstant(start * 1000),
      end: toInstant(end * 1000),
      isAllDay: event.start.isDate,
      zone: zoneNameOf(event),
      status: event.status === 'CONFIRMED' && isMoved ? 'MOVED' : event.status,
      isException,
      ...details,
      sequence: event.sequence,
      lastModified: event.modified === null ? null : toInstant(event.modified * 1000),
    };
  }

  #uidOf({ uid, span }: CalendarEvent): string {
    if (uid !== '' || !this.#fillsUid) return uid;
    const content = this.#text.slice(span.start, span.end).replaceAll(/^(?:dtstamp|last-modified)[;:].*$/gimu, '');
    return `without-uid-${createHash('sha256').update(content, 'latin1').digest('hex').slice(0, 16)}`;
  }

  #toSeries(event: CalendarEvent): CalendarSeries {
    const { summary, categories, organizerDomain, meetingIds } = readDetails(this.#text, event.span, this.#privacy);
    return {
      uid: this.#uidOf(event),
      summary,
      rrule: recurs(event) ? ruleText(this.#text, event) : null,
      start: toInstant(event.start.instant * 1000),
      isAllDay: event.start.isDate,
      zone: zoneNameOf(event),
      duration: toIsoDuration(event),
      categories,
      organizerDomain,
      meetingIds,
    };
  }
}

function zoneNameOf({ start }: CalendarEvent): string | null {
  return start.isDate || start.isFloating ? null : start.zone.name;
}

function ruleText(text: string, { span }: CalendarEvent): string | null {
  const found = /^rrule[ \t]*(?:;[^:\n]*)?:[ \t]*(.+)$/imu.exec(text.slice(span.start, span.end));
  return found?.[1] === undefined ? null : decode(found[1]).trim();
}

function toIsoDuration({ duration: { days, seconds } }: CalendarEvent): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const time = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
  if (days === 0 && time === '') return 'PT0S';
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
}

function toSeconds(input: InstantInput): number {
  const epochMs = typeof input === 'string' ? Date.parse(input) : Number(input);
  return Math.round(epochMs) / 1000;
}

function readerZone(name: string | undefined): Zone {
  return name === undefined ? UTC : (zoneOfName(name) ?? UTC);
}

function looksLikePage(text: string): boolean {
  return /^\s*</u.test(text.slice(0, 200));
}

function notACalendar(text: string): string {
  if (text.trim() === '') return 'The answer is empty; it is not a calendar.';
  return looksLikePage(text)
    ? 'The answer is a web page, not a calendar.'
    : 'The answer is not a calendar: it has no BEGIN:VCALENDAR.';
}
