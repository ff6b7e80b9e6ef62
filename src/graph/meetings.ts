/** Which meetings a question means: the feeds it needs, the conditions it sets. */
import type { GroupRecord } from '../model/group.ts';
import type { MeetingFeedRef, OccurrenceWindow } from '../model/meeting.ts';
import type { Instant, MaybePromise, Window } from '../model/source.ts';
import type { SortOrder } from './connection.ts';
import type { GraphContext } from './context.ts';
import type { MeetingFilters, MeetingOrder } from './generated.ts';
import { joinKey } from './ids.ts';
import { hasTopic, selectGroups } from './join/group-selection.ts';
import type { JoinedMeeting } from './join/meetings.ts';
import type { Listing } from './listing.ts';
import { whenReady } from './maybe-promise.ts';
import { noteSliding, slidingWindow, wholeDays } from './meeting-window.ts';
import { DAY_MS, type LocalTime, parseMinutes, toEpochMs, toLocalTime } from './time.ts';
import { hasPhrase, isSameTopic, matchesQuery } from './words.ts';

type Filters = MeetingFilters | null | undefined;

export function seriesKey(feedId: string, uid: string): string {
  return joinKey(feedId, uid);
}

/** @returns the order; by start where none is given. */
export function toMeetingOrder(order: MeetingOrder | null | undefined): SortOrder<JoinedMeeting> {
  return {
    name: 'STARTS_AT',
    direction: order?.direction ?? 'ASC',
    valueOf: (meeting) => meeting.startsAt,
    keyOf: ({ key }) => key,
  };
}

/**
 * @param isBounded whether the meeting must start in the window of the filters
 * @returns the condition that the filters set
 */
export function createMeetingFilter(
  context: GraphContext,
  filters: Filters,
  isBounded = true,
): (meeting: JoinedMeeting) => boolean {
  const { from, to } = isBounded ? slidingWindow(filters, context.validity.now).window : ANY_TIME;
  const groups = filters?.groups
    ? selectGroups(context.registry, filters.groups, filters.includeSubgroups ?? false)
    : null;
  const { topics, status, query } = filters ?? {};
  const isInHours = filters?.localHours ? createHoursFilter(filters.localHours, filters.timeZone ?? 'UTC') : () => true;
  return (meeting) =>
    meeting.startsAt >= from &&
    meeting.startsAt < to &&
    (groups === null || (meeting.group !== null && groups.has(meeting.group.key))) &&
    (!topics || isAbout(meeting, topics)) &&
    (!status || status.includes(meeting.status)) &&
    (!query || matchesQuery([meeting.title, meeting.description], query)) &&
    isInHours(meeting);
}

/** Instants sort as text. */
const ANY_TIME: Window = { from: '', to: '~' };

/** @returns whether the meeting, or the series, is of a group with one of the topics, or says so itself. */
export function isAbout(
  { group, title, categories }: Pick<JoinedMeeting, 'group' | 'title' | 'categories'>,
  topics: readonly string[],
): boolean {
  return (
    hasTopic(group, topics) ||
    topics.some((topic) => hasPhrase(title, topic) || categories.some((category) => isSameTopic(category, topic)))
  );
}

/** Begin and end on the wall clock of the zone, so that a change of the clocks in between counts. */
function createHoursFilter(
  hours: NonNullable<MeetingFilters['localHours']>,
  zone: string,
): (meeting: JoinedMeeting) => boolean {
  const from = parseMinutes('localHours.from', hours.from);
  const to = parseMinutes('localHours.to', hours.to);
  // Equal ends mean the whole day; a later `from` means a span over midnight.
  const span = (to - from + 1440) % 1440 || 1440;
  // Many meetings begin and end together, and the clock of a zone takes a while to read.
  const clock = new Map<Instant, LocalTime>();
  const localAt = (instant: Instant): LocalTime => {
    const local = clock.get(instant) ?? toLocalTime(toEpochMs(instant), zone);
    clock.set(instant, local);
    return local;
  };
  return ({ isAllDay, startsAt, endsAt }) => {
    if (isAllDay) return false;
    const start = localAt(startsAt);
    if (hours.weekdaysOnly && start.weekday > 5) return false;
    const end = localAt(endsAt);
    const lengthMinutes = (toWallMs(end) - toWallMs(start)) / 60_000;
    const startMinutes = (toWallMs(start) % DAY_MS) / 60_000;
    return ((startMinutes - from + 1440) % 1440) + lengthMinutes <= span;
  };
}

function toWallMs(local: { readonly date: string; readonly time: string }): number {
  return Date.parse(`${local.date}T${local.time}Z`);
}

/** @returns the feeds of the groups, each once. */
export function feedsOf(context: GraphContext, groups: readonly GroupRecord[]): readonly MeetingFeedRef[] {
  const [only] = groups;
  if (only !== undefined && groups.length === 1) return context.registry.meetingFeedsOf(only);
  return [...new Set(groups.flatMap((group) => context.registry.meetingFeedsOf(group)))];
}

/** @returns the feeds that can answer the filters: those of the groups named, or every feed. */
export function feedsFor(
  context: GraphContext,
  filters: Pick<MeetingFilters, 'groups' | 'includeSubgroups'> | null | undefined,
): readonly MeetingFeedRef[] {
  if (!filters?.groups) return context.registry.meetingFeeds;
  const keys = selectGroups(context.registry, filters.groups, filters.includeSubgroups ?? false);
  return feedsOf(context, context.registry.groupsOf([...keys]));
}

/** @returns the meetings in these feeds for which the filters hold. */
export function findMeetings(
  context: GraphContext,
  feeds: readonly MeetingFeedRef[],
  filters: Filters,
): MaybePromise<Listing<JoinedMeeting>> {
  const isMatch = createMeetingFilter(context, filters);
  return loadSliding(context, filters, isMatch, (window) => context.loaders.meetings(feeds, window));
}

/** @returns the meetings of these groups for which the filters hold. */
export function findGroupMeetings(
  context: GraphContext,
  groups: readonly GroupRecord[],
  filters: Filters,
): MaybePromise<Listing<JoinedMeeting>> {
  const feeds = feedsOf(context, groups);
  const isMatch = createMeetingFilter(context, filters);
  return loadSliding(context, filters, isMatch, (window) => context.loaders.groupMeetings(feeds, window, groups));
}

/** Loads the days that the window touches, so that the same days serve until midnight, and notes when it will hold others. */
function loadSliding(
  { validity }: GraphContext,
  filters: Filters,
  isMatch: (meeting: JoinedMeeting) => boolean,
  loadWindow: (window: OccurrenceWindow) => MaybePromise<Listing<JoinedMeeting>>,
): MaybePromise<Listing<JoinedMeeting>> {
  const load = (days: Window): MaybePromise<Listing<JoinedMeeting>> =>
    loadWindow(filters?.omitRecurrences ? { ...days, omitsRecurrences: true } : days);
  const { window, slides } = slidingWindow(filters, validity.now);
  // It bounds the window from now until then, and the one before it afterwards.
  if (filters?.startsBefore) validity.changesAt(filters.startsBefore);
  if (!slides.from && !slides.to) {
    return whenReady(load(window), ({ items, readings }) => ({ items: items.filter(isMatch), readings }));
  }
  const days = wholeDays(window);
  return whenReady(load(days), ({ items, readings }) => {
    noteSliding(validity, window, slides, days, items);
    return { items: items.filter(isMatch), readings };
  });
}
