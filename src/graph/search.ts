/** Search over groups, people, initiatives and the meetings of the next 30 days. */
import type { MaybePromise, Reading } from '../model/source.ts';
import { badUserInput } from './bad-user-input.ts';
import { type SortOrder, sortItems } from './connection.ts';
import type { GraphContext } from './context.ts';
import type { SearchType } from './generated.ts';
import { type NodeType, toGlobalId } from './ids.ts';
import type { JoinedInitiative } from './join/initiatives.ts';
import type { JoinedMeeting } from './join/meetings.ts';
import { type PersonView, toPerson } from './join/people.ts';
import { type Listing, mergeReadings } from './listing.ts';
import { whenReady } from './maybe-promise.ts';
import { findMeetings } from './meetings.ts';
import type { RegistryView } from './registry-view.ts';
import { Memory } from './remembered.ts';
import { holdsSame, KindIndex } from './search/kind-index.ts';
import { groupKind, initiativeKind, keyOf, meetingKind, personKind, type SearchItem } from './search/kinds.ts';
import type { Part } from './search/part.ts';
import type { Found } from './search/part-scores.ts';
import { rank } from './search/rank.ts';

export const MAX_QUERY_LENGTH = 200;

const NODE_TYPES: Readonly<Record<SearchType, NodeType>> = {
  GROUP: 'Group',
  PERSON: 'Person',
  INITIATIVE: 'Initiative',
  MEETING: 'Meeting',
};

export const SEARCH_TYPES = Object.keys(NODE_TYPES) as readonly SearchType[];

export type SearchHit = Found<SearchItem>;

export interface SearchOutcome {
  readonly hits: readonly SearchHit[];
  readonly readings: readonly Reading[];
}

/** Best first, ties by id. */
export const searchOrder: SortOrder<SearchHit> = {
  name: 'RELEVANCE',
  direction: 'DESC',
  valueOf: ({ score }) => score,
  keyOf: ({ type, item }) => toGlobalId(NODE_TYPES[type], keyOf(item)),
};

/**
 * @param types kinds of result; only their sources are read
 * @throws {GraphQLError} BAD_USER_INPUT for a query longer than {@link MAX_QUERY_LENGTH}
 */
export function search(
  context: GraphContext,
  query: string,
  types: readonly SearchType[],
): MaybePromise<SearchOutcome> {
  if (query.length > MAX_QUERY_LENGTH) {
    throw badUserInput('query', `must have at most ${MAX_QUERY_LENGTH} characters, but has ${query.length}.`);
  }
  return whenReady(loadIndex(context, types), ({ parts, readings }) => ({
    hits: sortItems(rank(parts, query), searchOrder),
    readings,
  }));
}

interface Index {
  readonly parts: readonly Part<SearchItem>[];
  readonly readings: readonly Reading[];
}

/** Of the sets of types, of which there are fifteen, few are asked for. */
const latest = new Memory<Index>(4);

/** Made once a request for the same types, and once while their sources stay the same. */
function loadIndex(context: GraphContext, types: readonly SearchType[]): MaybePromise<Index> {
  const wanted = SEARCH_TYPES.filter((type) => types.includes(type));
  const key = wanted.join(' ');
  const begin = (): MaybePromise<Iterator<void, Index>> =>
    whenReady(loadSources(context, wanted), (sources) => indexSources(context.registry, wanted, sources));
  return context.loaders.once(`search ${key}`, () => latest.recall(context, key, begin));
}

interface Sources {
  readonly initiatives: Listing<JoinedInitiative>;
  readonly meetings: Listing<JoinedMeeting>;
}

function loadSources(context: GraphContext, types: readonly SearchType[]): MaybePromise<Sources> {
  const needsInitiatives = types.includes('INITIATIVE') || types.includes('PERSON');
  const { record, meetingFeeds } = context.registry;
  return whenReady(context.loaders.initiatives(needsInitiatives ? record.initiativeFeeds : []), (initiatives) =>
    whenReady(findMeetings(context, types.includes('MEETING') ? meetingFeeds : [], null), (meetings) => ({
      initiatives,
      meetings,
    })),
  );
}

const indexesOf = new WeakMap<RegistryView, Indexes>();

function* indexSources(registry: RegistryView, types: readonly SearchType[], sources: Sources): Generator<void, Index> {
  const indexes = indexesOf.get(registry) ?? new Indexes(registry);
  indexesOf.set(registry, indexes);
  const parts: Part<SearchItem>[] = [];
  for (const type of types) parts.push(...(yield* indexes.update(type, sources)));
  return { parts, readings: mergeReadings(sources.initiatives.readings, sources.meetings.readings) };
}

/** Each follows its kind, whatever else is searched with it. */
class Indexes {
  readonly #registry: RegistryView;
  readonly #groups = new KindIndex(groupKind);
  readonly #people = new KindIndex(personKind);
  readonly #initiatives = new KindIndex(initiativeKind);
  readonly #meetings = new KindIndex(meetingKind);
  #last: { readonly initiatives: readonly JoinedInitiative[]; readonly people: readonly PersonView[] } | null = null;

  constructor(registry: RegistryView) {
    this.#registry = registry;
  }

  *update(type: SearchType, { initiatives, meetings }: Sources): Generator<void, readonly Part<SearchItem>[]> {
    switch (type) {
      case 'GROUP':
        return yield* this.#groups.update(this.#registry.groups);
      case 'PERSON':
        return yield* this.#people.update(yield* this.#peopleOf(initiatives.items));
      case 'INITIATIVE':
        return yield* this.#initiatives.update(initiatives.items);
      case 'MEETING':
        return yield* this.#meetings.update(meetings.items);
    }
  }

  *#peopleOf(initiatives: readonly JoinedInitiative[]): Generator<void, readonly PersonView[]> {
    if (this.#last === null || !holdsSame(this.#last.initiatives, initiatives)) {
      this.#last = { initiatives, people: yield* findPeople(this.#registry, initiatives) };
    }
    return this.#last.people;
  }
}

/** @returns the steps to everybody who has a role or is named by an initiative */
function* findPeople(
  registry: RegistryView,
  initiatives: readonly JoinedInitiative[],
): Generator<void, readonly PersonView[]> {
  const people = new Map<string, PersonView>();
  const add = (login: string, name: string | null): void => {
    const key = login.toLowerCase();
    if (!people.has(key)) people.set(key, toPerson(registry, { login, name }));
  };
  for (const { login, name } of registry.roles) if (login !== null) add(login, name);
  for (const { author, assignees, contacts } of initiatives) {
    for (const person of [author, ...assignees, ...contacts]) {
      if (person !== null && person.login !== null) add(person.login, person.name);
    }
    yield;
  }
  return [...people.values()];
}
