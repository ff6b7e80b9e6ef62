/** Which items of some parts a query finds, and how well: by BM25+ over the fields, terms that are near words counting less. */
import { rememberIn } from '../remember-in.ts';
import { splitWords } from '../words.ts';
import { findMeantTerms } from './meant-terms.ts';
import type { Part } from './part.ts';
import { type Found, PartScores } from './part-scores.ts';
import { FIELDS } from './text-index.ts';

const BOOSTS: Readonly<Record<(typeof FIELDS)[number], number>> = { title: 4, names: 2, text: 1 };

/**
 * Every word must be found, and where no item has them all, any. What is called by just these words comes first.
 * @param parts are searched as if they were one
 * @returns what is found, in no order
 */
export function rank<T>(parts: readonly Part<T>[], query: string): readonly Found<T>[] {
  const said = splitWords(query);
  const words = [...new Set(said)];
  if (words.length === 0) return [];
  const scores = scoreParts(parts, words);
  const least = scores.some((part) => part.has(words.length)) ? words.length : 1;
  const found = scores.flatMap((part) => part.found(least));
  const called = new Set(parts.flatMap((part) => itemsCalled(part, said.join(' '))));
  const best = found.reduce((high, { score }) => Math.max(high, score), 0);
  return found.map((one) => (called.has(one.item) ? { ...one, score: best + one.score } : one));
}

function itemsCalled<T>({ items, places }: Part<T>, name: string): readonly (T | null)[] {
  return (places.get(name) ?? []).map((place) => items[place] ?? null);
}

function scoreParts<T>(parts: readonly Part<T>[], words: readonly string[]): readonly PartScores<T>[] {
  const scores = parts.map((part) => new PartScores(part));
  const size = sum(parts.map((part) => part.size));
  const averages = FIELDS.map((_, field) => sum(parts.map(({ lengths }) => lengths[field] ?? 0)) / size);
  for (const [number, word] of words.entries()) {
    for (const { weight, places } of meantTerms(scores, word)) {
      for (const [field, name] of FIELDS.entries()) {
        const matching = sum(places.map(({ part, term }) => part.count(term, field)));
        const rarity = Math.log(1 + (size - matching + 0.5) / (matching + 0.5));
        const factor = weight * BOOSTS[name] * rarity;
        for (const { part, term } of places) {
          part.add(term, { field, factor, average: averages[field] ?? 0, word: number + 1 });
        }
      }
    }
  }
  return scores;
}

interface MeantTerm<T> {
  readonly weight: number;
  /** Where it stands among the terms of the parts that have it. */
  readonly places: { readonly part: PartScores<T>; readonly term: number }[];
}

function meantTerms<T>(parts: readonly PartScores<T>[], word: string): Iterable<MeantTerm<T>> {
  const meant = new Map<string, MeantTerm<T>>();
  for (const part of parts) {
    for (const [term, weight] of findMeantTerms(part.terms, word)) {
      rememberIn(meant, part.terms[term] ?? '', () => ({ weight, places: [] })).places.push({ part, term });
    }
  }
  return meant.values();
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
