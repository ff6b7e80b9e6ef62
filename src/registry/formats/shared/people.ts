/** Leads and other people of a group, in the forms of tags.yaml and sigs.yaml. */
import type { RoleKind } from '../../../model/group.ts';
import {
  type Located,
  LocatedList,
  LocatedMap,
  LocatedScalar,
  locatedMap,
  type Template,
} from '../../document/located.ts';
import type { Problems } from '../../problems.ts';
import { type FieldNames, FieldReader } from './field-reader.ts';
import { dayOf, readTerm } from './term.ts';

/** Where else a person is found. */
const UNUSED = [
  ['lfx_id', ['lfid', 'lf_id']],
  ['irc', ['irc_nick', 'nick']],
  ['slack', ['slack_id']],
  ['twitter', []],
  ['zulip_id', []],
  ['discord_id', ['discord']],
] as const;
const PERSON: FieldNames = {
  github: ['login', 'github_id', 'username', 'user', 'handle'],
  name: [],
  company: ['organization', 'organisation', 'org', 'affiliation', 'employer'],
  term: ['terms'],
  term_start: ['start'],
  term_end: ['end'],
  // E-mail addresses are withheld by policy, silently.
  email: ['mail'],
  ...Object.fromEntries(UNUSED.map(([name, others]) => [name, others])),
};
const TERM: FieldNames = { start: ['from', 'begin'], end: ['to', 'until', 'expires'] };

/** Lists of people under `leadership`, with the role that each gives and its word where it is not that of the role. */
const LEADERSHIP: Readonly<
  Record<string, { readonly kind: RoleKind; readonly label?: string; readonly others: readonly string[] }>
> = {
  chairs: { kind: 'CHAIR', others: ['chair', 'co_chairs', 'cochairs', 'co_chair', 'chairpersons', 'chairperson'] },
  tech_leads: { kind: 'TECH_LEAD', others: ['tech_lead', 'technical_leads', 'tls'] },
  subproject_leads: { kind: 'SUBPROJECT_LEAD', others: ['subproject_lead', 'sub_project_leads'] },
  leads: { kind: 'CHAIR', label: 'Lead', others: ['lead'] },
  organizers: { kind: 'ORGANIZER', others: ['organisers', 'organizer'] },
  sponsors: { kind: 'SPONSOR', others: ['sponsor'] },
  members: { kind: 'MEMBER', others: ['member'] },
  emeritus_leads: { kind: 'EMERITUS', label: 'Emeritus Lead', others: ['emeritus', 'emeritus_chairs', 'emeriti'] },
};
const LISTS = Object.entries(LEADERSHIP);
/** All lists of people that a file may write on a group itself. */
export const PEOPLE_LISTS: typeof LISTS = [
  ...LISTS,
  ['ptl', { kind: 'TECH_LEAD', label: 'PTL', others: ['project_team_lead'] }],
  ['maintainers', { kind: 'TECH_LEAD', label: 'Maintainer', others: ['maintainer'] }],
  ['approvers', { kind: 'MEMBER', label: 'Approver', others: ['approver'] }],
  ['reviewers', { kind: 'MEMBER', label: 'Reviewer', others: ['reviewer'] }],
  ['owners', { kind: 'MEMBER', label: 'Owner', others: ['owner'] }],
];
/** Of these, those that need no more knowledge of the group. */
const OWN_LISTS = PEOPLE_LISTS.filter(([name]) => !['leads', 'emeritus_leads', 'owners'].includes(name));
const LEADERSHIP_NAMES = namesOf(LISTS);
export const OWN_PEOPLE = namesOf(OWN_LISTS);

/** Fields that no record has are told once a document. */
export type Omissions = Map<string, { readonly first: Located; count: number }>;

/**
 * @param node the `leadership` of the group: of a mapping its lists, of a list everybody is a lead
 * @param group read with {@link OWN_PEOPLE} among its fields
 */
export function leadershipRoles(
  node: Located | undefined,
  group: FieldReader,
  problems: Problems,
  omitted: Omissions,
): Template[] {
  const rolesOf = (reader: FieldReader, lists: typeof LISTS) =>
    lists.flatMap(([name, { kind, label }]) => peopleRoles(reader.list(name), kind, label, problems, omitted));
  const own = rolesOf(group, OWN_LISTS);
  if (node === undefined) return own;
  if (!(node instanceof LocatedMap)) return [...peopleRoles(listed(node), 'CHAIR', 'Lead', problems, omitted), ...own];
  return [...rolesOf(new FieldReader(node, LEADERSHIP_NAMES, problems), LISTS), ...own];
}

