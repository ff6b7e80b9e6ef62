/** Relay pages over a list in memory, as GitHub's connections answer them. */
import { GraphQLError } from 'graphql';

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

interface Page<T> {
  readonly totalCount: number;
  readonly nodes: readonly (T | null)[];
  readonly edges: readonly { readonly cursor: string; readonly node: T | null }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * @param items ordered by `sortKey`, which is unique: a cursor names a key and stays valid while items come and go
 * @throws {GraphQLError} INVALID_CURSOR_ARGUMENTS, as GitHub types it
 */
export function cursorPage<T>(items: readonly T[], sortKey: (item: T) => string, page: PageArguments): Page<T> {
  const keys = items.map(sortKey);
  const isDescending = keys.length > 1 && (keys[0] ?? '') > (keys.at(-1) ?? '');
  const isAfter = (key: string, cursor: string) => (isDescending ? key < cursor : key > cursor);
  let from = 0;
  let to = items.length;
  if (typeof page.after === 'string') {
    const cursor = decode(page.after);
    const index = keys.findIndex((key) => isAfter(key, cursor));
    from = index === -1 ? items.length : index;
  }
  if (typeof page.before === 'string') {
    const cursor = decode(page.before);
    const index = keys.findIndex((key) => key === cursor || isAfter(key, cursor));
    to = index === -1 ? items.length : index;
  }
  if (typeof page.first === 'number') to = Math.min(to, from + page.first);
  else if (typeof page.last === 'number') from = Math.max(from, to - page.last);
  const nodes = items.slice(from, to);
  const cursors = keys.slice(from, to).map(encode);
  return {
    totalCount: items.length,
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursors[index] ?? '' })),
    pageInfo: {
      hasNextPage: to < items.length,
      hasPreviousPage: from > 0,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  };
}

/** @returns a page over items that have no order of their own but their place in the list. */
export function listPage<T>(items: readonly T[], page: PageArguments): Page<T> {
  const keyed = items.map((item, index) => ({ item, key: String(index).padStart(8, '0') }));
  const { nodes, edges, ...rest } = cursorPage(keyed, ({ key }) => key, page);
  return {
    ...rest,
    nodes: nodes.map((node) => node?.item ?? null),
    edges: edges.map(({ cursor, node }) => ({ cursor, node: node?.item ?? null })),
  };
}

const PREFIX = 'cursor:v2:';

function encode(key: string): string {
  return Buffer.from(`${PREFIX}${key}`).toString('base64');
}

function decode(cursor: string): string {
  const text = Buffer.from(cursor, 'base64').toString();
  if (!text.startsWith(PREFIX)) {
    throw new GraphQLError(`\`${cursor}\` does not appear to be a valid cursor.`, {
      extensions: { type: 'INVALID_CURSOR_ARGUMENTS' },
    });
  }
  return text.slice(PREFIX.length);
}
