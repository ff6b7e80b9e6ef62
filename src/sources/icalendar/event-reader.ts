/** Reads the scheduling properties of VEVENTs; each oddity costs its value or a default, and is reported. */
import type { CalendarEvent, EventRule, EventStatus, ExtraDate, Stamp } from './calendar-event.ts';
import { DAY_SECONDS } from './civil.ts';
import { type ContentLine, forEachLine, readContentLine } from './content-line.ts';
import type { Repairs } from './repairs.ts';
import { type Rule, readRule } from './rule.ts';
import type { Span } from './scan.ts';
import { decode } from './text.ts';
import { type Duration, readDuration, readTime, type TimeValue } from './values.ts';
import { toInstantSeconds, UTC } from './zone.ts';
import type { ZoneBook } from './zone-book.ts';

type Found = { readonly line: ContentLine; readonly offset: number };

const SCHEDULING =
  /(?:dtstart|dtend|duration|dtstamp|rrule|rdate|recurrence-id|exdate|exrule|uid|sequence|status|last-modified)[ \t]*[;:]/iy;
const NO_INSTANTS: ReadonlySet<number> = new Set();
const MISSPELT_TZID = /^(?:X-)?(?:TZ.{0,3}|TIME-?ZONE(?:-?ID)?|T?Z?ID)$/u;
const PROPERTY = /[ \t]*[a-z0-9-]+[ \t]*[;:]/iy;
/** More exceptions than a meeting can have; the rest is not read. */
const MAX_DATES = 50_000;

/** Reads the events of one VCALENDAR. */
export class EventReader {
  readonly #text: string;
  readonly #zones: ZoneBook;
  readonly #repairs: Repairs;
  /** Properties of the event that is being read, by name; one map for all, since a feed has many events. */
  readonly #found = new Map<string, Found[]>();
  #span: Span = { start: 0, end: 0 };

  constructor(text: string, zones: ZoneBook, repairs: Repairs) {
    this.#text = text;
    this.#zones = zones;
    this.#repairs = repairs;
  }

