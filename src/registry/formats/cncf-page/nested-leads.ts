/** Leads of the groups below a page's own, also where their heading stands beside them: `### Subproject Leads`. */
import { LocatedList, LocatedMap, LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import type { Problems } from '../../problems.ts';
import type { Section } from './page.ts';
import { peopleOfBlocks } from './people.ts';
import { roleOf } from './words.ts';

const LEADS = /^(?:(?:sub-?\s?project|working group|wg)s?\s+)?(?:co-?)?(?:leads?|leadership|chairs?|maintainers?)$/iu;

/** @returns the sections of leads, and the section without them. */
export function leadsBeside(section: Section): { readonly leads: readonly Section[]; readonly rest: Section } {
  const isOfLeads = ({ title }: Section) => LEADS.test(title.trim());
  return {
    leads: section.children.filter(isOfLeads),
    rest: { ...section, children: section.children.filter((child) => !isOfLeads(child)) },
  };
}

/**
 * @param groups of the section
 * @returns the groups, the only one with the leads; of several nobody knows which they lead, so the roles are returned
 */
export function giveLeads(
  leads: readonly Section[],
  groups: readonly Template[],
  problems: Problems,
): { readonly groups: readonly Template[]; readonly roles: readonly Template[] } {
  const people = leads.flatMap(({ title, blocks }) => peopleOfBlocks(blocks, roleOf(title), problems));
  const [first] = leads;
  if (first === undefined || people.length === 0) return { groups, roles: [] };
  const [only, ...others] = groups;
  const isOnly = only instanceof LocatedMap && others.length === 0;
  problems.add(
    'REGISTRY_CONFLICT',
    first.spot,
    isOnly
      ? `"${first.title}" stands beside the only group of the section; they are served as its leads.`
      : `"${first.title}" stands beside several groups, and it is not clear which they lead; they are served as leads of the page's group.`,
    { hint: 'Name them below the group that they lead.' },
  );
  return isOnly ? { groups: [withRoles(only, people)], roles: [] } : { groups, roles: people };
}

function withRoles(group: LocatedMap, people: readonly Template[]): LocatedMap {
  const own = group.get('roles');
  return locatedMap(group.spot, {
    ...Object.fromEntries([...group.entries].map(([key, { value }]) => [key, value])),
    roles: [...(own instanceof LocatedList ? own.items : []), ...people],
  });
}

/** The leads of a subproject are its subproject leads. */
export function asSubprojectLead(role: Template): Template {
  if (!(role instanceof LocatedMap)) return role;
  const label = role.get('label');
  if (!(label instanceof LocatedScalar) || label.source !== 'Lead') return role;
  const entries = Object.fromEntries([...role.entries].map(([key, { value }]) => [key, value]));
  return locatedMap(role.spot, { ...entries, kind: 'SUBPROJECT_LEAD', label: undefined });
}
