/** Recurring meetings: those of feeds, beside what the registry declares. */
import type { DeclaredMeetingRecord, GroupRecord } from '../../model/group.ts';
import type { SeriesRecord } from '../../model/meeting.ts';
import type { CalendarDate } from '../../model/source.ts';
import { toEpochMs, toLocalTime } from '../time.ts';
import { toWords } from '../words.ts';
import type { Matchable } from './meeting-rules.ts';
import type { FeedMatch } from './meetings.ts';
import { type JoinedRecurrence, joinRecurrence } from './recurrence.ts';

const DAY_MS = 86_400_000;

export interface JoinedSeries {
  /** Id of the feed; the key of the group for a schedule that only the registry gives. */
  readonly feedId: string;
  readonly uid: string;
  readonly title: string;
  readonly rrule: string | null;
  readonly timeZone: string | null;
  /** Local start `HH:MM`; null for all-day and unknown. */
  readonly startTime: string | null;
  /** A local day on which it is held; null where the rule alone says. */
  readonly anchorDate: CalendarDate | null;
  readonly categories: readonly string[];
  readonly declared: DeclaredMeetingRecord | null;
  readonly group: GroupRecord | null;
  readonly recurrence: JoinedRecurrence | null;
}

/** @returns the series of a feed, with the declared meeting of its group that it answers to. */
export function joinSeries(
  series: SeriesRecord,
  group: GroupRecord | null,
  recurrence: JoinedRecurrence | null = null,
): JoinedSeries {
  const start = toLocalTime(toEpochMs(series.start), series.zone ?? 'UTC');
  return {
    feedId: series.feedId,
    uid: series.uid,
    title: series.summary,
    rrule: series.rrule,
    timeZone: series.zone,
    startTime: series.isAllDay ? null : start.time.slice(0, 5),
    anchorDate: start.date,
    categories: series.categories,
    declared: group === null ? null : findDeclared(group, series.summary),
    group,
    recurrence,
  };
}

/**
 * @param match names the group of an event of the feed
 * @returns the steps to the series of a feed, one a series
 */
export function* joinAllSeries(
  match: (event: Matchable) => FeedMatch,
  all: readonly SeriesRecord[],
  sourceId: string,
): Generator<undefined, readonly JoinedSeries[]> {
  const joined: JoinedSeries[] = [];
  for (const record of all) {
    const recurrence = record.recurrence && joinRecurrence(record.recurrence, match, sourceId);
    joined.push(joinSeries(record, match(record).group, recurrence));
    yield;
  }
  return joined;
}

/** The declared meeting of that title, or the only one of the group. */
function findDeclared(group: GroupRecord, title: string): DeclaredMeetingRecord | null {
  const scheduled = group.declaredMeetings.filter(({ schedule, rrule }) => schedule !== null || rrule !== null);
  const sameTitle = scheduled.find((declared) => toWords(declared.title) === toWords(title));
  if (sameTitle !== undefined) return sameTitle;
  const [only] = scheduled;
  return only !== undefined && scheduled.length === 1 ? only : null;
}

/**
 * @param known series of the group: of its feeds, and those that its complete declared rules make
 * @returns the declared meetings of the group to which no series of a feed answers
 */
export function declaredSeries(group: GroupRecord, known: readonly JoinedSeries[]): readonly JoinedSeries[] {
  const answered = new Set(known.filter(isFromFeed).map(({ declared }) => declared));
  const made = new Map(known.filter((series) => !isFromFeed(series)).map((series) => [series.uid, series]));
  return group.declaredMeetings.flatMap((declared, index) => {
    if (answered.has(declared) || (declared.schedule === null && declared.rrule === null)) return [];
    const uid = `declared:${index + 1}`;
    return {
      feedId: group.key,
      uid,
      title: declared.title,
      rrule: declared.rrule,
      timeZone: declared.timeZone,
      startTime: declared.startTime,
      anchorDate: declared.anchorDate,
      categories: [],
      declared,
      group,
      recurrence: made.get(uid)?.recurrence ?? null,
    };
  });
}

/** @returns false for a schedule that only the registry gives, which is keyed by its group. */
export function isFromFeed({ feedId, group }: JoinedSeries): boolean {
  return feedId !== group?.key;
}

/**
 * @returns whether feed and declared schedule give the same rule and start; null where one of them has no rule. A part
 *   that the declared words leave open (the start, the zone) is not compared.
 */
export function agreesWithFeed(series: JoinedSeries): boolean | null {
  const { rrule, timeZone, startTime, declared } = series;
  if (!isFromFeed(series) || declared === null || declared.rrule === null || rrule === null) return null;
  if (toComparable(rrule) !== toComparable(declared.rrule)) return false;
  if (series.anchorDate !== null && declared.anchorDate !== null) {
    if (!areSameWeeks(series.anchorDate, declared.anchorDate, weeksBetween(rrule))) return false;
  }
  if (declared.startTime !== null && startTime !== null && declared.timeZone === timeZone) {
    return declared.startTime === startTime;
  }
  return declared.timeZone === null || timeZone === null || declared.timeZone === timeZone;
}

/** @returns weeks from one meeting to the next; 1 where the rule does not count weeks. */
function weeksBetween(rrule: string): number {
  return /\bFREQ=WEEKLY\b/iu.test(rrule) ? Number(/\bINTERVAL=(\d+)/iu.exec(rrule)?.[1] ?? 1) : 1;
}

/** Every other week is two different schedules; weeks begin on Monday (RFC 5545 WKST). */
function areSameWeeks(one: CalendarDate, other: CalendarDate, interval: number): boolean {
  // 1970-01-05 was a Monday.
  const weekOf = (date: CalendarDate) => Math.floor((toEpochMs(`${date}T00:00:00Z`) / DAY_MS - 4) / 7);
  return (weekOf(one) - weekOf(other)) % interval === 0;
}

/** Parts in one order, without those that say nothing about the rhythm: the end, the week start, an interval of one. */
function toComparable(rrule: string): string {
  return rrule
    .toUpperCase()
    .split(';')
    .filter((part) => !/^(?:UNTIL|COUNT|WKST)=|^INTERVAL=1$/u.test(part))
    .map((part) => {
      const [name = '', values = ''] = part.split('=');
      return `${name}=${values
        .split(',')
        .map((value) => value.replace(/^\+/u, ''))
        .sort()
        .join(',')}`;
    })
    .sort()
    .join(';');
}
