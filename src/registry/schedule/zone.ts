/**
 * Names of time zones as communities write them. An abbreviation is taken only where it means one zone the year round:
 * `PT`, `CET`, `JST`; `PST` alone names half a year, `IST` three countries.
 */
import type { TextScanner, Unresolved } from './text-scanner.ts';

export type ZoneResult = { readonly zone: string } | Unresolved;

/** Names of one zone, as patterns between word boundaries. */
const NAMES: readonly (readonly [string, string])[] = [
  ['America/Los_Angeles', 'pacific(?: time)?|usa? pacific(?: time)?|pt'],
  ['America/Denver', 'mountain(?: time)?|us mountain(?: time)?|mt'],
  ['America/Chicago', 'us central(?: time)?|central time|ct'],
  ['America/New_York', 'eastern(?: time)?|us eastern(?: time)?|east time|et|new york(?: time)?'],
  ['Europe/London', 'uk(?: time)?|london(?: time)?|british time'],
  ['Europe/Lisbon', 'portugal|lisbon(?: time)?'],
  ['Europe/Berlin', 'central european time|cet|germany|berlin(?: time)?'],
  ['Europe/Paris', 'france|paris(?: time)?'],
  ['Europe/Warsaw', 'poland(?: time)?|warsaw(?: time)?'],
  ['Europe/Prague', 'czechia|czech republic|prague(?: time)?'],
  ['Europe/Amsterdam', 'netherlands|amsterdam(?: time)?'],
  ['Europe/Moscow', 'moscow(?: time)?|msk'],
  ['Asia/Kolkata', 'indian? standard time|india(?: time)?'],
  ['Asia/Jerusalem', 'israel(?: standard)?(?: time)?'],
  ['Asia/Shanghai', 'china(?: standard)?(?: time)?|beijing(?: time)?|shanghai(?: time)?'],
  ['Asia/Tokyo', 'japan(?: standard)?(?: time)?|tokyo(?: time)?|jst'],
  ['Asia/Seoul', 'korean?(?: standard)?(?: time)?|seoul(?: time)?|kst'],
  ['Asia/Singapore', 'singapore(?: time)?|sgt'],
  ['Asia/Hong_Kong', 'hong kong(?: time)?|hkt'],
  ['Australia/Sydney', 'sydney(?: time)?|aet'],
  ['Pacific/Auckland', 'new zealand(?: time)?|nzt'],
  ['America/Sao_Paulo', 'brt|bras[ií]lia time|s[aã]o paulo(?: time)?'],
  ['Africa/Johannesburg', 'sast'],
  ['Etc/UTC', 'utc|gmt|zulu|coordinated universal time|greenwich mean time'],
];

/** Abbreviations for part of a year: both halves together, or a full name beside them, make them clear. */
const HALVES: Readonly<Record<string, { readonly half: 'standard' | 'daylight'; readonly zones: readonly string[] }>> =
  {
    pst: { half: 'standard', zones: ['America/Los_Angeles', 'Asia/Manila'] },
    pdt: { half: 'daylight', zones: ['America/Los_Angeles'] },
    mst: { half: 'standard', zones: ['America/Denver', 'America/Phoenix'] },
    mdt: { half: 'daylight', zones: ['America/Denver'] },
    cst: { half: 'standard', zones: ['America/Chicago', 'Asia/Shanghai'] },
    cdt: { half: 'daylight', zones: ['America/Chicago'] },
    est: { half: 'standard', zones: ['America/New_York'] },
    edt: { half: 'daylight', zones: ['America/New_York'] },
    cest: {
      half: 'daylight',
      zones: ['Europe/Berlin', 'Europe/Paris', 'Europe/Warsaw', 'Europe/Prague', 'Europe/Amsterdam'],
    },
    bst: { half: 'daylight', zones: ['Europe/London'] },
    ist: { half: 'standard', zones: ['Asia/Kolkata', 'Asia/Jerusalem'] },
    wet: { half: 'standard', zones: ['Europe/Lisbon'] },
    west: { half: 'daylight', zones: ['Europe/Lisbon'] },
    aest: { half: 'standard', zones: ['Australia/Sydney'] },
    aedt: { half: 'daylight', zones: ['Australia/Sydney'] },
    nzst: { half: 'standard', zones: ['Pacific/Auckland'] },
    nzdt: { half: 'daylight', zones: ['Pacific/Auckland'] },
  };
