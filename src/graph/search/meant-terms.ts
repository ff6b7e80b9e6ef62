/** Which terms of an index a word of a query means, and how much each of them counts. */
import { placeOfTerm, placesNear, placesWithPrefix } from './near-terms.ts';

/** Shorter words mean themselves alone. */
const MIN_PREFIX_LENGTH = 3;
const MIN_FUZZY_LENGTH = 5;
/** A typo in every fifth letter. */
const TYPOS_PER_LETTER = 0.2;
const MAX_TYPOS = 6;
const PREFIX_WEIGHT = 0.375;
const FUZZY_WEIGHT = 0.45;
/** More letters than were typed tell less than typos, for most who search do not type the whole word. */
const UNTYPED_SHARE = 0.3;

/**
 * @param terms sorted
 * @returns by the place of each: 1 for the word itself, less for those that begin with it or are nearly it, the less the
 *   farther they are
 */
export function findMeantTerms(terms: readonly string[], word: string): ReadonlyMap<number, number> {
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
      const untyped = lengthOf(place) - word.length;
      weights.set(place, (PREFIX_WEIGHT * lengthOf(place)) / (lengthOf(place) + UNTYPED_SHARE * untyped));
    }
  }
  const itself = placeOfTerm(terms, word);
  if (itself !== null) weights.set(itself, 1);
  return weights;
}
