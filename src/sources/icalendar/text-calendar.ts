/**
 * A feed that was read: its text and a compact index, kept between queries. It is expanded window by window; text and
 * links of a VEVENT are read when one of its instances is in an answer.
 */
import { createHash } from 'node:crypto';
import { CodedError } from '../../errors.ts';
import type {
  Calendar,
  CalendarOptions,
  CalendarSeries,
  CalendarWindow,
  Expansion,
  InstantInput,
  Occurrence,
} from './calendar.ts';
import type { CalendarEvent } from './calendar-event.ts';
import { formatInstant } from './civil.ts';
import { type EventDetails, type Privacy, readDetails } from './details.ts';
import { expandSeries, type Instance, recurs } from './expand-series.ts';
import type { Series } from './group-series.ts';
import { type CalendarDiagnostic, Repairs } from './repairs.ts';
import { decode } from './text.ts';
import { Work } from './work.ts';

/** Steps of one expansion: about a second. */
const MAX_STEPS = 20_000_000;
/** Steps of one recurrence set: more than a century of days, or a month of seconds that lead to nothing. */
const MAX_SERIES_STEPS = 3_000_000;
/** Steps that every recurrence set has for itself, however costly the others are: a month of a daily meeting takes 90. */
const FREE_STEPS = 500;
/** Instances that every recurrence set may give by rule: one an hour for six weeks. */
const FREE_INSTANCES = 1000;
/** What all sets together may give beyond that. */
const SHARED_INSTANCES = 10_000;
/** Instances of one answer: a year of ten thousand meetings, and what memory bears. */
const MAX_INSTANCES = 200_000;
/** Characters of text that are kept between expansions. */
const MAX_KNOWN_LENGTH = 16_000_000;
/** Once so many sets had to be cut, the feed is hostile, and the sets after them may give this much. */
const MAX_CUT_SETS = 20;
const HOSTILE_INSTANCES = 100;
/** ECMAScript's time values end here; windows are cut to it. */
const MAX_SECONDS = 8.64e12;

/** An open feed: one expansion is one pass over its index. */
export class TextCalendar implements Calendar {
  readonly diagnostics: readonly CalendarDiagnostic[];
  readonly #text: string;
  readonly #series: readonly Series[];
  readonly #privacy: Privacy;
  readonly #fillsUid: boolean;
  readonly #known = new Map<CalendarEvent, EventDetails>();
  #knownLength = 0;

  constructor(
    text: string,
    series: readonly Series[],
    options: CalendarOptions,
    diagnostics: readonly CalendarDiagnostic[],
  ) {
    this.#text = text;
    this.#series = series;
    this.#privacy = options.privacy ?? 'titles';
    this.#fillsUid = options.fillsUid ?? false;
    this.diagnostics = diagnostics;
  }

  expand(window: CalendarWindow, maxSteps: number = MAX_STEPS): Expansion {
    const range = { from: toSeconds(window.from), to: toSeconds(window.to) };
    const work = new Work(maxSteps);
    const repairs = new Repairs();
    const found: Instance[] = [];
    let shared = SHARED_INSTANCES;
    let cut = 0;
    for (const series of this.#series) {
      if (found.length >= MAX_INSTANCES) {
        repairs.add(
          'ERROR',
          'ICAL_TOO_MUCH',
          `The window holds more than ${MAX_INSTANCES} instances; the rest is not listed.`,
          null,
        );
        break;
      }
      const limit = cut < MAX_CUT_SETS ? FREE_INSTANCES + shared : HOSTILE_INSTANCES;
      const expansion = expandSeries(series, range, limit, work.share(MAX_SERIES_STEPS, FREE_STEPS));
      shared = Math.max(0, shared - Math.max(0, expansion.instances.length - FREE_INSTANCES));
      for (const instance of expansion.instances) found.push(instance);
      if (expansion.isCut) cut += 1;
    }
    if (cut > 0) {
      const which = cut === 1 ? 'A recurrence set gives' : `${cut} recurrence sets give`;
      repairs.add('WARNING', 'ICAL_TOO_MUCH', `${which} more instances than are listed.`, null);
    }
    found.sort((a, b) => a.start - b.start || a.end - b.end);
    const occurrences = found.map((instance) => this.#toOccurrence(instance));
    return {
      occurrences,
      diagnostics: [...this.diagnostics, ...repairs.toDiagnostics(() => [])],
      isWorkSpent: work.isSpent,
    };
  }

  series(): readonly CalendarSeries[] {
    return this.#series
      .flatMap(({ master, overrides }) => master ?? overrides[0] ?? [])
      .map((event) => this.#toSeries(event));
  }

  /** Text of the latest VEVENTs is kept, up to a bound: a window is asked for again and again. */
  #details(event: CalendarEvent): EventDetails {
    let details = this.#known.get(event);
    if (details === undefined) {
      details = readDetails(this.#text, event.span, this.#privacy);
      this.#knownLength += lengthOf(details);
      if (this.#knownLength > MAX_KNOWN_LENGTH) {
        this.#known.clear();
        this.#knownLength = lengthOf(details);
      }
      this.#known.set(event, details);
    }
    return details;
  }

  #toOccurrence(instance: Instance): Occurrence {
    const { event, recurrenceId, isException } = instance;
    const start = formatInstant(instance.start);
    const isMoved = isException && recurrenceId !== null && recurrenceId !== instance.start;
    return {
      uid: this.#uidOf(event),
      recurrenceId: recurrenceId === null ? null : isMoved ? formatInstant(recurrenceId) : start,
      start,
      end: formatInstant(instance.end),
      isAllDay: event.start.isDate,
      zone: zoneNameOf(event),
      status: event.status === 'CONFIRMED' && isMoved ? 'MOVED' : event.status,
      isException,
      sequence: event.sequence,
      lastModified: event.modified === null ? null : formatInstant(event.modified),
      ...this.#details(event),
    };
  }

  #uidOf({ uid, span }: CalendarEvent): string {
    if (uid !== '' || !this.#fillsUid) return uid;
    const content = this.#text.slice(span.start, span.end).replaceAll(/^(?:dtstamp|last-modified)[;:].*$/gimu, '');
    return `without-uid-${createHash('sha256').update(content, 'latin1').digest('hex').slice(0, 16)}`;
  }

  #toSeries(event: CalendarEvent): CalendarSeries {
    const { summary, categories, organizerDomain, meetingIds } = this.#details(event);
    return {
      uid: this.#uidOf(event),
      summary,
      rrule: recurs(event) ? ruleText(this.#text, event) : null,
      start: formatInstant(event.start.instant),
      isAllDay: event.start.isDate,
      zone: zoneNameOf(event),
      duration: toIsoDuration(event),
      categories,
      organizerDomain,
      meetingIds,
    };
  }
}

function lengthOf({ summary, description, location }: EventDetails): number {
  return 200 + summary.length + (description?.length ?? 0) + (location?.length ?? 0);
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
  const seconds = Math.round(typeof input === 'string' ? Date.parse(input) : Number(input)) / 1000;
  if (Number.isNaN(seconds)) throw new CodedError('BAD_USER_INPUT', `"${input}" is not an instant.`);
  return Math.max(-MAX_SECONDS, Math.min(MAX_SECONDS, seconds));
}
