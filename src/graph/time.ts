/** Instants, days, durations and zones as the graph reads and writes them. Epoch milliseconds inside, text outside. */
import { toInstant } from '../clock.ts';
import type { CalendarDate, Instant } from '../model/source.ts';
import { badUserInput } from './bad-user-input.ts';

export const DAY_MS = 86_400_000;

/** Instants come again and again, and to read one takes a microsecond. */
const epochs = new Map<Instant, number>();
const MAX_EPOCHS = 10_000;

/** @returns epoch milliseconds of an instant. */
export function toEpochMs(instant: Instant): number {
  const known = epochs.get(instant);
  if (known !== undefined) return known;
  const epochMs = Date.parse(instant);
  if (epochs.size >= MAX_EPOCHS) epochs.clear();
  epochs.set(instant, epochMs);
  return epochMs;
}

/** @returns the instant `days` later. */
export function addDays(instant: Instant, days: number): Instant {
  return toInstant(toEpochMs(instant) + days * DAY_MS);
}

/** @returns the day of an instant in UTC. */
export function toDate(instant: Instant): CalendarDate {
  return instant.slice(0, 10);
}

/** @returns whole days from `from` to `to`. */
export function daysBetween(from: Instant, to: Instant): number {
  return Math.floor((toEpochMs(to) - toEpochMs(from)) / DAY_MS);
}

/** @returns a length of time as ISO 8601 with days as the largest unit, e.g. `PT1H30M`, `P2D`, `PT0S`. */
export function toDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  const time = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
  if (days === 0 && time === '') return 'PT0S';
  return `P${days > 0 ? `${days}D` : ''}${time === '' ? '' : `T${time}`}`;
}

const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/u;

/** @returns milliseconds of an ISO 8601 duration in weeks, days, hours, minutes and seconds; null where it is none. */
export function parseDuration(text: string): number | null {
  const match = DURATION.exec(text);
  if (match === null || text === 'P' || text.endsWith('T')) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
/** There are about 600 IANA names; a client cannot make this grow further. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      weekday: 'short',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** @returns the zone under the name that the runtime knows; null where it knows none. */
export function canonicalZone(zone: string): string | null {
  // Offsets (`+05:30`) are accepted by Intl but are no zones.
  if (!/^[A-Za-z][\w+\-/]*$/u.test(zone)) return null;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** The wall clock of a zone at an instant. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:MM:SS`. */
  readonly time: string;
  /** 1 Monday to 7 Sunday (ISO 8601). */
  readonly weekday: number;
  /** `+05:30`, `Z` for UTC. */
  readonly offset: string;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** @returns the wall clock of `zone` at the instant. */
export function toLocalTime(epochMs: number, zone: string): LocalTime {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(epochMs)) part[type] = value;
  const date = `${part.year}-${part.month}-${part.day}`;
  const time = `${part.hour}:${part.minute}:${part.second}`;
  const offsetMinutes = Math.round((Date.parse(`${date}T${time}Z`) - Math.floor(epochMs / 1000) * 1000) / 60_000);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, '0');
  const offset = zone === 'UTC' && offsetMinutes === 0 ? 'Z' : `${sign}${hours}:${minutes}`;
  return { date, time, weekday: WEEKDAYS.indexOf(part.weekday ?? '') + 1, offset };
}

/**
 * @returns minutes since midnight of `HH:MM`
 * @throws {GraphQLError} BAD_USER_INPUT where the text is no time of day
 */
export function parseMinutes(argument: string, text: string): number {
  const match = /^(\d{2}):(\d{2})$/u.exec(text);
  const minutes = match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
  if (Number.isNaN(minutes) || Number(match?.[2]) > 59 || minutes > 1440) {
    throw badUserInput(argument, `must be a time of day as HH:MM, but got "${text}".`);
  }
  return minutes;
}
