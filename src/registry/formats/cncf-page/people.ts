/** People on a page: rows of tables, items of lists, and names in a line of text. */
import type { List, PhrasingContent, Table, TableCell, TableRow } from 'mdast';
import { LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import { isPlaceholder, isPlaceholderPersonName } from '../../placeholder.ts';
import type { Problems, Spot } from '../../problems.ts';
import { loginOf } from '../../records/login.ts';
import { dayOf, readTerm, termOfText } from '../shared/term.ts';
import { type LabelledLine, linesOf, spotOf, textOf } from './inline.ts';
import type { Block } from './page.ts';
import { type RoleWord, roleOf } from './words.ts';

/** Text and profile links of a line, markup taken off. */
interface Token {
  readonly text: string;
  /** Login of a link to a profile; null for text and other links. */
  readonly login: string | null;
  /** It leads to the profile of a person at another place. */
  readonly isProfileElsewhere: boolean;
  readonly spot: Spot;
}

const PROFILE_ELSEWHERE = /^https?:\/\/(?:www\.)?(?:twitter\.com|x\.com|linkedin\.com\/in|gitlab\.com)\/[\w-]+\/?$/iu;

const COLUMNS = {
  role: /\brole\b|\bposition\b|\btitle\b/iu,
  github: /\bgithub\b|\blogin\b|\bhandle\b|\busername\b|^profile$/iu,
  name: /^name\b|\bperson\b|\bmember\b|\bchairs?\b|\bleads?\b|\bliaisons?\b|\borgani[sz]ers?\b/iu,
  company: /\borgani[sz]ation\b|\bcompany\b|\baffiliation\b|\bemployer\b/iu,
  termStart: /\b(?:term|tenure)\b.*\b(?:starts?|from|begins?)\b|^(?:starts?|since|from)\b/iu,
  termEnd: /\b(?:term|tenure)\b.*\b(?:ends?|until|to|expires?)\b|^(?:ends?|until|expires?)\b/iu,
  term: /\bterms?\b|\btenure\b/iu,
  email: /\be-?mail\b/iu,
} as const;
type Column = keyof typeof COLUMNS;

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

/** `Ada Lovelace, Bo Carr (@bo)`: people only where every part is a name or a handle. */
function namesInLine({ text, spot }: LabelledLine, role: RoleWord, problems: Problems): Template[] {
  const parts = text.split(/\s*(?:[,;&]|\band\b)\s*/u).filter((part) => part !== '');
  const people = parts.map((part) => bareName(part, role, spot, problems));
  return people.every((found) => found.length > 0) ? people.flat() : [];
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

/** @param allowsBareName whether a name without a profile is a person, as in a list of leads */
function peopleOfNodes(
  nodes: readonly PhrasingContent[],
  role: RoleWord | null,
  spot: Spot,
  problems: Problems,
  allowsBareName: boolean,
): Template[] {
  const tokens = tokensOf(nodes);
  const profiles = tokens.flatMap((token, index) => (token.login === null ? [] : [index]));
  if (profiles.length === 0) {
    return allowsBareName ? bareName(tokens.map(({ text }) => text).join(''), role, spot, problems) : [];
  }
  const elsewhere = tokens.filter(({ isProfileElsewhere, text }) => isProfileElsewhere && isPersonName(text));
  const others = role === null ? [] : elsewhere.map((token) => nameAlone(role, token));
  const people = profiles.flatMap((index, position) => {
    const profile = tokens[index];
    if (profile?.login === undefined || profile.login === null) return [];
    const from = position === 0 ? 0 : (profiles[position - 1] ?? 0) + 1;
    const until = profiles[position + 1] ?? tokens.length;
    const before = joined(tokens.slice(from, index));
    const after = joined(tokens.slice(index + 1, until));
    const isHandle =
      /^@/u.test(profile.text) || profile.text.toLowerCase() === profile.login.toLowerCase() || profile.text === '';
    // What follows the last name of a line is about that person; between names it may be the next name.
    const remark = position === profiles.length - 1 ? after : (/^[^,;]*/u.exec(after)?.[0] ?? '');
    const name = isHandle ? cleanName(before) : profile.text;
    if (name !== '') return personRole(role, profile.login, name, remark, profile.spot, problems);
    // `[@ada](…) - Ada Lovelace - Engines`: the name follows the handle.
    const [, following = '', rest = ''] = /^\s*[-–—:]\s*([^-–—,|(]+?)\s*([-–—,|(][\s\S]*)?$/u.exec(remark) ?? [];
    const isNext = isPersonName(following.trim());
    return personRole(
      role,
      profile.login,
      isNext ? following.trim() : '',
      isNext ? rest : remark,
      profile.spot,
      problems,
    );
  });
  return [...people, ...others];
}

function nameAlone({ kind, label }: RoleWord, { text, spot }: Token): Template {
  return locatedMap(spot, { kind, label, name: new LocatedScalar(spot, text) });
}

function personRole(
  role: RoleWord | null,
  login: string,
  name: string,
  remark: string,
  spot: Spot,
  problems: Problems,
): Template[] {
  const [, inParentheses] = /\(([^()@]+)\)/u.exec(remark) ?? [];
  const named = inParentheses === undefined ? null : roleOf(inParentheses);
  const word = named ?? role;
  if (word === null) return [];
  const rest = remark.replace(/\([^()]*\)|\[[^\][]*\]/gu, ' ').replace(/^[\s)*_]+/u, '');
  const company =
    /^\s*[,–—|-]\s*([^,|–—]+)/u
      .exec(rest)?.[1]
      ?.replace(/\bterm\b.*/iu, '')
      .trim() ?? '';
  const at = (text: string) => (text === '' ? undefined : new LocatedScalar(spot, text));
  const isCompany = company !== '' && !isPlaceholder(company) && roleOf(company) === null && !/\d{4}-\d/u.test(company);
  if (name !== '' && isPlaceholderPersonName(name)) {
    problems.add('REGISTRY_PLACEHOLDER', spot, `"${name}" is not the name of a person; it is not served.`);
  }
  return [
    locatedMap(spot, {
      kind: word.kind,
      label: word.label,
      github: new LocatedScalar(spot, login),
      name: isPlaceholderPersonName(name) ? undefined : at(name),
      company: isCompany ? at(company) : undefined,
      term: termOfRemark(new LocatedScalar(spot, remark), problems),
    }),
  ];
}

/** A name without a profile: up to the first comma, dash or parenthesis, and only where it looks like a name. */
function bareName(text: string, role: RoleWord | null, spot: Spot, problems: Problems): Template[] {
  const handle = /(?:^|[\s(])@([a-z\d][a-z\d-]{0,38})\b/iu.exec(text)?.[1];
  const [, head = '', remark = ''] = /^([^,(|–—@]*?)(\s*(?:[,(|–—@]|\s-\s)[\s\S]*)?$/u.exec(text.trim()) ?? [];
  const name = cleanName(head);
  if (handle !== undefined && loginOf(handle) !== null) return personRole(role, handle, name, remark, spot, problems);
  const named = roleOf(/\(([^()]+)\)/u.exec(remark)?.[1] ?? '') ?? role;
  // `Tech Leads` is a heading.
  if (!isPersonName(name) || roleOf(name) !== null || named === null) return [];
  return [
    locatedMap(spot, {
      kind: named.kind,
      label: named.label,
      name: new LocatedScalar(spot, name),
      term: termOfRemark(new LocatedScalar(spot, remark), problems),
    }),
  ];
}

/** A remark that speaks of a term, and of a day, is to be understood. */
function termOfRemark(remark: LocatedScalar, problems: Problems): Template {
  const spoken = /[^\][()]*\bterm\b[^\][()]*\d[^\][()]*/isu.exec(remark.source)?.[0];
  return spoken === undefined ? termOfText(remark) : readTerm(new LocatedScalar(remark.spot, spoken.trim()), problems);
}

/** Two to five capitalised words, as a name of a person has them. */
function isPersonName(text: string): boolean {
  const words = text.split(/\s+/u);
  const isCapitalised = words.every((word) => /^["“„'‘]?\p{Lu}|^(?:de|da|di|van|von|der|la|le|e|y)$/u.test(word));
  return words.length >= 2 && words.length <= 5 && isCapitalised && !/[:.!?\d]\s|[!?\d]/u.test(text);
}

function peopleOfTable(table: Table, role: RoleWord | null, problems: Problems): Template[] {
  const [header, ...rows] = table.children;
  if (header === undefined) return [];
  const found = columnsOf(header);
  if (found === null) return role === null ? [] : rows.flatMap((row) => peopleOfCells(row, role, problems));
  const { columns, unknown } = found;
  for (const cell of unknown) {
    problems.add(
      'REGISTRY_UNKNOWN_KEY',
      spotOf(cell),
      `The column "${textOf(cell)}" has no counterpart in the graph; it is not served.`,
      { level: 'NOTE', hint: 'Nothing to do.' },
    );
  }
  const named = header.children[columns.get('name') ?? -1];
  // `| Leads | Company |`: the column of names says what they are.
  const word = role ?? (named === undefined ? null : roleOf(textOf(named)));
  return rows.flatMap((row) => personOfRow(row, columns, word, problems));
}

export function isPeopleTable({ children: [header] }: Table): boolean {
  return header !== undefined && columnsOf(header) !== null;
}

/** A table under the heading of a role, whose columns do not tell of people, names them by their profiles. */
function peopleOfCells(row: TableRow, role: RoleWord, problems: Problems): Template[] {
  return row.children.flatMap((cell) => peopleOfNodes(cell.children, role, spotOf(cell), problems, false));
}

/** Whether the column of names says what the people are: `| Leads | Company |`. */
export function isTableOfLeads({ children: [header] }: Table): boolean {
  const found = header === undefined ? null : columnsOf(header);
  const named = header?.children[found?.columns.get('name') ?? -1];
  return named !== undefined && roleOf(textOf(named)) !== null;
}

/** @returns the index of each column, and the cells of others; null where the table is not one of people. */
function columnsOf(
  header: TableRow,
): { readonly columns: ReadonlyMap<Column, number>; readonly unknown: readonly TableCell[] } | null {
  const columns = new Map<Column, number>();
  const unknown: TableCell[] = [];
  for (const [index, cell] of header.children.entries()) {
    const title = textOf(cell);
    const found = (Object.keys(COLUMNS) as Column[]).find(
      (column) => !columns.has(column) && COLUMNS[column].test(title),
    );
    if (found === undefined) {
      if (title.trim() !== '') unknown.push(cell);
    } else columns.set(found, index);
  }
  const isOfPeople =
    columns.has('github') ||
    (columns.has('name') && ['role', 'term', 'termEnd', 'company'].some((column) => columns.has(column as Column)));
  return isOfPeople ? { columns, unknown } : null;
}

function personOfRow(
  row: TableRow,
  columns: ReadonlyMap<Column, number>,
  role: RoleWord | null,
  problems: Problems,
): Template[] {
  const cell = (column: Column): LocatedScalar | undefined => {
    const node = row.children[columns.get(column) ?? -1];
    const text = node === undefined ? '' : textOf(node).trim();
    return node === undefined || text === '' || /^[-–—]+$/u.test(text)
      ? undefined
      : new LocatedScalar(spotOf(node), text);
  };
  const cellNodes = (column: Column) => row.children[columns.get(column) ?? -1]?.children ?? [];
  const profile = tokensOf([...cellNodes('github'), ...cellNodes('name')]).find(({ login }) => login !== null);
  const handle = cell('github');
  const github = profile?.login ?? (handle === undefined ? undefined : handle.source.replace(/^@/u, ''));
  const name = cell('name');
  const words = cell('role');
  const named = words === undefined ? null : roleOf(words.source);
  const word = named === null ? role : { kind: named.kind, label: words?.source ?? named.label };
  if (github === undefined && name === undefined) return [];
  if (word === null) {
    problems.add(
      'REGISTRY_MISSING',
      spotOf(row),
      `The page does not say which role ${name?.source ?? github} has; the role is not served.`,
      { level: 'WARNING', hint: 'Name the role in the heading or a column.' },
    );
    return [];
  }
  const [term, termStart, termEnd] = [cell('term'), cell('termStart'), cell('termEnd')];
  const day = (text: LocatedScalar | undefined) =>
    text === undefined ? undefined : new LocatedScalar(text.spot, dayOf(text.source));
  return [
    locatedMap(spotOf(row), {
      kind: word.kind,
      label: word.label,
      github:
        github === undefined ? undefined : new LocatedScalar(profile?.spot ?? handle?.spot ?? spotOf(row), github),
      name: name !== undefined && /^@/u.test(name.source) ? undefined : name,
      company: cell('company'),
      term:
        term === undefined
          ? locatedMap(spotOf(row), { start: day(termStart), end: day(termEnd) })
          : readTerm(term, problems),
    }),
  ];
}

function tokensOf(nodes: readonly PhrasingContent[]): Token[] {
  return nodes.flatMap((node): Token[] => {
    if (node.type === 'link')
      return [
        {
          text: textOf(node).trim(),
          login: /\bgithub\.com\b/iu.test(node.url) ? loginOf(node.url) : null,
          isProfileElsewhere: PROFILE_ELSEWHERE.test(node.url),
          spot: spotOf(node),
        },
      ];
    if ('children' in node) return tokensOf(node.children as readonly PhrasingContent[]);
    return [{ text: textOf(node), login: null, isProfileElsewhere: false, spot: spotOf(node) }];
  });
}

function joined(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}

/** Takes off what surrounds a name: separators, brackets, `and`. */
function cleanName(text: string): string {
  return text
    .replace(/^[\s,;:&|)*_–—-]+|^\s*and\s+/gu, '')
    .replace(/^and\s+/u, '')
    .replace(/[\s,;:(|*_–—-]+$/gu, '')
    .trim();
}
