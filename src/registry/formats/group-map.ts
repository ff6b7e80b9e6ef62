/**
 * Files that name groups by the keys of a mapping, as the SIGs and project teams of OpenStack and the teams of GitHub's
 * peribolos do: `Edge Computing: { chairs: […], scope: … }`, or in a plain list, `- { name: …, chairs: … }`; by itself or
 * under a key such as `teams`.
 */
import { basename } from 'node:path';
import {
  type Located,
  LocatedList,
  LocatedMap,
  LocatedScalar,
  locatedMap,
  type Template,
} from '../document/located.ts';
import { normalizeKey } from '../native/nearest.ts';
import type { Problems } from '../problems.ts';
import { slugify } from '../slug.ts';
import type { KindWord } from './cncf-page/words.ts';
import type { CommunityName, FormatInput, RegistryFormat } from './format.ts';
import { contactTemplates, OWN_CONTACT } from './shared/contact.ts';
import { type FieldNames, FieldReader } from './shared/field-reader.ts';
import { groupKindOf } from './shared/kind-words.ts';
import { meetingTemplates } from './shared/meetings.ts';
import { organizationOf, ownerOf } from './shared/organization.ts';
import { type Omissions, omit, PEOPLE_LISTS, peopleRoles, reportOmissions } from './shared/people.ts';
import { stateOf } from './shared/state-words.ts';
import { subgroupSlugs } from './shared/subgroup-slugs.ts';
import { urlOf, webUrl } from './shared/urls.ts';

const PEOPLE: FieldNames = Object.fromEntries(PEOPLE_LISTS.map(([name, { others }]) => [name, others]));
/** Fields that no record has. */
const OMITTED = [
  'tags',
  'extra_atcs',
  'privacy',
  'permissions',
  'repos_permissions',
  'docs',
  'previously',
  'leaderless',
];
const GROUP: FieldNames = {
  name: ['title', 'full_name', 'display_name'],
  mission: ['mission_statement', 'scope', 'description', 'desc', 'purpose', 'objective', 'about'],
  topics: ['topic', 'service'],
  url: ['website', 'homepage', 'wiki', 'page'],
  charter: ['charter_link', 'charter_url'],
  status: ['state'],
  parent: [],
  meetings: ['meeting'],
  repositories: ['repos', 'repo', 'repository'],
  deliverables: [],
  contact: ['contacts'],
  ...PEOPLE,
  ...OWN_CONTACT,
  subgroups: ['teams', 'subteams', 'subprojects', 'sub_projects', 'working_groups'],
  ...Object.fromEntries(OMITTED.map((name) => [name, []])),
};
const DELIVERABLE: FieldNames = {
  repositories: ['repos', 'repo'],
  ...Object.fromEntries(['tags', 'docs', 'release_management', 'deprecated'].map((name) => [name, []])),
};

const PEOPLE_KEYS = spellings(PEOPLE);
const OTHER_KEYS = new Set(['scope', 'mission', 'missionstatement', 'charter', 'charterlink', 'meetings', 'contact']);
/** By which groups of the native form are known. */
const SLUG: ReadonlySet<string> = new Set(['slug']);
/** Keys that a mapping of groups may stand under. */
const WRAPPERS = new Set([
  ...['teams', 'groups', 'sigs', 'specialinterestgroups', 'wgs', 'workinggroups', 'tags', 'projects', 'committees'],
  ...['usergroups', 'subprojects', 'chapters', 'guilds', 'tribes', 'squads'],
]);

/** A document with one of these is of the native form, or is meant to be. */
const NATIVE_KEYS = ['$schema', 'apiVersion', 'community', 'communities', 'include', 'initiatives', 'calendars'];

interface Context {
  readonly problems: Problems;
  readonly omitted: Omissions;
  readonly base: string | null;
  readonly organization: string | null;
  readonly slugs: ReadonlyMap<Located, string>;
}

/** A group with the key that names it. */
interface Entry {
  readonly key: LocatedScalar;
  readonly node: LocatedMap;
}

export const groupMap: RegistryFormat = {
  name: 'group-map',
  syntax: 'yaml',
  sourceKind: 'REGISTRY',
  communityOf,
  recognises: ({ tree }) => mapsOf(tree).length > 0,
  toNative,
};

