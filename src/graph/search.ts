/** Search over groups, people, initiatives and the meetings of the next 30 days. */
import MiniSearch from 'minisearch';
import type { GroupRecord } from '../model/group.ts';
import type { MaybePromise, Reading } from '../model/source.ts';
import { badUserInput } from './bad-user-input.ts';
import type { SortOrder } from './connection.ts';
import type { GraphContext } from './context.ts';
import type { SearchType } from './generated.ts';
import { type NodeType, toGlobalId } from './ids.ts';
import type { JoinedInitiative } from './join/initiatives.ts';
import type { JoinedMeeting } from './join/meetings.ts';
import { type PersonView, toPerson } from './join/people.ts';
import { mergeReadings } from './listing.ts';
import { whenReady } from './maybe-promise.ts';
import { findMeetings, meetingKey } from './meetings.ts';
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
  return whenReady(loadDocuments(context, types), ({ documents, readings }) => ({
    hits: rank(documents, query),
    readings,
  }));
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

function toDocument(type: SearchType, key: string, fields: Omit<SearchDocument, 'id' | 'type'>): SearchDocument {
  return { id: toGlobalId(NODE_TYPES[type], key), type, ...fields };
}

function groupDocument(group: GroupRecord): SearchDocument {
  return toDocument('GROUP', group.key, {
    item: group,
    title: group.name,
    names: [group.slug, ...group.aliases, ...group.topics].join(' '),
    text: [group.mission ?? '', ...group.focusAreas.flatMap(({ title, items }) => [title, ...items])].join(' '),
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
    toDocument('PERSON', key, { item: person, title: person.name ?? '', names: person.login, text: '' }),
  );
}

/** Every word must be found, and where no document has them all, any. */
function rank(documents: readonly SearchDocument[], query: string): readonly SearchHit[] {
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
  const byId = new Map(documents.map((document) => [document.id, document]));
  const results = index.search(query);
  const found = results.length > 0 ? results : index.search(query, { combineWith: 'OR' });
  return found.flatMap(({ id, score }) => {
    const document = byId.get(String(id));
    return document === undefined ? [] : { id: document.id, type: document.type, item: document.item, score };
  });
}
