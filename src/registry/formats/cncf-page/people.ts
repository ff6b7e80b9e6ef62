/** People on a page: in blocks under the heading of a role, in lists below one, and after a label. */
import type { List, PhrasingContent } from 'mdast';
import type { Template } from '../../document/located.ts';
import type { Problems } from '../../problems.ts';
import { type LabelledLine, linesOf, textOf } from './inline.ts';
import type { Block } from './page.ts';
import { namesInLine, peopleOfNodes } from './people-nodes.ts';
import { peopleOfTable } from './people-table.ts';
import { type RoleWord, roleOf } from './words.ts';

/**
 * @param role of the heading or label above; null where it names none
 * @returns roles of the people in the blocks; a list or table that names nobody gives none
 */
export function peopleOfBlocks(blocks: readonly Block[], role: RoleWord | null, problems: Problems): Template[] {
  let current = role;
  return blocks.flatMap((block) => {
    if (block.type === 'table') return peopleOfTable(block, current, problems);
    if (block.type === 'list') return peopleOfList(block, current, problems);
    const lines = linesOf(block);
    current = headingRole(lines) ?? current;
    // A paragraph names people only after a label: **TOC Liaisons**: …
    return lines.flatMap((line) => (line.label === '' ? [] : peopleOfLine(line, roleOf(line.label), problems)));
  });
}

/** `**Chairs**` above a list names its role, as a heading would; a sentence does not. */
function headingRole(lines: readonly LabelledLine[]): RoleWord | null {
  const [line, ...others] = lines;
  if (line === undefined || others.length > 0 || (line.label !== '' && line.text !== '')) return null;
  const words = line.label || line.text.replace(/:$/u, '');
  return /^(?:\S+\s+){0,3}[^\s.]+$/u.test(words) ? roleOf(words) : null;
}

/**
 * @returns roles of the people that labels name, in a block that is not about people: `TOC Liaison: …` in a line, or above a
 *   list of profiles
 */
export function peopleOfLabels(block: Block, problems: Problems): Template[] {
  if (block.type === 'table') return peopleOfTable(block, null, problems);
  if (block.type === 'paragraph')
    return linesOf(block).flatMap((line) => peopleOfLine(line, roleOf(line.label), problems));
  return block.children.flatMap((item) => {
    const lines = linesOf(item);
    const heading = headingRole(lines);
    const below = item.children.filter((child) => child.type === 'list');
    return [
      ...lines.flatMap((line) => peopleOfLine(line, roleOf(line.label), problems)),
      ...below.flatMap((list) =>
        heading === null
          ? peopleOfLabels(list, problems)
          : list.children
              .flatMap(linesOf)
              .flatMap(({ nodes, spot }) => peopleOfNodes(nodes, heading, spot, problems, false)),
      ),
    ];
  });
}

/** @returns roles of the people in the line; none where the label names no role. */
export function peopleOfLine(line: LabelledLine, role: RoleWord | null, problems: Problems): Template[] {
  if (role === null) return [];
  const people = peopleOfNodes(line.nodes, role, line.spot, problems, false);
  return people.length > 0 ? people : namesInLine(line, role, problems);
}

function peopleOfList(list: List, role: RoleWord | null, problems: Problems): Template[] {
  return list.children.flatMap((item) => {
    const lines = linesOf(item);
    // `- Chairs` above a list of its own names the role of that list.
    const heading = roleOf(lines[0]?.label === '' ? (lines[0]?.text ?? '') : (lines[0]?.label ?? ''));
    const nestedLists = item.children.filter((child) => child.type === 'list');
    const nested = nestedLists.flatMap((child) => peopleOfList(child, heading ?? role, problems));
    const own = lines.flatMap((line) => peopleOfItem(line, role, problems));
    return [...own, ...nested];
  });
}

function peopleOfItem(line: LabelledLine, role: RoleWord | null, problems: Problems): Template[] {
  const labelled = roleOf(line.label);
  if (labelled !== null) return peopleOfLine(line, labelled, problems);
  // `**Ada Lovelace** - [@ada](…)`: the bold text is the name.
  const nodes: PhrasingContent[] =
    line.label === '' ? [...line.nodes] : [{ type: 'text', value: `${line.label} ` }, ...line.nodes];
  const mayNameRole = /[([]/u.test(textOf(nodes));
  return role === null && !mayNameRole ? [] : peopleOfNodes(nodes, role, line.spot, problems, true);
}