/** @returns one role a person; a text is a login, or a name that may have one beside it. */
export function peopleRoles(
  people: readonly Located[],
  kind: RoleKind,
  label: string | undefined,
  problems: Problems,
  omitted: Omissions,
): Template[] {
  return people.flatMap(listedInWords).map((person) => {
    if (person instanceof LocatedScalar) return locatedMap(person.spot, { kind, label, ...personInWords(person) });
    if (!(person instanceof LocatedMap)) return locatedMap(person.spot, { kind, label });
    const reader = new FieldReader(person, PERSON, problems);
    for (const [field] of UNUSED) {
      const unused = reader.get(field);
      if (unused !== undefined) omit(field, unused, omitted);
    }
    return locatedMap(reader.spot, {
      kind,
      label,
      github: reader.text('github'),
      name: reader.text('name'),
      company: reader.text('company'),
      term: termOf(reader),
    });
  });
}

/** `Ada Lovelace, Grace Hopper`: several in one text. */
function listedInWords(person: Located): readonly Located[] {
  if (!(person instanceof LocatedScalar) || !person.source.includes(',')) return [person];
  const names = person.source.split(',').filter((name) => name.trim() !== '');
  return names.map((name) => new LocatedScalar(person.spot, name.trim()));
}

/** `ada`, `Ada Lovelace`, `Ada Lovelace (@ada)`, `https://github.com/ada`. */
function personInWords(text: LocatedScalar): { github?: LocatedScalar; name?: LocatedScalar } {
  const words = text.source.trim();
  const [, login] =
    /(?:^|[\s(<[])@([a-z\d][a-z\d-]*)/iu.exec(words) ?? /\bgithub\.com\/([a-z\d][a-z\d-]*)/iu.exec(words) ?? [];
  if (!/\s/u.test(words)) return { github: login === undefined ? text : new LocatedScalar(text.spot, login) };
  const parts = words.split(/\s+/u);
  const end = parts.findIndex((part) => /^[(<[]|@/u.test(part));
  const name = parts.slice(0, end === -1 ? parts.length : end).join(' ');
  return {
    ...(login === undefined ? {} : { github: new LocatedScalar(text.spot, login) }),
    ...(name === '' ? {} : { name: new LocatedScalar(text.spot, name) }),
  };
}

/** Reports the fields that no record has, once each. */
export function reportOmissions(omitted: Omissions, problems: Problems): void {
  for (const [name, { first, count }] of omitted) {
    problems.add(
      'REGISTRY_UNKNOWN_KEY',
      first.spot,
      `"${name}" has no counterpart in the graph; it is not served (${count === 1 ? 'once, here' : `${count} times, first here`}).`,
      {
        level: 'NOTE',
        hint: 'Nothing to do.',
      },
    );
  }
}

/** Notes a field that no record has. */
export function omit(name: string, node: Located, omitted: Omissions): void {
  const earlier = omitted.get(name);
  if (earlier === undefined) omitted.set(name, { first: node, count: 1 });
  else earlier.count += 1;
}

function termOf(reader: FieldReader): Template {
  const { problems } = reader;
  const term = reader.get('term');
  if (term instanceof LocatedScalar) return readTerm(term, problems);
  if (term instanceof LocatedList) {
    problems.add('REGISTRY_WRONG_TYPE', term.spot, 'The term is a list; a mapping of start and end is expected.');
  }
  const range = term instanceof LocatedMap ? new FieldReader(term, TERM, problems) : undefined;
  const start = range?.text('start') ?? reader.text('term_start');
  const end = range?.text('end') ?? reader.text('term_end');
  return start === undefined && end === undefined
    ? undefined
    : locatedMap(range?.spot ?? reader.spot, { start: day(start), end: day(end) });
}

function day(text: LocatedScalar | undefined): LocatedScalar | undefined {
  return text === undefined ? undefined : new LocatedScalar(text.spot, dayOf(text.source));
}

function listed(node: Located): readonly Located[] {
  return node instanceof LocatedScalar || node instanceof LocatedMap ? [node] : node.items;
}

function namesOf(lists: typeof LISTS): FieldNames {
  return Object.fromEntries(lists.map(([name, { others }]) => [name, others]));
}
