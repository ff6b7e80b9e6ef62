/** Puts the rules of the registry to the facts of the graph, pulling only what the asked rules look at. */

import { toInstant } from '../clock.ts';
import type { FactNeeds, Facts, InitiativeFact, Known, MeetingFact, SeriesFact } from '../model/facts.ts';
import type { FindingRecord, RulePackRecord } from '../model/finding.ts';
import type { GroupRecord } from '../model/group.ts';
import type { InitiativeDetailsRecord, InitiativeFeedRef } from '../model/initiative.ts';
import type { MeetingFeedRef, OccurrenceRecord, SeriesRecord } from '../model/meeting.ts';
import type { Answer, Instant, MaybePromise, Reading, Window } from '../model/source.ts';
import type { SortOrder } from './connection.ts';
import type { GraphContext } from './context.ts';
import type { FindingFilters, FindingOrder, FindingSeverity } from './generated.ts';
import { selectGroups } from './join/group-selection.ts';
import type { JoinedInitiative } from './join/initiatives.ts';
import { createMatcher } from './join/meetings.ts';
import { isPartial, type Listing, mergeReadings } from './listing.ts';
import { all, whenReady } from './maybe-promise.ts';
import { Memory } from './remembered.ts';
import { findSource } from './sources.ts';
import { toEpochMs } from './time.ts';

type Filters = FindingFilters | null | undefined;

const SEVERITY_RANK: Readonly<Record<FindingSeverity, number>> = { INFO: 1, SHOULD: 2, MUST: 3 };

/** @returns the order; most severe first where none is given. */
export function toFindingOrder(order: FindingOrder | null | undefined): SortOrder<FindingRecord> {
  const field = order?.field ?? 'SEVERITY';
  const sortValue = {
    SEVERITY: ({ severity }: FindingRecord) => SEVERITY_RANK[severity],
    DUE_AT: ({ dueAt }: FindingRecord) => dueAt,
    OPENED_AT: ({ openedAt }: FindingRecord) => openedAt,
  }[field];
  return {
    name: `findings ${field}`,
    direction: order?.direction ?? 'DESC',
    valueOf: sortValue,
    keyOf: ({ id }) => id,
  };
}

/** @returns the findings for which the filters and `isWanted` hold. */
export function findFindings(
  context: GraphContext,
  filters: Filters,
  isWanted: (finding: FindingRecord) => boolean = () => true,
): MaybePromise<Listing<FindingRecord>> {
  const { severity, state, groups: slugs, since } = filters ?? {};
  const groups = slugs ? selectGroups(context.registry, slugs, false) : null;
  return whenReady(evaluateOnce(context, ruleIdsFor(context, filters)), ({ items, readings }) => ({
    items: items.filter(
      (finding) =>
        isWanted(finding) &&
        (!severity || severity.includes(finding.severity)) &&
        (!state || state.includes(finding.state)) &&
        (groups === null || finding.groups.some((key) => groups.has(key))) &&
        (!since || finding.openedAt >= since),
    ),
    readings,
  }));
}

/** Only rules that can answer the filters are put to the facts, so that the others pull nothing. */
function ruleIdsFor(context: GraphContext, filters: Filters): readonly string[] {
  const { rule: ids, severity } = filters ?? {};
  return packsOf(context)
    .flatMap(({ rules }) => rules)
    .filter((rule) => (!ids || ids.includes(rule.id)) && (!severity || canHaveSeverity(rule.level, severity)))
    .map(({ id }) => id);
}

/** A rule of any level can end in "cannot tell", which is INFO. */
function canHaveSeverity(level: FindingSeverity, wanted: readonly FindingSeverity[]): boolean {
  return wanted.includes(level) || wanted.includes('INFO');
}

function packsOf(context: GraphContext): readonly RulePackRecord[] {
  return context.registry.record.rulePacks;
}

function evaluateOnce(context: GraphContext, ruleIds: readonly string[]): MaybePromise<Listing<FindingRecord>> {
  if (ruleIds.length === 0) return { items: [], readings: [] };
  const key = ruleIds.join(' ');
  return context.loaders.once(`findings ${key}`, () => latest.recall(context, key, () => evaluate(context, ruleIds)));
}

/** The latest findings of some selections of rules. */
const latest = new Memory<Listing<FindingRecord>>(20);

