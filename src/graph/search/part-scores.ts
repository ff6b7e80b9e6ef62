/** How well the items of one part answer a query, while it is answered. */
import type { SearchType } from '../generated.ts';
import type { Part } from './part.ts';
import { countOf, numberOf, slotOf } from './text-index.ts';

export interface Found<T> {
  readonly type: SearchType;
  readonly item: T;
  readonly score: number;
}

/** What one term in one field counts. */
export interface TermScore {
  readonly field: number;
  readonly factor: number;
  /** How many different words the field has on average. */
  readonly average: number;
  /** Which word of the query means the term, counted from one. */
  readonly word: number;
}

/** Of BM25+: how soon more of a word counts no more, how much long texts lose, what every word counts at least. */
const [K, B, DELTA] = [1.2, 0.7, 0.5];

export class PartScores<T> {
  readonly #part: Part<T>;
  readonly #scores: Float64Array;
  /** How many words of the query each item has. */
  readonly #matched: Uint16Array;
  /** The last of these, counted from one. */
  readonly #lastMatched: Uint16Array;

  constructor(part: Part<T>) {
    const { length } = part.items;
    this.#part = part;
    this.#scores = new Float64Array(length);
    this.#matched = new Uint16Array(length);
    this.#lastMatched = new Uint16Array(length);
  }

  /** Sorted. */
  get terms(): readonly string[] {
    return this.#part.index.terms;
  }

  /** @returns how many items have the term in the field */
  count(term: number, field: number): number {
    const { index, items, size } = this.#part;
    const [start, end] = this.#span(term, field);
    if (size === items.length) return end - start;
    let count = 0;
    for (let at = start; at < end; at += 1) if (items[numberOf(index.postings[at] ?? 0)] !== null) count += 1;
    return count;
  }

  add(term: number, { field, factor, average, word }: TermScore): void {
    const { index, items } = this.#part;
    const [start, end] = this.#span(term, field);
    for (let at = start; at < end; at += 1) {
      const posting = index.postings[at] ?? 0;
      const place = numberOf(posting);
      if (items[place] === null) continue;
      const count = countOf(posting);
      const length = (index.lengths[slotOf(place, field)] ?? 0) / average;
      const weight = DELTA + (count * (K + 1)) / (count + K * (1 - B + B * length));
      this.#scores[place] = (this.#scores[place] ?? 0) + factor * weight;
      if (this.#lastMatched[place] === word) continue;
      this.#lastMatched[place] = word;
      this.#matched[place] = (this.#matched[place] ?? 0) + 1;
    }
  }

  #span(term: number, field: number): readonly [start: number, end: number] {
    const { starts } = this.#part.index;
    const slot = slotOf(term, field);
    return [starts[slot] ?? 0, starts[slot + 1] ?? 0];
  }

  /** @returns whether any item has so many words of the query */
  has(words: number): boolean {
    return this.#matched.includes(words);
  }

  /** @returns the items that have so many words of the query; each word more makes all of them count more */
  found(least: number): readonly Found<T>[] {
    const { type, items } = this.#part;
    const found: Found<T>[] = [];
    for (const [place, words] of this.#matched.entries()) {
      const item = words < least ? null : (items[place] ?? null);
      if (item !== null) found.push({ type, item, score: (this.#scores[place] ?? 0) * words });
    }
    return found;
  }
}
