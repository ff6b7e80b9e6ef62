/**
 * sigs.yaml of kubernetes/community since 2017, and the files of the communities that took it over (wgs.yaml, …):
 * special interest groups, working groups, user groups and committees with their subprojects.
 */
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
import type { CommunityName, FormatInput, RegistryFormat } from './format.ts';
import { type ChannelHabits, contactTemplates, OWN_CONTACT } from './shared/contact.ts';
import { type FieldNames, FieldReader } from './shared/field-reader.ts';
import { KUBERNETES } from './shared/kubernetes.ts';
import { meetingTemplates } from './shared/meetings.ts';
import { organizationOf, ownerOf } from './shared/organization.ts';
import { leadershipRoles, type Omissions, OWN_PEOPLE, peopleRoles, reportOmissions } from './shared/people.ts';
import { stateOf } from './shared/state-words.ts';
import { subgroupSlugs } from './shared/subgroup-slugs.ts';
import { calendarFeed, repositoryOf, urlOf, webUrl } from './shared/urls.ts';

const REPOSITORY = 'https://github.com/kubernetes/community/blob/master/';

/** The lists of the document, with the kind of their groups, its word, and the prefix of their folders. */
const LISTS = {
  sigs: { kind: 'SPECIAL_INTEREST_GROUP', label: 'SIG', prefix: 'sig', others: ['special_interest_groups'] },
  workinggroups: { kind: 'WORKING_GROUP', label: 'WG', prefix: 'wg', others: ['working_groups', 'wgs'] },
  usergroups: { kind: 'USER_GROUP', label: 'UG', prefix: 'ug', others: ['user_groups', 'ugs'] },
  committees: { kind: 'COMMITTEE', label: 'Committee', prefix: 'committee', others: [] },
  teams: { kind: 'TEAM', label: 'Team', prefix: 'team', others: [] },
} as const;
const DOCUMENT: FieldNames = {
  ...Object.fromEntries(Object.entries(LISTS).map(([name, { others }]) => [name, others])),
  gb_rep: [],
};
/** Some keep the addresses of a group's meeting and work beside it; each is a link of the group. */
const OWN_LINKS: Readonly<Record<string, { readonly rel: string; readonly others: readonly string[] }>> = {
  meeting_url: { rel: 'meeting', others: ['meeting_link', 'zoom_url'] },
  meeting_archive_url: { rel: 'meeting-notes', others: ['archive_url', 'meeting_notes_url'] },
  meeting_recordings_url: { rel: 'recordings', others: ['recordings_url'] },
  roadmap_url: { rel: 'roadmap', others: ['roadmap'] },
  calendar_url: { rel: 'calendar', others: ['meeting_calendar', 'meeting_calendar_url'] },
};

const GROUP: FieldNames = {
  dir: ['directory'],
  name: ['title'],
  status: ['state'],
  mission_statement: ['mission', 'objective', 'scope', 'purpose'],
  description: ['desc', 'short_description'],
  charter_link: ['charter', 'charter_url'],
  label: ['labels'],
  leadership: [],
  ...OWN_PEOPLE,
  leads: ['lead'],
  emeritus_leads: [],
  objectives: ['goals', 'objective_list'],
  topics: ['tags', 'topic'],
  stakeholder_sigs: ['stakeholders', 'stakeholder'],
  meetings: ['meeting'],
  contact: ['contacts'],
  ...OWN_CONTACT,
  subprojects: ['sub_projects'],
  owners: ['owner'],
  repositories: ['repos', 'repo'],
  website: [],
  ...Object.fromEntries(Object.entries(OWN_LINKS).map(([field, { others }]) => [field, others])),
};

interface Context {
  readonly problems: Problems;
  readonly omitted: Omissions;
  readonly base: string | null;
  readonly habits: ChannelHabits;
  readonly slugs: ReadonlyMap<LocatedMap, string>;
  /** Slug by lower-case name of a SIG, for stakeholders. */
  readonly names: ReadonlyMap<string, string>;
}

export const kubernetesSigs: RegistryFormat = {
  name: 'kubernetes-sigs',
  syntax: 'yaml',
  sourceKind: 'REGISTRY',
  communityOf,
  recognises: ({ tree }) => {
    if (!(tree instanceof LocatedMap)) return false;
    const keys = new Set(
      [...tree.entries].filter(([, { value }]) => value instanceof LocatedList).map(([key]) => normalizeKey(key)),
    );
    return ['sigs', 'workinggroups', 'usergroups', 'committees', 'specialinterestgroups'].some((key) => keys.has(key));
  },
  toNative,
};

/**
 * The organisation that owns most of what the file links to tells whose groups these are, else where the file lies; a
 * file that says nothing of Kubernetes is not taken for its own.
 */