function evaluate(context: GraphContext, ruleIds: readonly string[]): MaybePromise<Listing<FindingRecord>> {
  const { rules } = context.ports;
  const selection = { ruleIds };
  const needs = rules.needed(packsOf(context), minuteOf(context), selection);
  return whenReady(loadFacts(context, needs), ({ facts, readings }) => ({
    items: rules.evaluate(packsOf(context), facts, selection),
    readings,
  }));
}

/** Rules speak of days; put to the facts once a minute, their findings stay the same for so long. */
function minuteOf({ validity }: GraphContext): Instant {
  const minute = `${validity.now.slice(0, 16)}:00Z`;
  validity.changesAt(toInstant(toEpochMs(minute) + 60_000));
  return minute;
}

interface Loaded {
  readonly facts: Facts;
  readonly readings: readonly Reading[];
}

function loadFacts(context: GraphContext, needs: FactNeeds): MaybePromise<Loaded> {
  const { record } = context.registry;
  const initiatives: Listing<JoinedInitiative> = { items: [], readings: [] };
  return whenReady(needs.initiatives ? context.loaders.initiatives(record.initiativeFeeds) : initiatives, (listing) =>
    whenReady(loadDetails(context, listing.items, needs), (details) =>
      whenReady(loadFeeds(context, needs.meetings), (feeds) =>
        whenReady(loadLabels(context, needs.labels), (labels) => ({
          facts: toFacts(context, listing, details, feeds, labels),
          readings: mergeReadings(listing.readings, ...feeds.map(({ reading }) => [reading])),
        })),
      ),
    ),
  );
}

function loadDetails(
  context: GraphContext,
  initiatives: readonly JoinedInitiative[],
  needs: FactNeeds,
): MaybePromise<ReadonlyMap<string, InitiativeDetailsRecord | null>> {
  const wanted = initiatives.filter((initiative) => needs.detailsFor(initiative));
  return whenReady(
    context.loaders.allDetails(wanted),
    (answers) => new Map(Array.from(answers, ([nodeId, { value }]) => [nodeId, value])),
  );
}

interface FeedFacts {
  readonly feed: MeetingFeedRef;
  readonly reading: Reading;
  readonly occurrences: readonly OccurrenceRecord[];
  readonly series: readonly SeriesFact['record'][];
}

function loadFeeds(context: GraphContext, window: Window | null): MaybePromise<readonly FeedFacts[]> {
  if (window === null) return [];
  return all(
    context.registry.record.meetingFeeds.map((feed) =>
      whenReady(context.ports.occurrences(feed, window), (occurrences) =>
        whenReady(context.ports.series(feed), (series) => ({
          feed,
          reading: occurrences.reading,
          occurrences: occurrences.value ?? [],
          series: series.value ?? [],
        })),
      ),
    ),
  );
}

function loadLabels(context: GraphContext, isNeeded: boolean): MaybePromise<ReadonlyMap<string, Known<string>>> {
  if (!isNeeded) return new Map();
  const feeds = context.registry.record.initiativeFeeds;
  return whenReady(all(feeds.map((feed) => context.ports.labels(feed) ?? null)), (answers) => {
    return new Map(feeds.map(({ repository }, index) => [repository.toLowerCase(), toKnown(answers[index] ?? null)]));
  });
}

function toKnown(answer: Answer<readonly string[]> | null): Known<string> {
  if (answer === null) return UNKNOWN;
  return { items: answer.value ?? [], isComplete: answer.value !== null, readings: [answer.reading] };
}

const UNKNOWN: Known<never> = { items: [], isComplete: false, readings: [] };

