/** What the graph knows, as the rules ask for it. */
import { toInstant } from '../clock.ts';
import type { FactNeeds, Facts, InitiativeFact, Known, MeetingFact, SeriesFact } from '../model/facts.ts';
import type { GroupRecord } from '../model/group.ts';
import type { InitiativeDetailsRecord, InitiativeFeedRef } from '../model/initiative.ts';
import type { MeetingFeedRef, OccurrenceRecord, SeriesRecord } from '../model/meeting.ts';
import type { Answer, Instant, MaybePromise, Reading, Window } from '../model/source.ts';
import type { GraphContext } from './context.ts';
import type { JoinedInitiative } from './join/initiatives.ts';
import { createMatcher } from './join/meetings.ts';
import { isPartial, type Listing, mergeReadings } from './listing.ts';
import { all, whenReady } from './maybe-promise.ts';
import { Memory } from './remembered.ts';
import { findSource } from './sources.ts';
import { toEpochMs } from './time.ts';

interface Loaded {
  readonly facts: Facts;
  readonly readings: readonly Reading[];
}

/** Rules speak of days; put to the facts once a minute, their findings stay the same for so long. */
export function minuteOf({ validity }: GraphContext): Instant {
  const minute = `${validity.now.slice(0, 16)}:00Z`;
  validity.changesAt(toInstant(toEpochMs(minute) + 60_000));
  return minute;
}

/**
 * Pulls what is needed and nothing else.
 * @param sharers names those for whom it is loaded once: their needs of details and of meetings are alike
 */
export function loadFacts(context: GraphContext, needs: FactNeeds, sharers: string): MaybePromise<Loaded> {
  const { meetings } = needs;
  return whenReady(needs.initiatives ? loadInitiatives(context, needs, sharers) : NO_INITIATIVES, (work) =>
    whenReady(
      meetings === null ? [] : context.loaders.once(`facts of feeds ${sharers}`, () => loadFeeds(context, meetings)),
      (feeds) =>
        whenReady(loadLabels(context, needs.labels), (labels) => ({
          facts: toFacts(context, work, feeds, labels),
          readings: mergeReadings(work.listing.readings, ...feeds.map(({ reading }) => [reading])),
        })),
    ),
  );
}

interface InitiativeFacts {
  readonly listing: Listing<JoinedInitiative>;
  readonly byCommunity: ReadonlyMap<string, readonly InitiativeFact[]>;
  readonly byGroup: ReadonlyMap<string, readonly InitiativeFact[]>;
}

const NO_INITIATIVES: InitiativeFacts = {
  listing: { items: [], readings: [] },
  byCommunity: new Map(),
  byGroup: new Map(),
};

/** Of the latest selections of rules; a calendar that changes changes none. */
const latest = new Memory<InitiativeFacts>(2);

function loadInitiatives(context: GraphContext, needs: FactNeeds, sharers: string): MaybePromise<InitiativeFacts> {
  const begin = (): MaybePromise<Iterator<void, InitiativeFacts>> => {
    // Of which initiatives details are needed changes with it.
    minuteOf(context);
    return whenReady(context.loaders.initiatives(context.registry.record.initiativeFeeds), (listing) =>
      whenReady(loadDetails(context, listing.items, needs), (details) => toInitiativeFacts(listing, details)),
    );
  };
  return (
    latest.known(context, sharers) ??
    context.loaders.once(`facts of initiatives ${sharers}`, () => latest.recall(context, sharers, begin))
  );
}

function* toInitiativeFacts(
  listing: Listing<JoinedInitiative>,
  details: ReadonlyMap<string, InitiativeDetailsRecord | null>,
): Generator<void, InitiativeFacts> {
  const readingOf = new Map(listing.readings.map((reading) => [reading.sourceId, reading]));
  const byCommunity = new Map<string, InitiativeFact[]>();
  const byGroup = new Map<string, InitiativeFact[]>();
  for (const joined of listing.items) {
    const reading = readingOf.get(joined.feedId);
    if (reading === undefined) continue;
    const groups = joined.ties.map(({ node, confidence, matchedBy }) => ({ group: node.key, confidence, matchedBy }));
    const fact = { record: joined, reading, groups, details: details.get(joined.nodeId) ?? null };
    listUnder(byCommunity, joined.community, fact);
    for (const key of new Set(groups.map(({ group }) => group))) listUnder(byGroup, key, fact);
    yield;
  }
  return { listing, byCommunity, byGroup };
}

function listUnder<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
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
  /** By key of the group; null: of none. */
  readonly occurrences: ReadonlyMap<string | null, readonly MeetingFact[]>;
  readonly series: ReadonlyMap<string | null, readonly SeriesFact[]>;
}

function loadFeeds(context: GraphContext, window: Window): MaybePromise<readonly FeedFacts[]> {
  return all(
    context.registry.record.meetingFeeds.map((feed) =>
      whenReady(context.ports.occurrences(feed, window), (occurrences) =>
        whenReady(context.ports.series(feed), (series) =>
          toFeedFacts(context, feed, occurrences.reading, occurrences.value ?? [], series.value ?? []),
        ),
      ),
    ),
  );
}

function toFeedFacts(
  { registry }: GraphContext,
  feed: MeetingFeedRef,
  reading: Reading,
  occurrences: readonly OccurrenceRecord[],
  series: readonly SeriesRecord[],
): FeedFacts {
  const { sourceId } = reading;
  const match = createMatcher(registry, feed, sourceId);
  const tie = <R extends OccurrenceRecord | SeriesRecord>(record: R) => ({
    record,
    sourceId,
    group: match(record).group,
  });
  const keyOf = ({ group }: { readonly group: GroupRecord | null }) => group?.key ?? null;
  return {
    feed,
    reading,
    occurrences: Map.groupBy(occurrences.map(tie), keyOf),
    series: Map.groupBy(series.map(tie), keyOf),
  };
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
  { listing, byCommunity, byGroup }: InitiativeFacts,
  feeds: readonly FeedFacts[],
  labels: ReadonlyMap<string, Known<string>>,
): Facts {
  const { registry } = context;
  const known = <T>(items: readonly T[], readings: readonly Reading[], hasSource: boolean): Known<T> => ({
    items,
    isComplete: hasSource && !isPartial(readings),
    readings,
  });
  const feedById = new Map(feeds.map((entry) => [entry.feed.id, entry]));
  const feedsOfGroup = (key: string): readonly FeedFacts[] => {
    const group = registry.group(key);
    return group === null ? [] : registry.meetingFeedsOf(group).flatMap(({ id }) => feedById.get(id) ?? []);
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
        byCommunity.get(community) ?? [],
        readingsOf(listing, registry.initiativeFeedsOfCommunity(community)),
        registry.initiativeFeedsOfCommunity(community).length > 0,
      ),
    initiativesOf: (key) => {
      const group = registry.group(key);
      const initiativeFeeds = group === null ? [] : registry.initiativeFeedsOf(group);
      return known(byGroup.get(key) ?? [], readingsOf(listing, initiativeFeeds), initiativeFeeds.length > 0);
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
      const shared = feeds.filter(({ feed }) => feed.community === community && feed.owner === null);
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
