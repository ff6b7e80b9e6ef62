/**
 * tags.yaml of cncf/toc, in the spellings of all its versions: Technical Advisory Groups with their subprojects and
 * working groups, and the subprojects of the TOC.
 */
import {
  type Located,
  LocatedList,
  LocatedMap,
  LocatedScalar,
  locatedMap,
  type Template,
  type TemplateMap,
} from '../document/located.ts';
import { normalizeKey } from '../native/nearest.ts';
import { isPlaceholderGroupName } from '../placeholder.ts';
import type { Problems } from '../problems.ts';
import { slugify } from '../slug.ts';
import type { CommunityName, FormatInput, RegistryFormat } from './format.ts';
import { CNCF } from './shared/cncf.ts';
import { type ChannelHabits, contactTemplates, OWN_CONTACT } from './shared/contact.ts';
import { type FieldNames, FieldReader } from './shared/field-reader.ts';
import { meetingTemplates } from './shared/meetings.ts';
import { leadershipRoles, type Omissions, OWN_PEOPLE, peopleRoles, reportOmissions } from './shared/people.ts';
import { subgroupSlugs } from './shared/subgroup-slugs.ts';
import { topicsOf } from './shared/topics.ts';
import { urlOf, webUrl } from './shared/urls.ts';

const HABITS: ChannelHabits = {
  slackHost: 'cloud-native.slack.com',
  organization: 'cncf',
  liaisonLabel: 'TOC Liaison',
};
/** The folder of each group holds its charter. */
const REPOSITORY = 'https://github.com/cncf/toc/blob/main/';

const DOCUMENT: FieldNames = { tags: ['technical_advisory_groups'], toc_subprojects: ['toc_sub_projects'] };
const GROUP: FieldNames = {
  dir: ['directory', 'slug'],
  name: [],
  mission_statement: ['mission', 'objective', 'description'],
  charter_link: ['charter', 'charter_url'],
  label: ['labels'],
  leadership: [],
  ...OWN_PEOPLE,
  leads: [],
  meetings: ['meeting'],
  contact: ['contacts'],
  ...OWN_CONTACT,
  subprojects: ['tag_subprojects', 'tag_sub_projects', 'sub_projects'],
  working_groups: ['workinggroups', 'wgs'],
  initiatives: ['tag_initiatives', 'subproject_initiatives', 'toc_initiatives', 'initiatives_url'],
  landscape_url: ['landscape'],
  landscape_preview_image: [],
  website: ['url', 'page'],
};

interface Context {
  readonly problems: Problems;
  readonly omitted: Omissions;
  /** Folder of the file on the web. */
  readonly base: string;
}

export const cncfTags: RegistryFormat = {
  name: 'cncf-tags',
  syntax: 'yaml',
  sourceKind: 'REGISTRY',
  communityOf: () => CNCF,
  recognises: ({ tree }) =>
    tree instanceof LocatedMap &&
    [...tree.entries].some(
      ([key, { value }]) =>
        ['tags', 'tocsubprojects', 'technicaladvisorygroups'].includes(normalizeKey(key)) &&
        value instanceof LocatedList &&
        value.items.some((item) => item instanceof LocatedMap),
    ),
  toNative,
};

function toNative(input: FormatInput, _community: CommunityName, problems: Problems): LocatedMap {
  if (!(input.tree instanceof LocatedMap)) return locatedMap({ path: '', line: 1, column: 1 }, {});
  const document = new FieldReader(input.tree, DOCUMENT, problems);
  const context: Context = {
    problems,
    omitted: new Map(),
    // The first version lay in the folder of the TAGs.
    base: input.url === null ? REPOSITORY : new URL('.', webUrl(input.url)).href.replace(/\/tags\/$/u, '/'),
  };
  const tags = document.readers('tags', GROUP);
  const subprojects = document.readers('toc_subprojects', GROUP);
  const slugs = nestedSlugs([...tags, ...subprojects]);
  const groups = [
    ...tags.map((reader) => groupTemplate(reader, { kind: 'ADVISORY_GROUP', label: 'TAG' }, 'tags', slugs, context)),
    ...subprojects.map((reader) =>
      groupTemplate(reader, { kind: 'SUBPROJECT', label: 'TOC Subproject' }, 'toc_subprojects', slugs, context),
    ),
  ];
  reportOmissions(context.omitted, problems);
  return locatedMap(input.tree.spot, { groups });
}

function groupTemplate(
  reader: FieldReader,
  kind: { readonly kind: string; readonly label: string },
  folder: string,
  slugs: ReadonlyMap<LocatedMap, string>,
  context: Context,
): Template {
  const slug = slugOf(reader);
  const base = `${context.base}${folder}/${slug ?? ''}/`;
  const leadership = reader.get('leadership');
  const nested = reader.readers('subprojects', GROUP);
  const moved = leadsOfOnlySubproject(leadership, nested, reader, context.problems);
  const template = commonTemplate(reader, moved === null ? leadership : moved.own, kind.kind, base, context);
  return locatedMap(reader.spot, {
    ...template,
    slug,
    ...kind,
    subprojects: nested.map((child) =>
      nestedTemplate(
        child,
        'SUBPROJECT',
        'Subproject',
        child === moved?.subproject ? moved.leads : null,
        slugs,
        base,
        context,
      ),
    ),
    subgroups: reader
      .readers('working_groups', GROUP)
      .map((child) => nestedTemplate(child, 'WORKING_GROUP', 'WG', null, slugs, base, context)),
  });
}