/** Written-out names of the halves, e.g. `Pacific Standard Time`. */
const WRITTEN_HALVES: readonly (readonly [RegExp, string])[] = [
  [/\bpacific standard time\b/gu, 'pst'],
  [/\bpacific daylight time\b/gu, 'pdt'],
  [/\bmountain standard time\b/gu, 'mst'],
  [/\bmountain daylight time\b/gu, 'mdt'],
  [/\bcentral standard time\b/gu, 'cst'],
  [/\bcentral daylight time\b/gu, 'cdt'],
  [/\beastern standard time\b/gu, 'est'],
  [/\beastern daylight time\b/gu, 'edt'],
  [/\bcentral european summer time\b/gu, 'cest'],
  [/\bbritish summer time\b/gu, 'bst'],
];
/** Zones that keep one offset all year, with the zone of that offset: both beside each other are one. */
const FIXED: Readonly<Record<string, string>> = {
  'Africa/Johannesburg': 'Etc/GMT-2',
  'America/Sao_Paulo': 'Etc/GMT+3',
  'Asia/Hong_Kong': 'Etc/GMT-8',
  'Asia/Seoul': 'Etc/GMT-9',
  'Asia/Shanghai': 'Etc/GMT-8',
  'Asia/Singapore': 'Etc/GMT-8',
  'Asia/Tokyo': 'Etc/GMT-9',
  'Europe/Moscow': 'Etc/GMT-3',
};
/** Offsets that are no whole hours have no `Etc` zone; these zones keep them all year. */
const ODD_OFFSETS: Readonly<Record<string, string>> = { '+05:30': 'Asia/Kolkata', '+05:45': 'Asia/Kathmandu' };

/** @returns whether the runtime knows the zone; offsets such as `+02:00` are not zones. */
export function isUsableZone(zone: string): boolean {
  if (!/^[A-Za-z]/u.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Takes all names of zones out of the words. @returns the one zone that they agree on. */
export function takeZone(text: TextScanner): ZoneResult {
  const zones = new Set<string>();
  for (const [match] of text.take(
    /\b(?:africa|america|antarctica|asia|atlantic|australia|europe|indian|pacific|us)\/(?:(?:new york|los angeles|s[aã]o paulo|mexico city|buenos aires|hong kong)\b|[a-z_+-]+(?:\/[a-z_-]+)?)/giu,
  )) {
    const zone = canonicalZone(match.replaceAll(' ', '_').replace('ã', 'a'));
    if (zone === null) return { unresolved: `"${match}" is no time zone.` };
    zones.add(zone);
  }
  for (const match of text.take(/\b(?:utc|gmt)\s?([+\u2212-])\s?(\d{1,2})(?::?(\d{2}))?(?![\d:])/gu)) {
    const zone = zoneOfOffset(match[1] === '+', Number(match[2]), match[3] ?? '00');
    if (zone === null) return { unresolved: `No zone keeps the offset "${match[0]}" all year.` };
    zones.add(zone);
  }
  const halves = takeHalves(text);
  for (const [zone, names] of NAMES) {
    if (text.take(new RegExp(`\\b(?:${names})\\b`, 'gu')).length > 0) zones.add(zone);
  }
  return agreement(zones, halves);
}

function takeHalves(text: TextScanner): string[] {
  const written = WRITTEN_HALVES.flatMap(([pattern, name]) => text.take(pattern).map(() => name));
  const pattern = new RegExp(`\\b(?:${Object.keys(HALVES).join('|')})\\b`, 'gu');
  return [...written, ...text.take(pattern).map(([name]) => name)];
}

function agreement(zones: Set<string>, halves: readonly string[]): ZoneResult {
  // "GMT/BST" is British time through the year.
  if (halves.includes('bst') && zones.size === 1 && zones.has('Etc/UTC')) return { zone: 'Europe/London' };
  for (const zone of zones) zones.delete(FIXED[zone] ?? '');
  if (zones.size > 1)
    return { unresolved: `It names several time zones: ${[...zones].join(', ')}.`, isContradictory: true };
  const [zone] = zones;
  if (zone !== undefined) {
    const other = halves.find((name) => !HALVES[name]?.zones.includes(zone));
    return other === undefined
      ? { zone }
      : { unresolved: `It names two time zones: ${zone} and ${other.toUpperCase()}.`, isContradictory: true };
  }
  const [first, ...more] = halves;
  if (first === undefined) return { unresolved: 'It names no time zone.' };
  const common = more.reduce(
    (left, name) => left.filter((candidate) => HALVES[name]?.zones.includes(candidate)),
    HALVES[first]?.zones ?? [],
  );
  const isWholeYear = new Set(halves.map((name) => HALVES[name]?.half)).size === 2;
  const [only] = common;
  if (isWholeYear && only !== undefined && common.length === 1) return { zone: only };
  return { unresolved: `"${first.toUpperCase()}" does not name one time zone the year round.` };
}

function canonicalZone(name: string): string | null {
  if (!isUsableZone(name)) return null;
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
  // ICU answers some zones by their former names.
  return (
    { 'Asia/Calcutta': 'Asia/Kolkata', 'Asia/Katmandu': 'Asia/Kathmandu', 'Asia/Saigon': 'Asia/Ho_Chi_Minh' }[
      timeZone
    ] ?? timeZone
  );
}

function zoneOfOffset(isEast: boolean, hours: number, minutes: string): string | null {
  if (hours > 14) return null;
  if (minutes !== '00') return ODD_OFFSETS[`${isEast ? '+' : '-'}${String(hours).padStart(2, '0')}:${minutes}`] ?? null;
  // POSIX signs: Etc/GMT-8 is eight hours east of Greenwich.
  return hours === 0 ? 'Etc/UTC' : `Etc/GMT${isEast ? '-' : '+'}${hours}`;
}
