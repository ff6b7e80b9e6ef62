/** Tables of people with a column that says which groups of the page each of them leads. */
import type { Table, TableCell } from 'mdast';
import { LocatedList, LocatedMap, LocatedScalar, type Template } from '../../document/located.ts';
import type { Problems, Spot } from '../../problems.ts';
import { spotOf, textOf } from './inline.ts';
import type { Section } from './page.ts';
import { isPeopleTable, peopleOfTable } from './people-table.ts';
import { type RoleWord, roleOf } from './words.ts';

const GROUPS = /^(?:(?:working |special interest |advisory )?groups?|wgs?|sigs?|tags?|teams?)(?:\(s\))?$/iu;

/** A person and a group that the table ties together. */
interface Lead {
  readonly group: string;
  readonly spot: Spot;
  readonly role: LocatedMap;
}

/** @returns what the tables below the section say, and the section without them */
export function leadsByGroup(
  section: Section,
  problems: Problems,
): { readonly leads: readonly Lead[]; readonly rest: Section } {
  const below = section.children.map((child) => leadsByGroup(child, problems));
  const tables = section.blocks.filter((block) => block.type === 'table' && groupsColumn(block) !== null);
  const own = tables.flatMap((table) =>
    table.type === 'table' ? leadsOfTable(table, roleOf(section.title), problems) : [],
  );
  return {
    leads: [...own, ...below.flatMap(({ leads }) => leads)],
    rest: {
      ...section,
      blocks: section.blocks.filter((block) => !tables.includes(block)),
      children: below.map(({ rest }) => rest),
    },
  };
}

/** @returns the groups with those who lead them; who leads a group that the page does not name is reported */
export function withLeads(groups: readonly Template[], leads: readonly Lead[], problems: Problems): Template[] {
  const names = namesOf(groups);
  const roles = new Map<LocatedMap, LocatedMap[]>();
  for (const lead of leads) {
    const [name = '', part] = lead.group.split(/(?<!\s)\s+[-–—:(]/u);
    const whole = names.get(lead.group.toLowerCase());
    const group = whole ?? names.get(name.toLowerCase());
    if (group === undefined) {
      const message = `The table names the lead of "${lead.group}", which is no group of this page; the role is not served.`;
      problems.add('REGISTRY_BAD_REFERENCE', lead.spot, message, { level: 'WARNING' });
      continue;
    }
    const role = whole === undefined && part !== undefined ? ofPart(lead.role, part.replace(/\)$/u, '')) : lead.role;
    roles.set(group, roles.get(group) ?? []);
    roles.get(group)?.push(role);
  }
  return groups.map((group) => {
    const added = group instanceof LocatedMap ? roles.get(group) : undefined;
    if (!(group instanceof LocatedMap) || added === undefined) return group;
    const before = group.get('roles');
    const list = new LocatedList(group.spot, [...(before instanceof LocatedList ? before.items : []), ...added]);
    return new LocatedMap(group.spot, new Map(group.entries).set('roles', { key: group.spot, value: list }));
  });
}

function leadsOfTable(table: Table, role: RoleWord | null, problems: Problems): Lead[] {
  const column = groupsColumn(table);
  const [header, ...rows] = table.children;
  if (header === undefined || column === null) return [];
  const without = (cells: readonly TableCell[]) => cells.filter((_cell, index) => index !== column);
  return rows.flatMap((row) => {
    const cell = row.children[column];
    const groups = cell === undefined ? [] : textOf(cell).split(/[,;]/u);
    const person: Table = {
      ...table,
      children: [
        { ...header, children: without(header.children) },
        { ...row, children: without(row.children) },
      ],
    };
    return peopleOfTable(person, role, problems)
      .filter((template) => template instanceof LocatedMap)
      .flatMap((template) =>
        groups.flatMap((group) =>
          group.trim() === '' || cell === undefined
            ? []
            : [{ group: group.trim(), spot: spotOf(cell), role: template }],
        ),
      );
  });
}

function groupsColumn(table: Table): number | null {
  if (!isPeopleTable(table)) return null;
  const index = table.children[0]?.children.findIndex((cell) => GROUPS.test(textOf(cell).trim())) ?? -1;
  return index < 0 ? null : index;
}

/** By lower-case name, slug and alias; of two groups of one name the first. */
function namesOf(groups: readonly Template[]): ReadonlyMap<string, LocatedMap> {
  const named = groups.flatMap((group) => {
    if (!(group instanceof LocatedMap)) return [];
    const aliases = group.get('aliases');
    const names = [group.get('name'), group.get('slug'), ...(aliases instanceof LocatedList ? aliases.items : [])];
    return names.flatMap((name) =>
      name instanceof LocatedScalar ? [[name.source.toLowerCase(), group] as const] : [],
    );
  });
  return new Map(named.reverse());
}

/** `Networking - Control Plane`: they lead a part of the group. */
function ofPart(role: LocatedMap, part: string): LocatedMap {
  const label = role.get('label');
  const word = label instanceof LocatedScalar ? label.source : 'Lead';
  const value = new LocatedScalar(role.spot, `${word} (${part.trim()})`);
  return new LocatedMap(role.spot, new Map(role.entries).set('label', { key: role.spot, value }));
}
