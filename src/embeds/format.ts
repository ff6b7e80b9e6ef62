/** Times and addresses as the viewer reads them. */

export interface Span {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly isAllDay: boolean;
}

/**
 * @param zone IANA name; the viewer's where absent or unknown to the browser
 * @param language BCP 47; the viewer's where absent or malformed
 */
export function formatSpan({ startsAt, endsAt, isAllDay }: Span, zone: string | null, language: string | null): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const start = new Date(startsAt);
  if (isAllDay) return createFormat({ ...day, timeZone: 'UTC' }, language).format(start);
  const options = { ...day, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  const format = createFormat(zone === null ? options : { ...options, timeZone: zone }, language);
  const end = new Date(endsAt);
  return end > start ? format.formatRange(start, end) : format.format(start);
}

function createFormat(options: Intl.DateTimeFormatOptions, language: string | null): Intl.DateTimeFormat {
  for (const [locale, wanted] of [
    [language ?? undefined, options],
    [undefined, options],
  ] as const) {
    try {
      return new Intl.DateTimeFormat(locale, wanted);
    } catch {
      // Tried without what the page asked for.
    }
  }
  const { timeZone: _unknown, ...rest } = options;
  return new Intl.DateTimeFormat(undefined, rest);
}

const AGES: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, ms: number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** @returns e.g. `3 hours ago`. */
export function formatAge(at: number, now: number, language: string | null): string {
  const format = new Intl.RelativeTimeFormat(toLocale(language), { numeric: 'auto' });
  for (const [unit, ms] of AGES) {
    if (now - at >= ms) return format.format(-Math.floor((now - at) / ms), unit);
  }
  return format.format(0, 'minute');
}

function toLocale(language: string | null): string | undefined {
  try {
    return language === null ? undefined : Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}

/** @returns the address where it leads to a page; null where it would do something else. */
export function toLink(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url);
  return parsed !== null && (parsed.protocol === 'https:' || parsed.protocol === 'http:') ? parsed.href : null;
}

/** @returns e.g. `In progress` for `IN_PROGRESS`. */
export function toWords(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** @returns the names in an attribute, separated by commas or spaces; null where there are none. */
export function toNames(attribute: string | null): readonly string[] | null {
  const names = (attribute ?? '').split(/[,\s]+/u).filter((name) => name !== '');
  return names.length === 0 ? null : names;
}
