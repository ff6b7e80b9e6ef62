/** Which meetings a question means: the window it looks at, the feeds it needs, the conditions it sets. */
import { toInstant } from '../clock.ts';
import type { GroupRecord } from '../model/group.ts';
import type { MeetingFeedRef } from '../model/meeting.ts';
import type { Instant, MaybePromise, Window } from '../model/source.ts';
import { badUserInput } from './bad-user-input.ts';
import type { SortOrder } from './connection.ts';
import type { GraphContext } from './context.ts';
import type { MeetingFilters, MeetingOrder } from './generated.ts';
import { joinKey } from './ids.ts';
import { hasTopic, selectGroups } from './join/group-selection.ts';
import type { JoinedMeeting } from './join/meetings.ts';
import type { Listing } from './listing.ts';
import { whenReady } from './maybe-promise.ts';
import { addDays, DAY_MS, parseDuration, parseMinutes, toEpochMs, toLocalTime } from './time.ts';
import { hasPhrase, isSameTopic, matchesQuery } from './words.ts';

/** What a reader who names no time expects to see. */
export const DEFAULT_WINDOW_DAYS = 30;
/** A year and a month: yearly meetings are found, and no query expands without bound. */
export const MAX_WINDOW_DAYS = 400;
/** `nextMeeting` looks so far first, which finds nearly every one, and only then {@link MAX_WINDOW_DAYS}. */
const NEAR_DAYS = 35;

type Filters = MeetingFilters | null | undefined;

/** @returns the key under which a meeting is found again, part of its global id. */
export function meetingKey(meeting: JoinedMeeting): string {
  return joinKey(meeting.feedId, meeting.uid, meeting.recurrenceId ?? '');
}

export function seriesKey(feedId: string, uid: string): string {
  return joinKey(feedId, uid);
}

/**
 * @returns the half-open window in which a meeting must start. Without any bound: {@link DEFAULT_WINDOW_DAYS} from now.
 *   With `startsAfter` alone, {@link MAX_WINDOW_DAYS} from there; with `startsBefore` alone, from now, or that long
 *   before it where it is past.
 * @throws {GraphQLError} BAD_USER_INPUT where the window is longer than {@link MAX_WINDOW_DAYS}
 */
export function toWindow(filters: Filters, now: Instant): Window {
  const { startsAfter, startsBefore, within } = filters ?? {};
  if (within) {
    const ms = parseDuration(within) ?? 0;
    if (ms > MAX_WINDOW_DAYS * DAY_MS)
      throw badUserInput('within', `must be at most P${MAX_WINDOW_DAYS}D, but got ${within}.`);
    const from = startsAfter ?? now;
    const to = toInstant(toEpochMs(from) + ms);
    return { from, to: startsBefore && startsBefore < to ? startsBefore : to };
  }
  if (startsAfter && startsBefore) {
    if (toEpochMs(startsBefore) - toEpochMs(startsAfter) > MAX_WINDOW_DAYS * DAY_MS) {
      throw badUserInput('startsBefore', `must be at most ${MAX_WINDOW_DAYS} days after "startsAfter".`);
    }
    return { from: startsAfter, to: startsBefore };
  }
  if (startsAfter) return { from: startsAfter, to: addDays(startsAfter, MAX_WINDOW_DAYS) };
  if (startsBefore) {
    const from = startsBefore > now ? now : addDays(startsBefore, -MAX_WINDOW_DAYS);
    if (toEpochMs(startsBefore) - toEpochMs(from) > MAX_WINDOW_DAYS * DAY_MS) {
      throw badUserInput(
        'startsBefore',
        `must be at most ${MAX_WINDOW_DAYS} days from now, or come with "startsAfter".`,
      );
    }
    return { from, to: startsBefore };
  }
  return { from: now, to: addDays(now, DEFAULT_WINDOW_DAYS) };
}

/** @returns the order; by start where none is given. */
export function toMeetingOrder(order: MeetingOrder | null | undefined): SortOrder<JoinedMeeting> {
  return {
    name: 'STARTS_AT',
    direction: order?.direction ?? 'ASC',
    valueOf: (meeting) => meeting.startsAt,
    keyOf: meetingKey,
  };
}

