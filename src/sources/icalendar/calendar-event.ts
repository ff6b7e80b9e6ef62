/** The scheduling properties of one VEVENT (RFC 5545 §3.6.1) as integers: all that an expansion needs. */
import type { Rule } from './rule.ts';
import type { Span } from './scan.ts';
import type { Duration } from './values.ts';
import type { Zone } from './zone.ts';

/** A time with its zone. Of a DATE, wall and instant are midnight UTC. All in seconds. */
export interface Stamp {
  readonly wall: number;
  readonly instant: number;
  readonly zone: Zone;
  readonly isDate: boolean;
  readonly isFloating: boolean;
}

/** RRULE or EXRULE with its UNTIL as a wall time of DTSTART's zone; infinite where it has none. */
export interface EventRule {
  readonly rule: Rule;
  readonly until: number;
  /** The last instance by COUNT, once it is known. */
  end: number | null;
}

export interface ExtraDate {
  readonly stamp: Stamp;
  /** Of a PERIOD; null for the event's own. */
  readonly duration: Duration | null;
}

export type EventStatus = 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';

export interface CalendarEvent {
  readonly span: Span;
  /** Empty where the VEVENT has none. */
  readonly uid: string;
  readonly start: Stamp;
  readonly duration: Duration;
  readonly rules: readonly EventRule[];
  readonly exclusionRules: readonly EventRule[];
  readonly extraDates: readonly ExtraDate[];
  /** EXDATEs with a time, as instants. */
  readonly excludedInstants: ReadonlySet<number>;
  /** EXDATEs without a time: the midnight of each excluded day, on DTSTART's wall clock. */
  readonly excludedDays: ReadonlySet<number>;
  readonly recurrenceId: Stamp | null;
  /** RECURRENCE-ID has RANGE=THISANDFUTURE. */
  readonly isRange: boolean;
  readonly status: EventStatus;
  readonly sequence: number;
  /** LAST-MODIFIED, else DTSTAMP, in seconds; null where it has neither. */
  readonly modified: number | null;
}
