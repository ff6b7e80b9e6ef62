/** Where on a page a value stands: the headings above it, as a YAML document has keys. */
import { type Located, LocatedList, LocatedMap, LocatedScalar } from '../../document/located.ts';
import type { Spot } from '../../problems.ts';
import type { Page, Section } from './page.ts';

interface Heading {
  readonly line: number;
  readonly path: string;
}

/**
 * @returns the tree with a path at every place: `Leadership > Chairs` for the heading, `Leadership > Chairs[0]` for the
 *   first value below it
 */
export function withHeadingPaths(tree: LocatedMap, page: Page): LocatedMap {
  const headings = headingsOf(page);
  const spots = new Map<string, Spot>();
  visit(tree, (spot) => {
    if (spot.path === '' && spot.line !== null) spots.set(keyOf(spot), spot);
  });
  const inOrder = [...spots.values()].sort(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
  const paths = new Map<string, string>();
  const counts = new Map<string, number>();
  let next = 0;
  for (const spot of inOrder) {
    while ((headings[next]?.line ?? Number.POSITIVE_INFINITY) <= (spot.line ?? 0)) next += 1;
    const heading = headings[next - 1];
    const above = heading?.path ?? '';
    const index = counts.get(above) ?? 0;
    const isHeading = heading?.line === spot.line;
    if (!isHeading) counts.set(above, index + 1);
    paths.set(keyOf(spot), isHeading ? above : `${above}[${index}]`);
  }
  return replaced(tree, (spot) => (spot.path === '' ? { ...spot, path: paths.get(keyOf(spot)) ?? '' } : spot));
}

function headingsOf({ title, sections }: Page): readonly Heading[] {
  const below = (section: Section, above: string): Heading[] => {
    const path = above === '' ? section.title : `${above} > ${section.title}`;
    return [{ line: section.spot.line ?? 1, path }, ...section.children.flatMap((child) => below(child, path))];
  };
  return [
    ...(title === null ? [] : [{ line: title.spot.line ?? 1, path: title.source }]),
    ...sections.flatMap((section) => below(section, '')),
  ].sort((a, b) => a.line - b.line);
}

function visit(node: Located, see: (spot: Spot) => void): void {
  see(node.spot);
  if (node instanceof LocatedList) for (const item of node.items) visit(item, see);
  if (node instanceof LocatedMap) {
    for (const { key, value } of node.entries.values()) {
      see(key);
      visit(value, see);
    }
  }
}

function replaced<T extends Located>(node: T, spotOf: (spot: Spot) => Spot): T;
function replaced(node: Located, spotOf: (spot: Spot) => Spot): Located {
  const spot = spotOf(node.spot);
  if (node instanceof LocatedScalar) return new LocatedScalar(spot, node.value, node.source);
  if (node instanceof LocatedList)
    return new LocatedList(
      spot,
      node.items.map((item) => replaced(item, spotOf)),
    );
  const entries = [...node.entries].map(
    ([name, { key, value }]) => [name, { key: spotOf(key), value: replaced(value, spotOf) }] as const,
  );
  return new LocatedMap(spot, new Map(entries));
}

function keyOf({ line, column }: Spot): string {
  return `${line}:${column}`;
}
