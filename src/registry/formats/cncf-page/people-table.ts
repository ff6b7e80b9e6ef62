/** People in the rows of a table. */
import type { Table, TableCell, TableRow } from 'mdast';
import { LocatedScalar, locatedMap, type Template } from '../../document/located.ts';
import type { Problems } from '../../problems.ts';
import { dayOf, readTerm } from '../shared/term.ts';
import { spotOf, textOf } from './inline.ts';
import { peopleOfNodes, tokensOf } from './people-nodes.ts';
import { type RoleWord, roleOf } from './words.ts';

const COLUMNS = {
  role: /\brole\b|\bposition\b|\btitle\b/iu,
  github: /\bgithub\b|\blogin\b|\bhandle\b|\busername\b|^profile$/iu,
  name: /^name\b|\bperson\b|\bmember\b|\bchairs?\b|\bleads?\b|\bliaisons?\b|\borgani[sz]ers?\b/iu,
  company: /\borgani[sz]ation\b|\bcompany\b|\baffiliation\b|\bemployer\b/iu,
  termStart: /\b(?:term|tenure)\b.{0,80}\b(?:starts?|from|begins?)\b|^(?:starts?|since|from)\b/iu,
  termEnd: /\b(?:term|tenure)\b.{0,80}\b(?:ends?|until|to|expires?)\b|^(?:ends?|until|expires?)\b/iu,
  term: /\bterms?\b|\btenure\b/iu,
  email: /\be-?mail\b/iu,
} as const;

type Column = keyof typeof COLUMNS;

/** @param role of the heading above; null where it names none */
export function peopleOfTable(table: Table, role: RoleWord | null, problems: Problems): Template[] {
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

/** Whether the columns tell of people. */
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
  const written = cell('name');
  // `Ada Lovell (@ada)` in the column of names.
  const [, plain = '', beside] = /^([^@]*?)[\s(]*@([a-z\d][a-z\d-]*)\)?$/iu.exec(written?.source ?? '') ?? [];
  const name =
    beside === undefined || written === undefined || plain === '' ? written : new LocatedScalar(written.spot, plain);
  const github = profile?.login ?? handle?.source.replace(/^@/u, '') ?? beside;
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
