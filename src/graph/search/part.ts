/** Items of one kind under an index. */
import type { SearchType } from '../generated.ts';
import { rememberIn } from '../remember-in.ts';
import { toWords } from '../words.ts';
import type { Kind, SearchItem } from './kinds.ts';
import { FIELDS, indexTexts, slotOf, type TextIndex } from './text-index.ts';

export interface Part<T> {
  readonly type: SearchType;
  readonly index: TextIndex;
  /** By their place in the index; null where the item is gone, or has other words now. */
  readonly items: readonly (T | null)[];
  /** How many of them are there. */
  readonly size: number;
  /** How many different words these have, by field. */
  readonly lengths: readonly number[];
  /** Places by what people call the items, as {@link toWords} writes it. */
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** @returns the steps to the items with their index; each takes some microseconds, few of them a millisecond */
export function* createPart<T extends SearchItem>(kind: Kind<T>, items: readonly T[]): Generator<void, Part<T>> {
  const places = new Map<string, number[]>();
  const index = yield* indexTexts(items, (item, place) => {
    for (const name of new Set(kind.namesOf(item).map(toWords)))
      rememberIn(places, name, (): number[] => []).push(place);
    return kind.textsOf(item);
  });
  return { type: kind.type, index, places, items, ...measure(index, items) };
}

/** @param items in the places of the former ones */
export function follow<T>(part: Part<T>, items: readonly (T | null)[]): Part<T> {
  return { ...part, items, ...measure(part.index, items) };
}

function measure({ lengths }: TextIndex, items: readonly unknown[]): Pick<Part<never>, 'size' | 'lengths'> {
  const sums = FIELDS.map(() => 0);
  let size = 0;
  for (const [place, item] of items.entries()) {
    if (item === null) continue;
    size += 1;
    for (let field = 0; field < sums.length; field += 1)
      sums[field] = (sums[field] ?? 0) + (lengths[slotOf(place, field)] ?? 0);
  }
  return { size, lengths: sums };
}
