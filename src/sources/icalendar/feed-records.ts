/** Occurrences and series as the records of one feed. */
import type { OccurrenceRecord, OccurrenceWindow, SeriesRecord } from '../../model/meeting.ts';
import type { Calendar } from './calendar.ts';
import type { CalendarDiagnostic } from './repairs.ts';

export interface ExpandedRecords {
  readonly records: readonly OccurrenceRecord[];
  readonly diagnostics: readonly CalendarDiagnostic[];
  readonly isWorkSpent: boolean;
}

export function expandRecords(
  calendar: Calendar,
  feedId: string,
  window: OccurrenceWindow,
  maxSteps?: number,
): ExpandedRecords {
  const { occurrences, diagnostics, isWorkSpent } = calendar.expand(window, maxSteps);
  return { records: occurrences.map((occurrence) => ({ feedId, ...occurrence })), diagnostics, isWorkSpent };
}

export function seriesRecords(calendar: Calendar, feedId: string): readonly SeriesRecord[] {
  return calendar.series().map(({ recurrence, ...series }) => ({
    feedId,
    ...series,
    recurrence: recurrence && {
      ...recurrence,
      first: { feedId, ...recurrence.first },
      exceptions: recurrence.exceptions.map((exception) => ({ feedId, ...exception })),
    },
  }));
}
