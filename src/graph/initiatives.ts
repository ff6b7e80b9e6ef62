/** Which initiatives a question means, and what the graph concludes about one: overdue, help wanted, where to raise it. */
import type { GroupRecord, RoleKind, RoleRecord } from '../model/group.ts';
import type { InitiativeDetailsRecord, InitiativeFeedRef } from '../model/initiative.ts';
import type { MaybePromise } from '../model/source.ts';
import type { SortOrder } from './connection.ts';
import type { GraphContext } from './context.ts';
import type { InitiativeFilters, InitiativeOrder } from './generated.ts';
import { hasTopic, selectGroups } from './join/group-selection.ts';
import type { JoinedInitiative } from './join/initiatives.ts';
import type { JoinedMeeting } from './join/meetings.ts';
import type { Listing } from './listing.ts';
import { all, whenReady } from './maybe-promise.ts';
import { findNextMeeting } from './meetings.ts';
import { addDays, daysBetween, toDate } from './time.ts';
import { hasPhrase, isSameTopic, matchesQuery } from './words.ts';

type Filters = InitiativeFilters | null | undefined;

/** Kinds of role that may oversee an initiative. */
const OVERSEERS: ReadonlySet<RoleKind> = new Set([
  'CHAIR',
  'TECH_LEAD',
  'SUBPROJECT_LEAD',
  'ORGANIZER',
  'LIAISON',
  'SPONSOR',
]);

/** @returns the feeds that can answer the filters: those of the groups named, or every feed. */
export function initiativeFeedsFor(context: GraphContext, filters: Filters): readonly InitiativeFeedRef[] {
  if (!filters?.groups) return context.registry.record.initiativeFeeds;
  const keys = selectGroups(context.registry, filters.groups, filters.includeSubgroups ?? false);
  return initiativeFeedsOf(context, context.registry.groupsOf([...keys]));
}

function initiativeFeedsOf(context: GraphContext, groups: readonly GroupRecord[]): readonly InitiativeFeedRef[] {
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
  isWanted: (initiative: JoinedInitiative) => boolean = () => true,
): MaybePromise<Listing<JoinedInitiative>> {
  return keepMatching(context, context.loaders.initiatives(feeds), filters, isWanted);
}

