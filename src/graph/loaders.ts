/**
 * What one request has pulled. Every list is joined once a request, and once altogether while its records stay the
 * same; details go through DataLoader, so that a page of initiatives costs one upstream request.
 */
import DataLoader from 'dataloader';
import type { GroupRecord } from '../model/group.ts';
import type { InitiativeDetailsRecord, InitiativeFeedRef, InitiativeRecord } from '../model/initiative.ts';
import type { MeetingFeedRef, OccurrenceRecord, OccurrenceWindow, SeriesRecord } from '../model/meeting.ts';
import type { Answer, MaybePromise } from '../model/source.ts';
import type { GraphPorts } from './context.ts';
import { inTurns, takeTurn } from './in-turns.ts';
import { createGroupIndex } from './join/by-group.ts';
import { type JoinedInitiative, joinInitiatives } from './join/initiatives.ts';
import { compareMeetings, createMatcher, type JoinedMeeting, joinMeetings } from './join/meetings.ts';
import { type JoinedSeries, joinAllSeries } from './join/series.ts';
import { type Listing, mergeReadings } from './listing.ts';
import { all, inOwnTurn, isPromise, whenReady } from './maybe-promise.ts';
import type { RegistryView } from './registry-view.ts';
import type { Grounds, Validity } from './validity.ts';

export interface Loaders {
  /** Initiatives of these feeds. */
  initiatives(feeds: readonly InitiativeFeedRef[]): MaybePromise<Listing<JoinedInitiative>>;
  /** At once where it is in memory; else together with the others that are asked for. */
  details(initiative: JoinedInitiative): MaybePromise<Answer<InitiativeDetailsRecord>>;
  /** By node id, at once where all are in memory. */
  allDetails(
    initiatives: readonly JoinedInitiative[],
  ): MaybePromise<ReadonlyMap<string, Answer<InitiativeDetailsRecord>>>;
  /** Instances that overlap the window, in every feed given, ordered by start and key. */
  meetings(feeds: readonly MeetingFeedRef[], window: OccurrenceWindow): MaybePromise<Listing<JoinedMeeting>>;
  /** Initiatives that are tied to any of the groups. */
  groupInitiatives(
    feeds: readonly InitiativeFeedRef[],
    groups: readonly GroupRecord[],
  ): MaybePromise<Listing<JoinedInitiative>>;
  /** Instances of any of the groups. */
  groupMeetings(
    feeds: readonly MeetingFeedRef[],
    window: OccurrenceWindow,
    groups: readonly GroupRecord[],
  ): MaybePromise<Listing<JoinedMeeting>>;
  series(feeds: readonly MeetingFeedRef[]): MaybePromise<Listing<JoinedSeries>>;
  /** Runs `load` once a request for a key; whoever asks again rests on the same as the first. */
  once<T>(key: string, load: () => MaybePromise<T>): MaybePromise<T>;
}

export function createLoaders(ports: GraphPorts, registry: RegistryView, validity: Validity): Loaders {
  const memory = new Map<string, { readonly value: unknown; readonly grounds: Grounds }>();
  const once = <T>(key: string, load: () => MaybePromise<T>): MaybePromise<T> => {
    const known = memory.get(key);
    if (known !== undefined) {
      validity.add(known.grounds);
      return known.value as MaybePromise<T>;
    }
    const made = validity.collect(load);
    memory.set(key, made);
    return made.value;
  };

  const allDetails: Loaders['allDetails'] = (initiatives) => {
    const bySource = Map.groupBy(initiatives, ({ feedId }) => sourceNameOf(registry, feedId));
    const answers = Array.from(bySource, ([sourceName, members]) =>
      ports.initiativeDetails(
        sourceName,
        members.map(({ nodeId }) => nodeId),
      ),
    );
    return whenReady(all(answers), (maps) => new Map(maps.flatMap((map) => [...map])));
  };
  const detailLoader = new DataLoader<JoinedInitiative, Answer<InitiativeDetailsRecord>, string>(
    async (initiatives) => {
      const answers = await allDetails(initiatives);
      return initiatives.map(
        ({ nodeId }) => answers.get(nodeId) ?? new Error('A details source must answer every id it was asked for.'),
      );
    },
    { cacheKeyFn: ({ nodeId }) => nodeId },
  );

  const feedInitiatives = (feed: InitiativeFeedRef): MaybePromise<Listing<JoinedInitiative>> =>
    once(`initiatives ${feed.id}`, () =>
      whenReady(ports.initiatives(feed), ({ value, reading }) => ({
        items: value === null ? [] : joinInitiativesOnce(registry, feed, value, reading.sourceId),
        readings: [reading],
      })),
    );

  const feedMeetings = (feed: MeetingFeedRef, window: OccurrenceWindow): MaybePromise<Listing<JoinedMeeting>> =>
    once(`meetings ${feed.id} ${window.from} ${window.to} ${window.omitsRecurrences === true}`, () =>
      inOwnTurn(
        whenReady(ports.occurrences(feed, window), ({ value, reading }) =>
          whenReady(value === null ? [] : joinMeetingsOnce(registry, feed, value, reading.sourceId), (items) => ({
            items,
            readings: [reading],
          })),
        ),
      ),
    );

  const feedSeries = (feed: MeetingFeedRef): MaybePromise<Listing<JoinedSeries>> =>
    once(`series ${feed.id}`, () =>
      whenReady(ports.series(feed), ({ value, reading }) =>
        whenReady(value === null ? [] : joinSeriesOnce(registry, feed, value, reading.sourceId), (items) => ({
          items,
          readings: [reading],
        })),
      ),
    );

  return {
    initiatives: (feeds) => whenReady(all(feeds.map(feedInitiatives)), mergeListings),
    details: (initiative) =>
      ports.knownDetails(sourceNameOf(registry, initiative.feedId), initiative.nodeId) ?? detailLoader.load(initiative),
    allDetails,
    meetings: (feeds, window) => whenReady(all(feeds.map((feed) => feedMeetings(feed, window))), mergeMeetings),
    groupInitiatives: (feeds, groups) =>
      whenReady(all(feeds.map(feedInitiatives)), (listings) =>
        mergeListings(listings.map(({ items, readings }) => ({ items: initiativesOf(items, groups), readings }))),
      ),
    groupMeetings: (feeds, window, groups) =>
      whenReady(all(feeds.map((feed) => feedMeetings(feed, window))), (listings) =>
        mergeMeetings(listings.map(({ items, readings }) => ({ items: meetingsOf(items, groups), readings }))),
      ),
    series: (feeds) => whenReady(all(feeds.map(feedSeries)), mergeListings),
    once,
  };
}

