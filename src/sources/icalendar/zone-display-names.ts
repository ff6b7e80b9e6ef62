/**
 * Names of zones for people, as CLDR has them in the runtime: "Central European Time", "Mitteleuropäische Zeit". Some
 * producers write them in place of an identifier.
 */
import { ianaZone } from './iana-zone.ts';
import { goAlike, type Zone } from './zone.ts';

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
    names = namesIn(language, new Set(identifiers));
    known.set(language, names);
  }
  const [first = null, ...others] = (names.get(folded) ?? []).flatMap((identifier) => ianaZone(identifier) ?? []);
  return first !== null && others.every((other) => goAlike(first, other)) ? first : null;
}

/**
 * Names that hold in winter and summer. "Australian Eastern Standard Time" is such a name in Brisbane, and that of a
 * half of the year in Sydney: it stands for both, and so for neither.
 */
function namesIn(language: string, identifiers: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const names = Map.groupBy(identifiers, (identifier) => nameOf(identifier, language, 'longGeneric', SEASONS[0]));
  for (const identifier of identifiers) {
    for (const season of SEASONS) {
      const ofHalf = names.get(nameOf(identifier, language, 'long', season));
      if (ofHalf !== undefined && !ofHalf.includes(identifier)) ofHalf.push(identifier);
    }
  }
  return names;
}

/** 2024-01-15 and 2024-07-15, in milliseconds. */
const SEASONS = [1_705_276_800_000, 1_721_001_600_000] as const;

function nameOf(identifier: string, language: string, style: 'long' | 'longGeneric', instant: number): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: identifier, timeZoneName: style });
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName');
  return fold(name?.value ?? identifier);
}

function fold(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('’', "'")
    .toLowerCase();
}
