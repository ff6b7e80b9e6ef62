/** Which items of some parts a query finds, and how well: Okapi BM25+ over the fields, near words counting less. */
import type { SearchType } from '../generated.ts';
import { rememberIn } from '../remember-in.ts';
import { splitWords } from '../words.ts';
import { placeOfTerm, placesNear, placesWithPrefix } from './near-terms.ts';
import type { Part } from './part.ts';
import { countOf, FIELDS, numberOf, slotOf } from './text-index.ts';

export interface Found<T> {
  readonly type: SearchType;
  readonly item: T;
  readonly score: number;
}

const BOOSTS: Readonly<Record<(typeof FIELDS)[number], number>> = { title: 4, names: 2, text: 1 };

/** Shorter words mean themselves alone. */
const MIN_PREFIX_LENGTH = 3;
const MIN_FUZZY_LENGTH = 5;
/** A typo in every fifth letter. */
const TYPOS_PER_LETTER = 0.2;
const MAX_TYPOS = 6;
const PREFIX_WEIGHT = 0.375;
const FUZZY_WEIGHT = 0.45;

/** Of BM25+: how soon it no longer matters how often a word is said, how much long texts lose, what each word counts at least. */
const [K, B, DELTA] = [1.2, 0.7, 0.5];

/**
 * Every word must be found, and where no item has them all, any. What is called by just these words comes first.
 * @param parts are searched as if they were one
 * @returns what is found, in no order
 */
export function rank<T>(parts: readonly Part<T>[], query: string): readonly Found<T>[] {
  const said = splitWords(query);
  const words = [...new Set(said)];
  if (words.length === 0) return [];
  const scored = scoreParts(parts, words);
  const least = scored.some(({ matched }) => matched.includes(words.length)) ? words.length : 1;
  const found = scored.flatMap((part) => findIn(part, least));
  const called = new Set(parts.flatMap((part) => itemsCalled(part, said.join(' '))));
  const best = found.reduce((high, { score }) => Math.max(high, score), 0);
  return found.map((one) => (called.has(one.item) ? { ...one, score: best + one.score } : one));
}

/** @returns the items that have so many words of the query; each word more makes all of them count more */
function findIn<T>({ part, scores, matched }: ScoredPart<T>, least: number): readonly Found<T>[] {
  return part.items.flatMap((item, place) => {
    const many = matched[place] ?? 0;
    return item === null || many < least ? [] : { type: part.type, item, score: (scores[place] ?? 0) * many };
  });
}

function itemsCalled<T>({ items, places }: Part<T>, name: string): readonly (T | null)[] {
  return (places.get(name) ?? []).map((place) => items[place] ?? null);
}

interface ScoredPart<T> {
  readonly part: Part<T>;
  readonly scores: Float64Array;
  /** How many words of the query each item has. */
  readonly matched: Uint16Array;
  /** The last of these, counted from one. */
  readonly lastMatched: Uint16Array;
}

function scoreParts<T>(parts: readonly Part<T>[], words: readonly string[]): readonly ScoredPart<T>[] {
  const scored = parts.map((part) => ({
    part,
    scores: new Float64Array(part.items.length),
    matched: new Uint16Array(part.items.length),
    lastMatched: new Uint16Array(part.items.length),
  }));
  const size = sum(parts, (part) => part.size);
  const averages = FIELDS.map((_, field) => sum(parts, ({ lengths }) => lengths[field] ?? 0) / size);
  for (const [number, word] of words.entries()) {
    for (const { weight, terms } of matchesOf(parts, word)) {
      for (const [field, name] of FIELDS.entries()) {
        const slots = terms.map((term) => (term === null ? null : slotOf(term, field)));
        const matching = sum(parts, (part, at) => countItems(part, slots[at] ?? null));
        const rarity = Math.log(1 + (size - matching + 0.5) / (matching + 0.5));
        const factor = weight * BOOSTS[name] * rarity;
        for (const [at, one] of scored.entries()) {
          addScores(one, slots[at] ?? null, { field, factor, average: averages[field] ?? 0, word: number + 1 });
        }
      }
    }
  }
  return scored;
}

interface Match {
  readonly weight: number;
  /** The place of the term among those of each part. */
  readonly terms: (number | null)[];
}

/** @returns the terms of all parts that the word means */
function matchesOf(parts: readonly Part<unknown>[], word: string): Iterable<Match> {
  const matches = new Map<string, Match>();
  for (const [at, { index }] of parts.entries()) {
    for (const [place, weight] of weigh(index.terms, word)) {
      const match = rememberIn(matches, index.terms[place] ?? '', () => ({ weight, terms: parts.map(() => null) }));
      match.terms[at] = place;
    }
  }
  return matches.values();
}

/** @returns how much the terms count that the word means, by place: itself most, which is never nearly itself */
function weigh(terms: readonly string[], word: string): ReadonlyMap<number, number> {
  const weights = new Map<number, number>();
  const lengthOf = (place: number): number => terms[place]?.length ?? 0;
  if (word.length >= MIN_FUZZY_LENGTH) {
    const typos = Math.min(MAX_TYPOS, Math.round(word.length * TYPOS_PER_LETTER));
    for (const [place, distance] of placesNear(terms, word, typos)) {
      weights.set(place, (FUZZY_WEIGHT * lengthOf(place)) / (lengthOf(place) + distance));
    }
  }
  if (word.length >= MIN_PREFIX_LENGTH) {
    const [start, end] = placesWithPrefix(terms, word);
    for (let place = start; place < end; place += 1) {
      const more = lengthOf(place) - word.length;
      weights.set(place, (PREFIX_WEIGHT * lengthOf(place)) / (lengthOf(place) + 0.3 * more));
    }
  }
  const itself = placeOfTerm(terms, word);
  if (itself !== null) weights.set(itself, 1);
  return weights;
}

/** @returns how many items of the part have the term in the field */
function countItems({ index: { starts, postings }, items, size }: Part<unknown>, slot: number | null): number {
  if (slot === null) return 0;
  const [start, end] = [starts[slot] ?? 0, starts[slot + 1] ?? 0];
  if (size === items.length) return end - start;
  let count = 0;
  for (let at = start; at < end; at += 1) if (items[numberOf(postings[at] ?? 0)] !== null) count += 1;
  return count;
}

interface Term {
  readonly field: number;
  readonly factor: number;
  /** How many different words the field has on average. */
  readonly average: number;
  /** Which word of the query means it, counted from one. */
  readonly word: number;
}

function addScores(one: ScoredPart<unknown>, slot: number | null, { field, factor, average, word }: Term): void {
  if (slot === null) return;
  const { part, scores, matched, lastMatched } = one;
  const { starts, postings, lengths } = part.index;
  const end = starts[slot + 1] ?? 0;
  for (let at = starts[slot] ?? 0; at < end; at += 1) {
    const posting = postings[at] ?? 0;
    const place = numberOf(posting);
    if (part.items[place] === null) continue;
    const count = countOf(posting);
    const length = (lengths[slotOf(place, field)] ?? 0) / average;
    const weight = DELTA + (count * (K + 1)) / (count + K * (1 - B + B * length));
    scores[place] = (scores[place] ?? 0) + factor * weight;
    if (lastMatched[place] === word) continue;
    lastMatched[place] = word;
    matched[place] = (matched[place] ?? 0) + 1;
  }
}

function sum<T>(items: readonly T[], numberFrom: (item: T, place: number) => number): number {
  return items.reduce((total, item, place) => total + numberFrom(item, place), 0);
}