  /** @returns null, with a diagnostic, where the event has no time that can be read */
  read(span: Span): CalendarEvent | null {
    this.#span = span;
    this.#found.clear();
    forEachLine(this.#text, span, (start, end) => this.#readLine(start, end));
    const start = this.#first('DTSTART', null);
    if (start === null) {
      this.#repair('WARNING', 'ICAL_BAD_TIME', 'An event has no DTSTART that can be read; it is left out.');
      return null;
    }
    const uid = this.#valueOf('UID');
    if (uid === '') this.#repair('NOTE', 'ICAL_MISSING_PROPERTY', 'An event has no UID.');
    if (!this.#found.has('DTSTAMP')) this.#repair('NOTE', 'ICAL_MISSING_PROPERTY', 'An event has no DTSTAMP.');
    const excluded = this.#excluded(start);
    return {
      span,
      uid,
      start,
      duration: this.#duration(start),
      rules: this.#rules('RRULE', start),
      exclusionRules: this.#rules('EXRULE', start),
      extraDates: this.#extraDates(start),
      ...excluded,
      recurrenceId: this.#first('RECURRENCE-ID', null),
      isRange: /THISANDFUTURE/iu.test(this.#found.get('RECURRENCE-ID')?.[0]?.line.parameters.get('RANGE') ?? ''),
      status: toStatus(this.#valueOf('STATUS')),
      sequence: Number.parseInt(this.#valueOf('SEQUENCE'), 10) || 0,
      modified: this.#modified(),
    };
  }

  #readLine(start: number, end: number): void {
    SCHEDULING.lastIndex = start;
    if (!SCHEDULING.test(this.#text)) {
      PROPERTY.lastIndex = start;
      if (!PROPERTY.test(this.#text))
        this.#repairs.add('NOTE', 'ICAL_BAD_LINE', 'A line is not a property; it is passed over.', start);
      return;
    }
    const line = readContentLine(decode(this.#text.slice(start, end)), true);
    if (line === null) return;
    const same = this.#found.get(line.name);
    if (same === undefined) this.#found.set(line.name, [{ line, offset: start }]);
    else same.push({ line, offset: start });
  }

  #repair(...[level, code, message]: [Parameters<Repairs['add']>[0], Parameters<Repairs['add']>[1], string]): void {
    this.#repairs.add(level, code, message, this.#span.start);
  }

  #valueOf(name: string): string {
    return this.#found.get(name)?.[0]?.line.value.trim() ?? '';
  }

  /** @param inherited gives its zone to a time that has none of its own, for DTEND and the like */
  #first(name: string, inherited: Stamp | null): Stamp | null {
    const found = this.#found.get(name)?.[0];
    return found === undefined ? null : (this.#stamps(found, inherited)[0]?.stamp ?? null);
  }

  /** The values of a property, those that cannot be read reported. */
  #stamps({ line, offset }: Found, inherited: Stamp | null): ExtraDate[] {
    // "DTSTART:TZID=Europe/Berlin:20261105T100000"
    const inValue = /^tzid=([^:]+):(.*)$/iu.exec(line.value);
    const tzid = inValue?.[1] ?? this.#zoneParameter(line, offset);
    if (inValue !== null)
      this.#repairs.add('NOTE', 'ICAL_BAD_PARAMETER', `${line.name} has its TZID in the value.`, offset);
    const plain = readTime(line.value);
    if (plain !== null) return [{ stamp: this.#stamp(plain, tzid, inherited, offset), duration: null }];
    return (inValue?.[2] ?? line.value).split(/[,;]/u).flatMap((value) => {
      if (value.trim() === '') return [];
      const [first = '', second] = value.split('/');
      const time = readTime(first);
      if (time === null) {
        const message = `${line.name} has a value that is not a time; it is not applied.`;
        this.#repairs.add('WARNING', 'ICAL_BAD_TIME', message, offset);
        return [];
      }
      const stamp = this.#stamp(time, tzid, inherited, offset);
      return [{ stamp, duration: second === undefined ? null : this.#period(stamp, second) }];
    });
  }

  /** TZID, or a misspelling of it (`TZIP`, `TZ`, `TIMEZONE`): real feeds have them. */
  #zoneParameter({ name, parameters }: ContentLine, offset: number): string | null {
    if (parameters.size === 0) return null;
    const exact = parameters.get('TZID');
    if (exact !== undefined) return exact === '' ? null : exact;
    for (const [parameter, value] of parameters) {
      if (value === '' || !MISSPELT_TZID.test(parameter)) continue;
      this.#repairs.add(
        'NOTE',
        'ICAL_BAD_PARAMETER',
        `${name} has a parameter ${parameter}; it is read as TZID.`,
        offset,
      );
      return value;
    }
    return null;
  }

  #stamp(time: TimeValue, tzid: string | null, inherited: Stamp | null, offset: number): Stamp {
    if (time.isDate) return { wall: time.wall, instant: time.wall, zone: UTC, isDate: true, isFloating: false };
    if (time.isUtc) {
      if (tzid !== null)
        this.#repairs.add('NOTE', 'ICAL_BAD_PARAMETER', 'A time in UTC has a TZID; it is in UTC.', offset);
      return { wall: time.wall, instant: time.wall, zone: UTC, isDate: false, isFloating: false };
    }
    const named = tzid === null ? null : this.#zones.resolve(tzid, offset);
    const isInherited = named === null && inherited !== null && !inherited.isDate;
    const zone = named ?? (isInherited ? inherited.zone : this.#zones.floating);
    const isFloating = named === null && (!isInherited || inherited.isFloating);
    return { wall: time.wall, instant: toInstantSeconds(zone, time.wall), zone, isDate: false, isFloating };
  }

  #period(start: Stamp, end: string): Duration | null {
    const duration = readDuration(end);
    if (duration !== null) return clamp(duration);
    const time = readTime(end);
    if (time === null) return null;
    const instant = time.isUtc || time.isDate ? time.wall : toInstantSeconds(start.zone, time.wall);
    return { days: 0, seconds: Math.max(0, instant - start.instant) };
  }

  /** §3.6.1: DTEND, else DURATION, else a day for a DATE and nothing for a DATE-TIME. */
  #duration(start: Stamp): Duration {
    const end = this.#first('DTEND', start);
    if (end !== null) {
      const seconds =
        end.isDate && !start.isDate
          ? toInstantSeconds(start.zone, end.wall) - start.instant
          : end.instant - start.instant;
      if (start.isDate) {
        const days = Math.floor(end.wall / DAY_SECONDS) - start.wall / DAY_SECONDS;
        if (days <= 0)
          this.#repair(
            'NOTE',
            'ICAL_BAD_DURATION',
            'A day-long event ends before its first day is over; it lasts that day.',
          );
        return { days: Math.max(1, days), seconds: 0 };
      }
      if (seconds < 0)
        this.#repair(
          'WARNING',
          'ICAL_BAD_DURATION',
          'An event ends before it starts; its end is taken to be its start.',
        );
      return { days: 0, seconds: Math.max(0, seconds) };
    }
    const written = this.#valueOf('DURATION');
    const duration = written === '' ? null : readDuration(written);
    if (written !== '' && duration === null)
      this.#repair('WARNING', 'ICAL_BAD_DURATION', 'A DURATION cannot be read; it is not applied.');
    if (duration !== null && duration.days * DAY_SECONDS + duration.seconds < 0) {
      this.#repair(
        'WARNING',
        'ICAL_BAD_DURATION',
        'An event has a negative DURATION; its end is taken to be its start.',
      );
    }
    if (start.isDate) {
      const days = duration === null ? 1 : duration.days + Math.ceil(duration.seconds / DAY_SECONDS);
      return { days: Math.max(1, days), seconds: 0 };
    }
    return duration === null ? NO_DURATION : clamp(duration);
  }

  #rules(name: string, start: Stamp): readonly EventRule[] {
    const written = this.#found.get(name);
    if (written === undefined) return NO_RULES;
    return written.flatMap(({ line, offset }) => {
      const rule = cachedRule(line.value, (part) => {
        this.#repairs.add(
          'WARNING',
          'ICAL_BAD_RULE',
          `${name} has a part that is not understood (${part.slice(0, 40)}); it is not applied.`,
          offset,
        );
      });
      if (rule === null || (start.isDate && WITHIN_DAYS.has(rule.frequency))) {
        this.#repairs.add(
          'WARNING',
          'ICAL_BAD_RULE',
          `${name} cannot be read; the event does not repeat by it.`,
          offset,
        );
        return [];
      }
      return [{ rule: start.isDate ? { ...rule, ...WHOLE_DAYS } : rule, until: untilWall(rule, start), end: null }];
    });
  }

