/**
 * The meetings of a calendar that is subscribed to: recurring ones as their rule, so that they go on for good, and
 * what no rule gives one by one.
 */
import type { QueryGraph } from '../graph-client.ts';
import { type Collected, collectPages, PAGE_FIELDS, type Page } from './collect-pages.ts';
import { DAY_MS, type FeedMeeting, MEETING_FIELDS, toDayStart, withoutRepeated } from './meetings.ts';
import { isSelected, type Selection } from './selection.ts';

/** A recurring meeting, whole. */
export interface FeedSeries {
  readonly rrule: string;
  /** IANA zone in which the rule counts; null for UTC and for whole days. */
  readonly timeZone: string | null;
  /** Starts that the rule gives and that are not held, or not of the selection. */
  readonly excludedDates: readonly string[];
  readonly first: FeedMeeting;
  readonly exceptions: readonly FeedMeeting[];
}

export interface FeedCalendar {
  readonly series: readonly FeedSeries[];
  readonly meetings: readonly FeedMeeting[];
}

interface SeriesNode {
  readonly recurrence: {
    readonly rrule: string;
    readonly timeZone: string | null;
    readonly excludedDates: readonly string[];
    readonly firstMeeting: FeedMeeting | null;
    readonly all: readonly Pick<FeedMeeting, 'recurrenceId'>[];
    readonly selected: readonly FeedMeeting[];
  } | null;
}

export const SERIES = `query FeedSeries($after: String, $series: MeetingSeriesFilters!, $exceptions: MeetingFilters!) {
  meetingSeries(first: 100, after: $after, filterBy: $series) {
    nodes {
      recurrence {
        rrule timeZone excludedDates
        firstMeeting { ...FeedMeeting }
        all: exceptions { recurrenceId }
        selected: exceptions(filterBy: $exceptions) { ...FeedMeeting }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
${MEETING_FIELDS}`;

export const OTHER_MEETINGS = `query FeedOtherMeetings($after: String, $filterBy: MeetingFilters!) {
  meetings(first: 100, after: $after, filterBy: $filterBy) { nodes { ...FeedMeeting } ${PAGE_FIELDS} }
}
${MEETING_FIELDS}`;

/** What no rule gives is listed from three months ago until in five years. */
const PAST_DAYS = 90;
const WINDOWS = 5;
/** The longest that the graph answers at once. */
const WINDOW_DAYS = 400;
/** Calendar programs choke on more, and nobody reads them. */
const MAX_EVENTS = 10_000;

type Filters = Readonly<Record<string, unknown>>;

/** @returns the calendar of the selection, at most 10,000 events: first the rules, then what comes soonest. */
export async function loadCalendar(
  query: QueryGraph,
  selection: Selection,
  nowMs: number,
): Promise<Collected<FeedSeries | FeedMeeting> & FeedCalendar> {
  const { groups, topics, includeSubgroups } = selection;
  const filters = { ...(groups && { groups, includeSubgroups }), ...(topics && { topics }) };
  const nodes = await loadSeries(query, filters);
  const series = withoutRepeatedSeries(nodes.flatMap((node) => toSeries(node, selection))).slice(0, MAX_EVENTS);
  const covered = new Set(series.flatMap(({ exceptions }) => exceptions.map(({ id }) => id)));
  const others = await loadOthers(query, filters, nowMs, MAX_EVENTS - series.length);
  const meetings = withoutRepeated(
    others.items.filter((meeting) => !covered.has(meeting.id) && isMeetingSelected(selection, meeting)),
  );
  return { ...others, items: [...series, ...meetings], series, meetings };
}

async function loadSeries(query: QueryGraph, filters: Filters): Promise<readonly SeriesNode[]> {
  const { items } = await collectPages((after) =>
    query<{ meetingSeries: Pick<Page<SeriesNode>, 'nodes' | 'pageInfo'> }>(SERIES, {
      after,
      series: filters,
      exceptions: filters,
    }).then(({ meetingSeries }) => ({ ...meetingSeries, isPartial: false, readings: [] })),
  );
  return items;
}

/** Window after window, as the graph bounds each; whole days, so that the answer is the same all day long. */
async function loadOthers(
  query: QueryGraph,
  filters: Filters,
  nowMs: number,
  limit: number,
): Promise<Collected<FeedMeeting>> {
  const items: FeedMeeting[] = [];
  let last: Collected<FeedMeeting> = { items, hasMore: false, isPartial: false, readings: [] };
  // The first window is read in any case: it says which sources could not be.
  for (let index = 0; index < WINDOWS && (index === 0 || items.length < limit); index += 1) {
    const fromMs = nowMs + (index * WINDOW_DAYS - PAST_DAYS) * DAY_MS;
    const filterBy = {
      ...filters,
      startsAfter: toDayStart(fromMs),
      startsBefore: toDayStart(fromMs + WINDOW_DAYS * DAY_MS),
      omitRecurrences: true,
    };
    last = await collectPages((after) =>
      query<{ meetings: Page<FeedMeeting> }>(OTHER_MEETINGS, { after, filterBy }).then(({ meetings }) => meetings),
    );
    items.push(...last.items);
  }
  return { ...last, items: items.slice(0, limit) };
}

/** An exception that is not selected, say because it is of another group, is an instance that this calendar has not. */
function toSeries({ recurrence }: SeriesNode, selection: Selection): readonly FeedSeries[] {
  if (recurrence === null) return [];
  const { rrule, timeZone, excludedDates, firstMeeting, all, selected } = recurrence;
  if (firstMeeting === null || !isMeetingSelected(selection, firstMeeting)) return [];
  const exceptions = selected.filter((meeting) => isMeetingSelected(selection, meeting));
  const shown = new Set(exceptions.map(({ recurrenceId }) => recurrenceId));
  const hidden = all.flatMap(({ recurrenceId }) =>
    recurrenceId === null || shown.has(recurrenceId) ? [] : recurrenceId,
  );
  return [{ rrule, timeZone, excludedDates: [...excludedDates, ...hidden].sort(), first: firstMeeting, exceptions }];
}

function isMeetingSelected(selection: Selection, { group }: FeedMeeting): boolean {
  return isSelected(selection, group === null ? [] : [group]);
}

/** As {@link withoutRepeated}: the same series in two calendars; of two that differ, both are kept. */
function withoutRepeatedSeries(all: readonly FeedSeries[]): readonly FeedSeries[] {
  const kept = new Map<string, FeedSeries>();
  for (const series of all) {
    const { first, exceptions, ...rule } = series;
    const key = JSON.stringify([rule, [first, ...exceptions].map(toTimes)]);
    const known = kept.get(key);
    if (known === undefined || (known.first.group === null && first.group !== null)) kept.set(key, series);
  }
  return [...kept.values()];
}

function toTimes({ uid, recurrenceId, startsAt, endsAt, title, status }: FeedMeeting): readonly unknown[] {
  return [uid, recurrenceId, startsAt, endsAt, title, status];
}
