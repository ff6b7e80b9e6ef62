/** Reads the scheduling properties of VEVENTs; each oddity costs its value or a default, and is reported. */
import type { CalendarEvent, EventRule, EventStatus, ExtraDate, Stamp } from './calendar-event.ts';
import { DAY_SECONDS } from './civil.ts';
import { forEachLine, isPropertyAt, readContentLine } from './content-line.ts';
import type { Repairs } from './repairs.ts';
import { type Frequency, type Rule, readRule } from './rule.ts';
import type { Span } from './scan.ts';
import { type FoundLine, StampReader } from './stamp-reader.ts';
import { decode } from './text.ts';
import { atLeastNothing, type Duration, NO_DURATION, readDuration, readTime, unescapeText } from './values.ts';
import { Work } from './work.ts';
import { toInstantSeconds } from './zone.ts';
import type { ZoneBook } from './zone-book.ts';

const SCHEDULING =
  /(?:dtstart|dtend|duration|dtstamp|rrule|rdate|recurrence-id|exdate|exrule|uid|sequence|status|last-modified)[ \t]*[;:]/iy;
const NO_INSTANTS: ReadonlySet<number> = new Set();
/** More exceptions than a meeting can have; the rest is not read. */
const MAX_DATES = 50_000;
/** Of an event, with properties that are read here: an exception a line, and far more than a meeting can have. */
const MAX_LINES = 60_000;
const MAX_RULES_OF_EVENT = 100;
/** Rules beyond it are not kept for the next event that has the same, and there are never many in a feed. */
const LONG_RULE = 500;
/** Characters of long rules that are read of one feed: a thousand of the longest. Reading them takes half a second. */
const MAX_LONG_RULES = 8_000_000;

/** @returns the allowance that the readers of one feed share */
export function longRulesOfFeed(): Work {
  return new Work(MAX_LONG_RULES);
}

/** Reads the events of one VCALENDAR. */
export class EventReader {
  readonly #text: string;
  readonly #stamps: StampReader;
  readonly #repairs: Repairs;
  readonly #longRules: Work;
  /** Properties of the event that is being read, by name; one map for all, since a feed has many events. */
  readonly #found = new Map<string, FoundLine[]>();
  #lines = 0;
  #span: Span = { start: 0, end: 0 };

  constructor(text: string, zones: ZoneBook, repairs: Repairs, longRules: Work) {
    this.#text = text;
    this.#stamps = new StampReader(zones, repairs);
    this.#repairs = repairs;
    this.#longRules = longRules;
  }

