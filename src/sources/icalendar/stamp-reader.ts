/** Reads times with their zones out of properties: DTSTART, DTEND, RDATE, EXDATE, RECURRENCE-ID. */
import type { ExtraDate, Stamp } from './calendar-event.ts';
import type { ContentLine } from './content-line.ts';
import type { Repairs } from './repairs.ts';
import { atLeastNothing, type Duration, readDuration, readTime, type TimeValue } from './values.ts';
import { toInstantSeconds, UTC } from './zone.ts';
import type { ZoneBook } from './zone-book.ts';

/** A line of the event, with its place in the text. */
export interface FoundLine {
  readonly line: ContentLine;
  readonly offset: number;
}

const MISSPELT_TZID = /^(?:X-)?(?:TZ.{0,3}|TIME-?ZONE(?:-?ID)?|T?Z?ID)$/u;

export class StampReader {
  readonly #zones: ZoneBook;
  readonly #repairs: Repairs;

  constructor(zones: ZoneBook, repairs: Repairs) {
    this.#zones = zones;
    this.#repairs = repairs;
  }

  /**
   * @param inherited gives its zone to a time that has none of its own
   * @returns the values of a property; those that cannot be read are reported and left out
   */
  read({ line, offset }: FoundLine, inherited: Stamp | null): ExtraDate[] {
    // "DTSTART:TZID=Europe/Berlin:20261105T100000"
    const inValue = /^tzid=([^:]+):(.*)$/iu.exec(line.value);
    const tzid = inValue?.[1] ?? this.#zoneParameter(line, offset);
    if (inValue !== null)
      this.#repairs.add('NOTE', 'ICAL_BAD_PARAMETER', `${line.name} has its TZID in the value.`, offset);
    const plain = readTime(line.value);
    if (plain !== null) return [{ stamp: this.#stamp(plain, tzid, inherited, offset), duration: null }];
    return (inValue?.[2] ?? line.value).split(/\\?[,;]/u).flatMap((value) => {
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
    if (duration !== null) return atLeastNothing(duration);
    const time = readTime(end);
    if (time === null) return null;
    const instant = time.isUtc || time.isDate ? time.wall : toInstantSeconds(start.zone, time.wall);
    return { days: 0, seconds: Math.max(0, instant - start.instant) };
  }
}