/** Where the file lies tells whose groups these are. */
function communityOf({ url }: FormatInput): CommunityName | null {
  const owner = ownerOf(url);
  return owner === undefined ? null : organizationOf(owner);
}

function toNative(input: FormatInput, _community: CommunityName, problems: Problems): LocatedMap {
  const spot = input.tree?.spot ?? { path: '', line: 1, column: 1 };
  const maps = mapsOf(input.tree);
  const top = maps.flatMap(({ node }) => entriesOf(node, problems));
  const context: Context = {
    problems,
    omitted: new Map(),
    base: input.url === null ? null : new URL('.', webUrl(input.url)).href,
    organization: communityOf(input)?.name ?? null,
    slugs: slugsOf(top),
  };
  const word = basename(URL.parse(input.location)?.pathname ?? input.location).replace(/\.\w+$/u, '');
  const groups = maps.flatMap(({ wrapper, node }) =>
    entriesOf(node, null).map((entry) => groupTemplate(entry, groupKindOf(wrapper ?? word), context)),
  );
  reportOmissions(context.omitted, problems);
  return locatedMap(spot, { groups });
}

/** The collections of groups in a document, with the key that they stand under; null for the document itself. */
function mapsOf(tree: Located | null): { readonly wrapper: string | null; readonly node: Located }[] {
  if (!(tree instanceof LocatedMap)) return tree !== null && holdsGroups(tree) ? [{ wrapper: null, node: tree }] : [];
  if (NATIVE_KEYS.some((key) => tree.get(key) !== undefined)) return [];
  const wrapped = [...tree.entries].flatMap(([wrapper, { value }]) =>
    WRAPPERS.has(normalizeKey(wrapper)) && holdsGroups(value) ? [{ wrapper, node: value }] : [],
  );
  if (wrapped.length > 0) return wrapped;
  return holdsGroups(tree) ? [{ wrapper: null, node: tree }] : [];
}

/** Most of what stands in it is a group, and people lead one of them. */
function holdsGroups(node: Located): boolean {
  const values = node instanceof LocatedMap ? [...node.entries.values()].map(({ value }) => value) : itemsOf(node);
  const groups = values.filter((value) => hasKey(value, PEOPLE_KEYS, OTHER_KEYS));
  return (
    groups.length > 0 &&
    groups.length * 2 > values.length &&
    groups.some((value) => hasKey(value, PEOPLE_KEYS)) &&
    (node instanceof LocatedMap || groups.every((value) => nameOf(value) !== undefined && !hasKey(value, SLUG)))
  );
}

function itemsOf(node: Located): readonly Located[] {
  return node instanceof LocatedList ? node.items : [];
}

function nameOf(node: Located): LocatedScalar | undefined {
  const name = node instanceof LocatedMap ? node.get('name') : undefined;
  return name instanceof LocatedScalar && name.source.trim() !== '' ? name : undefined;
}

function hasKey(map: Located, ...known: readonly ReadonlySet<string>[]): boolean {
  return (
    map instanceof LocatedMap &&
    [...map.entries.keys()].some((key) => known.some((keys) => keys.has(normalizeKey(key))))
  );
}

function entriesOf(collection: Located, problems: Problems | null): Entry[] {
  const named =
    collection instanceof LocatedMap
      ? [...collection.entries].map(([key, { key: spot, value }]) => ({ key: new LocatedScalar(spot, key), value }))
      : itemsOf(collection).map((value) => ({ key: nameOf(value) ?? new LocatedScalar(value.spot, ''), value }));
  return named.flatMap(({ key, value }) => {
    if (value instanceof LocatedMap && key.source.trim() !== '') return [{ key, node: value }];
    problems?.add('REGISTRY_WRONG_TYPE', key.spot, `"${key.source}" is no group; it is not served.`, {
      level: 'WARNING',
      hint: 'Write a mapping with a name.',
    });
    return [];
  });
}

