/** Finds the components of an iCalendar stream (RFC 5545 §3.4, §3.6) without reading their properties. */
import type { Repairs } from './repairs.ts';

/** Half-open range of the unfolded text: the lines between BEGIN and END of a component. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One VCALENDAR of the stream. */
export interface CalendarSpans {
  readonly events: readonly Span[];
  readonly zones: readonly Span[];
  /** The calendar's own properties, a span a line. */
  readonly properties: readonly Span[];
}

interface OpenCalendar {
  events: Span[];
  zones: Span[];
  properties: Span[];
}

/** More events than any calendar of a community has; beyond them the feed is cut. */
const MAX_EVENTS = 120_000;

/**
 * @returns null where the text holds neither a VCALENDAR nor a VEVENT. A component in which the text ends is given
 * up, since its last line may be cut in the middle of a time.
 */
export function scanCalendars(text: string, repairs: Repairs): CalendarSpans[] | null {
  const calendars: OpenCalendar[] = [];
  let current: OpenCalendar | null = null;
  let open: { readonly name: string; readonly start: number } | null = null;
  let events = 0;
  /** Ends the open component before `end`. */
  const close = (end: number): void => {
    if (open === null) return;
    current ??= begin(calendars);
    const span = { start: open.start, end };
    if (open.name === 'VTIMEZONE') current.zones.push(span);
    else if (open.name === 'VEVENT' && ++events <= MAX_EVENTS) current.events.push(span);
    open = null;
  };
  const closeUnended = (end: number): void => {
    if (open === null) return;
    repairs.add('NOTE', 'ICAL_TRUNCATED', `A ${open.name} has no END line.`, open.start);
    close(end);
  };

  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const first = text.charCodeAt(start) | 32;
    const marker = first === LETTER_B || first === LETTER_E ? readMarker(text, start, end) : null;
    if (marker === null) {
      if (open === null && end > start) current?.properties.push({ start, end });
    } else if (marker.name === 'VCALENDAR') {
      closeUnended(start);
      current = marker.isBegin ? begin(calendars) : null;
    } else if (TOP_LEVEL.has(marker.name)) {
      if (marker.isBegin) {
        closeUnended(start);
        open = { name: marker.name, start: end + 1 };
      } else close(start);
    }
    start = end + 1;
  }

  if (open !== null) {
    repairs.add('WARNING', 'ICAL_TRUNCATED', `The feed ends inside a ${open.name}; it is left out.`, open.start);
  } else if (current !== null) {
    repairs.add('WARNING', 'ICAL_TRUNCATED', 'The feed ends without END:VCALENDAR.', text.length - 1);
  }
  if (events > MAX_EVENTS) {
    repairs.add('ERROR', 'ICAL_TOO_MUCH', `Of ${events} events, ${MAX_EVENTS} are read.`, null);
  }
  return calendars.length === 0 ? null : calendars;
}

/** Components that stand directly in a VCALENDAR; the others (VALARM, STANDARD, …) belong to one of them. */
const TOP_LEVEL = new Set(['VEVENT', 'VTIMEZONE', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VAVAILABILITY', 'VPOLL']);
const LETTER_B = 98;
const LETTER_E = 101;
const MARKER = /^(begin|end)[ \t]*:[ \t]*([a-z0-9-]+)[ \t]*$/iu;

interface Marker {
  readonly isBegin: boolean;
  readonly name: string;
}

/** A feed has few of them, again and again. */
const markers = new Map<string, Marker>();
const MAX_MARKERS = 500;

function readMarker(text: string, start: number, end: number): Marker | null {
  if (end - start > 60) return null;
  const line = text.slice(start, end);
  const known = markers.get(line);
  if (known !== undefined) return known;
  const [, word, name] = MARKER.exec(line) ?? [];
  if (word === undefined || name === undefined) return null;
  const marker = { isBegin: word.length === 5, name: name.toUpperCase() };
  if (markers.size >= MAX_MARKERS) markers.clear();
  // A copy, since a slice would keep the whole text alive.
  markers.set(Buffer.from(line, 'latin1').toString('latin1'), marker);
  return marker;
}

function begin(calendars: OpenCalendar[]): OpenCalendar {
  const calendar: OpenCalendar = { events: [], zones: [], properties: [] };
  calendars.push(calendar);
  return calendar;
}
