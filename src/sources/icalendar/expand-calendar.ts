import { createHash } from 'node:crypto';
import type { Calendar, CalendarOptions, CalendarWindow, Expansion } from './calendar.ts';
import { openCalendar } from './open-calendar.ts';

/** What was read from bytes, for as long as their owner keeps them. */
const open = new WeakMap<Uint8Array, { readonly key: string; readonly calendar: Calendar }>();

/**
 * Reads a feed and expands one window of it. The same bytes with the same options are read once: other windows of them,
 * or the same again, take a tenth of the time. {@link openCalendar} serves several windows without looking at them.
 * @param options.zone IANA zone in which floating times are read, where the feed has no X-WR-TIMEZONE
 * @returns the instances that overlap the half-open window, ordered by start, and what was repaired
 * @throws {SourceError} UPSTREAM_BAD_BODY where the bytes are no calendar at all, e.g. a web page
 */
export function expandCalendar(bytes: Uint8Array, options: CalendarWindow & CalendarOptions): Expansion {
  const { zone, fillsUid, privacy } = options;
  // The owner may have written another feed into them.
  const content = createHash('sha256').update(bytes).digest('base64');
  const key = JSON.stringify([content, zone, fillsUid, privacy]);
  let known = open.get(bytes);
  if (known?.key !== key) {
    known = { key, calendar: openCalendar(bytes, options) };
    open.set(bytes, known);
  }
  return known.calendar.expand(options);
}
