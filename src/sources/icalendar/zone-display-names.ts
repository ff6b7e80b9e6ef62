/**
 * Names of zones for people, as CLDR has them in the runtime: "Central European Time", "Mitteleuropäische Zeit". Some
 * producers write them in place of an identifier.
 */
import { ianaZone } from './iana-zone.ts';
import type { Zone } from './zone.ts';

/** Languages with the words by which their names of zones are told; accents are left out. */
const LANGUAGES: readonly (readonly [language: string, pattern: RegExp])[] = [
  ['en', / time$/u],
  ['de', /zeit$/u],
  ['fr', /^heure /u],
  ['es', /^hora /u],
  ['it', /^ora /u],
  ['nl', /tijd$/u],
  ['pt', /^horario /u],
  ['pl', /^czas /u],
];
/** IANA names by folded display name, by language. */
const known = new Map<string, ReadonlyMap<string, readonly string[]>>();

/**
 * @param identifiers IANA names of the zones that may be meant
 * @returns null where no zone has the name, or where zones with different clocks have it
 */
export function zoneOfDisplayName(name: string, identifiers: Iterable<string>): Zone | null {
  const folded = fold(name);
  const language = LANGUAGES.find(([, pattern]) => pattern.test(folded))?.[0];
  if (language === undefined) return null;
  let names = known.get(language);
  if (names === undefined) {
    names = Map.groupBy(new Set(identifiers), (identifier) => genericName(identifier, language));
    known.set(language, names);
  }
  const [first = null, ...others] = (names.get(folded) ?? []).flatMap((identifier) => ianaZone(identifier) ?? []);
  return first !== null && others.every((other) => goAlike(first, other)) ? first : null;
}

/** The name that holds in winter and summer. */
function genericName(identifier: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: identifier, timeZoneName: 'longGeneric' });
  const name = format.formatToParts(FIRST_WEEK * 1000).find(({ type }) => type === 'timeZoneName');
  return fold(name?.value ?? identifier);
}

const WEEK_SECONDS = 7 * 86_400;
/** 2024-01-15. */
const FIRST_WEEK = 1_705_276_800;

/** @returns whether two clocks go alike for two years, week by week: Cairo and Bucharest do not. */
function goAlike(one: Zone, other: Zone): boolean {
  for (let week = 0; week < 104; week += 1) {
    const instant = FIRST_WEEK + week * WEEK_SECONDS;
    if (one.offsetAt(instant) !== other.offsetAt(instant)) return false;
  }
  return true;
}

function fold(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('’', "'")
    .toLowerCase();
}
