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
  Recurrence,
} from './calendar.ts';
import type { CalendarEvent } from './calendar-event.ts';
import { formatInstant } from './civil.ts';
import { forEachLine, readContentLine } from './content-line.ts';
import { type Privacy, readDetails } from './details.ts';
import { expandSeries, type Instance, recurs, toException, toRegular } from './expand-series.ts';
import type { Series } from './group-series.ts';
import { type EventRecord, toOccurrence } from './occurrence.ts';
import type { FoundInstance } from './packed-instances.ts';
import { type RecurrenceSet, toRecurrenceSet } from './recurrence-set.ts';
import { type CalendarDiagnostic, Repairs } from './repairs.ts';
import { decode } from './text.ts';
import { Work } from './work.ts';

/** Steps of one expansion: half a second. */
const MAX_STEPS = 10_000_000;
/** Steps of one recurrence set: more than a century of days, or a month of seconds that lead to nothing. */
const MAX_SERIES_STEPS = 3_000_000;
/** Steps that every recurrence set has for itself, however costly the others are: a month of a daily meeting takes 90. */
const FREE_STEPS = 500;
/** Steps of finding out which sets can be told as one rule: about a tenth of a second. */
const MAX_RULE_STEPS = 2_000_000;
/** Instances that every recurrence set may give by rule: one an hour for six weeks. */
const FREE_INSTANCES = 1000;
/** What all sets together may give beyond that. */
const SHARED_INSTANCES = 10_000;
/** Instances of one answer: a year of ten thousand meetings, and what memory bears. */
const MAX_INSTANCES = 200_000;
/** Characters in which the name of a property stands. */
const MAX_NAME_LENGTH = 40;
/** Characters of text that are kept between expansions. */
const MAX_KNOWN_LENGTH = 16_000_000;
/** Once so many sets had to be cut, the feed is hostile, and the sets after them may give this much. */
const MAX_CUT_SETS = 20;
const HOSTILE_INSTANCES = 100;
/** ECMAScript's time values end here; windows are cut to it. */
const MAX_SECONDS = 8.64e12;

export interface FoundInstances extends Omit<Expansion, 'occurrences'> {
  /** Ordered by start. */
  readonly instances: readonly FoundInstance[];
  /** Of cutting this expansion. */
  readonly diagnostics: readonly CalendarDiagnostic[];
}

/** An open feed: one expansion is one pass over its index. */
export class TextCalendar implements Calendar {
  readonly diagnostics: readonly CalendarDiagnostic[];
  readonly #text: string;
  readonly #series: readonly Series[];
  readonly #privacy: Privacy;
  readonly #fillsUid: boolean;
  readonly #known = new Map<CalendarEvent, EventRecord>();
  #knownLength = 0;
  #recurrences: ReadonlyMap<Series, RecurrenceSet> | null = null;

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

  expand(window: CalendarWindow, maxSteps?: number): Expansion {
    const { instances, diagnostics, isWorkSpent } = this.find(window, maxSteps);
    return {
      occurrences: instances.map((instance) => toOccurrence(instance.record, instance)),
      diagnostics: [...this.diagnostics, ...diagnostics],
      isWorkSpent,
    };
  }

