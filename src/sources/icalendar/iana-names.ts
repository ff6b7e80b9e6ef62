/** The names of IANA zones, however their parts are held together. */
import { IANA_ALIAS_MAP } from 'windows-iana';
import { ianaZone } from './iana-zone.ts';
import type { Zone } from './zone.ts';

/** Zones of the tz database (file `europe`) that CLDR leaves out. */
const CONTINENTAL = ['CET', 'MET', 'EET', 'WET'];

let names: readonly string[] | null = null;

/** @returns all names that the runtime and CLDR have, former ones included */
export function ianaNames(): readonly string[] {
  names ??= [
    ...new Set([
      ...IANA_ALIAS_MAP.flatMap(({ alias }) => alias),
      ...Intl.supportedValuesOf('timeZone'),
      ...CONTINENTAL,
    ]),
  ];
  return names;
}

let words: ReadonlySet<string> | null = null;

/** The runtime takes abbreviations too (BST is Dhaka to it, IST India), which mean several zones to people. */
export function isIanaWord(name: string): boolean {
  words ??= new Set(ianaNames().map((known) => known.toLowerCase()));
  return words.has(name.toLowerCase());
}

let byLetters: ReadonlyMap<string, string> | null = null;

/** @param name `America-New_York`, `US Eastern`, `US/Eastern Time`, `Europe%2FBerlin`: area and place, joined anyhow */
export function loosePlaceZone(name: string): Zone | null {
  if (/\d/u.test(name.replaceAll(/%2F/giu, '/'))) return null;
  byLetters ??= new Map(
    ianaNames().flatMap((known) => (/^[^/\d]+\/[^\d]+$/u.test(known) ? [[lettersOf(known), known] as const] : [])),
  );
  const iana = byLetters.get(lettersOf(name)) ?? byLetters.get(lettersOf(name.replace(/ time$/iu, '')));
  return iana === undefined ? null : ianaZone(iana);
}

function lettersOf(name: string): string {
  return name
    .replaceAll(/%2F/giu, '/')
    .replaceAll(/[^A-Za-z]/gu, '')
    .toLowerCase();
}
