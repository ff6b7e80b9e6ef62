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
  /** The values stand in the items, so that a list has one order of this name: it is sorted once. */
  readonly isFixed?: true;
  /** Where the item of a key stands now, for orders whose values are places; undefined where it is gone. */
  readonly placeOf?: (key: string) => number | undefined;
}

export interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** The part of a list that a page shows, as places in it: half-open. */
export interface Span<T> {
  readonly sorted: readonly T[];
  readonly start: number;
  readonly end: number;
  readonly order: SortOrder<T>;
}

/** A page, whose parts are made where they are asked for. */
export class Page<T> {
  readonly #span: Span<T>;

  constructor(span: Span<T>) {
    this.#span = span;
  }

  get nodes(): readonly T[] {
    const { sorted, start, end } = this.#span;
    return sorted.slice(start, end);
  }

  get edges(): readonly Edge<T>[] {
    const { order } = this.#span;
    return this.nodes.map((node) => new SortedEdge(node, order));
  }

  get pageInfo(): PageInfo {
    const { sorted, start, end, order } = this.#span;
    const cursorAt = (index: number): string | null => {
      const item = start < end ? sorted[index] : undefined;
      return item === undefined ? null : cursorOf(item, order);
    };
    return {
      hasNextPage: end < sorted.length,
      hasPreviousPage: start > 0,
      startCursor: cursorAt(start),
      endCursor: cursorAt(end - 1),
    };
  }
}

/** A page of a list whose length is told; null where items may be missing. */
export class CountedPage<T, C extends number | null = number | null> extends Page<T> {
  readonly totalCount: C;

  constructor(span: Span<T>, totalCount: C) {
    super(span);
    this.totalCount = totalCount;
  }
}

class SortedEdge<T> implements Edge<T> {
  readonly node: T;
  readonly #order: SortOrder<T>;

  constructor(node: T, order: SortOrder<T>) {
    this.node = node;
    this.#order = order;
  }

  get cursor(): string {
    return cursorOf(this.node, this.#order);
  }
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

function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function cursorOf<T>(item: T, order: SortOrder<T>): string {
  const cursor = [nameOf(order), order.valueOf(item), order.keyOf(item)];
  return Buffer.from(JSON.stringify(cursor), 'utf8').toString('base64url');
}

function nameOf({ name, direction }: Pick<SortOrder<never>, 'name' | 'direction'>): string {
  return `${name} ${direction}`;
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
): CountedPage<T, number> {
  return new CountedPage(spanOf(items, args, listOrder(items, keyOf)), items.length);
}

/** Places are looked up for cursors only. */
function listOrder<T>(items: readonly T[], keyOf: (item: T) => string): SortOrder<T> {
  const ranks = lazy(() => new Map(items.map((item, index) => [item, index])));
  const places = lazy(() => new Map(items.map((item, index) => [keyOf(item), index])));
  return {
    name: 'LIST',
    direction: 'ASC',
    valueOf: (item) => ranks().get(item) ?? null,
    keyOf,
    placeOf: (key) => places().get(key),
  };
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** By the list that was sorted, and the order. */
const sortedLists = new WeakMap<object, Map<string, readonly unknown[]>>();

/** @returns the items in the order given, ties decided by key. */
export function sortItems<T>(items: readonly T[], order: SortOrder<T>): readonly T[] {
  if (items.length < 2) return items;
  if (!order.isFixed) return sort(items, order);
  const known = sortedLists.get(items) ?? new Map<string, readonly unknown[]>();
  sortedLists.set(items, known);
  const name = nameOf(order);
  const sorted = (known.get(name) as readonly T[] | undefined) ?? sort(items, order);
  known.set(name, sorted);
  return sorted;
}

/** Keys are made for ties alone: most values are unique. */
function sort<T>(items: readonly T[], order: SortOrder<T>): readonly T[] {
  const sign = order.direction === 'ASC' ? 1 : -1;
  if (isSorted(items, order, sign)) return items;
  const valued = items.map((item) => ({ item, value: order.valueOf(item) }));
  valued.sort((a, b) => compareValues(a.value, b.value, sign));
  const sorted: T[] = [];
  for (let start = 0, end = 0; start < valued.length; start = end) {
    const value = valued[start]?.value;
    while (end < valued.length && valued[end]?.value === value) end += 1;
    const tied = valued.slice(start, end).map(({ item }) => item);
    for (const item of tied.length === 1 ? tied : sortByKey(tied, order)) sorted.push(item);
  }
  return sorted;
}

/** @returns whether they stand in the order already, as long lists often do: to see it costs a tenth of sorting them */
function isSorted<T>(items: readonly T[], order: SortOrder<T>, sign: 1 | -1): boolean {
  let previous: { readonly item: T; readonly value: SortValue } | null = null;
  for (const item of items) {
    const value = order.valueOf(item);
    if (previous !== null) {
      const compared = compareValues(previous.value, value, sign);
      if (compared > 0 || (compared === 0 && order.keyOf(previous.item) > order.keyOf(item))) return false;
    }
    previous = { item, value };
  }
  return true;
}

function sortByKey<T>(items: readonly T[], { keyOf }: SortOrder<T>): readonly T[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key));
  return keyed.map(({ item }) => item);
}

/**
 * @param sorted items as {@link sortItems} gives them for the same order
 * @returns the part that the arguments ask for
 * @throws {GraphQLError} BAD_USER_INPUT for a size out of range, `first` beside `last`, or a cursor that is not of this
 *   order
 */
export function spanOf<T>(sorted: readonly T[], args: ConnectionArgs, order: SortOrder<T>): Span<T> {
  const isBackward = args.last !== null && args.last !== undefined;
  if (isBackward && args.first !== null && args.first !== undefined) {
    throw badUserInput('last', 'cannot be given together with "first".');
  }
  const size = isBackward ? pageSize('last', args.last) : pageSize('first', args.first);
  const sign = order.direction === 'ASC' ? 1 : -1;
  const compareTo = ({ value, key }: Position, item: T): number =>
    compareValues(order.valueOf(item), value, sign) || compareKeys(order.keyOf(item), key);
  const find = (argument: 'after' | 'before', cursor: string): Position => {
    const position = decodeCursor(argument, cursor, nameOf(order));
    const place = order.placeOf?.(position.key);
    return place === undefined ? position : { ...position, value: place };
  };

  let start = 0;
  let end = sorted.length;
  if (args.after !== null && args.after !== undefined) {
    const after = find('after', args.after);
    start = firstIndex(sorted, (item) => compareTo(after, item) > 0);
  }
  if (args.before !== null && args.before !== undefined) {
    const before = find('before', args.before);
    end = firstIndex(sorted, (item) => compareTo(before, item) >= 0);
  }
  if (end < start) end = start;
  if (isBackward) start = Math.max(start, end - size);
  else end = Math.min(end, start + size);

  return { sorted, start, end, order };
}

/** @returns the first place of which `isBehind` holds, and then of all that follow; the length where it holds of none */
function firstIndex<T>(sorted: readonly T[], isBehind: (item: T) => boolean): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    // It lies between the two, so that an item is there.
    if (isBehind(sorted[middle] as T)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** @returns the page that {@link spanOf} finds. */
export function paginate<T>(sorted: readonly T[], args: ConnectionArgs, order: SortOrder<T>): Page<T> {
  return new Page(spanOf(sorted, args, order));
}
