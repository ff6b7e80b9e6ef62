/**
 * The one pagination of the graph (GraphQL Cursor Connections Specification).
 *
 * A cursor holds the sort value and the key of its item, not an index: it keeps its place when items come and go, even
 * when its own item is gone. It also names the order it was made in and its direction, so that it cannot be used in another.
 */
import { badUserInput } from './bad-user-input.ts';

export const DEFAULT_PAGE_SIZE = 20;
/** As at GitHub: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
export const MAX_PAGE_SIZE = 100;

export type SortValue = string | number | null;

export interface ConnectionArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface SortOrder<T> {
  /** Names what is ordered by, e.g. `NEXT_MEETING_AT`; part of the cursor. */
  readonly name: string;
  readonly direction: 'ASC' | 'DESC';
  /** null is unknown and stands last in either direction. */
  readonly valueOf: (item: T) => SortValue;
  /** Unique among the items; decides ties. */
  readonly keyOf: (item: T) => string;
  /** Where the item of a key stands now, for orders whose values are places; undefined where it is gone. */
  readonly placeOf?: (key: string) => number | undefined;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface Page<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

interface Position {
  readonly value: SortValue;
  readonly key: string;
}

function compareValues(a: SortValue, b: SortValue, sign: 1 | -1): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -sign : sign;
}

function comparePositions(a: Position, b: Position, sign: 1 | -1): number {
  const byValue = compareValues(a.value, b.value, sign);
  if (byValue !== 0) return byValue;
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}

function encodeCursor(orderName: string, position: Position): string {
  return Buffer.from(JSON.stringify([orderName, position.value, position.key]), 'utf8').toString('base64url');
}

function decodeCursor(argument: string, cursor: string, orderName: string): Position {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw badUserInput(argument, 'is not a cursor of this graph.');
  }
  if (!Array.isArray(parsed) || parsed.length !== 3) throw badUserInput(argument, 'is not a cursor of this graph.');
  const [name, value, key] = parsed as readonly unknown[];
  const isValue = value === null || typeof value === 'string' || typeof value === 'number';
  if (typeof name !== 'string' || !isValue || typeof key !== 'string') {
    throw badUserInput(argument, 'is not a cursor of this graph.');
  }
  if (name !== orderName)
    throw badUserInput(argument, `is a cursor of another order: "${name}" instead of "${orderName}".`);
  return { value, key };
}

/**
 * @returns the page size, {@link DEFAULT_PAGE_SIZE} where none is given
 * @throws {GraphQLError} BAD_USER_INPUT outside 1 to {@link MAX_PAGE_SIZE}
 */
export function pageSize(argument: 'first' | 'last', size: number | null | undefined): number {
  if (size === null || size === undefined) return DEFAULT_PAGE_SIZE;
  if (size < 1 || size > MAX_PAGE_SIZE) throw badUserInput(argument, `must be 1 to ${MAX_PAGE_SIZE}, but got ${size}.`);
  return size;
}

/** @returns the first items of a list that has no cursors. */
export function firstOf<T>(items: readonly T[], first: number | null | undefined): readonly T[] {
  return items.slice(0, pageSize('first', first));
}

/**
 * @param items in the order of the list itself, which a registry or an issue gives
 * @returns the page with its count
 */
export function paginateList<T>(
  items: readonly T[],
  args: ConnectionArgs,
  keyOf: (item: T) => string,
): Page<T> & { readonly totalCount: number } {
  const ranks = new Map(items.map((item, index) => [item, index]));
  const places = new Map(items.map((item, index) => [keyOf(item), index]));
  const order: SortOrder<T> = {
    name: 'LIST',
    direction: 'ASC',
    valueOf: (item) => ranks.get(item) ?? null,
    keyOf,
    placeOf: (key) => places.get(key),
  };
  return { ...paginate(items, args, order), totalCount: items.length };
}

/** @returns the items in the order given, ties decided by key. */
export function sortItems<T>(items: Iterable<T>, order: SortOrder<T>): readonly T[] {
  const sign = order.direction === 'ASC' ? 1 : -1;
  const positioned = Array.from(items, (item) => ({ item, value: order.valueOf(item), key: order.keyOf(item) }));
  positioned.sort((a, b) => comparePositions(a, b, sign));
  return positioned.map(({ item }) => item);
}

/**
 * @param sorted items as {@link sortItems} gives them for the same order
 * @returns the page that the arguments ask for
 * @throws {GraphQLError} BAD_USER_INPUT for a size out of range, `first` beside `last`, or a cursor that is not of this
 *   order
 */
export function paginate<T>(sorted: readonly T[], args: ConnectionArgs, order: SortOrder<T>): Page<T> {
  const isBackward = args.last !== null && args.last !== undefined;
  if (isBackward && args.first !== null && args.first !== undefined) {
    throw badUserInput('last', 'cannot be given together with "first".');
  }
  const size = isBackward ? pageSize('last', args.last) : pageSize('first', args.first);
  const sign = order.direction === 'ASC' ? 1 : -1;
  const orderName = `${order.name} ${order.direction}`;
  const positionOf = (item: T): Position => ({ value: order.valueOf(item), key: order.keyOf(item) });
  const find = (argument: 'after' | 'before', cursor: string): Position => {
    const position = decodeCursor(argument, cursor, orderName);
    const place = order.placeOf?.(position.key);
    return place === undefined ? position : { ...position, value: place };
  };

  let start = 0;
  let end = sorted.length;
  if (args.after !== null && args.after !== undefined) {
    const after = find('after', args.after);
    start = sorted.findIndex((item) => comparePositions(positionOf(item), after, sign) > 0);
    if (start < 0) start = sorted.length;
  }
  if (args.before !== null && args.before !== undefined) {
    const before = find('before', args.before);
    const index = sorted.findIndex((item) => comparePositions(positionOf(item), before, sign) >= 0);
    if (index >= 0) end = index;
  }
  if (end < start) end = start;
  if (isBackward) start = Math.max(start, end - size);
  else end = Math.min(end, start + size);

  const nodes = sorted.slice(start, end);
  // A cursor is made where it is asked for.
  const edges = nodes.map((node) => ({
    node,
    get cursor() {
      return encodeCursor(orderName, positionOf(node));
    },
  }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: end < sorted.length,
      hasPreviousPage: start > 0,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
  };
}
