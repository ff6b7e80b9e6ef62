/** Writes small feeds for tests. */
import { expandCalendar, type Occurrence } from '../../../src/sources/icalendar/index.ts';

/** A VCALENDAR with the given lines. */
export function calendar(...lines: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

/** A VEVENT; UID and DTSTAMP are added. */
export function event(...lines: string[]): string {
  return namedEvent('a@example', ...lines);
}

export function namedEvent(uid: string, ...lines: string[]): string {
  return ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'].join('\r\n');
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

interface Window {
  readonly from: string;
  readonly to: string;
  readonly zone?: string;
}

/** November 2026. */
export const NOVEMBER: Window = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' };

export function occurrences(text: string, window: Window = NOVEMBER): readonly Occurrence[] {
  return expandCalendar(bytes(text), window).occurrences;
}

/** The starts of a feed's instances in a window. */
export function starts(text: string, window: Window = NOVEMBER): string[] {
  return occurrences(text, window).map(({ start }) => start);
}

/** The codes of what was repaired. */
export function codes(text: string, window: Window = NOVEMBER): string[] {
  return expandCalendar(bytes(text), window).diagnostics.map(({ code }) => code);
}

/** European summer time as most producers write it. */
export const BERLIN = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Berlin',
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'END:STANDARD',
  'BEGIN:DAYLIGHT',
  'DTSTART:19700329T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'END:DAYLIGHT',
  'END:VTIMEZONE',
].join('\r\n');
