/** Which initiatives a question means, and in which order. */
import type { GroupRecord } from '../model/group.ts';
import type { InitiativeDetailsRecord, InitiativeFeedRef } from '../model/initiative.ts';
import type { Instant, MaybePromise } from '../model/source.ts';
import type { SortOrder } from './connection.ts';
import type { GraphContext } from './context.ts';
import type { InitiativeFilters, InitiativeOrder, InitiativeOrderField, OrderDirection } from './generated.ts';
import { isHelpWanted, loadHelpWanted, loadLastActivity, overdueReason } from './initiative-insights.ts';
import { hasTopic, selectGroups } from './join/group-selection.ts';
import type { JoinedInitiative } from './join/initiatives.ts';
import type { Listing } from './listing.ts';
import { all, whenReady } from './maybe-promise.ts';
import { hasPhrase, isSameTopic, matchesQuery } from './words.ts';

type Filters = InitiativeFilters | null | undefined;

/** @returns the feeds that can answer the filters: those of the groups named, or every feed. */
export function initiativeFeedsFor(context: GraphContext, filters: Filters): readonly InitiativeFeedRef[] {
  if (!filters?.groups) return context.registry.record.initiativeFeeds;
  const keys = selectGroups(context.registry, filters.groups, filters.includeSubgroups ?? false);
  return initiativeFeedsOf(context, context.registry.groupsOf([...keys]));
}

function initiativeFeedsOf(context: GraphContext, groups: readonly GroupRecord[]): readonly InitiativeFeedRef[] {
  const [only] = groups;
  if (only !== undefined && groups.length === 1) return context.registry.initiativeFeedsOf(only);
  return [...new Set(groups.flatMap((group) => context.registry.initiativeFeedsOf(group)))];
}

/** @returns the initiatives of the group, and of everything below it where the filters ask for that. */
export function findGroupInitiatives(
  context: GraphContext,
  group: GroupRecord,
  filters: Filters,
): MaybePromise<Listing<JoinedInitiative>> {
  const groups = filters?.includeSubgroups ? context.registry.withDescendants(group) : [group];
  const listing = context.loaders.groupInitiatives(initiativeFeedsOf(context, groups), groups);
  return keepMatching(context, listing, filters);
}

/** @returns the initiatives in these feeds for which the filters and `isWanted` hold. */
export function findInitiatives(
  context: GraphContext,
  feeds: readonly InitiativeFeedRef[],
  filters: Filters,
  isWanted?: (initiative: JoinedInitiative) => boolean,
): MaybePromise<Listing<JoinedInitiative>> {
  return keepMatching(context, context.loaders.initiatives(feeds), filters, isWanted);
}

/** Conditions that need further requests are put only to those that meet all others. */
function keepMatching(
  context: GraphContext,
  listing: MaybePromise<Listing<JoinedInitiative>>,
  filters: Filters,
  isWanted?: (initiative: JoinedInitiative) => boolean,
): MaybePromise<Listing<JoinedInitiative>> {
  // The same list as ever, so that what is made of it can be remembered by it.
  if (!filters && isWanted === undefined) return listing;
  const isMatch = createFilter(context, filters);
  return whenReady(listing, ({ items, readings }) => {
    const matching = items.filter((initiative) => isWanted?.(initiative) !== false && isMatch(initiative));
    return keepByDetails(context, { items: matching, readings }, filters);
  });
}

function createFilter(context: GraphContext, filters: Filters): (initiative: JoinedInitiative) => boolean {
  if (!filters) return () => true;
  const { status, topics, needsHelp, overdue, updatedSince, query } = filters;
  const groups = filters.groups
    ? selectGroups(context.registry, filters.groups, filters.includeSubgroups ?? false)
    : null;
  return (initiative) =>
    (!status || status.includes(initiative.status)) &&
    (groups === null || initiative.ties.some(({ node }) => groups.has(node.key))) &&
    (!topics || isAbout(initiative, topics)) &&
    (needsHelp === null || needsHelp === undefined || isHelpWanted(initiative) === needsHelp) &&
    (overdue === null || overdue === undefined || (overdueReason(context, initiative) !== null) === overdue) &&
    (!updatedSince || initiative.updatedAt >= updatedSince) &&
    (!query || matchesQuery([initiative.title, initiative.shortDescription], query));
}

