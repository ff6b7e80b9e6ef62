/** Tables whose rows are groups: their names in the first column, what is said of them in the others. */
import type { Paragraph, PhrasingContent, Table, TableCell } from 'mdast';
import { LocatedMap, LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import type { Problems } from '../../problems.ts';
import { slugify } from '../../slug.ts';
import type { PageContext } from './group-page.ts';
import { identityOf, identityTemplate } from './identity.ts';
import { type LabelledLine, linesOf, spotOf, textOf } from './inline.ts';
import { type DescribedLink, linksOfLine } from './link-lines.ts';
import { linkTemplates } from './links.ts';
import { meetingsOfSection } from './meetings.ts';
import { peopleOfLine } from './people.ts';
import { isPeopleTable } from './people-table.ts';
import { type KindWord, roleOf } from './words.ts';

const NAME = /^(?:name|(?:[\w-]+ )?groups?|sub-?\s?projects?|tags?|tcgs?|sigs?|wgs?)(?:\(s\))?$/iu;
const LABEL = /^labels?$/iu;
const MISSION = /\bdescription\b|\bpurpose\b|\bmission\b|\babout\b|\bscope\b|\bgoals?\b|\bobjectives?\b/iu;
const TOPICS = /\btopics?\b|\bfocus\b/iu;
const MEETINGS = /\bmeeting(?:s| times?)?$|\bwhen\b|\bschedules?\b/iu;
/** The folder of a group, named after its kind: `sig-network/README.md`. */
const FOLDER = /^(?:\.?\/)?((?:tag|sig|wg|ug|tcg|committee)-[\w-]+)\/(?:README|index)\.mdx?$/iu;

/** A cell with the title of its column. */
interface Cell {
  readonly title: string;
  /** With hard breaks in place of `<br>`, and without the bullets of a list that is written so. */
  readonly paragraph: Paragraph;
  readonly lines: readonly LabelledLine[];
}

export function isGroupTable(table: Table): boolean {
  const [first, ...others] = table.children[0]?.children ?? [];
  return first !== undefined && others.length > 0 && NAME.test(textOf(first).trim()) && !isPeopleTable(table);
}

/** @param word kind of the groups that do not name theirs */
export function groupsOfTable(table: Table, word: KindWord, context: PageContext): Template[] {
  const [header, ...rows] = table.children;
  const titles = (header?.children ?? []).map((cell) => textOf(cell).trim());
  return rows.flatMap((row) => {
    const [name, ...cells] = row.children.map((cell, index) => toCell(cell, titles[index] ?? ''));
    const text = name === undefined ? '' : textOf(name.paragraph).trim();
    return name === undefined || text === ''
      ? []
      : [groupOfRow(new LocatedScalar(spotOf(row), text), name, cells, word, context)];
  });
}

function groupOfRow(
  name: LocatedScalar,
  nameCell: Cell,
  cells: readonly Cell[],
  word: KindWord,
  { base, problems }: PageContext,
): Template {
  const [nameLink] = nameCell.lines.flatMap((line) => linksOfLine(line, ''));
  const [own] = nameLink === undefined ? [] : linkTemplates([{ ...nameLink, rel: 'page' }], base, problems).links;
  const folder = FOLDER.exec(nameLink?.link.url.source ?? '')?.[1];
  const identity = identityOf(name.source, []);
  const roles = new Map(cells.map((cell) => [cell, peopleOfCell(cell, problems)]));
  const linked = cells.filter((cell) => !LABEL.test(cell.title) && roles.get(cell)?.length === 0);
  const links = linkTemplates(linked.flatMap(linksOfCell), base, problems);
  const linesUnder = (title: RegExp) => cells.filter((cell) => title.test(cell.title)).flatMap(({ lines }) => lines);
  return locatedMap(name.spot, {
    ...identityTemplate(
      {
        ...identity,
        slug: folder === undefined ? identity.slug : slugify(folder),
        aliases: [...identity.aliases, ...linesUnder(LABEL).map(({ text }) => text)],
        kind: identity.kind ?? word,
      },
      name,
    ),
    mission:
      linesUnder(MISSION)
        .flatMap(({ bare, text }) => (bare === '' ? [] : [text]))
        .join('\n') || undefined,
    topics: linesUnder(TOPICS).flatMap(({ text, spot }) =>
      text.split(/\s*,\s*/u).flatMap((topic) => (topic === '' ? [] : [new LocatedScalar(spot, topic)])),
    ),
    url: own instanceof LocatedMap ? own.get('url') : undefined,
    roles: [...roles.values()].flat(),
    meetings: cells.filter(({ title }) => MEETINGS.test(title)).flatMap((cell) => meetingsOfCell(cell, base, problems)),
    channels: links.channels,
    links: links.links,
    calendars: links.calendars,
    initiatives: links.initiatives,
    charter: links.charter,
  });
}

function peopleOfCell({ title, lines }: Cell, problems: Problems): readonly Template[] {
  const role = roleOf(title);
  return role === null ? [] : lines.flatMap((line) => peopleOfLine(line, role, problems));
}

function linksOfCell({ title, lines }: Cell): DescribedLink[] {
  return lines
    .flatMap((line) => linksOfLine(line, title))
    .map((described) => ({ ...described, words: `${title} ${described.words}` }));
}

/** The schedules of the cell; words without a link that say none, such as `Inactive`, are one themselves. */
function meetingsOfCell({ title, paragraph, lines }: Cell, base: string | null, problems: Problems): Template[] {
  const spot = spotOf(paragraph);
  const found = meetingsOfSection({ title, spot, depth: 0, blocks: [paragraph], children: [] }, base, problems);
  if (found.length > 0 || lines.length === 0 || lines.some(({ links }) => links.length > 0)) return found;
  return [locatedMap(spot, { schedule: textOf(paragraph).trim() })];
}

function toCell(cell: TableCell, title: string): Cell {
  const children = cell.children.map((node): PhrasingContent => {
    return node.type === 'html' && /^<br\s*\/?>$/iu.test(node.value) ? { type: 'break' } : node;
  });
  const withoutBullets = children.map((node, index): PhrasingContent => {
    const isFirst = index === 0 || children[index - 1]?.type === 'break';
    return isFirst && node.type === 'text' ? { ...node, value: node.value.replace(/^\s*[*•-]\s*/u, '') } : node;
  });
  const { position } = cell;
  const paragraph: Paragraph = {
    type: 'paragraph',
    children: withoutBullets.filter((node) => node.type !== 'text' || node.value !== ''),
    ...(position === undefined ? {} : { position }),
  };
  return { title, paragraph, lines: linesOf(paragraph) };
}
