/** What this module offers to its callers. */
import type { OccurrenceRecord, RecurrenceRecord, SeriesRecord } from '../../model/meeting.ts';
import type { Privacy } from './details.ts';
import type { CalendarDiagnostic } from './repairs.ts';

/** An instance; the source that reads the feed knows its id. */
export type Occurrence = Omit<OccurrenceRecord, 'feedId'>;
export type CalendarSeries = Omit<SeriesRecord, 'feedId' | 'recurrence'> & {
  readonly recurrence: Recurrence | null;
};
export type Recurrence = Omit<RecurrenceRecord, 'first' | 'exceptions'> & {
  readonly first: Occurrence;
  readonly exceptions: readonly Occurrence[];
};

/** An instant: ISO 8601 with an offset or `Z`, a Date, or milliseconds since the epoch. */
export type InstantInput = string | number | Date;

export interface CalendarWindow {
  readonly from: InstantInput;
  readonly to: InstantInput;
  /** Leaves out the instances that the `recurrence` of a series gives; off by default. */
  readonly omitsRecurrences?: boolean | undefined;
}

export interface CalendarOptions {
  /** IANA zone in which floating times are read, where the feed has no X-WR-TIMEZONE; UTC by default. */
  readonly zone?: string | undefined;
  /** Gives events without UID one that is made from their content, so that they can be told apart; off by default. */
  readonly fillsUid?: boolean | undefined;
  /** `titles` by default. */
  readonly privacy?: Privacy | undefined;
}

export interface Expansion {
  readonly occurrences: readonly Occurrence[];
  /** Of reading the feed, and of cutting this expansion. */
  readonly diagnostics: readonly CalendarDiagnostic[];
  /** The expansion ended early for the work that it took; with more of it, it would give more. */
  readonly isWorkSpent: boolean;
}

/**
 * A feed that was read: its text and a compact index, kept between queries, never the parsed properties.
 */
export interface Calendar {
  /**
   * @param maxSteps of work, about 20 million a second
   * @returns the instances that overlap the half-open window, ordered by start
   * @throws {CodedError} BAD_USER_INPUT where the window is not one of instants
   */
  expand(window: CalendarWindow, maxSteps?: number): Expansion;
  /** @returns every recurrence set and single event of the feed */
  series(): readonly CalendarSeries[];
  /** What was repaired or given up when the feed was read. */
  readonly diagnostics: readonly CalendarDiagnostic[];
}
