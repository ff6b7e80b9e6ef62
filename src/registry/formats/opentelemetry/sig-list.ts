/** sigs.yml of OpenTelemetry, which workstreams.yml took the place of: categories with their SIGs, one mapping each. */
import {
  type Located,
  LocatedList,
  LocatedMap,
  LocatedScalar,
  locatedMap,
  type Template,
} from '../../document/located.ts';
import type { Problems } from '../../problems.ts';
import { slugify } from '../../slug.ts';
import { type FieldNames, FieldReader } from '../shared/field-reader.ts';
import { plainName } from './plain-name.ts';

const CATEGORY: FieldNames = { name: ['title'], sigs: ['workstreams'] };
const SIG: FieldNames = {
  name: [],
  meeting: ['meetings'],
  notes: [],
  chat: [],
  invites: ['calendar'],
  sponsors: ['tcSponsors'],
  gcLiaison: ['gcLiaisons'],
  repositories: ['repository'],
  roadmapProjectIDs: ['roadmapProjects', 'roadmapProjectID'],
};
const NOTES: FieldNames = { type: [], value: ['id', 'url'] };
const CHAT: FieldNames = { type: [], name: [], id: [] };
const PERSON: FieldNames = { name: [], github: ['username', 'login'] };

/** @returns the items that are categories with SIGs below them; none where the document is no such list. */
export function sigCategories(tree: Located | null): readonly LocatedMap[] {
  if (!(tree instanceof LocatedList)) return [];
  return tree.items.filter(
    (item) => item instanceof LocatedMap && item.get('sigs') instanceof LocatedList,
  ) as LocatedMap[];
}

/** @returns the SIGs of a category in the form of workstreams.yml. */
export function workstreamsOf(category: LocatedMap, problems: Problems): readonly LocatedMap[] {
  const reader = new FieldReader(category, CATEGORY, problems);
  const title = reader.text('name');
  const topic =
    title === undefined ? undefined : new LocatedScalar(title.spot, title.source.replace(/(?<!\s)\s+SIGs$/u, ''));
  return reader.readers('sigs', SIG).map((sig) => {
    const name = sig.text('name');
    return locatedMap(sig.spot, {
      id: name === undefined ? undefined : new LocatedScalar(name.spot, slugify(plainName(name).source)),
      name,
      kind: 'sig',
      sigCategory: topic,
      people: [...peopleOf(sig, 'gcLiaison', 'gcLiaison'), ...peopleOf(sig, 'sponsors', 'sponsor')],
      resources: [
        meetingOf(sig, problems),
        ...sig.readers('chat', CHAT).map((chat) => chatOf(chat)),
        ...sig.texts('repositories').map((repository) => locatedMap(repository.spot, { repository })),
        ...sig.texts('roadmapProjectIDs').map((project) => locatedMap(project.spot, { roadmapProject: project })),
      ],
    });
  });
}

function peopleOf(sig: FieldReader, field: string, role: string): readonly Template[] {
  return sig.list(field).map((node) => {
    if (!(node instanceof LocatedMap)) return locatedMap(node.spot, { [role]: node });
    const person = new FieldReader(node, PERSON, sig.problems);
    return locatedMap(node.spot, { [role]: { username: person.text('github'), name: person.text('name') } });
  });
}

function meetingOf(sig: FieldReader, problems: Problems): Template {
  const [notes] = sig.list('notes');
  const value = notes instanceof LocatedMap ? new FieldReader(notes, NOTES, problems).text('value') : sig.text('notes');
  const schedule = sig.text('meeting');
  const calendar = sig.text('invites');
  const at = schedule ?? value ?? calendar;
  return at === undefined
    ? undefined
    : locatedMap(at.spot, { meeting: { schedule, calendarInviteGroup: calendar, gDocNotes: value } });
}

function chatOf(chat: FieldReader): Template {
  const type = chat.text('type')?.source.toLowerCase() ?? 'slack';
  if (type === 'slack') return locatedMap(chat.spot, { slack: { name: chat.text('name'), id: chat.text('id') } });
  chat.problems.add('REGISTRY_UNKNOWN_KEY', chat.spot, `A chat of the type "${type}" is not known; it is not served.`, {
    level: 'WARNING',
  });
  return undefined;
}