function communityOf({ text, url }: FormatInput): CommunityName | null {
  const links =
    /https:\/\/(?:raw\.githubusercontent|github)\.com\/(?:orgs\/)?(?!(?:orgs|users|sponsors)\/)([\w-]+)\//gu;
  const owners = [...text.matchAll(links)].map(([, owner = '']) => owner);
  const counts = Map.groupBy(owners, (owner) => owner.toLowerCase());
  const [first] = [...counts.values()].sort((a, b) => b.length - a.length);
  const owner = first?.[0] ?? ownerOf(url);
  const isKubernetes = owner === undefined ? /kubernetes/iu.test(text) : /^kubernetes/iu.test(owner);
  if (isKubernetes) return KUBERNETES;
  return owner === undefined ? null : organizationOf(owner);
}

function toNative(input: FormatInput, community: CommunityName, problems: Problems): LocatedMap {
  if (!(input.tree instanceof LocatedMap)) return locatedMap({ path: '', line: 1, column: 1 }, {});
  const isKubernetes = community.slug === KUBERNETES.slug;
  const document = new FieldReader(input.tree, DOCUMENT, problems);
  const lists = Object.entries(LISTS).map(([field, list]) => ({ list, readers: document.readers(field, GROUP) }));
  const top = lists.flatMap(({ list, readers }) =>
    readers.map((reader) => ({ reader, slug: topSlug(reader, list.prefix) })),
  );
  const context: Context = {
    problems,
    omitted: new Map(),
    base: input.url === null ? (isKubernetes ? REPOSITORY : null) : new URL('.', webUrl(input.url)).href,
    habits: {
      slackHost: isKubernetes ? 'kubernetes.slack.com' : null,
      organization: isKubernetes ? 'kubernetes' : communityOf(input)?.slug === community.slug ? community.name : null,
      liaisonLabel: 'Steering Committee Liaison',
    },
    slugs: new Map([...top.map(({ reader, slug }) => [reader.node, slug] as const), ...nestedSlugs(top)]),
    names: new Map(top.map(({ reader, slug }) => [(reader.text('name')?.source ?? slug).toLowerCase(), slug])),
  };
  const groups = lists.flatMap(({ list, readers }) =>
    readers.map((reader) => groupTemplate(reader, { kind: list.kind, label: list.label }, context)),
  );
  const representative = peopleRoles(
    document.list('gb_rep'),
    'MEMBER',
    'Governing Board Representative',
    problems,
    context.omitted,
  );
  reportOmissions(context.omitted, problems);
  return locatedMap(input.tree.spot, { groups: withRepresentative(groups, representative, context) });
}

function groupTemplate(
  reader: FieldReader,
  kind: { readonly kind: string; readonly label: string },
  context: Context,
): Template {
  const { problems, omitted, habits } = context;
  const slug = context.slugs.get(reader.node) ?? '';
  const dir = reader.text('dir')?.source ?? slug;
  const base = context.base === null ? null : `${context.base}${dir}/`;
  const isSubproject = kind.kind === 'SUBPROJECT';
  const meetings = meetingTemplates(reader, 'meetings', base, problems);
  const own = ownLinks(reader, base, problems);
  const contact = contactTemplates(reader, habits, problems, omitted);
  const mission = reader.text('mission_statement');
  const description = reader.text('description');
  const owners = ownersOf(reader, problems);
  const [leadKind, leadLabel] = isSubproject ? (['SUBPROJECT_LEAD', undefined] as const) : (['CHAIR', 'Lead'] as const);
  const website = urlOf(reader.text('website'), 'website', base, problems);
  return locatedMap(reader.spot, {
    slug,
    name: reader.text('name'),
    ...kind,
    aliases: [
      ...(isSubproject ? [] : spokenName(reader.text('name'), kind.label)),
      ...reader.texts('label').filter((text) => text.source !== slug),
    ],
    state: stateOf(reader.text('status'), problems),
    mission: mission ?? linkedText(description, base),
    charter: urlOf(reader.text('charter_link'), 'charter', base, problems),
    url: website,
    roles: [
      ...leadershipRoles(reader.get('leadership'), reader, problems, omitted),
      ...peopleRoles(reader.list('leads'), leadKind, leadLabel, problems, omitted),
      ...peopleRoles(reader.list('emeritus_leads'), 'EMERITUS', 'Emeritus Lead', problems, omitted),
      ...owners.people,
      ...contact.roles,
    ],
    stakeholders: reader.texts('stakeholder_sigs').map((text) => {
      const known = context.names.get(text.source.toLowerCase());
      return known === undefined ? text : new LocatedScalar(text.spot, known);
    }),
    channels: contact.channels,
    meetings: meetings.meetings,
    calendars: [...meetings.calendars, ...own.calendars],
    links: [...meetings.links, ...own.links, ...contact.links, ...owners.links],
    topics: reader.texts('topics'),
    focusAreas: focusAreasOf(reader),
    repositories: [
      ...owners.repositories,
      ...reader.texts('repositories').map((text) => withOwner(text, habits.organization)),
    ],
    subprojects: reader
      .readers('subprojects', GROUP)
      .map((child) => groupTemplate(child, { kind: 'SUBPROJECT', label: 'Subproject' }, context)),
  });
}

