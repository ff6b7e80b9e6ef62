/**
 * The zones that names mean: IANA names however they are wrapped, Windows names (windows-iana), Outlook's display names
 * (timezones.json). ical.js reads a TZID without VTIMEZONE as floating (kewisch/ical.js#189, #455, #582).
 */

import outlookZones from 'timezones.json/timezones.json' with { type: 'json' };
import { findIana, IANA_ALIAS_MAP, WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { ianaZone } from './iana-zone.ts';
import { fixedZone, UTC, type Zone } from './zone.ts';
import { zoneOfDisplayName } from './zone-display-names.ts';

/** @returns the zone of an identifier: UTC, IANA or Windows; null for anything else. */
export function zoneOfName(tzid: string): Zone | null {
  return remember(identifiers, tzid, (name) => {
    if (UTC_NAMES.test(name)) return UTC;
    return ianaPart(name) ?? windowsZone(name);
  });
}

/** @returns the zone that a label for people means: Outlook's display names, lists of cities, bare offsets, CLDR's names. */
export function zoneOfLabel(tzid: string): Zone | null {
  return remember(
    readLabels,
    tzid,
    (name) =>
      outlookZone(name) ?? offsetZone(name) ?? decoratedZone(name) ?? zoneOfDisplayName(name, windowsNames().values()),
  );
}

const UTC_NAMES =
  /^(?:utc|gmt|z|zulu|etc\/(?:utc|gmt|zulu|uct)|coordinated universal time|(?:tzone:\/\/)?microsoft\/utc)$/iu;
const identifiers = new Map<string, Zone | null>();
const readLabels = new Map<string, Zone | null>();
const MAX_NAMES = 2000;
const MAX_LENGTH = 200;

function remember(known: Map<string, Zone | null>, tzid: string, find: (name: string) => Zone | null): Zone | null {
  const found = known.get(tzid);
  if (found !== undefined) return found;
  const name = clean(tzid);
  const zone = name === '' || name.length > MAX_LENGTH ? null : find(name);
  if (known.size >= MAX_NAMES) known.clear();
  known.set(tzid, zone);
  return zone;
}

function clean(tzid: string): string {
  return tzid
    .replaceAll(/["\\]|^TZID=/gu, '')
    .replaceAll(/\s+/gu, ' ')
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

let words: ReadonlySet<string> | null = null;

/** The runtime takes abbreviations too (BST is Dhaka to it, IST India), which mean several zones to people. */
function isIanaWord(name: string): boolean {
  words ??= new Set(
    [...IANA_ALIAS_MAP.flatMap(({ alias }) => alias), ...Intl.supportedValuesOf('timeZone'), ...CONTINENTAL].map(
      (known) => known.toLowerCase(),
    ),
  );
  return words.has(name.toLowerCase());
}

/** Zones of the tz database (file `europe`) that CLDR leaves out. */
const CONTINENTAL = ['CET', 'MET', 'EET', 'WET'];

function windowsZone(name: string): Zone | null {
  const iana = findIana(name)[0] ?? windowsNames().get(name.toLowerCase());
  return iana === undefined ? null : ianaZone(iana);
}

let lowerCaseNames: ReadonlyMap<string, string> | null = null;

/** Windows names in lower case, as some producers write them. */
function windowsNames(): ReadonlyMap<string, string> {
  lowerCaseNames ??= new Map(
    WINDOWS_TO_IANA_MAP.flatMap(({ windowsName, territory, iana: [iana] }) =>
      territory === '001' && iana !== undefined ? [[windowsName.toLowerCase(), iana] as const] : [],
    ),
  );
  return lowerCaseNames;
}

/** `Eastern Standard Time 1`, which Outlook numbers, `Eastern Daylight Time`, `America/New_York (EST)`. */
function decoratedZone(name: string): Zone | null {
  const plain = name.replace(/ \d{1,2}$/u, '').replace(/(\/\S+) ?\([^()]*\)$/u, '$1');
  return ianaPart(plain) ?? windowsZone(plain.replace(/ daylight time$/iu, ' Standard Time'));
}

/** `(UTC+07:00) Bangkok, Hanoi, Jakarta`, `(GMT-08:00) Pacific Time (US & Canada)`, or without the offset. */
function outlookZone(name: string): Zone | null {
  const label = foldLabel(name.replace(/^\((?:UTC|GMT)[^)]*\)\s*/iu, '').replace(/^(?:UTC|GMT)[+-]\d\d:\d\d\s+/iu, ''));
  if (label === '') return null;
  const listed = outlookLabels().get(label);
  if (listed !== undefined) return ianaZone(listed);
  return cityZone(name, label);
}

let labels: ReadonlyMap<string, string> | null = null;

function outlookLabels(): ReadonlyMap<string, string> {
  labels ??= new Map(
    outlookZones.flatMap(({ value, text }) => {
      const iana = findIana(value)[0];
      const label = foldLabel(text.replace(/^\(UTC[^)]*\)\s*/u, ''));
      // "Pacific Standard Time (US & Canada)" is listed; Outlook writes "Pacific Time (US & Canada)".
      const generic = label.replace(/ (?:standard|daylight) time/u, ' time');
      return iana === undefined ? [] : [[label, iana] as const, [generic, iana] as const];
    }),
  );
  return labels;
}

/** Exchange writes "(GMT+01.00) Sarajevo/Warsaw/Zagreb", others "(US and Canada)". */
function foldLabel(label: string): string {
  return fold(label).replaceAll('/', ', ').replace('(us and canada)', '(us & canada)');
}

/** A list of cities, in any language that writes one of them as IANA does: the first that fits the offset. */
function cityZone(name: string, label: string): Zone | null {
  const offset = readOffset(name);
  for (const city of label.split(/\s*[,;]\s*/u)) {
    // "Kamchatka Standard Time": names that Windows had once.
    const zone = cities().get(fold(city.replace(/ (?:standard |daylight |summer )?time$/u, '')));
    const found = zone === undefined ? null : ianaZone(zone);
    if (found !== null && (offset === null || standardOffset(found) === offset)) return found;
  }
  return null;
}

let cityNames: ReadonlyMap<string, string> | null = null;

function cities(): ReadonlyMap<string, string> {
  cityNames ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [fold(zone.slice(zone.lastIndexOf('/') + 1)), zone] as const),
  );
  return cityNames;
}

function fold(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[\s_.-]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** January and July 2024: the smaller offset of the two is the standard one. */
function standardOffset(zone: Zone): number {
  return Math.min(zone.offsetAt(1_705_276_800), zone.offsetAt(1_721_001_600));
}

function readOffset(name: string): number | null {
  const found = /(?:UTC|GMT)\s*([+-])(\d{1,2})[:.]?(\d\d)?/iu.exec(name);
  if (found === null) return null;
  const seconds = Number(found[2]) * 3600 + Number(found[3] ?? 0) * 60;
  return found[1] === '-' ? -seconds : seconds;
}

/** `UTC+2`, `GMT-0500`, `+01:00`. An offset in parentheses, `(GMT +01:00)`, is a label without its cities: it says nothing of summer time. */
function offsetZone(name: string): Zone | null {
  const found = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?$/iu.exec(name);
  if (found === null) return null;
  const seconds = Number(found[2]) * 3600 + Number(found[3] ?? 0) * 60;
  if (seconds > 15 * 3600) return null;
  return seconds === 0 ? UTC : fixedZone(found[1] === '-' ? -seconds : seconds);
}
