/** iCalendar feeds (RFC 5545) to meetings: the package's `community-graph/icalendar`, usable without the gateway. */
export type {
  Calendar,
  CalendarOptions,
  CalendarSeries,
  CalendarWindow,
  Expansion,
  InstantInput,
  Occurrence,
} from './calendar.ts';
export type { Privacy } from './details.ts';
export { expandCalendar } from './expand-calendar.ts';
export { openCalendar } from './open-calendar.ts';
export type { CalendarDiagnostic } from './repairs.ts';
export type { ICalendarOptions } from './source.ts';
export { createICalendarSource } from './source.ts';
