/**
 * Instances between threads. A structured clone of each of them would hold up the main thread, and write the text of a
 * VEVENT once for each instance: so their times go as numbers, whose memory changes hands, and the text once a VEVENT.
 */
import type { OccurrenceRecord } from '../../model/meeting.ts';
import { type EventRecord, type InstanceTimes, toOccurrence } from './occurrence.ts';

/** An instance with the record of its VEVENT. */
export interface FoundInstance extends InstanceTimes {
  readonly record: EventRecord;
}

export interface PackedInstances {
  /** {@link FIELDS} numbers an instance. */
  readonly times: Float64Array<ArrayBuffer>;
  /** In the order in which the instances name them. */
  readonly records: readonly EventRecord[];
}

/** Place of the record, start, end, recurrence id or NaN, 1 for an exception. */
const FIELDS = 5;

export function packInstances(instances: readonly FoundInstance[]): PackedInstances {
  const times = new Float64Array(instances.length * FIELDS);
  const places = new Map<EventRecord, number>();
  let at = 0;
  for (const { record, start, end, recurrenceId, isException } of instances) {
    const place = places.get(record) ?? places.size;
    places.set(record, place);
    times[at] = place;
    times[at + 1] = start;
    times[at + 2] = end;
    times[at + 3] = recurrenceId ?? Number.NaN;
    times[at + 4] = isException ? 1 : 0;
    at += FIELDS;
  }
  return { times, records: [...places.keys()] };
}

export function countInstances({ times }: PackedInstances): number {
  return times.length / FIELDS;
}

/** @returns the records of the instances in half-open places, in their order */
export function unpackRecords(
  { times, records }: PackedInstances,
  feedId: string,
  from: number,
  to: number,
): OccurrenceRecord[] {
  const unpacked: OccurrenceRecord[] = [];
  for (let at = from * FIELDS; at < Math.min(times.length, to * FIELDS); at += FIELDS) {
    const record = records[times[at] ?? 0];
    const recurrenceId = times[at + 3] ?? Number.NaN;
    if (record === undefined) continue;
    const occurrence = toOccurrence(record, {
      start: times[at + 1] ?? 0,
      end: times[at + 2] ?? 0,
      recurrenceId: Number.isNaN(recurrenceId) ? null : recurrenceId,
      isException: times[at + 4] === 1,
    });
    unpacked.push({ ...occurrence, feedId });
  }
  return unpacked;
}
