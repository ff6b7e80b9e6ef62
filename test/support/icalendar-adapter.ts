/** Adapter for `../shared/data/ical-cases/tools/check.mjs`, which compares the text of private events too. */
import { expandCalendar } from '../../src/sources/icalendar/index.ts';

interface Case {
  readonly ics: Uint8Array;
  readonly from: string;
  readonly to: string;
  readonly zone?: string;
}

interface Found {
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly cancelled: boolean;
  readonly summary: string;
}

export function expand({ ics, from, to, zone }: Case): Found[] {
  const { occurrences } = expandCalendar(ics, { from, to, zone });
  return occurrences.map(({ uid, start, end, isAllDay, status, summary }) => ({
    uid,
    start,
    end,
    allDay: isAllDay,
    cancelled: status === 'CANCELLED',
    summary,
  }));
}
