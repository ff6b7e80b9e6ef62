/** Occurrences and series as the records of one feed. */
import type { OccurrenceRecord, OccurrenceWindow, SeriesRecord } from '../../model/meeting.ts';
import { toOccurrence } from './occurrence.ts';
import type { CalendarDiagnostic } from './repairs.ts';
import type { TextCalendar } from './text-calendar.ts';

export interface ExpandedRecords {
  readonly records: readonly OccurrenceRecord[];
  /** Of cutting this expansion. */
  readonly diagnostics: readonly CalendarDiagnostic[];
  readonly isWorkSpent: boolean;
}

export function expandRecords(
  calendar: TextCalendar,
  feedId: string,
  window: OccurrenceWindow,
  maxSteps?: number,
): ExpandedRecords {
  const { instances, diagnostics, isWorkSpent } = calendar.find(window, maxSteps);
  const records = instances.map((instance) => ({ ...toOccurrence(instance.record, instance), feedId }));
  return { records, diagnostics, isWorkSpent };
}

export function seriesRecords(calendar: TextCalendar, feedId: string): readonly SeriesRecord[] {
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
