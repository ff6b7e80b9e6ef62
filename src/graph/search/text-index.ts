/**
 * An inverted index of texts in typed arrays: a few bytes for each word of a text, where maps of maps take sixty, and
 * hardly anything for the garbage collector to walk.
 */
import { splitWords } from '../words.ts';
import { sortInTurns } from './sort-in-turns.ts';

/** The parts of a text, of which the first weigh most. */
export const FIELDS = ['title', 'names', 'text'] as const;

export type Texts = Readonly<Record<(typeof FIELDS)[number], string>>;

export interface TextIndex {
  /** Every word, ordered by UTF-16 code units. */
  readonly terms: readonly string[];
  /** Where the postings of a term in a field begin, by {@link slotOf} of both; they end where the next ones begin. */
  readonly starts: Uint32Array;
  /** The places of the texts that have the term in the field, ascending, each with how often: see {@link pack}. */
  readonly postings: Uint32Array;
  /** How many different words a field of a text has, by {@link slotOf} of both. */
  readonly lengths: Uint32Array;
}

/** Of a term or a text, and a field. */
export function slotOf(place: number, field: number): number {
  return place * FIELDS.length + field;
}

/** A word that is said more often than that is found no better. */
const MAX_COUNT = 255;

/** A number below 2^24, and a count, which is cut at {@link MAX_COUNT}. */
function pack(number: number, count: number): number {
  return number * (MAX_COUNT + 1) + Math.min(count, MAX_COUNT);
}

export function numberOf(packed: number): number {
  return packed >>> 8;
}

export function countOf(packed: number): number {
  return packed & MAX_COUNT;
}

/**
 * Writes down the words of one text after the other, then transposes that list to one of texts by word.
 * @param textsOf is asked for each item once, in order: texts are not kept
 * @returns the steps to the index; each takes some microseconds, few of them a millisecond
 */
export function* indexTexts<T>(
  items: readonly T[],
  textsOf: (item: T, place: number) => Texts,
): Generator<void, TextIndex> {
  const lengths = new Uint32Array(slotOf(items.length, 0));
  const numbers = new Map<string, number>();
  const list = new GrowingList();
  // How often each word is said in the field that is read: a map, cleared each time, would be much garbage.
  const counts: number[] = [];
  for (const [place, item] of items.entries()) {
    const texts = textsOf(item, place);
    for (const [field, name] of FIELDS.entries()) {
      const said: number[] = [];
      for (const word of splitWords(texts[name])) {
        const number = numbers.get(word) ?? numbers.size;
        if (number === numbers.size) numbers.set(word, number);
        const count = counts[number] ?? 0;
        if (count === 0) said.push(number);
        counts[number] = count + 1;
      }
      for (const number of said) {
        list.push(pack(number, counts[number] ?? 0));
        counts[number] = 0;
      }
      lengths[slotOf(place, field)] = said.length;
    }
    yield;
  }
  const { terms, termOf } = yield* orderTerms(numbers);
  return { terms, lengths, ...(yield* transpose(list, lengths, terms.length, termOf)) };
}

interface OrderedTerms {
  readonly terms: readonly string[];
  /** Place among the terms, by number. */
  readonly termOf: Uint32Array;
}

function* orderTerms(numbers: ReadonlyMap<string, number>): Generator<void, OrderedTerms> {
  const sorted = yield* sortInTurns([...numbers.keys()]);
  const terms: string[] = [];
  const termOf = new Uint32Array(sorted.length);
  for (const [place, term] of sorted.entries()) {
    termOf[numbers.get(term) ?? 0] = place;
    // As a copy: what was cut from a text would keep all of it.
    terms.push(Buffer.from(term).toString());
    yield;
  }
  return { terms, termOf };
}

function* transpose(
  list: GrowingList,
  lengths: Uint32Array,
  terms: number,
  termOf: Uint32Array,
): Generator<void, Pick<TextIndex, 'starts' | 'postings'>> {
  const starts = new Uint32Array(slotOf(terms, 0) + 1);
  const slotAt = (at: number, field: number): number => slotOf(termOf[numberOf(list.at(at))] ?? 0, field);
  // How many postings each slot has, in the slot behind it; then where they end.
  for (let [slot, at] = [0, 0]; slot < lengths.length; slot += 1) {
    for (const end = at + (lengths[slot] ?? 0); at < end; at += 1)
      increment(starts, slotAt(at, slot % FIELDS.length) + 1);
    yield;
  }
  starts.forEach((many, slot) => {
    starts[slot] = many + (starts[slot - 1] ?? 0);
  });
  const postings = new Uint32Array(list.length);
  const next = starts.slice();
  for (let [slot, at] = [0, 0]; slot < lengths.length; slot += 1) {
    const field = slot % FIELDS.length;
    const place = (slot - field) / FIELDS.length;
    for (const end = at + (lengths[slot] ?? 0); at < end; at += 1) {
      const target = slotAt(at, field);
      postings[increment(next, target)] = pack(place, countOf(list.at(at)));
    }
    yield;
  }
  return { starts, postings };
}

/** @returns what the number was */
function increment(numbers: Uint32Array, at: number): number {
  const number = numbers[at] ?? 0;
  numbers[at] = number + 1;
  return number;
}

const CHUNK_BITS = 16;
const CHUNK_LENGTH = 1 << CHUNK_BITS;

/** Numbers of 32 bits; it grows without being copied. */
class GrowingList {
  readonly #chunks: Uint32Array[] = [];
  length = 0;

  push(number: number): void {
    if (this.length % CHUNK_LENGTH === 0) this.#chunks.push(new Uint32Array(CHUNK_LENGTH));
    const chunk = this.#chunks.at(-1);
    if (chunk !== undefined) chunk[this.length % CHUNK_LENGTH] = number;
    this.length += 1;
  }

  at(place: number): number {
    return this.#chunks[place >>> CHUNK_BITS]?.[place % CHUNK_LENGTH] ?? 0;
  }
}
