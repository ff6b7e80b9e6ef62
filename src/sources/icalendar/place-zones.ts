/** The zones of places: Outlook's lists of cities (timezones.json), IANA's cities, Google's `Eastern Time - New York`. */
import outlookZones from 'timezones.json/timezones.json' with { type: 'json' };
import { foldName } from './fold-name.ts';
import { ianaNames } from './iana-names.ts';
import { ianaZone } from './iana-zone.ts';
import { formerWindowsZone, windowsZone } from './windows-zones.ts';
import { writtenOffset } from './written-offset.ts';
import { goAlike, type Zone } from './zone.ts';

/** @param name `(UTC+07:00) Bangkok, Hanoi, Jakarta`, `(GMT-08:00) Pacific Time (US & Canada)`, or without the offset */
export function outlookZone(name: string): Zone | null {
  const places = name.replace(/^\((?:UTC|GMT)[^)]*\)\s*/iu, '').replace(/^(?:UTC|GMT)[+-]\d\d:\d\d\s+/iu, '');
  const label = foldLabel(places);
  if (label === '') return null;
  const offset = writtenOffset(name);
  return outlookLabels().get(label) ?? firstCity(label, offset) ?? firstCity(afterDash(places), offset);
}

/** @param name `Asia/Mumbai`: no zone of IANA's, but a city of one, in the area that it names */
export function cityInArea(name: string): Zone | null {
  const [area, city, ...others] = name.split('/');
  if (area === undefined || city === undefined || others.length > 0) return null;
  const zone = cities().get(foldName(city)) ?? null;
  return zone?.name?.toLowerCase().startsWith(`${area.toLowerCase()}/`) ? zone : null;
}

let labels: ReadonlyMap<string, Zone> | null = null;

function outlookLabels(): ReadonlyMap<string, Zone> {
  labels ??= new Map(
    outlookZones.flatMap(({ value, text }) => {
      const zone = windowsZone(value) ?? formerWindowsZone(value);
      const label = foldLabel(withoutOffset(text));
      // "Pacific Standard Time (US & Canada)" is listed; Outlook writes "Pacific Time (US & Canada)".
      const generic = label.replace(/ (?:standard|daylight) time/u, ' time');
      return zone === null ? [] : [[label, zone] as const, [generic, zone] as const];
    }),
  );
  return labels;
}

/** A list of cities, in any language that writes one of them as IANA or Outlook does: the first that fits the offset. */
function firstCity(label: string, offset: number | null): Zone | null {
  for (const city of label.split(/\s*[,;]\s*/u)) {
    // "Bogota Standard Time": some name a zone by its city.
    const zone = cities().get(foldName(city.replace(/ (?:standard |daylight |summer )?time$/u, ''))) ?? null;
    if (zone !== null && (offset === null || standardOffset(zone) === offset)) return zone;
  }
  return null;
}

let cityNames: ReadonlyMap<string, Zone> | null = null;

/** IANA's cities, and those that only Outlook lists. A name of two clocks, as Samoa of one on either side of the date line, is left out. */
function cities(): ReadonlyMap<string, Zone> {
  cityNames ??= new Map(
    [...Map.groupBy([...ianaCities(), ...outlookCities()], ([city]) => city)].flatMap(([city, [first, ...others]]) =>
      first !== undefined && others.every(([, zone]) => goAlike(first[1], zone)) ? [[city, first[1]] as const] : [],
    ),
  );
  return cityNames;
}

function ianaCities(): (readonly [string, Zone])[] {
  return ianaNames().flatMap((name) => {
    const zone = /\/[^\d]+$/u.test(name) && !NO_CITY.test(name) ? ianaZone(name) : null;
    return zone === null ? [] : [[foldName(name.slice(name.lastIndexOf('/') + 1)), zone] as const];
  });
}

/** `US/Central`, `Brazil/East`: "Central" alone is no city. */
const NO_CITY = /^(?:(?:US|Canada|Mexico|Brazil|Chile|SystemV|Etc)\/|Australia\/(?:North|South|West)$)/u;

function outlookCities(): (readonly [string, Zone])[] {
  return outlookZones.flatMap(({ value, text }) => {
    const zone = windowsZone(value);
    const places = withoutOffset(text);
    if (zone === null || /\btime\b/iu.test(places)) return [];
    return places.split(', ').map((city) => [foldName(city), zone] as const);
  });
}

function withoutOffset(text: string): string {
  return text.replace(/^\(UTC[^)]*\)\s*/u, '');
}

/** Exchange writes "(GMT+01.00) Sarajevo/Warsaw/Zagreb", others "(US and Canada)". */
function foldLabel(label: string): string {
  return foldName(label).replaceAll('/', ', ').replace('(us and canada)', '(us & canada)');
}

/** `Eastern Time - New York`, `Greenwich Mean Time : Dublin, Edinburgh`: the places say it more exactly. */
function afterDash(label: string): string {
  return foldLabel(/^.* [-–:] (.+)$/u.exec(label)?.[1] ?? '');
}

/** January and July 2024: the smaller offset of the two is the standard one. */
function standardOffset(zone: Zone): number {
  return Math.min(zone.offsetAt(1_705_276_800), zone.offsetAt(1_721_001_600));
}
