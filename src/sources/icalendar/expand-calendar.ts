import type { CalendarOptions, CalendarWindow, Expansion } from './calendar.ts';
import { openCalendar } from './open-calendar.ts';

/**
 * Reads a feed and expands one window of it; {@link openCalendar} serves several windows of the same feed.
 * @param options.zone IANA zone in which floating times are read, where the feed has no X-WR-TIMEZONE
 * @returns the instances that overlap the half-open window, ordered by start, and what was repaired
 * @throws {SourceError} UPSTREAM_BAD_BODY where the bytes are no calendar at all, e.g. a web page
 */
export function expandCalendar(bytes: Uint8Array, options: CalendarWindow & CalendarOptions): Expansion {
  return openCalendar(bytes, options).expand(options);
}