  /** {@link TextCalendar.expand}, with one record a VEVENT instead of one an instance. */
  find(window: CalendarWindow, maxSteps: number = MAX_STEPS): FoundInstances {
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
      const share = work.share(MAX_SERIES_STEPS, FREE_STEPS);
      const omitted = window.omitsRecurrences === true ? this.#recurrenceSets().get(series)?.start : null;
      const expansion = expandSeries(series, range, limit, share, omitted);
      shared = Math.max(0, shared - Math.max(0, expansion.instances.length - FREE_INSTANCES));
      for (const instance of expansion.instances) found.push(instance);
      if (expansion.isCut) cut += 1;
    }
    if (cut > 0) {
      const which = cut === 1 ? 'A recurrence set gives' : `${cut} recurrence sets give`;
      repairs.add('WARNING', 'ICAL_TOO_MUCH', `${which} more instances than are listed.`, null);
    }
    found.sort((a, b) => a.start - b.start || a.end - b.end);
    return {
      instances: found.map(({ event, start, end, recurrenceId, isException }) => ({
        record: this.#recordOf(event),
        start,
        end,
        recurrenceId,
        isException,
      })),
      diagnostics: repairs.toDiagnostics(() => []),
      isWorkSpent: work.isSpent,
    };
  }

  /** @returns the feed as it was read, unfolded and in UTF-8, to open it again */
  toBytes(): Uint8Array {
    return Buffer.from(this.#text, 'latin1');
  }

  series(): readonly CalendarSeries[] {
    return this.#series.flatMap((series) => {
      const event = series.master ?? series.overrides[0];
      return event === undefined ? [] : this.#toSeries(event, this.#recurrenceSets().get(series) ?? null);
    });
  }

  /** Found when they are first asked for: an expansion needs none. */
  #recurrenceSets(): ReadonlyMap<Series, RecurrenceSet> {
    this.#recurrences ??= toRecurrenceSets(this.#series);
    return this.#recurrences;
  }

  /** Records of the latest VEVENTs are kept, up to a bound: a window is asked for again and again. */
  #recordOf(event: CalendarEvent): EventRecord {
    const known = this.#known.get(event);
    if (known !== undefined) return known;
    const record: EventRecord = {
      uid: this.#uidOf(event),
      isAllDay: event.start.isDate,
      zone: zoneNameOf(event),
      status: event.status,
      sequence: event.sequence,
      lastModified: event.modified === null ? null : formatInstant(event.modified),
      ...readDetails(this.#text, event.span, this.#privacy),
    };
    this.#knownLength += lengthOf(record);
    if (this.#knownLength > MAX_KNOWN_LENGTH) {
      this.#known.clear();
      this.#knownLength = lengthOf(record);
    }
    this.#known.set(event, record);
    return record;
  }

  #toOccurrence(instance: Instance): Occurrence {
    return toOccurrence(this.#recordOf(instance.event), instance);
  }

  #uidOf({ uid, span }: CalendarEvent): string {
    if (uid !== '' || !this.#fillsUid) return uid;
    const content = this.#text.slice(span.start, span.end).replaceAll(/^(?:dtstamp|last-modified)[;:].*$/gimu, '');
    return `without-uid-${createHash('sha256').update(content, 'latin1').digest('hex').slice(0, 16)}`;
  }

  #toSeries(event: CalendarEvent, set: RecurrenceSet | null): CalendarSeries {
    const { uid, isAllDay, zone, summary, categories, organizerDomain, meetingIds } = this.#recordOf(event);
    return {
      uid,
      summary,
      rrule: recurs(event) ? ruleText(this.#text, event) : null,
      start: formatInstant(event.start.instant),
      isAllDay,
      zone,
      duration: toIsoDuration(event),
      recurrence: set === null ? null : this.#toRecurrence(set),
      categories,
      organizerDomain,
      meetingIds,
    };
  }

  #toRecurrence({ master, start, zone, rrule, excluded, exceptions }: RecurrenceSet): Recurrence {
    return {
      rrule,
      zone,
      excluded: excluded.map(formatInstant),
      first: this.#toOccurrence(toRegular(master, start)),
      exceptions: exceptions.map((event) => this.#toOccurrence(toException(event))),
    };
  }
}

/** Sets that share a UID are told apart by nothing that a program would look at, so none of them is one. */
function toRecurrenceSets(all: readonly Series[]): ReadonlyMap<Series, RecurrenceSet> {
  const byUid = Map.groupBy(all, ({ master, overrides }) => (master ?? overrides[0])?.uid);
  const sets = new Map<Series, RecurrenceSet>();
  const work = new Work(MAX_RULE_STEPS);
  for (const series of all) {
    const uid = series.master?.uid;
    const set =
      uid !== undefined && (uid === '' || byUid.get(uid)?.length === 1)
        ? toRecurrenceSet(series, work.share(MAX_RULE_STEPS / 10, FREE_STEPS))
        : null;
    if (set !== null) sets.set(series, set);
  }
  return sets;
}

function lengthOf({ summary, description, location }: EventRecord): number {
  return 200 + summary.length + (description?.length ?? 0) + (location?.length ?? 0);
}

function zoneNameOf({ start }: CalendarEvent): string | null {
  return start.isDate || start.isFloating ? null : start.zone.name;
}

/** @returns the first RRULE as the feed writes it; null where the set is one of RDATEs alone. */
function ruleText(text: string, { span }: CalendarEvent): string | null {
  let rule: string | null = null;
  forEachLine(text, span, (start, end) => {
    if (rule !== null || !/^rrule[ \t]*[:;]/iu.test(text.slice(start, Math.min(end, start + MAX_NAME_LENGTH)))) return;
    const written = readContentLine(decode(text.slice(start, end)))?.value.trim() ?? '';
    if (written !== '') rule = written;
  });
  return rule;
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
