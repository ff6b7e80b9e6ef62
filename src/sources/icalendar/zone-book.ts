/** The zones of one VCALENDAR: a TZID means what its own calendar says (RFC 5545 §3.8.3.1). */
import { readContentLine } from './content-line.ts';
import type { Repairs } from './repairs.ts';
import type { CalendarSpans, Span } from './scan.ts';
import { decode } from './text.ts';
import { readZoneDefinition, type ZoneDefinition } from './vtimezone.ts';
import { Work } from './work.ts';
import type { Zone } from './zone.ts';
import { zoneOfLabel, zoneOfName } from './zone-names.ts';

/** Of all zones of a calendar: about a quarter of a second. */
const MAX_STEPS = 5_000_000;

/** No community lives in more; the transitions of each take time to find. */
const MAX_ZONES = 150;

const ABBREVIATION = /^(?!utc$)[a-z]{3,4}$/iu;

export class ZoneBook {
  /** In which floating times are read. */
  readonly floating: Zone;
  readonly #definitions: ReadonlyMap<string, ZoneDefinition>;
  readonly #resolved = new Map<string, Zone | null>();
  readonly #repairs: Repairs;

  /** @param reader zone of the reader, for floating times in a calendar without X-WR-TIMEZONE */
  constructor(text: string, calendar: CalendarSpans, reader: Zone, repairs: Repairs) {
    this.#repairs = repairs;
    const work = new Work(MAX_STEPS);
    this.#definitions = new Map(
      calendar.zones.flatMap((span) => {
        const definition = readZoneDefinition(text, span, work);
        return definition === null ? [] : [[keyOf(definition.tzid), definition] as const];
      }),
    );
    this.floating = this.#readCalendarZone(text, calendar.properties) ?? reader;
  }

  /** @returns the zone of a TZID; null, with a diagnostic, where nothing says which one is meant */
  resolve(tzid: string, offset: number): Zone | null {
    const known = this.#resolved.get(tzid);
    if (known !== undefined) return known;
    if (this.#resolved.size >= MAX_ZONES) {
      this.#repairs.add('ERROR', 'ICAL_TOO_MUCH', `Of the zones of a calendar, ${MAX_ZONES} are read.`, offset);
      return null;
    }
    const zone = this.#find(tzid, offset);
    this.#resolved.set(tzid, zone);
    if (zone === null) {
      this.#repairs.add(
        'WARNING',
        'ICAL_UNKNOWN_ZONE',
        `Nothing says which zone "${tzid}" is; its times are floating.`,
        offset,
      );
    }
    return zone;
  }

  #find(tzid: string, offset: number): Zone | null {
    const definition = this.#definitions.get(keyOf(tzid));
    const named = zoneOfName(tzid);
    const defined = definition?.zone ?? null;
    if (named !== null) {
      if (defined === null || agree(named, defined)) return named;
      // A name with its area is kept up to date with the world, the definition with the day it was written. Of a bare
      // abbreviation only the definition says which zone is meant: Lotus Notes calls British summer time GMT.
      const isAbbreviation = ABBREVIATION.test(tzid.trim());
      const message = `The VTIMEZONE of "${tzid}" contradicts its name; the ${isAbbreviation ? 'definition' : 'name'} is followed.`;
      this.#repairs.add('NOTE', 'ICAL_ZONE_CONFLICT', message, offset);
      return isAbbreviation ? defined : named;
    }
    if (defined === null) return zoneOfLabel(tzid);
    const meant = definition?.location == null ? null : zoneOfName(definition.location);
    return meant !== null && agree(meant, defined) ? meant : defined;
  }

  #readCalendarZone(text: string, properties: readonly Span[]): Zone | null {
    for (const { start, end } of properties) {
      if (!/^x-wr-timezone/iu.test(text.slice(start, start + 13))) continue;
      const line = readContentLine(decode(text.slice(start, end)));
      if (line !== null && line.value.trim() !== '') return this.resolve(line.value.trim(), start);
    }
    return null;
  }
}

/** Producers quote and escape a TZID in one place and not in the other. */
function keyOf(tzid: string): string {
  return tzid.replaceAll(/["\\]/gu, '').trim().toLowerCase();
}

/** 2024-01-15, 2024-07-15 and ten years after: enough to tell summer time in either hemisphere. */
const SAMPLES = [1_705_276_800, 1_721_001_600, 2_020_896_000, 2_036_534_400];

function agree(one: Zone, other: Zone): boolean {
  return SAMPLES.every((instant) => one.offsetAt(instant) === other.offsetAt(instant));
}