/** @returns the condition that the filters set; windows included. */
export function createMeetingFilter(context: GraphContext, filters: Filters): (meeting: JoinedMeeting) => boolean {
  const { from, to } = toWindow(filters, context.now);
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

function isAbout(meeting: JoinedMeeting, topics: readonly string[]): boolean {
  return (
    hasTopic(meeting.group, topics) ||
    topics.some(
      (topic) => hasPhrase(meeting.title, topic) || meeting.categories.some((category) => isSameTopic(category, topic)),
    )
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
  return (meeting) => {
    if (meeting.isAllDay) return false;
    const start = toLocalTime(toEpochMs(meeting.startsAt), zone);
    if (hours.weekdaysOnly && start.weekday > 5) return false;
    const end = toLocalTime(toEpochMs(meeting.endsAt), zone);
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
  return [...new Set(groups.flatMap((group) => context.registry.meetingFeedsOf(group)))];
}

/** @returns the feeds that can answer the filters: those of the groups named, or every feed. */
export function feedsFor(context: GraphContext, filters: Filters): readonly MeetingFeedRef[] {
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
  return keepMatching(context, context.loaders.meetings(feeds, toWindow(filters, context.now)), filters);
}

/** @returns the meetings of these groups for which the filters hold. */
export function findGroupMeetings(
  context: GraphContext,
  groups: readonly GroupRecord[],
  filters: Filters,
): MaybePromise<Listing<JoinedMeeting>> {
  const window = toWindow(filters, context.now);
  return keepMatching(context, context.loaders.groupMeetings(feedsOf(context, groups), window, groups), filters);
}

function keepMatching(
  context: GraphContext,
  listing: MaybePromise<Listing<JoinedMeeting>>,
  filters: Filters,
): MaybePromise<Listing<JoinedMeeting>> {
  const isMatch = createMeetingFilter(context, filters);
  return whenReady(listing, ({ items, readings }) => ({ items: items.filter(isMatch), readings }));
}

/** @returns the next meeting of the group that has not begun and is not cancelled; null where none is known. */
export function findNextMeeting(context: GraphContext, group: GroupRecord): MaybePromise<JoinedMeeting | null> {
  const search = (days: number): MaybePromise<JoinedMeeting | null> =>
    whenReady(groupMeetings(context, group, { from: context.now, to: addDays(context.now, days) }), (meetings) =>
      earliest(meetings.filter((meeting) => meeting.startsAt >= context.now && meeting.status !== 'CANCELLED')),
    );
  return context.loaders.once(`next ${group.key}`, () =>
    whenReady(search(NEAR_DAYS), (near) => near ?? search(MAX_WINDOW_DAYS)),
  );
}

/** @returns the latest meeting of the group that has ended and was not cancelled; null where none is known. */
export function findLastMeeting(context: GraphContext, group: GroupRecord): MaybePromise<JoinedMeeting | null> {
  const search = (days: number): MaybePromise<JoinedMeeting | null> =>
    whenReady(groupMeetings(context, group, { from: addDays(context.now, -days), to: context.now }), (meetings) =>
      latest(meetings.filter((meeting) => meeting.endsAt <= context.now && meeting.status !== 'CANCELLED')),
    );
  return context.loaders.once(`last ${group.key}`, () =>
    whenReady(search(NEAR_DAYS), (near) => near ?? search(MAX_WINDOW_DAYS)),
  );
}

function groupMeetings(
  context: GraphContext,
  group: GroupRecord,
  window: Window,
): MaybePromise<readonly JoinedMeeting[]> {
  const feeds = context.registry.meetingFeedsOf(group);
  return whenReady(context.loaders.groupMeetings(feeds, window, [group]), ({ items }) => items);
}

function earliest(meetings: readonly JoinedMeeting[]): JoinedMeeting | null {
  return meetings.reduce<JoinedMeeting | null>(
    (best, meeting) => (best === null || meeting.startsAt < best.startsAt ? meeting : best),
    null,
  );
}

function latest(meetings: readonly JoinedMeeting[]): JoinedMeeting | null {
  return meetings.reduce<JoinedMeeting | null>(
    (best, meeting) => (best === null || meeting.startsAt > best.startsAt ? meeting : best),
    null,
  );
}
