/** A list made from several sources, and how honest its count is. */
import type { Reading } from '../model/source.ts';
import { type ConnectionArgs, type Page, paginate, type SortOrder, sortItems } from './connection.ts';

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

export interface ListingPage<T> extends Page<T> {
  /** null where items may be missing: zero would claim that there are none. */
  readonly totalCount: number | null;
  readonly isPartial: boolean;
  readonly readings: readonly Reading[];
}

/** @returns the page of the listing that the arguments ask for. */
export function toPage<T>(listing: Listing<T>, args: ConnectionArgs, order: SortOrder<T>): ListingPage<T> {
  return makePage(listing, args, order, isPartial(listing.readings));
}

/**
 * For lists that only upstreams know: where the registry names none that could tell, the list is unknown, not empty.
 */
export function toUpstreamPage<T>(listing: Listing<T>, args: ConnectionArgs, order: SortOrder<T>): ListingPage<T> {
  return makePage(listing, args, order, listing.readings.length === 0 || isPartial(listing.readings));
}

function makePage<T>(listing: Listing<T>, args: ConnectionArgs, order: SortOrder<T>, partial: boolean): ListingPage<T> {
  const sorted = sortItems(listing.items, order);
  return {
    ...paginate(sorted, args, order),
    totalCount: partial ? null : sorted.length,
    isPartial: partial,
    readings: listing.readings,
  };
}
