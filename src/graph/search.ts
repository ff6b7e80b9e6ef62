/** Search over groups, people, initiatives and the meetings of the next 30 days. */
import MiniSearch from 'minisearch';
import type { GroupRecord } from '../model/group.ts';
import type { MaybePromise, Reading } from '../model/source.ts';
import { badUserInput } from './bad-user-input.ts';
import { type SortOrder, sortItems } from './connection.ts';
import type { GraphContext } from './context.ts';
import type { SearchType } from './generated.ts';
import { type NodeType, toGlobalId } from './ids.ts';
import type { JoinedInitiative } from './join/initiatives.ts';
import type { JoinedMeeting } from './join/meetings.ts';
import { type PersonView, toPerson } from './join/people.ts';
import { mergeReadings } from './listing.ts';
import { whenReady } from './maybe-promise.ts';
import { findMeetings } from './meetings.ts';
import type { RegistryView } from './registry-view.ts';
import { Memory } from './remembered.ts';
import { toWords } from './words.ts';

export const MAX_QUERY_LENGTH = 200;

export type SearchItem = GroupRecord | PersonView | JoinedInitiative | JoinedMeeting;

export interface SearchHit {
  readonly id: string;
  readonly type: SearchType;
  readonly item: SearchItem;
  readonly score: number;
}

export interface SearchOutcome {
  readonly hits: readonly SearchHit[];
  readonly readings: readonly Reading[];
}

/** What is searched, by weight. */
const FIELDS = ['title', 'names', 'text'] as const;

type Words = Readonly<Record<(typeof FIELDS)[number], string>>;

/** Words are written when they are indexed, and not kept: the index has them. */
interface SearchDocument {
  readonly type: SearchType;
  readonly key: string;
  readonly item: SearchItem;
  readonly words: () => Words;
  /** By each of which people call it, as {@link toWords} writes it. */
  readonly calledBy: readonly string[];
}

const NODE_TYPES: Readonly<Record<SearchType, NodeType>> = {
  GROUP: 'Group',
  PERSON: 'Person',
  INITIATIVE: 'Initiative',
  MEETING: 'Meeting',
};

export const SEARCH_TYPES = Object.keys(NODE_TYPES) as readonly SearchType[];

/** Best first, ties by id. */
export const searchOrder: SortOrder<SearchHit> = {
  name: 'RELEVANCE',
  direction: 'DESC',
  valueOf: ({ score }) => score,
  keyOf: ({ id }) => id,
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
  return whenReady(loadIndex(context, types), ({ index, documents, readings }) => ({
    hits: rank(index, documents, query),
    readings,
  }));
}

interface Index {
  /** Knows documents by their place. */
  readonly index: MiniSearch<Indexed>;
  readonly documents: readonly SearchDocument[];
  readonly readings: readonly Reading[];
}

interface Indexed extends Words {
  readonly id: number;
}

/** Of the sets of types, of which there are fifteen, few are asked for. */
const latest = new Memory<Index>(4);

/** Made once a request for the same types, and once while their sources stay the same. */
function loadIndex(context: GraphContext, types: readonly SearchType[]): MaybePromise<Index> {
  const wanted = SEARCH_TYPES.filter((type) => types.includes(type));
  const key = wanted.join(' ');
  const begin = (): MaybePromise<Iterator<void, Index>> =>
    whenReady(loadDocuments(context, wanted), (loaded) => indexDocuments(context.registry, key, loaded));
  return context.loaders.once(`search ${key}`, () => latest.recall(context, key, begin));
}

interface Documents {
  readonly documents: readonly SearchDocument[];
  readonly readings: readonly Reading[];
}

function loadDocuments(context: GraphContext, types: readonly SearchType[]): MaybePromise<Documents> {
  const needsInitiatives = types.includes('INITIATIVE') || types.includes('PERSON');
  const { record } = context.registry;
  return whenReady(context.loaders.initiatives(needsInitiatives ? record.initiativeFeeds : []), (initiatives) =>
    whenReady(
      findMeetings(context, types.includes('MEETING') ? context.registry.meetingFeeds : [], null),
      (meetings) => {
        const documents = [
          ...(types.includes('GROUP') ? context.registry.groups.map(groupDocument) : []),
          ...(types.includes('PERSON') ? personDocuments(context, initiatives.items) : []),
          ...(types.includes('INITIATIVE') ? initiatives.items.map(initiativeDocument) : []),
          ...(types.includes('MEETING') ? meetings.items.map(meetingDocument) : []),
        ];
        return { documents, readings: mergeReadings(initiatives.readings, meetings.readings) };
      },
    ),
  );
}

