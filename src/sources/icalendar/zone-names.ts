/**
 * The zones that names mean: IANA names however they are wrapped, Windows names, names for people. ical.js reads a TZID
 * without VTIMEZONE as floating (kewisch/ical.js#189, #455, #582).
 */
import { isIanaWord, loosePlaceZone } from './iana-names.ts';
import { ianaZone } from './iana-zone.ts';
import { cityInArea, outlookZone } from './place-zones.ts';
import { formerWindowsZone, windowsNames, windowsZone } from './windows-zones.ts';
import { offsetZone } from './written-offset.ts';
import { UTC, type Zone } from './zone.ts';
import { zoneOfDisplayName } from './zone-display-names.ts';

/** @returns the zone of an identifier: UTC, IANA or Windows; null for anything else. */
export function zoneOfName(tzid: string): Zone | null {
  return remember(identifiers, tzid, (name) => (isUtc(name) ? UTC : (ianaPart(name) ?? windowsZone(name))));
}

/** @returns the zone that a label for people means: Outlook's display names, lists of cities, bare offsets, CLDR's names. */
export function zoneOfLabel(tzid: string): Zone | null {
  return remember(readLabels, tzid, (name) => zoneOfWords(name) ?? zoneOfWords(withoutAbbreviation(name)));
}

const UTC_NAMES = /^(?:utc|utc0|gmt|z|zulu|uct|etc\/(?:utc|gmt|zulu|uct)|coordinated universal time)$/iu;
/** `/example.org/Tzfile/UTC`, `tzone://Microsoft/Utc`. Wrapped abbreviations other than these could mean anything. */
const WRAPPED_UTC = /^(?:\/|[a-z]+:\/\/).*\b(?:utc|zulu)$/iu;
const identifiers = new Map<string, Zone | null>();
const readLabels = new Map<string, Zone | null>();
const MAX_NAMES = 2000;
const MAX_LENGTH = 200;

function isUtc(name: string): boolean {
  return UTC_NAMES.test(name) || WRAPPED_UTC.test(name);
}

function remember(known: Map<string, Zone | null>, tzid: string, find: (name: string) => Zone | null): Zone | null {
  const found = known.get(tzid);
  if (found !== undefined) return found;
  const name = tzid.length > MAX_LENGTH ? '' : clean(tzid);
  const zone = name === '' ? null : find(name);
  if (known.size >= MAX_NAMES) known.clear();
  known.set(tzid, zone);
  return zone;
}

/** Of invisible characters, the quotes and escapes of iCalendar, and the escapes of the web page that it was copied from. */
function clean(tzid: string): string {
  return tzid
    .replaceAll(/["\\\p{Cf}]|^TZ(?:ID)?[=:]/gu, '')
    .replaceAll(/&amp;/giu, '&')
    .replaceAll(/\s+/gu, ' ')
    .replace(/[ ;,]+$/u, '')
    .trim()
    .replace(/^'(.*)'$/u, '$1');
}

/** `Europe/Berlin`, `/Europe/Berlin`, `/citadel.org/20210210_1/America/New_York`, `tzone://x/Europe/Berlin`, `America/New York`. */
function ianaPart(name: string): Zone | null {
  const parts = name.replaceAll(' ', '_').split('/').filter(Boolean);
  const isWrapped = name.startsWith('/') || parts.length > 2;
  for (let from = 0; from < parts.length; from += 1) {
    // "/x/EST" could mean anything: wrapped names need an area.
    if (isWrapped && parts.length - from < 2) return null;
    const part = parts.slice(from).join('/');
    const zone = part.includes('/') || isIanaWord(part) ? ianaZone(part) : null;
    if (zone !== null) return zone;
    if (!isWrapped) return null;
  }
  return null;
}

function zoneOfWords(name: string): Zone | null {
  if (isUtc(name) || /^greenwich mean time$/iu.test(name)) return UTC;
  return (
    loosePlaceZone(name) ??
    formerWindowsZone(name) ??
    outlookZone(name) ??
    offsetZone(name) ??
    decoratedZone(name) ??
    cityInArea(name) ??
    zoneOfDisplayName(name, windowsNames().values())
  );
}

/** `Eastern Standard Time 1`, which Outlook numbers, `Eastern Daylight Time`, `America/New_York (EST)`. */
function decoratedZone(name: string): Zone | null {
  const plain = name.replace(/ \d{1,2}$/u, '').replace(/(\/\S+) ?\([^()]*\)$/u, '$1');
  return ianaPart(plain) ?? windowsZone(plain.replace(/ daylight time$/iu, ' Standard Time'));
}

/** `Eastern Time (ET)`, `ET (Eastern Time)`: the abbreviation beside a name that says it in full. */
function withoutAbbreviation(name: string): string {
  const beside = /^(.+?) ?\([A-Z]{2,5}\)$/u.exec(name) ?? /^[A-Z]{2,5} ?\((.{6,})\)$/u.exec(name);
  return beside?.[1] ?? name;
}
