/** Whole connections, for feeds that are not paged. */
import { setImmediate } from 'node:timers/promises';

export interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly isPartial: boolean;
  readonly readings: readonly Reading[];
}

export interface Reading {
  readonly source: { readonly name: string };
  readonly state: 'FRESH' | 'STALE' | 'FAILING' | 'UNREAD';
  readonly fetchedAt: string | null;
  readonly error: string | null;
}

export interface Collected<T> {
  readonly items: readonly T[];
  /** Whether more are known than were collected. */
  readonly hasMore: boolean;
  readonly isPartial: boolean;
  readonly readings: readonly Reading[];
}

/** The fields that {@link Page} names, for documents. */
export const PAGE_FIELDS =
  'pageInfo { hasNextPage endCursor } isPartial readings { source { name } state fetchedAt error }';

/** Enough for the year of a large community; bounds the work for one request. */
const MAX_ITEMS = 10_000;

/**
 * @param load one page; `after` is null for the first
 * @param limit no further page is loaded once there are so many
 */
export async function collectPages<T>(
  load: (after: string | null) => Promise<Page<T>>,
  limit: number = MAX_ITEMS,
): Promise<Collected<T>> {
  const items: T[] = [];
  let page: Page<T>;
  let after: string | null = null;
  do {
    page = await load(after);
    items.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    // What is in memory is answered at once; between two pages, others get their turn.
    if (after !== null) await setImmediate();
  } while (after !== null && items.length < limit);
  return { items, hasMore: after !== null, isPartial: page.isPartial, readings: page.readings };
}

/** @returns names of the sources of which there is no copy, each once. */
export function unreadSources(readings: readonly Reading[]): readonly string[] {
  const unread = readings.filter(({ fetchedAt, state }) => fetchedAt === null && state !== 'FRESH');
  return [...new Set(unread.map(({ source }) => source.name))];
}