  /** @returns null, with a diagnostic, where the event has no time that can be read */
  read(span: Span): CalendarEvent | null {
    this.#span = span;
    this.#found.clear();
    this.#lines = 0;
    forEachLine(this.#text, span, (start, end) => this.#readLine(start, end));
    const recurrenceId = this.#first('RECURRENCE-ID', null);
    // RFC 5546 §3.2.5: who cancels an instance need not say again when it is.
    const start = this.#found.has('DTSTART') ? this.#first('DTSTART', null) : recurrenceId;
    if (start === null) {
      this.#repair('WARNING', 'ICAL_BAD_TIME', 'An event has no DTSTART that can be read; it is left out.');
      return null;
    }
    if (recurrenceId === null && this.#valueOf('RECURRENCE-ID') !== '') {
      this.#repair('WARNING', 'ICAL_BAD_TIME', 'Nothing says which instance an override is of; it is left out.');
      return null;
    }
    const uid = unescapeText(this.#valueOf('UID'));
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
      recurrenceId,
      isRange: /THISANDFUTURE/iu.test(this.#found.get('RECURRENCE-ID')?.[0]?.line.parameters.get('RANGE') ?? ''),
      status: toStatus(this.#valueOf('STATUS')),
      sequence: Number.parseInt(this.#valueOf('SEQUENCE'), 10) || 0,
      modified: this.#modified(),
    };
  }

  #readLine(start: number, end: number): void {
    SCHEDULING.lastIndex = start;
    if (!SCHEDULING.test(this.#text)) {
      if (!isPropertyAt(this.#text, start))
        this.#repairs.add('NOTE', 'ICAL_BAD_LINE', 'A line is not a property; it has no effect on times.', start);
      return;
    }
    this.#lines += 1;
    if (this.#lines > MAX_LINES) {
      if (this.#lines > MAX_LINES + 1) return;
      const message = `An event has more than ${MAX_LINES} lines about its times; the rest is not read.`;
      this.#repairs.add('ERROR', 'ICAL_TOO_MUCH', message, start);
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
    return found === undefined ? null : (this.#stamps.read(found, inherited)[0]?.stamp ?? null);
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
    return duration === null ? NO_DURATION : atLeastNothing(duration);
  }

  #rules(name: string, start: Stamp): readonly EventRule[] {
    const written = this.#found.get(name);
    if (written === undefined) return NO_RULES;
    if (written.length > MAX_RULES_OF_EVENT) {
      const message = `An event has ${written.length} times ${name}; ${MAX_RULES_OF_EVENT} are applied.`;
      this.#repair('ERROR', 'ICAL_TOO_MUCH', message);
    }
    return written.slice(0, MAX_RULES_OF_EVENT).flatMap(({ line, offset }) => {
      if (line.value.length > LONG_RULE && !this.#longRules.spend(line.value.length)) {
        const message = `The feed has more long rules than are read; the event does not repeat by this ${name}.`;
        this.#repairs.add('ERROR', 'ICAL_TOO_MUCH', message, offset);
        return [];
      }
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
      if (rule.until?.isDate === true && !start.isDate) {
        const message = `${name} ends on a date, though its event has a time; it ends as that day begins.`;
        this.#repairs.add('NOTE', 'ICAL_BAD_RULE', message, offset);
      }
      return [{ rule: start.isDate ? { ...rule, ...WHOLE_DAYS } : rule, until: untilWall(rule, start), end: null }];
    });
  }

  #extraDates(start: Stamp): readonly ExtraDate[] {
    const written = this.#found.get('RDATE');
    if (written === undefined) return NO_DATES;
    const dates = written.flatMap((found) => this.#stamps.read(found, start));
    return this.#limited(dates, 'RDATE').map((date) => onTimeOf(start, date));
  }

  #excluded(start: Stamp): Pick<CalendarEvent, 'excludedInstants' | 'excludedDays'> {
    const found = this.#found.get('EXDATE');
    if (found === undefined) return { excludedInstants: NO_INSTANTS, excludedDays: NO_INSTANTS };
    const stamps = this.#limited(
      found.flatMap((property) => this.#stamps.read(property, start)),
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

function toStatus(text: string): EventStatus {
  const status = text.toUpperCase();
  if (status === 'CANCELLED' || status === 'CANCELED') return 'CANCELLED';
  return status === 'TENTATIVE' ? 'TENTATIVE' : 'CONFIRMED';
}

/**
 * UNTIL on DTSTART's wall clock (§3.3.10): a local time is one of DTSTART's zone. A date where DTSTART has a time is
 * against the RFC; libical, dateutil and sabre/vobject alike take it as midnight.
 */
function untilWall({ until }: Rule, start: Stamp): number {
  if (until === null) return Number.POSITIVE_INFINITY;
  if (until.isDate || !until.isUtc || start.isDate) return until.wall;
  return until.wall + start.zone.offsetAt(until.wall);
}

/**
 * An RDATE of the other value type than DTSTART's is against the RFC. One without a time, in a series that has one, is
 * midnight to libical, recurring-ical-events and sabre/vobject alike; in a series of days only its day counts.
 */
function onTimeOf(start: Stamp, date: ExtraDate): ExtraDate {
  const { stamp } = date;
  if (stamp.isDate === start.isDate) return date;
  const wall = Math.floor(stamp.wall / DAY_SECONDS) * DAY_SECONDS;
  const instant = start.isDate ? wall : toInstantSeconds(start.zone, wall);
  return { stamp: { ...start, wall, instant }, duration: start.isDate ? null : date.duration };
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
  if (rule !== null && isClean && value.length <= LONG_RULE) {
    if (rules.size >= MAX_RULES) rules.clear();
    rules.set(value, rule);
  }
  return rule;
}