function toFacts(
  context: GraphContext,
  listing: Listing<JoinedInitiative>,
  details: ReadonlyMap<string, InitiativeDetailsRecord | null>,
  feeds: readonly FeedFacts[],
  labels: ReadonlyMap<string, Known<string>>,
): Facts {
  const { registry } = context;
  const readingOf = new Map(listing.readings.map((reading) => [reading.sourceId, reading]));
  const initiatives = listing.items.flatMap((joined): JoinedFact[] => {
    const reading = readingOf.get(joined.feedId);
    if (reading === undefined) return [];
    const groups = joined.ties.map(({ node, confidence, matchedBy }) => ({ group: node.key, confidence, matchedBy }));
    const fact = { record: joined, reading, groups, details: details.get(joined.nodeId) ?? null };
    return [{ fact, community: joined.community }];
  });
  const byCommunity = Map.groupBy(initiatives, ({ community }) => community);
  const byGroup = indexBy(initiatives, ({ fact }) => fact.groups.map(({ group }) => group));
  const known = <T>(items: readonly T[], readings: readonly Reading[], hasSource: boolean): Known<T> => ({
    items,
    isComplete: hasSource && !isPartial(readings),
    readings,
  });
  const matched = feeds.map(({ feed, reading, occurrences, series }) => {
    const match = createMatcher(registry, feed, reading.sourceId);
    const tie = <R extends OccurrenceRecord | SeriesRecord>(record: R) => ({
      record,
      sourceId: reading.sourceId,
      group: match(record).group,
    });
    const keyOf = ({ group }: { readonly group: GroupRecord | null }) => group?.key ?? null;
    return {
      feed,
      reading,
      occurrences: Map.groupBy(occurrences.map(tie), keyOf),
      series: Map.groupBy(series.map(tie), keyOf),
    };
  });
  const matchedById = new Map(matched.map((entry) => [entry.feed.id, entry]));
  const feedsOfGroup = (key: string): typeof matched => {
    const group = registry.group(key);
    return group === null ? [] : registry.meetingFeedsOf(group).flatMap(({ id }) => matchedById.get(id) ?? []);
  };
  return {
    now: minuteOf(context),
    groups: registry.groups,
    conflicts: registry.record.diagnostics
      .filter(({ code }) => code === 'REGISTRY_CONFLICT')
      .map((diagnostic) => ({ diagnostic, group: null })),
    source: (id) => {
      const source = findSource(context, id);
      return source === null ? null : { ...source, fetchedAt: source.lastSuccessAt };
    },
    initiatives: (community) =>
      known(
        (byCommunity.get(community) ?? []).map(({ fact }) => fact),
        readingsOf(listing, registry.initiativeFeedsOfCommunity(community)),
        registry.initiativeFeedsOfCommunity(community).length > 0,
      ),
    initiativesOf: (key) => {
      const group = registry.group(key);
      const initiativeFeeds = group === null ? [] : registry.initiativeFeedsOf(group);
      return known(
        (byGroup.get(key) ?? []).map(({ fact }) => fact),
        readingsOf(listing, initiativeFeeds),
        initiativeFeeds.length > 0,
      );
    },
    occurrencesOf: (key, window) => {
      const own = feedsOfGroup(key);
      const items = own.flatMap(({ occurrences }) =>
        (occurrences.get(key) ?? []).filter(({ record }) => overlaps(record, window)),
      );
      return known(
        sortByStart(items),
        own.map(({ reading }) => reading),
        own.length > 0,
      );
    },
    seriesOf: (key) => {
      const own = feedsOfGroup(key);
      const items = own.flatMap(({ series }) => series.get(key) ?? []);
      return known(
        items,
        own.map(({ reading }) => reading),
        own.length > 0,
      );
    },
    unmatchedOccurrences: (community, window) => {
      const shared = matched.filter(({ feed }) => feed.community === community && feed.owner === null);
      const items = shared.flatMap(({ occurrences }) =>
        (occurrences.get(null) ?? []).filter(({ record }) => overlaps(record, window)),
      );
      return known(
        sortByStart(items),
        shared.map(({ reading }) => reading),
        true,
      );
    },
    labelsOf: (repository) => labels.get(repository.toLowerCase()) ?? UNKNOWN,
  };
}

interface JoinedFact {
  readonly fact: InitiativeFact;
  readonly community: string;
}

function indexBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const list = index.get(key);
      if (list === undefined) index.set(key, [item]);
      else list.push(item);
    }
  }
  return index;
}

function readingsOf({ readings }: Listing<JoinedInitiative>, feeds: readonly InitiativeFeedRef[]): readonly Reading[] {
  const ids = new Set(feeds.map(({ id }) => id));
  return readings.filter(({ sourceId }) => ids.has(sourceId));
}

function overlaps({ start, end }: OccurrenceRecord, { from, to }: Window): boolean {
  return start < to && (end > from || start >= from);
}

function sortByStart<T extends MeetingFact>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (a.record.start < b.record.start ? -1 : 1));
}
