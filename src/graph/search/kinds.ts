/** The kinds of things that are searched, and what of them. */
import type { GroupRecord } from '../../model/group.ts';
import type { SearchType } from '../generated.ts';
import type { JoinedInitiative } from '../join/initiatives.ts';
import type { JoinedMeeting } from '../join/meetings.ts';
import type { PersonView } from '../join/people.ts';
import type { Texts } from './text-index.ts';

export type SearchItem = GroupRecord | PersonView | JoinedInitiative | JoinedMeeting;

/** @returns what is unique among its kind. */
export function keyOf(item: SearchItem): string {
  return 'key' in item ? item.key : item.login.toLowerCase();
}

export interface Kind<T extends SearchItem> {
  readonly type: SearchType;
  readonly textsOf: (item: T) => Texts;
  /** By each of which people call it. */
  readonly namesOf: (item: T) => readonly string[];
}

export const groupKind: Kind<GroupRecord> = {
  type: 'GROUP',
  textsOf: ({ slug, name, aliases, topics, mission, focusAreas }) => ({
    title: name,
    names: [slug, ...aliases, ...topics].join(' '),
    text: [mission ?? '', ...focusAreas.flatMap(({ title, items }) => [title, ...items])].join(' '),
  }),
  namesOf: ({ slug, name, aliases }) => [slug, name, ...aliases],
};

export const personKind: Kind<PersonView> = {
  type: 'PERSON',
  textsOf: ({ name, login }) => ({ title: name ?? '', names: login, text: '' }),
  namesOf: ({ login }) => [login],
};

export const initiativeKind: Kind<JoinedInitiative> = {
  type: 'INITIATIVE',
  textsOf: ({ title, number, labels, shortDescription, answers, exitCriteria }) => ({
    title,
    names: [`#${number}`, ...labels.map(({ name }) => name)].join(' '),
    text: [shortDescription ?? '', answers.description ?? '', exitCriteria ?? ''].join(' '),
  }),
  namesOf: () => [],
};

export const meetingKind: Kind<JoinedMeeting> = {
  type: 'MEETING',
  textsOf: ({ title, group, categories, description }) => ({
    title,
    names: [group?.name ?? '', ...categories].join(' '),
    text: description ?? '',
  }),
  namesOf: () => [],
};