/** Conditions that need further requests are put only to those that meet all others. */
function keepMatching(
  context: GraphContext,
  listing: MaybePromise<Listing<JoinedInitiative>>,
  filters: Filters,
  isWanted: (initiative: JoinedInitiative) => boolean = () => true,
): MaybePromise<Listing<JoinedInitiative>> {
  const isMatch = createFilter(context, filters);
  return whenReady(listing, ({ items, readings }) => {
    const matching = items.filter((initiative) => isWanted(initiative) && isMatch(initiative));
    return whenReady(keepByDetails(context, matching, filters), (kept) => ({ items: kept, readings }));
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

function keepByDetails(
  context: GraphContext,
  initiatives: readonly JoinedInitiative[],
  filters: Filters,
): MaybePromise<readonly JoinedInitiative[]> {
  const since = filters?.inactiveSince;
  if (!since) return initiatives;
  // What was not even updated since then saw no activity either: only the others need to be asked.
  const [quiet, others] = [
    initiatives.filter(({ updatedAt }) => updatedAt < since),
    initiatives.filter(({ updatedAt }) => updatedAt >= since),
  ];
  return whenReady(all(others.map((initiative) => loadLastActivity(context, initiative))), (activities) => [
    ...quiet,
    ...others.filter((_, index) => {
      const activity = activities[index];
      return activity !== null && activity !== undefined && activity < since;
    }),
  ]);
}

/** @returns the order with the values it sorts by at hand; latest update first where none is given. */
export function loadInitiativeOrder(
  context: GraphContext,
  initiatives: readonly JoinedInitiative[],
  order: InitiativeOrder | null | undefined,
): MaybePromise<SortOrder<JoinedInitiative>> {
  const base = {
    name: order?.field ?? 'UPDATED_AT',
    direction: order?.direction ?? 'DESC',
    keyOf: ({ key }: JoinedInitiative) => key,
  } as const;
  switch (order?.field) {
    case 'CREATED_AT':
      return { ...base, valueOf: ({ createdAt }) => createdAt };
    case 'TARGET_DATE':
      return { ...base, valueOf: ({ targetDate }) => targetDate };
    case 'LAST_ACTIVITY_AT':
      return withLoaded(base, initiatives, (initiative) => loadLastActivity(context, initiative));
    case 'HELP_WANTED_SCORE':
      return withLoaded(base, initiatives, (initiative) =>
        whenReady(loadHelpWanted(context, initiative), ({ score }) => score),
      );
    default:
      return { ...base, valueOf: ({ updatedAt }) => updatedAt };
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

/** @returns what takes further requests; null where it could not be read. */
export function loadDetails(
  context: GraphContext,
  initiative: JoinedInitiative,
): Promise<InitiativeDetailsRecord | null> {
  return context.loaders.details(initiative).then(({ value }) => value);
}

export function loadLastActivity(context: GraphContext, initiative: JoinedInitiative): Promise<string | null> {
  return loadDetails(context, initiative).then((details) => details?.lastActivityAt ?? null);
}

/** @returns whether the work is still expected to go on. */
export function isUnderWay({ state, status }: Pick<JoinedInitiative, 'state' | 'status'>): boolean {
  return state === 'OPEN' && status !== 'COMPLETE' && status !== 'CANCELLED';
}

/** @returns whole days from opening until closing or now. */
export function ageInDays({ validity }: GraphContext, { createdAt, closedAt }: JoinedInitiative): number {
  if (closedAt !== null) return daysBetween(createdAt, closedAt);
  const days = daysBetween(createdAt, validity.now);
  validity.changesAt(addDays(createdAt, days + 1));
  return days;
}

/** @returns what it is overdue by; null where it is not. */
export function overdueReason(context: GraphContext, initiative: JoinedInitiative): string | null {
  if (!isUnderWay(initiative)) return null;
  const { targetDate, targetDateReason, ruleId } = initiative;
  if (targetDate !== null && targetDate < context.validity.today) {
    return `target date ${targetDate} (${targetDateReason ?? 'as given'}) has passed`;
  }
  const limit = ruleId === null ? null : (context.registry.initiativeRule(ruleId)?.limits.maxAgeDays ?? null);
  const age = ageInDays(context, initiative);
  return limit !== null && age > limit ? `open for ${age} days, the community's limit is ${limit}` : null;
}

function isHelpWanted(initiative: JoinedInitiative): boolean {
  return isUnderWay(initiative) && askingReasons(initiative).length > 0;
}

interface Reason {
  readonly points: number;
  readonly text: string;
}

/** What asks for help; what only makes joining easier is added by {@link loadHelpWanted}. */
function askingReasons(initiative: JoinedInitiative): readonly Reason[] {
  const reasons: Reason[] = [];
  if (initiative.helpLabel !== null) reasons.push({ points: 3, text: `label ${initiative.helpLabel}` });
  if (initiative.isContactWanted) reasons.push({ points: 2, text: 'primary contact is open' });
  if (initiative.assignees.length === 0) reasons.push({ points: 1, text: 'nobody is assigned' });
  return reasons;
}

const ACTIVE_WITHIN_DAYS = 30;
const MEETING_WITHIN_DAYS = 7;

/** @returns whether help is wanted, with the points of each reason; the score is their sum. */
export function loadHelpWanted(
  context: GraphContext,
  initiative: JoinedInitiative,
): MaybePromise<{ readonly wanted: boolean; readonly score: number; readonly reasons: readonly string[] }> {
  if (!isHelpWanted(initiative)) return { wanted: false, score: 0, reasons: [] };
  return whenReady(findRaiseAt(context, initiative), (raiseAt) =>
    loadDetails(context, initiative).then((details) => {
      const reasons = [...askingReasons(initiative)];
      const { validity } = context;
      const soon = addDays(validity.now, MEETING_WITHIN_DAYS);
      if (raiseAt !== null) validity.changesAfter(addDays(raiseAt.meeting.startsAt, -MEETING_WITHIN_DAYS));
      if (raiseAt !== null && raiseAt.meeting.startsAt < soon) {
        reasons.push({ points: 0.5, text: `${raiseAt.group.slug} meets on ${toDate(raiseAt.meeting.startsAt)}` });
      }
      const activeSince = addDays(validity.now, -ACTIVE_WITHIN_DAYS);
      if (details?.lastActivityAt) validity.changesAfter(addDays(details.lastActivityAt, ACTIVE_WITHIN_DAYS));
      if (details?.lastActivityAt && details.lastActivityAt >= activeSince) {
        reasons.push({ points: 0.5, text: `active on ${toDate(details.lastActivityAt)}` });
      }
      if (details?.openLinkedPullRequests === 0) reasons.push({ points: 0.5, text: 'no open pull request' });
      return {
        wanted: true,
        score: reasons.reduce((sum, { points }) => sum + points, 0),
        reasons: reasons.map(({ points, text }) => `+${points} ${text}`),
      };
    }),
  );
}

export interface RaiseAt {
  readonly group: GroupRecord;
  readonly meeting: JoinedMeeting;
  readonly reason: string;
}

/** @returns the next meeting of the responsible group, else of a tied group, else of their parents. */
export function findRaiseAt(context: GraphContext, initiative: JoinedInitiative): MaybePromise<RaiseAt | null> {
  const { registry } = context;
  const tied = initiative.ties.map(({ node }) => node);
  const own = initiative.responsible === null ? [] : [initiative.responsible];
  const parents = [...own, ...tied].flatMap(({ parent }) => (parent === null ? [] : (registry.group(parent) ?? [])));
  const candidates = new Map<GroupRecord, string>();
  const addAll = (groups: readonly GroupRecord[], role: string): void => {
    for (const group of groups) if (!candidates.has(group)) candidates.set(group, role);
  };
  addAll(own, 'the responsible group');
  addAll(tied, 'a group it is tied to');
  addAll(parents, 'the parent of its group');
  return firstMeeting(context, [...candidates]);
}

function firstMeeting(
  context: GraphContext,
  candidates: readonly (readonly [GroupRecord, string])[],
): MaybePromise<RaiseAt | null> {
  const [candidate, ...others] = candidates;
  if (candidate === undefined) return null;
  const [group, role] = candidate;
  return whenReady(findNextMeeting(context, group), (meeting) =>
    meeting === null
      ? firstMeeting(context, others)
      : { group, meeting, reason: `next meeting of ${group.slug}, ${role}` },
  );
}

/** @returns the role under which somebody on the initiative oversees it; null where nobody does. */
export function findSponsor(context: GraphContext, initiative: JoinedInitiative): RoleRecord | null {
  const logins = new Set(
    [...initiative.assignees, ...initiative.contacts].flatMap(({ login }) =>
      login === null ? [] : login.toLowerCase(),
    ),
  );
  const groups = initiative.responsible === null ? initiative.ties.map(({ node }) => node) : [initiative.responsible];
  const parents = groups.flatMap(({ parent }) => (parent === null ? [] : (context.registry.group(parent) ?? [])));
  return (
    [...groups, ...parents]
      .flatMap(({ roles }) => roles)
      .find(
        (role) =>
          OVERSEERS.has(role.kind) &&
          role.login !== null &&
          logins.has(role.login.toLowerCase()) &&
          (role.termEnd === null || role.termEnd >= context.validity.today),
      ) ?? null
  );
}
