/** The names of zones in Windows, as CLDR ties them to IANA's (windows-iana), and those that it has no more. */
import { findIana, WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { foldName } from './fold-name.ts';
import { ianaZone } from './iana-zone.ts';
import type { Zone } from './zone.ts';

/** Folded. Former names, as CLDR had them, and the names that Windows shows (`Std`) where they are not those that it goes by. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['armenian standard time', 'Asia/Yerevan'],
  ['cabo verde standard time', 'Atlantic/Cape_Verde'],
  ['jerusalem standard time', 'Asia/Jerusalem'],
  ['kamchatka standard time', 'Asia/Kamchatka'],
  ['malay peninsula standard time', 'Asia/Singapore'],
  ['mexico standard time', 'America/Mexico_City'],
  ['mexico standard time 2', 'America/Mazatlan'],
  ['mid atlantic standard time', 'Atlantic/South_Georgia'],
  ['russia tz 1 standard time', 'Europe/Kaliningrad'],
  ['russia tz 2 standard time', 'Europe/Moscow'],
  ['russia tz 3 standard time', 'Europe/Samara'],
  ['russia tz 4 standard time', 'Asia/Yekaterinburg'],
  ['russia tz 6 standard time', 'Asia/Krasnoyarsk'],
  ['russia tz 7 standard time', 'Asia/Irkutsk'],
  ['russia tz 8 standard time', 'Asia/Yakutsk'],
  ['russia tz 9 standard time', 'Asia/Vladivostok'],
]);

let names: ReadonlyMap<string, string> | null = null;

/** Where clocks go alike, as in Los Angeles and Tijuana, these are the less likely to be meant. */
const LESS_LIKELY = /\(|^North Korea/u;

/** @returns IANA names by folded Windows name, the likelier of those whose clocks go alike first */
export function windowsNames(): ReadonlyMap<string, string> {
  names ??= new Map(
    WINDOWS_TO_IANA_MAP.flatMap(({ windowsName, territory, iana: [iana] }) =>
      territory === '001' && iana !== undefined ? [[windowsName, iana] as const] : [],
    )
      .toSorted(([a], [b]) => Number(LESS_LIKELY.test(a)) - Number(LESS_LIKELY.test(b)))
      .map(([name, iana]) => [foldName(name), iana] as const),
  );
  return names;
}

/** @param name `W. Europe Standard Time`, in any case, with any marks between its words */
export function windowsZone(name: string): Zone | null {
  const iana = findIana(name)[0] ?? windowsNames().get(foldName(name));
  return iana === undefined ? null : ianaZone(iana);
}

/** @returns the zone of a name that Windows has no more, or only shows; a feed that defines the name itself knows better */
export function formerWindowsZone(name: string): Zone | null {
  const iana = OTHER_NAMES.get(foldName(name));
  return iana === undefined ? null : ianaZone(iana);
}
