import type { CalendarEvent, Stamp } from './calendar-event.ts';
import { DAY_SECONDS } from './civil.ts';
import type { Repairs } from './repairs.ts';
import { toInstantSeconds } from './zone.ts';

/** A recurrence set, or a single event. */
export interface Series {
  /** Null where the feed has only overrides: whoever was invited to one instance sees no more. */
  readonly master: CalendarEvent | null;
  /** By the instant of the RECURRENCE-ID, in its order. */
  readonly overrides: readonly CalendarEvent[];
}

/**
 * Groups the events of one VCALENDAR by UID. Of versions of an event the newest counts: the highest SEQUENCE, then
 * the latest LAST-MODIFIED. Events that share a UID and a SEQUENCE but neither start nor, at the same start, SUMMARY, are
 * different events of a careless producer.
 */
export function groupSeries(text: string, events: readonly CalendarEvent[], repairs: Repairs): Series[] {
  const groups = new Map<string, CalendarEvent[]>();
  const alone: Series[] = [];
  for (const event of events) {
    if (event.uid === '') {
      alone.push({ master: event, overrides: [] });
      continue;
    }
    const group = groups.get(event.uid);
    if (group === undefined) groups.set(event.uid, [event]);
    else group.push(event);
  }
  for (const group of groups.values()) {
    const [first] = group;
    if (group.length === 1 && first !== undefined) {
      alone.push(first.recurrenceId === null ? { master: first, overrides: [] } : { master: null, overrides: [first] });
    } else alone.push(...toSeries(text, group, repairs));
  }
  return alone;
}

function toSeries(text: string, group: readonly CalendarEvent[], repairs: Repairs): Series[] {
  const overrides = new Map<string, CalendarEvent>();
  const masters = new Map<string, CalendarEvent>();
  const sequence = Math.max(...group.filter(isMaster).map((event) => event.sequence));
  for (const event of group) {
    if (event.recurrenceId !== null || event.sequence !== sequence) continue;
    const start = `${event.start.instant}`;
    const known = masters.get(start);
    const isOther = known !== undefined && known.modified === event.modified && !haveSameSummary(text, known, event);
    const key = isOther ? `${start} ${summaryOf(text, event)}` : start;
    masters.set(key, newer(masters.get(key), event));
  }
  const [master = null, ...others] = masters.values();
  for (const event of group) {
    if (event.recurrenceId === null) continue;
    const override = master === null ? event : onMaster(master, event);
    const key = `${override.recurrenceId?.instant} ${event.isRange}`;
    overrides.set(key, newer(overrides.get(key), override));
  }
  if (others.length > 0) {
    repairs.add(
      'WARNING',
      'ICAL_DUPLICATE_UID',
      'Different events have the same UID; each is read.',
      master?.span.start ?? null,
    );
  }
  const ordered = [...overrides.values()].sort(
    (a, b) => (a.recurrenceId?.instant ?? 0) - (b.recurrenceId?.instant ?? 0),
  );
  return [{ master, overrides: ordered }, ...others.map((other) => ({ master: other, overrides: [] }))];
}

/** An override without DTSTART is at the time of its instance, and as long. */
function onMaster(master: CalendarEvent, override: CalendarEvent): CalendarEvent {
  const recurrenceId = onClockOf(master.start, override);
  if (override.start !== override.recurrenceId) return { ...override, recurrenceId };
  const start = onClockOf(master.start, { ...override, isRange: true });
  return { ...override, recurrenceId, start, duration: master.duration };
}

/**
 * A RECURRENCE-ID without a zone is one of the master's clock; one with a time, in a series of days, means its day; one
 * without, in a series of times, every instance of its day, and a RANGE from there begins with the first.
 */
function onClockOf(start: Stamp, { recurrenceId, isRange }: CalendarEvent): Stamp {
  const id = recurrenceId ?? start;
  const day = Math.floor(id.wall / DAY_SECONDS) * DAY_SECONDS;
  if (start.isDate) return id.isDate ? id : { ...start, wall: day, instant: day };
  if (id.isDate && isRange) {
    const wall = day + start.wall - Math.floor(start.wall / DAY_SECONDS) * DAY_SECONDS;
    return { ...start, wall, instant: toInstantSeconds(start.zone, wall) };
  }
  if (!id.isFloating || id.isDate) return id;
  return { ...id, zone: start.zone, instant: toInstantSeconds(start.zone, id.wall) };
}

function haveSameSummary(text: string, one: CalendarEvent, other: CalendarEvent): boolean {
  return summaryOf(text, one) === summaryOf(text, other);
}

/** Characters of an event among which its SUMMARY is looked for, so that one long event is not read over and over. */
const MAX_LENGTH = 4000;

function summaryOf(text: string, { span }: CalendarEvent): string {
  const event = text.slice(span.start, Math.min(span.end, span.start + MAX_LENGTH));
  return /^summary[^:\n]*:(.*)$/imu.exec(event)?.[1]?.trim() ?? '';
}

function isMaster(event: CalendarEvent): boolean {
  return event.recurrenceId === null;
}

function newer(one: CalendarEvent | undefined, other: CalendarEvent): CalendarEvent {
  if (one === undefined || other.sequence > one.sequence) return other;
  if (other.sequence < one.sequence) return one;
  return (other.modified ?? 0) >= (one.modified ?? 0) ? other : one;
}