  #extraDates(start: Stamp): readonly ExtraDate[] {
    const written = this.#found.get('RDATE');
    if (written === undefined) return NO_DATES;
    const dates = written.flatMap((found) => this.#stamps(found, start));
    return this.#limited(dates, 'RDATE').map((date) => onTimeOf(start, date));
  }

  #excluded(start: Stamp): Pick<CalendarEvent, 'excludedInstants' | 'excludedDays'> {
    const found = this.#found.get('EXDATE');
    if (found === undefined) return { excludedInstants: NO_INSTANTS, excludedDays: NO_INSTANTS };
    const stamps = this.#limited(
      found.flatMap((property) => this.#stamps(property, start)),
      'EXDATE',
    );
    const excludedInstants = new Set<number>();
    const excludedDays = new Set<number>();
    for (const { stamp } of stamps) {
      if (stamp.isDate || start.isDate) excludedDays.add(Math.floor(stamp.wall / DAY_SECONDS) * DAY_SECONDS);
      else excludedInstants.add(stamp.instant);
    }
    return { excludedInstants, excludedDays };
  }

  #limited<T>(dates: readonly T[], name: string): readonly T[] {
    if (dates.length <= MAX_DATES) return dates;
    this.#repair('ERROR', 'ICAL_TOO_MUCH', `Of ${dates.length} ${name} values, ${MAX_DATES} are read.`);
    return dates.slice(0, MAX_DATES);
  }

  #modified(): number | null {
    for (const name of ['LAST-MODIFIED', 'DTSTAMP']) {
      const time = readTime(this.#valueOf(name));
      if (time !== null) return time.wall;
    }
    return null;
  }
}

const WITHIN_DAYS = new Set<Frequency>(['HOURLY', 'MINUTELY', 'SECONDLY']);
/** §3.3.10: of a day-long series, the parts within a day are ignored. */
const WHOLE_DAYS = { byHour: null, byMinute: null, bySecond: null };
const NO_RULES: readonly EventRule[] = [];
const NO_DATES: readonly ExtraDate[] = [];
const NO_DURATION: Duration = { days: 0, seconds: 0 };

function clamp(duration: Duration): Duration {
  return duration.days * DAY_SECONDS + duration.seconds < 0 ? NO_DURATION : duration;
}

function toStatus(text: string): EventStatus {
  const status = text.toUpperCase();
  if (status === 'CANCELLED' || status === 'CANCELED') return 'CANCELLED';
  return status === 'TENTATIVE' ? 'TENTATIVE' : 'CONFIRMED';
}

/** UNTIL on DTSTART's wall clock (§3.3.10): a date includes its whole day, a local time is one of DTSTART's zone. */
function untilWall({ until }: Rule, start: Stamp): number {
  if (until === null) return Number.POSITIVE_INFINITY;
  if (until.isDate) return until.wall + DAY_SECONDS - 1;
  if (!until.isUtc || start.isDate) return until.wall;
  return until.wall + start.zone.offsetAt(until.wall);
}

/** An RDATE without a time, in a series that has one, is at that time; in a series of days only its day counts. */
function onTimeOf(start: Stamp, date: ExtraDate): ExtraDate {
  const { stamp } = date;
  if (stamp.isDate === start.isDate) return date;
  const day = Math.floor(stamp.wall / DAY_SECONDS) * DAY_SECONDS;
  if (start.isDate) return { stamp: { ...start, wall: day, instant: day }, duration: null };
  const wall = day + start.wall - Math.floor(start.wall / DAY_SECONDS) * DAY_SECONDS;
  return { stamp: { ...start, wall, instant: toInstantSeconds(start.zone, wall) }, duration: null };
}

const rules = new Map<string, Rule>();
const MAX_RULES = 2000;

/** Feeds repeat a few rules over and over. A rule with something to report is read anew each time. */
function cachedRule(value: string, report: (part: string) => void): Rule | null {
  const known = rules.get(value);
  if (known !== undefined) return known;
  let isClean = true;
  const rule = readRule(value, (part) => {
    isClean = false;
    report(part);
  });
  if (rule !== null && isClean && value.length < 500) {
    if (rules.size >= MAX_RULES) rules.clear();
    rules.set(value, rule);
  }
  return rule;
}