function isAbout(initiative: JoinedInitiative, topics: readonly string[]): boolean {
  return (
    initiative.ties.some(({ node }) => hasTopic(node, topics)) ||
    topics.some(
      (topic) =>
        hasPhrase(initiative.title, topic) ||
        initiative.labels.some(({ name }) => name.split('/').some((part) => isSameTopic(part, topic))),
    )
  );
}

/** Of an initiative whose activity is unknown nobody can say whether it belongs here: its source is read in part only. */
function keepByDetails(
  context: GraphContext,
  { items, readings }: Listing<JoinedInitiative>,
  filters: Filters,
): MaybePromise<Listing<JoinedInitiative>> {
  const since = filters?.inactiveSince;
  if (!since) return { items, readings };
  // What was not even updated since then saw no activity either: only the others need to be asked.
  const [quiet, others] = [
    items.filter(({ updatedAt }) => updatedAt < since),
    items.filter(({ updatedAt }) => updatedAt >= since),
  ];
  return whenReady(all(others.map((initiative) => context.loaders.details(initiative))), (answers) => {
    const verdicts = answers.map(({ value }) => isInactive(value, since));
    const unknown = new Map(
      others.flatMap(({ feedId }, index) =>
        verdicts[index] === null ? [[feedId, answers[index]?.reading.error ?? null] as const] : [],
      ),
    );
    return {
      items: [...quiet, ...others.filter((_, index) => verdicts[index] === true)],
      readings: readings.map((reading) => {
        const error = unknown.get(reading.sourceId);
        return error === undefined ? reading : { ...reading, isIncomplete: true, error: reading.error ?? error };
      }),
    };
  });
}

/** @returns null where it cannot be told. */
function isInactive(details: InitiativeDetailsRecord | null, since: Instant): boolean | null {
  if (details === null) return null;
  const { lastActivityAt, activityUnknownBefore } = details;
  if (lastActivityAt !== null) return lastActivityAt < since;
  return activityUnknownBefore !== undefined && activityUnknownBefore <= since ? true : null;
}

function fixedOrder(
  field: InitiativeOrderField,
  direction: OrderDirection,
  sortValue: (initiative: JoinedInitiative) => string | null,
): SortOrder<JoinedInitiative> {
  return { name: `initiatives ${field}`, direction, isFixed: true, valueOf: sortValue, keyOf: ({ key }) => key };
}

/** The order where none is given. */
export const initiativesByUpdate = fixedOrder('UPDATED_AT', 'DESC', ({ updatedAt }) => updatedAt);

/** @returns the order with the values it sorts by at hand; latest update first where none is given. */
export function loadInitiativeOrder(
  context: GraphContext,
  initiatives: readonly JoinedInitiative[],
  order: InitiativeOrder | null | undefined,
): MaybePromise<SortOrder<JoinedInitiative>> {
  if (!order) return initiativesByUpdate;
  const { field } = order;
  const direction = order.direction ?? 'DESC';
  const base = { name: `initiatives ${field}`, direction, keyOf: ({ key }: JoinedInitiative) => key };
  switch (field) {
    case 'UPDATED_AT':
      return fixedOrder(field, direction, ({ updatedAt }) => updatedAt);
    case 'CREATED_AT':
      return fixedOrder(field, direction, ({ createdAt }) => createdAt);
    case 'TARGET_DATE':
      return fixedOrder(field, direction, ({ targetDate }) => targetDate);
    case 'LAST_ACTIVITY_AT':
      return withLoaded(base, initiatives, (initiative) => loadLastActivity(context, initiative));
    case 'HELP_WANTED_SCORE':
      return withLoaded(base, initiatives, (initiative) =>
        whenReady(loadHelpWanted(context, initiative), ({ score }) => score),
      );
  }
}

function withLoaded(
  base: Omit<SortOrder<JoinedInitiative>, 'valueOf'>,
  initiatives: readonly JoinedInitiative[],
  load: (initiative: JoinedInitiative) => MaybePromise<string | number | null>,
): MaybePromise<SortOrder<JoinedInitiative>> {
  return whenReady(
    all(initiatives.map((initiative) => whenReady(load(initiative), (value) => [initiative, value] as const))),
    (pairs) => {
      const values = new Map(pairs);
      return { ...base, valueOf: (initiative) => values.get(initiative) ?? null };
    },
  );
}