function groupTemplate({ key, node }: Entry, kind: KindWord | null, context: Context): Template {
  const { problems, omitted, base, organization } = context;
  const reader = new FieldReader(node, GROUP, problems);
  const name = reader.text('name') ?? key;
  const own = groupKindOf(name.source) ?? kind;
  const meetings = meetingTemplates(reader, 'meetings', base, problems);
  const habits = { slackHost: null, organization, liaisonLabel: 'Liaison' };
  const contact = contactTemplates(reader, habits, problems, omitted);
  const nested = reader.get('subgroups');
  for (const field of OMITTED) {
    const unused = reader.get(field);
    if (unused !== undefined) omit(field, unused, omitted);
  }
  return locatedMap(key.spot, {
    slug: context.slugs.get(node),
    name,
    kind: own?.kind,
    label: own?.label,
    aliases: own === null ? [] : spokenNames(name, own.label),
    mission: reader.text('mission'),
    topics: reader.texts('topics'),
    state: stateOf(reader.text('status'), problems),
    url: urlOf(reader.text('url'), 'website', base, problems),
    charter: urlOf(reader.text('charter'), 'charter', base, problems),
    parent: reader.text('parent'),
    roles: [
      ...PEOPLE_LISTS.flatMap(([field, { kind: role, label }]) =>
        peopleRoles(reader.list(field), role, label, problems, omitted),
      ),
      ...contact.roles,
    ],
    channels: contact.channels,
    meetings: meetings.meetings,
    calendars: meetings.calendars,
    links: [...meetings.links, ...contact.links],
    repositories: [...repositoriesOf(reader, context), ...deliveredRepositories(reader.get('deliverables'), context)],
    subgroups:
      nested === undefined ? undefined : entriesOf(nested, problems).map((entry) => groupTemplate(entry, own, context)),
  });
}

/** People and issues say `API SIG` and `SIG API` of what the file calls `API`. */
function spokenNames(name: LocatedScalar, label: string): LocatedScalar[] {
  if (new RegExp(`\\b${label}\\b`, 'iu').test(name.source)) return [];
  return [`${name.source} ${label}`, `${label} ${name.source}`].map((text) => new LocatedScalar(name.spot, text));
}

/** A list, or the permissions of a team by repository of its organisation. */
function repositoriesOf(reader: FieldReader, { organization, omitted }: Context): readonly LocatedScalar[] {
  const node = reader.get('repositories');
  if (!(node instanceof LocatedMap)) return reader.texts('repositories');
  if (organization === null) {
    omit('permissions of repositories', node, omitted);
    return [];
  }
  return [...node.entries].map(([name, { key }]) => new LocatedScalar(key, `${organization}/${name}`));
}

/** OpenStack lists repositories by what is released from them. */
function deliveredRepositories(node: Located | undefined, { problems, omitted }: Context): readonly LocatedScalar[] {
  if (!(node instanceof LocatedMap)) return [];
  return entriesOf(node, problems).flatMap((entry) => {
    const reader = new FieldReader(entry.node, DELIVERABLE, problems);
    for (const field of Object.keys(DELIVERABLE)) {
      const unused = field === 'repositories' ? undefined : reader.get(field);
      if (unused !== undefined) omit(`${field} of a deliverable`, unused, omitted);
    }
    return reader.texts('repositories');
  });
}

function slugsOf(top: readonly Entry[]): ReadonlyMap<Located, string> {
  const all = top.flatMap((entry) => withNested(entry, ''));
  const slugs = subgroupSlugs(
    all.map(({ entry, parent }) => ({ parent, name: entry.key.source, slug: null })),
    [],
  );
  return new Map(all.map(({ entry }, index) => [entry.node, slugs[index] ?? '']));
}

function withNested(entry: Entry, parent: string): { readonly entry: Entry; readonly parent: string }[] {
  const nested = [...entry.node.entries].find(([key]) => NESTED_KEYS.has(normalizeKey(key)))?.[1].value;
  const children = nested === undefined ? [] : entriesOf(nested, null);
  return [{ entry, parent }, ...children.flatMap((child) => withNested(child, slugify(entry.key.source)))];
}

const NESTED_KEYS = spellings({ subgroups: GROUP['subgroups'] ?? [] });

function spellings(names: FieldNames): ReadonlySet<string> {
  return new Set(Object.entries(names).flatMap(([name, others]) => [name, ...others].map(normalizeKey)));
}