const initiativesOf = createGroupIndex<JoinedInitiative>(({ ties }) => ties.map(({ node }) => node));
const meetingsOf = createGroupIndex<JoinedMeeting>(({ group }) => (group === null ? [] : [group]));

function mergeListings<T>(listings: readonly Listing<T>[]): Listing<T> {
  const [only] = listings;
  if (only !== undefined && listings.length === 1) return only;
  return {
    items: listings.flatMap(({ items }) => items),
    readings: mergeReadings(...listings.map(({ readings }) => readings)),
  };
}

/** In the order in which each of them is: few runs are sorted soon, and what is filtered out of them need not be. */
function mergeMeetings(listings: readonly Listing<JoinedMeeting>[]): Listing<JoinedMeeting> {
  const merged = mergeListings(listings);
  return listings.length === 1 ? merged : { ...merged, items: merged.items.toSorted(compareMeetings) };
}

function sourceNameOf(registry: RegistryView, feedId: string): string {
  return registry.initiativeFeed(feedId)?.source ?? '';
}

type FeedOf<R> = R extends InitiativeRecord ? InitiativeFeedRef : MeetingFeedRef;
type Join<R extends object, Joined> = (
  registry: RegistryView,
  feed: FeedOf<R>,
  records: readonly R[],
  sourceId: string,
) => Joined;

/**
 * Runs `join` once for the same registry and the same records: both are immutable, and replaced on change.
 * @returns the function that remembers
 */
function rememberJoin<R extends object, Joined extends MaybePromise<readonly unknown[]>>(
  join: Join<R, Joined>,
): Join<R, Joined> {
  const memory = new WeakMap<RegistryView, WeakMap<readonly R[], Joined>>();
  return (registry, feed, records, sourceId) => {
    const byRecords = memory.get(registry) ?? new WeakMap<readonly R[], Joined>();
    memory.set(registry, byRecords);
    const known = byRecords.get(records);
    if (known !== undefined) return known;
    const joined = join(registry, feed, records, sourceId);
    byRecords.set(records, joined);
    if (isPromise(joined)) {
      // Who asks later need not wait, or joins anew where it failed.
      joined.then(
        (done) => byRecords.set(records, done as Joined),
        () => byRecords.delete(records),
      );
    }
    return joined;
  };
}

const joinInitiativesOnce = rememberJoin<InitiativeRecord, readonly JoinedInitiative[]>(joinInitiatives);

const joinMeetingsOnce = rememberJoin<OccurrenceRecord, MaybePromise<readonly JoinedMeeting[]>>(
  (registry, feed, occurrences, sourceId) => {
    const steps = joinMeetings(createMatcher(registry, feed, sourceId), occurrences, sourceId);
    return inTurns(() => takeTurn(steps));
  },
);

const joinSeriesOnce = rememberJoin<SeriesRecord, MaybePromise<readonly JoinedSeries[]>>(
  (registry, feed, series, sourceId) => {
    const steps = joinAllSeries(createMatcher(registry, feed, sourceId), series, sourceId);
    return inTurns(() => takeTurn(steps));
  },
);
