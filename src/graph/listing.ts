/** A list made from several sources, and how honest its count is. */
import type { Reading } from '../model/source.ts';
import { type ConnectionArgs, CountedPage, type SortOrder, type Span, sortItems, spanOf } from './connection.ts';

export interface Listing<T> {
  readonly items: readonly T[];
  readonly readings: readonly Reading[];
}

/** @returns whether items may be missing: a source was never read, failed without a copy, or gave only a part. */
export function isPartial(readings: readonly Reading[]): boolean {
  return readings.some(({ state, isIncomplete }) => state === 'FAILING' || state === 'UNREAD' || isIncomplete);
}

/** @returns the readings, each source once. */
export function mergeReadings(...lists: readonly (readonly Reading[])[]): readonly Reading[] {
  return [...new Map(lists.flat().map((reading) => [reading.sourceId, reading])).values()];
}

export class ListingPage<T> extends CountedPage<T> {
  readonly isPartial: boolean;
  readonly readings: readonly Reading[];
  /** The items of every page. */
  readonly matching: readonly T[];

  /** The count is null where items may be missing: zero would claim that there are none. */
  constructor(span: Span<T>, listing: Listing<T>, isIncomplete: boolean, orderReadings: readonly Reading[]) {
    super(span, isIncomplete ? null : listing.items.length);
    this.isPartial = isIncomplete || isPartial(orderReadings);
    this.readings = orderReadings.length === 0 ? listing.readings : mergeReadings(listing.readings, orderReadings);
    this.matching = listing.items;
  }
}

/**
 * @param orderReadings of what only the order depends on: without them items stand elsewhere, but none is missing
 * @returns the page of the listing that the arguments ask for
 */
export function toPage<T>(
  listing: Listing<T>,
  args: ConnectionArgs,
  order: SortOrder<T>,
  orderReadings: readonly Reading[] = [],
): ListingPage<T> {
  return makePage(listing, args, order, isPartial(listing.readings), orderReadings);
}

/**
 * For lists that only upstreams know: where the registry names none that could tell, the list is unknown, not empty.
 */
export function toUpstreamPage<T>(listing: Listing<T>, args: ConnectionArgs, order: SortOrder<T>): ListingPage<T> {
  return makePage(listing, args, order, listing.readings.length === 0 || isPartial(listing.readings), []);
}

function makePage<T>(
  listing: Listing<T>,
  args: ConnectionArgs,
  order: SortOrder<T>,
  isIncomplete: boolean,
  orderReadings: readonly Reading[],
): ListingPage<T> {
  const span = spanOf(sortItems(listing.items, order), args, order);
  return new ListingPage(span, listing, isIncomplete, orderReadings);
}
