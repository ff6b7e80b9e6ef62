/** How the index of a kind follows its items. */
import { type Kind, keyOf, type SearchItem } from './kinds.ts';
import { createPart, follow, type Part } from './part.ts';
import { FIELDS } from './text-index.ts';

/** Where so much of the large part is gone, or stands in the small one instead, all is indexed anew. */
const MAX_CHANGED_SHARE = 1 / 8;

/**
 * To index takes far longer than to search, so it is done for items alone that were not there before with the same
 * words: they come into a small part beside the large one, until that is worth merging.
 */
export class KindIndex<T extends SearchItem> {
  readonly #kind: Kind<T>;
  #items: readonly T[] = [];
  #parts: readonly Part<T>[] = [];

  constructor(kind: Kind<T>) {
    this.#kind = kind;
  }

  /**
   * @param items all that there are now
   * @returns the steps to at most two parts with all of them; each takes some microseconds, few of them a millisecond
   */
  *update(items: readonly T[]): Generator<void, readonly Part<T>[]> {
    if (!holdsSame(this.#items, items)) {
      this.#parts = yield* updateParts(this.#kind, this.#parts, items);
      this.#items = items;
    }
    return this.#parts;
  }
}

/** @returns whether each of the items is in both lists in the same place */
export function holdsSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((item, place) => item === others[place]);
}

function* updateParts<T extends SearchItem>(
  kind: Kind<T>,
  known: readonly Part<T>[],
  items: readonly T[],
): Generator<void, readonly Part<T>[]> {
  const [large, small] = known;
  if (large === undefined) return [yield* createPart(kind, items)];
  const { kept, added } = yield* compare(kind, [...large.items, ...(small?.items ?? [])], items);
  const inLarge = follow(large, kept.slice(0, large.items.length));
  const inSmall = kept.slice(large.items.length);
  const recent = [...inSmall.filter((item) => item !== null), ...added];
  const changed = recent.length + large.items.length - inLarge.size;
  if (changed > large.items.length * MAX_CHANGED_SHARE) return [yield* createPart(kind, items)];
  if (recent.length === 0) return [inLarge];
  if (small !== undefined && added.length === 0) return [inLarge, follow(small, inSmall)];
  return [inLarge, yield* createPart(kind, recent)];
}

interface Comparison<T> {
  /** By the place of the former item: the present one, null where there is none with the same words. */
  readonly kept: readonly (T | null)[];
  readonly added: readonly T[];
}

function* compare<T extends SearchItem>(
  kind: Kind<T>,
  former: readonly (T | null)[],
  items: readonly T[],
): Generator<void, Comparison<T>> {
  const places = new Map<string, number>();
  for (const [place, item] of former.entries()) {
    if (item !== null) places.set(keyOf(item), place);
    yield;
  }
  const kept: (T | null)[] = former.map(() => null);
  const added: T[] = [];
  for (const item of items) {
    const place = places.get(keyOf(item)) ?? -1;
    const before = former[place] ?? null;
    if (before !== null && kept[place] === null && haveSameTexts(kind, before, item)) kept[place] = item;
    else added.push(item);
    yield;
  }
  return { kept, added };
}

function haveSameTexts<T extends SearchItem>({ textsOf }: Kind<T>, some: T, other: T): boolean {
  if (some === other) return true;
  const [texts, others] = [textsOf(some), textsOf(other)];
  return FIELDS.every((field) => texts[field] === others[field]);
}