/** What the group wants, in sentences; addresses among them say where it is kept. */
function focusAreasOf(reader: FieldReader): Template[] {
  const items = reader.texts('objectives');
  return items[0] === undefined ? [] : [locatedMap(items[0].spot, { title: 'Objectives', items })];
}

/** A name alone is a repository of the organisation whose file it is. */
function withOwner(text: LocatedScalar, organization: string | null): LocatedScalar {
  return organization === null || text.source.includes('/')
    ? text
    : new LocatedScalar(text.spot, `${organization}/${text.source}`);
}

/** The file says `Network`, people and issues say `SIG Network`. */
function spokenName(name: LocatedScalar | undefined, label: string): LocatedScalar[] {
  if (name === undefined || new RegExp(`\\b${label}\\b`, 'iu').test(name.source)) return [];
  return [new LocatedScalar(name.spot, `${label} ${name.source}`)];
}

/** A description may be a link to a part of the group's own page. */
function linkedText(text: LocatedScalar | undefined, base: string | null): LocatedScalar | undefined {
  if (text === undefined) return undefined;
  const whole =
    base === null
      ? text.source.replace(/\[([^\][]*)\]\(#[^)[]*\)/gu, '$1')
      : text.source.replace(/\]\(#/gu, `](${base}README.md#`);
  return new LocatedScalar(text.spot, whole);
}

function ownLinks(reader: FieldReader, base: string | null, problems: Problems) {
  const links: Template[] = [];
  const calendars: Template[] = [];
  for (const [field, { rel }] of Object.entries(OWN_LINKS)) {
    const url = urlOf(reader.text(field), `address (${rel})`, base, problems);
    if (url === undefined) continue;
    links.push(locatedMap(url.spot, { rel, url }));
    const feed = rel === 'calendar' ? calendarFeed(url.source) : null;
    if (feed !== null) calendars.push(locatedMap(url.spot, { url: feed }));
  }
  return { links, calendars };
}

/** Each owner is an OWNERS file, which tells a repository, or a login. */
function ownersOf(reader: FieldReader, problems: Problems) {
  const links: Template[] = [];
  const repositories = new Map<string, LocatedScalar>();
  const people: Template[] = [];
  for (const text of reader.texts('owners')) {
    if (/^@?[a-z\d][a-z\d-]*$/iu.test(text.source)) {
      people.push(locatedMap(text.spot, { kind: 'MEMBER', label: 'Owner', github: text }));
      continue;
    }
    const url = urlOf(text, 'owners file', null, problems);
    if (url === undefined) continue;
    links.push(locatedMap(url.spot, { rel: 'owners', url }));
    const repository = repositoryOf(url.source);
    if (repository !== null && !repositories.has(repository))
      repositories.set(repository, new LocatedScalar(url.spot, repository));
  }
  return { links, repositories: [...repositories.values()], people };
}

/** The Governing Board representative speaks for the steering committee; without one the person is served nowhere. */
function withRepresentative(
  groups: readonly Template[],
  people: readonly Template[],
  { problems }: Context,
): readonly Template[] {
  const [person] = people;
  if (!(person instanceof LocatedMap)) return groups;
  const steering = groups.find(
    (group) => group instanceof LocatedMap && /steering/u.test(scalarText(group.get('slug'))),
  );
  if (!(steering instanceof LocatedMap)) {
    problems.add(
      'REGISTRY_UNKNOWN_KEY',
      person.spot,
      'There is no steering committee whose representative "gb_rep" could be; it is not served.',
      { level: 'WARNING' },
    );
    return groups;
  }
  const roles = steering.entries.get('roles');
  const list = new LocatedList(steering.spot, [
    ...(roles?.value instanceof LocatedList ? roles.value.items : []),
    person,
  ]);
  const entries = new Map(steering.entries).set('roles', { key: roles?.key ?? steering.spot, value: list });
  return groups.map((group) => (group === steering ? new LocatedMap(steering.spot, entries) : group));
}

function nestedSlugs(
  top: readonly { readonly reader: FieldReader; readonly slug: string }[],
): (readonly [LocatedMap, string])[] {
  const children = top.flatMap(({ reader, slug }) =>
    reader.list('subprojects').flatMap((node) => (node instanceof LocatedMap ? [{ node, parent: slug }] : [])),
  );
  const slugs = subgroupSlugs(
    children.map(({ node, parent }) => ({ parent, name: scalarText(node.get('name')), slug: null })),
    top.map(({ slug }) => slug),
  );
  return children.map(({ node }, index) => [node, slugs[index] ?? ''] as const);
}

/** The folder names a group; without one its name does, after the prefix of its list. */
function topSlug(reader: FieldReader, prefix: string): string {
  const dir = reader.text('dir');
  if (dir !== undefined) return slugify(dir.source);
  const name = slugify(reader.text('name')?.source ?? reader.text('label')?.source ?? '');
  return name.split('-').includes(prefix) ? name : `${prefix}-${name}`;
}

function scalarText(node: Located | undefined): string {
  return node instanceof LocatedScalar ? node.source : '';
}