function groupDocument(group: GroupRecord): SearchDocument {
  const { key, slug, name, aliases, topics, mission, focusAreas } = group;
  return {
    type: 'GROUP',
    key,
    item: group,
    words: () => ({
      title: name,
      names: [slug, ...aliases, ...topics].join(' '),
      text: [mission ?? '', ...focusAreas.flatMap(({ title, items }) => [title, ...items])].join(' '),
    }),
    calledBy: [slug, name, ...aliases].map(toWords),
  };
}

function initiativeDocument(initiative: JoinedInitiative): SearchDocument {
  const { key, title, number, labels, shortDescription, answers, exitCriteria } = initiative;
  return {
    type: 'INITIATIVE',
    key,
    item: initiative,
    words: () => ({
      title,
      names: [`#${number}`, ...labels.map(({ name }) => name)].join(' '),
      text: [shortDescription ?? '', answers.description ?? '', exitCriteria ?? ''].join(' '),
    }),
    calledBy: [],
  };
}

function meetingDocument(meeting: JoinedMeeting): SearchDocument {
  const { title, group, categories, description } = meeting;
  return {
    type: 'MEETING',
    key: meeting.key,
    item: meeting,
    words: () => ({ title, names: [group?.name ?? '', ...categories].join(' '), text: description ?? '' }),
    calledBy: [],
  };
}

function personDocuments(context: GraphContext, initiatives: readonly JoinedInitiative[]): readonly SearchDocument[] {
  const people = new Map<string, PersonView>();
  const add = (login: string, name: string | null): void => {
    const key = login.toLowerCase();
    if (!people.has(key)) people.set(key, toPerson(context.registry, { login, name }));
  };
  for (const { login, name } of context.registry.roles) if (login !== null) add(login, name);
  for (const { author, assignees, contacts } of initiatives) {
    for (const person of [author, ...assignees, ...contacts]) {
      if (person !== null && person.login !== null) add(person.login, person.name);
    }
  }
  return Array.from(people, ([key, person]) => ({
    type: 'PERSON',
    key,
    item: person,
    words: () => ({ title: person.name ?? '', names: person.login, text: '' }),
    calledBy: [toWords(person.login)],
  }));
}

const indexes = new WeakMap<
  RegistryView,
  Map<string, { readonly documents: readonly SearchDocument[]; readonly index: MiniSearch<Indexed> }>
>();

/** To build an index takes far longer than to search in it, so the last one is used while it holds the same words. */
function* indexDocuments(
  registry: RegistryView,
  key: string,
  { documents, readings }: Documents,
): Generator<void, Index> {
  const known = indexes.get(registry) ?? new Map();
  indexes.set(registry, known);
  const last = known.get(key);
  const isSame = last !== undefined && (yield* haveSameWords(last.documents, documents));
  const index = isSame ? last.index : yield* createIndex(documents);
  known.set(key, { documents, index });
  return { index, documents, readings };
}

function* haveSameWords(some: readonly SearchDocument[], others: readonly SearchDocument[]): Generator<void, boolean> {
  if (some.length !== others.length) return false;
  for (const [place, document] of some.entries()) {
    const other = others[place];
    if (document.item !== other?.item && (other === undefined || !isSameDocument(document, other))) return false;
    yield;
  }
  return true;
}

function isSameDocument(some: SearchDocument, other: SearchDocument): boolean {
  if (some.type !== other.type || some.key !== other.key) return false;
  const [words, others] = [some.words(), other.words()];
  return FIELDS.every((field) => words[field] === others[field]);
}

function* createIndex(documents: readonly SearchDocument[]): Generator<void, MiniSearch<Indexed>> {
  const index = new MiniSearch<Indexed>({
    fields: [...FIELDS],
    processTerm: (term) => (PLAIN_WORD.test(term) ? term.toLowerCase() : toWords(term)) || null,
    searchOptions: {
      boost: { title: 4, names: 2 },
      prefix: (term) => term.length > 2,
      // A typo in every fifth letter; short words must be right.
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      combineWith: 'AND',
    },
  });
  for (const [id, { words }] of documents.entries()) {
    index.add({ id, ...words() });
    yield;
  }
  return index;
}

/** Most are: they need no folding. */
const PLAIN_WORD = /^[A-Za-z0-9]+$/u;

/** Every word must be found, and where no document has them all, any. What is called by just these words comes first. */
function rank(index: MiniSearch<Indexed>, documents: readonly SearchDocument[], query: string): readonly SearchHit[] {
  const results = index.search(query);
  const found = results.length > 0 ? results : index.search(query, { combineWith: 'OR' });
  const name = toWords(query);
  const best = found[0]?.score ?? 0;
  const hits = found.flatMap(({ id: place, score: relevance }) => {
    const document = documents[place];
    if (document === undefined) return [];
    const { type, key, item, calledBy } = document;
    const score = calledBy.includes(name) ? best + relevance : relevance;
    return { id: toGlobalId(NODE_TYPES[type], key), type, item, score };
  });
  return sortItems(hits, searchOrder);
}
