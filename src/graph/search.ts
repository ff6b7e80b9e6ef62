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
import { findMeetings, meetingKey } from './meetings.ts';
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

interface SearchDocument {
  readonly id: string;
  readonly type: SearchType;
  readonly item: SearchItem;
  readonly title: string;
  readonly names: string;
  readonly text: string;
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
  return whenReady(loadIndex(context, types), ({ index, byId, readings }) => ({
    hits: rank(index, byId, query),
    readings,
  }));
}

interface Index {
  readonly index: MiniSearch<SearchDocument>;
  readonly byId: ReadonlyMap<string, SearchDocument>;
  readonly readings: readonly Reading[];
}

/** Of the sets of types, of which there are fifteen, few are asked for. */
const latest = new Memory<Index>(4);

/** Made once a request for the same types, and once while their sources stay the same. */
function loadIndex(context: GraphContext, types: readonly SearchType[]): MaybePromise<Index> {
  const wanted = SEARCH_TYPES.filter((type) => types.includes(type));
  const key = wanted.join(' ');
  const load = (): MaybePromise<Index> =>
    whenReady(loadDocuments(context, wanted), ({ documents, readings }) => ({
      index: indexOf(context.registry, wanted, documents),
      byId: new Map(documents.map((document) => [document.id, document])),
      readings,
    }));
  return context.loaders.once(`search ${key}`, () => latest.recall(context, key, load));
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

function toDocument(
  type: SearchType,
  key: string,
  { calledBy = [], ...fields }: Omit<SearchDocument, 'id' | 'type' | 'calledBy'> & Partial<SearchDocument>,
): SearchDocument {
  return { id: toGlobalId(NODE_TYPES[type], key), type, ...fields, calledBy: calledBy.map(toWords) };
}

function groupDocument(group: GroupRecord): SearchDocument {
  return toDocument('GROUP', group.key, {
    item: group,
    title: group.name,
    names: [group.slug, ...group.aliases, ...group.topics].join(' '),
    text: [group.mission ?? '', ...group.focusAreas.flatMap(({ title, items }) => [title, ...items])].join(' '),
    calledBy: [group.slug, group.name, ...group.aliases],
  });
}

function initiativeDocument(initiative: JoinedInitiative): SearchDocument {
  return toDocument('INITIATIVE', initiative.key, {
    item: initiative,
    title: initiative.title,
    names: [`#${initiative.number}`, ...initiative.labels.map(({ name }) => name)].join(' '),
    text: [initiative.shortDescription ?? '', initiative.answers.description ?? '', initiative.exitCriteria ?? ''].join(
      ' ',
    ),
  });
}

function meetingDocument(meeting: JoinedMeeting): SearchDocument {
  return toDocument('MEETING', meetingKey(meeting), {
    item: meeting,
    title: meeting.title,
    names: [meeting.group?.name ?? '', ...meeting.categories].join(' '),
    text: meeting.description ?? '',
  });
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
  return [...people].map(([key, person]) =>
    toDocument('PERSON', key, {
      item: person,
      title: person.name ?? '',
      names: person.login,
      text: '',
      calledBy: [person.login],
    }),
  );
}

const indexes = new WeakMap<
  RegistryView,
  Map<string, { readonly documents: readonly SearchDocument[]; readonly index: MiniSearch<SearchDocument> }>
>();

/** To build an index takes far longer than to search in it, so the last one is used while it holds the same words. */
function indexOf(
  registry: RegistryView,
  types: readonly SearchType[],
  documents: readonly SearchDocument[],
): MiniSearch<SearchDocument> {
  const known = indexes.get(registry) ?? new Map();
  indexes.set(registry, known);
  const key = types.join(' ');
  const last = known.get(key);
  if (last !== undefined && haveSameWords(last.documents, documents)) return last.index;
  const index = createIndex(documents);
  known.set(key, { documents, index });
  return index;
}

function haveSameWords(some: readonly SearchDocument[], others: readonly SearchDocument[]): boolean {
  return (
    some.length === others.length &&
    some.every((document, place) => {
      const other = others[place];
      return (
        document.id === other?.id &&
        document.title === other.title &&
        document.names === other.names &&
        document.text === other.text
      );
    })
  );
}

function createIndex(documents: readonly SearchDocument[]): MiniSearch<SearchDocument> {
  const index = new MiniSearch<SearchDocument>({
    fields: ['title', 'names', 'text'],
    processTerm: (term) => toWords(term) || null,
    searchOptions: {
      boost: { title: 4, names: 2 },
      prefix: (term) => term.length > 2,
      // A typo in every fifth letter; short words must be right.
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      combineWith: 'AND',
    },
  });
  index.addAll(documents);
  return index;
}

/** Every word must be found, and where no document has them all, any. What is called by just these words comes first. */
function rank(
  index: MiniSearch<SearchDocument>,
  byId: ReadonlyMap<string, SearchDocument>,
  query: string,
): readonly SearchHit[] {
  const results = index.search(query);
  const found = results.length > 0 ? results : index.search(query, { combineWith: 'OR' });
  const name = toWords(query);
  const best = found[0]?.score ?? 0;
  const hits = found.flatMap(({ id, score: relevance }) => {
    const document = byId.get(String(id));
    if (document === undefined) return [];
    const { type, item, calledBy } = document;
    return { id: document.id, type, item, score: calledBy.includes(name) ? best + relevance : relevance };
  });
  return sortItems(hits, searchOrder);
}