function nestedTemplate(
  reader: FieldReader,
  kind: string,
  label: string,
  leads: readonly Located[] | null,
  slugs: ReadonlyMap<LocatedMap, string>,
  base: string,
  context: Context,
): Template {
  const template = commonTemplate(reader, reader.get('leadership'), kind, base, context);
  const inherited =
    leads === null ? [] : peopleRoles(leads, 'SUBPROJECT_LEAD', undefined, context.problems, context.omitted);
  return locatedMap(reader.spot, {
    ...template,
    roles: [...template.roles, ...inherited],
    slug: slugs.get(reader.node),
    kind,
    label,
  });
}

function commonTemplate(
  reader: FieldReader,
  leadership: Located | undefined,
  kind: string,
  base: string,
  { problems, omitted }: Context,
) {
  const meetings = meetingTemplates(reader, 'meetings', base, problems);
  const contact = contactTemplates(reader, HABITS, problems, omitted);
  const mission = reader.text('mission_statement');
  const link = (field: string, rel: string): Template[] => {
    const url = urlOf(reader.text(field), rel, base, problems);
    return url === undefined ? [] : [locatedMap(url.spot, { rel, url })];
  };
  const initiatives = reader
    .texts('initiatives')
    .flatMap((text) => urlOf(text, 'address of the initiatives', null, problems) ?? []);
  return {
    name: reader.text('name'),
    aliases: reader.texts('label').filter((text) => text.source !== slugOf(reader)),
    mission,
    topics: topicsOf(mission),
    charter: urlOf(reader.text('charter_link'), 'charter', base, problems),
    url: urlOf(reader.text('website'), 'website', base, problems),
    roles: [
      ...leadershipRoles(leadership, reader, problems, omitted),
      ...peopleRoles(
        reader.list('leads'),
        kind === 'SUBPROJECT' ? 'SUBPROJECT_LEAD' : 'CHAIR',
        'Lead',
        problems,
        omitted,
      ),
      ...contact.roles,
    ],
    channels: contact.channels,
    meetings: meetings.meetings,
    calendars: meetings.calendars,
    links: [
      ...meetings.links,
      ...contact.links,
      ...initiatives.map((url) => locatedMap(url.spot, { rel: 'initiatives', url })),
      ...link('landscape_url', 'landscape'),
      ...link('landscape_preview_image', 'landscape-preview'),
    ],
    initiatives,
  } satisfies TemplateMap;
}

/**
 * Earlier versions indent the leads of a subproject as if they led the TAG. Where the TAG has one subproject, and that
 * has no leads of its own, they are its leads.
 */
function leadsOfOnlySubproject(
  leadership: Located | undefined,
  subprojects: readonly FieldReader[],
  tag: FieldReader,
  problems: Problems,
): { readonly own: LocatedMap; readonly subproject: FieldReader; readonly leads: readonly Located[] } | null {
  if (!(leadership instanceof LocatedMap)) return null;
  const entries = [...leadership.entries].filter(([key]) =>
    ['subprojectleads', 'subprojectlead'].includes(normalizeKey(key)),
  );
  const [first] = entries;
  if (first === undefined) return null;
  const leads = entries.flatMap(([, { value }]) => (value instanceof LocatedList ? value.items : [value]));
  // Made-up entries are not served, so they have no leads.
  const [only, ...others] = subprojects.filter(
    (subproject) => !isPlaceholderGroupName(subproject.text('name')?.source ?? ''),
  );
  const name = tag.text('name')?.source ?? 'the group';
  if (only === undefined || others.length > 0 || only.get('leadership') !== undefined) {
    problems.add(
      'REGISTRY_CONFLICT',
      first[1].key,
      `"${first[0]}" stands under the leadership of ${name}, and it is not clear which subproject they lead; they are served as leads of ${name}.`,
      {
        hint: 'Move them into the subproject.',
      },
    );
    return null;
  }
  problems.add(
    'REGISTRY_CONFLICT',
    first[1].key,
    `"${first[0]}" stands under the leadership of ${name}; they are served as leads of its only subproject, ${only.text('name')?.source ?? 'unnamed'}.`,
    {
      hint: 'Move them into the subproject.',
    },
  );
  const own = new Map([...leadership.entries].filter(([key]) => !entries.some(([moved]) => moved === key)));
  return { own: new LocatedMap(leadership.spot, own), subproject: only, leads };
}

function nestedSlugs(groups: readonly FieldReader[]): Map<LocatedMap, string> {
  const children = groups.flatMap((parent) =>
    [...nodesOf(parent, 'subprojects'), ...nodesOf(parent, 'working_groups')].map((node) => ({
      node,
      parent: slugOf(parent) ?? '',
    })),
  );
  const text = (node: LocatedMap, keys: readonly string[]) => {
    const value = keys
      .map((key) => node.get(key))
      .find((found) => found instanceof LocatedScalar && found.source !== '');
    return value instanceof LocatedScalar ? value.source : null;
  };
  const named = children.map(({ node, parent }) => {
    const dir = text(node, ['dir', 'directory', 'slug']);
    return { parent, name: text(node, ['name']) ?? '', slug: dir === null ? null : slugify(dir) };
  });
  const slugs = subgroupSlugs(
    named,
    groups.map((group) => slugOf(group)).filter((slug) => slug !== undefined),
  );
  return new Map(children.map(({ node }, index) => [node, slugs[index] ?? '']));
}

function nodesOf(reader: FieldReader, field: string): LocatedMap[] {
  return reader.list(field).filter((item) => item instanceof LocatedMap);
}

function slugOf(reader: FieldReader): string | undefined {
  const dir = reader.text('dir') ?? reader.text('name');
  return dir === undefined ? undefined : slugify(dir.source);
}
