/** Which groups a question means, and in which order. */
import type { GroupRecord } from '../model/group.ts';
import type { MaybePromise, Reading } from '../model/source.ts';
import type { ConnectionArgs, SortOrder, SortValue } from './connection.ts';
import type { GraphContext } from './context.ts';
import { findFindings } from './findings.ts';
import type { GroupFilters, GroupOrder } from './generated.ts';
import { findGroupInitiatives } from './initiatives.ts';
import { hasTopic, selectGroups } from './join/group-selection.ts';
import { isPartial, type Listing, type ListingPage, mergeReadings, toPage } from './listing.ts';
import { all, whenReady } from './maybe-promise.ts';
import { feedsOf } from './meetings.ts';
import { findLastMeeting, findNextMeeting } from './nearest-meetings.ts';
import { registryReadings } from './registry-readings.ts';
import { matchesQuery } from './words.ts';

type Filters = GroupFilters | null | undefined;

export interface OrderedGroups {
  readonly listing: Listing<GroupRecord>;
  readonly order: SortOrder<GroupRecord>;
  /** Of what only the order depends on: without them groups stand elsewhere, but none is missing. */
  readonly orderReadings: readonly Reading[];
}

/** @returns the page; its count is known even where the order is not. */
export function toGroupsPage(
  { listing, order, orderReadings }: OrderedGroups,
  args: ConnectionArgs,
): ListingPage<GroupRecord> {
  return toPage(listing, args, order, orderReadings);
}

/** @returns those of the groups for which the filters hold, with their order; sources are read only where it needs them. */
export function findGroups(
  context: GraphContext,
  groups: readonly GroupRecord[],
  filters: Filters,
  order: GroupOrder | null | undefined,
): MaybePromise<OrderedGroups> {
  const { kind, state, topics, query } = filters ?? {};
  const keys = filters?.groups ? selectGroups(context.registry, filters.groups, false) : null;
  const matches = (group: GroupRecord): boolean =>
    (keys === null || keys.has(group.key)) &&
    (!kind || kind.includes(group.kind)) &&
    (!state || state.includes(group.state)) &&
    (!topics || hasTopic(group, topics)) &&
    (!query || matchesQuery([group.name, group.slug, ...group.topics, group.mission], query));
  // The list itself where it is whole: it is in order already.
  const matching = groups.every(matches) ? groups : groups.filter(matches);
  return whenReady(keepWithFindings(context, matching, filters), ({ items, readings }) =>
    whenReady(loadOrder(context, items, order), (loaded) => ({
      listing: { items, readings: mergeReadings(registryReadings(context), readings) },
      order: loaded.order,
      orderReadings: loaded.readings,
    })),
  );
}

function keepWithFindings(
  context: GraphContext,
  groups: readonly GroupRecord[],
  filters: Filters,
): MaybePromise<Listing<GroupRecord>> {
  const severity = filters?.hasFindings;
  if (!severity || groups.length === 0) return { items: groups, readings: [] };
  return whenReady(findFindings(context, { severity, state: ['OPEN'] }), ({ items, readings }) => {
    const found = new Set(items.flatMap((finding) => finding.groups));
    return { items: groups.filter(({ key }) => found.has(key)), readings };
  });
}

interface LoadedOrder {
  readonly order: SortOrder<GroupRecord>;
  readonly readings: readonly Reading[];
}

function loadOrder(
  context: GraphContext,
  groups: readonly GroupRecord[],
  order: GroupOrder | null | undefined,
): MaybePromise<LoadedOrder> {
  const name = order?.field ?? 'NAME';
  const base = {
    name: `groups ${name}`,
    direction: order?.direction ?? 'ASC',
    keyOf: ({ key }: GroupRecord) => key,
  } as const;
  const withValues = (load: (group: GroupRecord) => MaybePromise<Valued>): MaybePromise<LoadedOrder> =>
    whenReady(all(groups.map(load)), (valued) => {
      const values = new Map(groups.map((group, index) => [group, valued[index]?.value ?? null]));
      return {
        order: { ...base, valueOf: (group) => values.get(group) ?? null },
        readings: mergeReadings(...valued.map(({ readings }) => readings)),
      };
    });
  const withMeeting = (find: typeof findNextMeeting): MaybePromise<LoadedOrder> =>
    whenReady(
      withValues((group) =>
        whenReady(find(context, group), (meeting) => ({ value: meeting?.startsAt ?? null, readings: [] })),
      ),
      (loaded) => whenReady(meetingReadings(context, groups), (readings) => ({ ...loaded, readings })),
    );
  switch (name) {
    case 'NAME':
      return { order: { ...base, isFixed: true, valueOf: (group) => group.name }, readings: [] };
    case 'NEXT_MEETING_AT':
      return withMeeting(findNextMeeting);
    case 'LAST_MEETING_AT':
      return withMeeting(findLastMeeting);
    case 'OPEN_INITIATIVES':
      return withValues((group) =>
        whenReady(findGroupInitiatives(context, group, null), ({ items, readings }) => ({
          value: isUnknown(readings) ? null : items.filter((initiative) => initiative.state === 'OPEN').length,
          readings,
        })),
      );
    case 'UPDATED_AT':
      return withValues((group) =>
        whenReady(findGroupInitiatives(context, group, null), ({ items, readings }) => ({
          value: items.reduce<string | null>(
            (latest, { updatedAt }) => (latest === null || updatedAt > latest ? updatedAt : latest),
            null,
          ),
          readings,
        })),
      );
  }
}

/** What no source could tell stands last, as if it had no value. */
function isUnknown(readings: readonly Reading[]): boolean {
  return readings.length === 0 || isPartial(readings);
}

interface Valued {
  readonly value: SortValue;
  readonly readings: readonly Reading[];
}

/** The series are read with the meetings, so this asks no upstream again. */
function meetingReadings(context: GraphContext, groups: readonly GroupRecord[]): MaybePromise<readonly Reading[]> {
  return whenReady(context.loaders.series(feedsOf(context, groups)), ({ readings }) => readings);
}
