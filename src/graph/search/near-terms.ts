/** Which terms of a sorted list a word means: itself, those that begin with it, those that are nearly it. */

/** Words hold letters and digits alone, so that this stands behind all that go on. */
const BEHIND_ALL = '\uffff';

/** @returns the place of the first term that is not before the text */
function firstPlace(terms: readonly string[], text: string, from = 0): number {
  let [start, end] = [from, terms.length];
  while (start < end) {
    const middle = (start + end) >> 1;
    if ((terms[middle] ?? '') < text) start = middle + 1;
    else end = middle;
  }
  return start;
}

/** @returns the place of the term; null where it is none of them */
export function placeOfTerm(terms: readonly string[], term: string): number | null {
  const place = firstPlace(terms, term);
  return terms[place] === term ? place : null;
}

/** @returns the places of the terms that begin with the text, half-open */
export function placesWithPrefix(terms: readonly string[], prefix: string): readonly [start: number, end: number] {
  const start = firstPlace(terms, prefix);
  return [start, firstPlace(terms, prefix + BEHIND_ALL, start)];
}

/**
 * Sorted terms are walked like a tree: what they share with the one before is compared once, and no term is looked at
 * whose beginning is too far from the word already.
 * @param maxDistance how many letters may be missing, too many or others (Levenshtein), in UTF-16 code units
 * @returns the distance of each term that is so near, by its place
 */
export function placesNear(terms: readonly string[], word: string, maxDistance: number): ReadonlyMap<number, number> {
  const near = new Map<number, number>();
  const width = word.length + 1;
  // Row n: how far the first n letters of the term are from each beginning of the word. The last row is too far.
  const rows = new Uint16Array((width + maxDistance + 1) * width).map((_, at) => (at < width ? at : 0));
  let known = '';
  for (let place = 0; place < terms.length; ) {
    const term = terms[place] ?? '';
    let length = sharedLength(known, term);
    let isNear = true;
    while (isNear && length < term.length) {
      length += 1;
      isNear = fillRow(rows, length, term.charCodeAt(length - 1), word) <= maxDistance;
    }
    known = term;
    if (!isNear) {
      place = firstPlace(terms, term.slice(0, length) + BEHIND_ALL, place + 1);
      continue;
    }
    const distance = rows[length * width + word.length] ?? 0;
    if (distance <= maxDistance) near.set(place, distance);
    place += 1;
  }
  return near;
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}

/** @returns the least number of the row, below which no longer term comes */
function fillRow(rows: Uint16Array, row: number, unit: number, word: string): number {
  const width = word.length + 1;
  const above = (row - 1) * width;
  let least = row;
  let left = row;
  rows[row * width] = row;
  for (let column = 1; column < width; column += 1) {
    const replaced = (rows[above + column - 1] ?? 0) + (word.charCodeAt(column - 1) === unit ? 0 : 1);
    left = Math.min(replaced, (rows[above + column] ?? 0) + 1, left + 1);
    rows[row * width + column] = left;
    if (left < least) least = left;
  }
  return least;
}
