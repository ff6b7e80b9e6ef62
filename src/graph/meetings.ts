/** Which meetings a question means: the window it looks at, the feeds it needs, the conditions it sets. */
import { toInstant } from '../clock.ts';
import type { GroupRecord } from '../model/group.ts';
import type { MeetingFeedRef, OccurrenceWindow } from '../model/meeting.ts';
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
import { rememberLast } from './remember-last.ts';
import {
  addDays,
  DAY_MS,
  type LocalTime,
  parseDuration,
  parseMinutes,
  toDate,
  toEpochMs,
  toLocalTime,
} from './time.ts';
import type { Validity } from './validity.ts';
import { hasPhrase, isSameTopic, matchesQuery } from './words.ts';

/** What a reader who names no time expects to see. */
export const DEFAULT_WINDOW_DAYS = 30;
/** A year and a month: yearly meetings are found, and no query expands without bound. */
export const MAX_WINDOW_DAYS = 400;
/** `nextMeeting` looks so far first, which finds nearly every one, and only then {@link MAX_WINDOW_DAYS}. */
const NEAR_DAYS = 35;

const HOUR_MS = 3_600_000;

type Filters = MeetingFilters | null | undefined;

export function seriesKey(feedId: string, uid: string): string {
  return joinKey(feedId, uid);
}

/**
 * @returns the half-open window in which a meeting must start. Without any bound: {@link DEFAULT_WINDOW_DAYS} from now.
 *   With `startsAfter` alone, {@link MAX_WINDOW_DAYS} from there; with `startsBefore` alone, from now, or that long
 *   before it where it is past.
 * @throws {GraphQLError} BAD_USER_INPUT where the window is longer than {@link MAX_WINDOW_DAYS}
 */
function toWindow(filters: MeetingFilters, now: Instant): Window {
  const { startsAfter, startsBefore, within } = filters;
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
  return defaultWindow(now);
}

const defaultWindow = rememberLast((now: Instant) => ({ from: now, to: addDays(now, DEFAULT_WINDOW_DAYS) }));

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

/** A window, and which of its bounds move with the time: those that filters name stand still. */
interface Sliding {
  readonly now: Instant;
  readonly window: Window;
  readonly slides: { readonly from: boolean; readonly to: boolean };
}

/** Every group of an answer is asked with the same filters. */
const slidings = new WeakMap<MeetingFilters, Sliding>();

function slidingWindow(filters: Filters, now: Instant): Sliding {
  if (!filters) return defaultSliding(now);
  const known = slidings.get(filters);
  if (known?.now === now) return known;
  const window = toWindow(filters, now);
  const later = toWindow(filters, toInstant(toEpochMs(now) + 1000));
  const sliding = { now, window, slides: { from: later.from !== window.from, to: later.to !== window.to } };
  slidings.set(filters, sliding);
  return sliding;
}

const defaultSliding = rememberLast(
  (now: Instant): Sliding => ({ now, window: defaultWindow(now), slides: { from: true, to: true } }),
);

function noteSliding(
  validity: Validity,
  window: Window,
  slides: { readonly from: boolean; readonly to: boolean },
  loaded: Window,
  meetings: readonly JoinedMeeting[],
): void {
  /** When the end of the window will have reached the instant. */
  const arrivalAt = (instant: Instant): Instant =>
    toInstant(toEpochMs(validity.now) + toEpochMs(instant) - toEpochMs(window.to));
  if (slides.from) {
    const leaving = firstStart(meetings, window.from);
    if (leaving !== null) validity.changesAfter(leaving);
  }
  if (slides.to) {
    validity.changesAt(arrivalAt(loaded.to));
    const entering = firstStart(meetings, window.to);
    if (entering !== null) validity.changesAfter(arrivalAt(entering));
  }
}

function firstStart(meetings: readonly JoinedMeeting[], notBefore: Instant): Instant | null {
  let first: Instant | null = null;
  for (const { startsAt } of meetings) {
    if (startsAt >= notBefore && (first === null || startsAt < first)) first = startsAt;
  }
  return first;
}

/** @returns the days in UTC that the window touches, and at least an hour after it. */
function wholeDays(window: Window): Window {
  const known = daysOf.get(window);
  if (known !== undefined) return known;
  const end = toEpochMs(window.to) + HOUR_MS;
  const days = { from: `${toDate(window.from)}T00:00:00Z`, to: toInstant(Math.ceil(end / DAY_MS) * DAY_MS) };
  daysOf.set(window, days);
  return days;
}

/** Every group of an answer looks at the same window. */
const daysOf = new WeakMap<Window, Window>();
const nearWindow = rememberLast((now: Instant) => ({ from: now, to: addDays(now, NEAR_DAYS) }));

/** @returns the next meeting of the group that has not begun and is not cancelled; null where none is known. */
export function findNextMeeting(context: GraphContext, group: GroupRecord): MaybePromise<JoinedMeeting | null> {
  const { validity } = context;
  const search = (window: Window, isLast: boolean): MaybePromise<JoinedMeeting | null> => {
    const loaded = wholeDays(window);
    return whenReady(groupMeetings(context, group, loaded), (meetings) => {
      const coming = meetings.filter(({ startsAt, status }) => startsAt >= window.from && status !== 'CANCELLED');
      noteSliding(validity, window, { from: true, to: isLast }, loaded, coming);
      return earliest(coming.filter(({ startsAt }) => startsAt < window.to));
    });
  };
  const far = (): Window => ({ from: validity.now, to: addDays(validity.now, MAX_WINDOW_DAYS) });
  return context.loaders.once(`next ${group.key}`, () =>
    whenReady(search(nearWindow(validity.now), false), (near) => near ?? search(far(), true)),
  );
}

/** @returns the latest meeting of the group that has ended and was not cancelled; null where none is known. */
export function findLastMeeting(context: GraphContext, group: GroupRecord): MaybePromise<JoinedMeeting | null> {
  const { validity } = context;
  const search = (days: number): MaybePromise<JoinedMeeting | null> => {
    const window = { from: addDays(validity.now, -days), to: validity.now };
    const loaded = wholeDays(window);
    return whenReady(groupMeetings(context, group, loaded), (meetings) => {
      const held = meetings.filter(({ endsAt, status }) => endsAt > window.from && status !== 'CANCELLED');
      validity.changesAt(loaded.to);
      for (const { endsAt } of held) validity.changesAt(endsAt);
      const last = latest(held.filter(({ endsAt }) => endsAt <= window.to));
      if (last !== null) validity.changesAt(addDays(last.endsAt, days));
      return last;
    });
  };
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
