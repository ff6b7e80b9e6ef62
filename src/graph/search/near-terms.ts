/** Which terms of a sorted list a word means: itself, those that begin with it, those that are nearly it. */

/** @returns the place of the term; null where it is none of them */
export function placeOfTerm(terms: readonly string[], term: string): number | null {
  const place = firstPlace(terms, term);
  return terms[place] === term ? place : null;
}

/** @returns the places of the terms that begin with the text, half-open */
export function placesWithPrefix(terms: readonly string[], prefix: string): readonly [start: number, end: number] {
  const start = firstPlace(terms, prefix);
  return [start, terms[start]?.startsWith(prefix) ? endOfBranch(terms, start, prefix.length) : start];
}

/**
 * Sorted terms are walked like a tree: what they share with the one before is compared once, and no term is looked at
 * whose beginning is too far from the word already.
 * @param maxDistance how many letters may be missing, too many or others (Levenshtein), in UTF-16 code units
 * @returns the distance of each term that is so near, by its place
 */
export function placesNear(terms: readonly string[], word: string, maxDistance: number): ReadonlyMap<number, number> {
  const near = new Map<number, number>();
  const distances = new Distances(word, maxDistance);
  let known = '';
  for (let place = 0; place < terms.length; ) {
    const term = terms[place] ?? '';
    let length = sharedLength(known, term);
    let isNear = true;
    while (isNear && length < term.length) {
      length += 1;
      isNear = distances.add(length, term.charCodeAt(length - 1));
    }
    known = term;
    if (isNear) {
      const distance = distances.of(length);
      if (distance <= maxDistance) near.set(place, distance);
      place += 1;
    } else {
      place = endOfBranch(terms, place, length);
    }
  }
  return near;
}

/**
 * How far the beginnings of a term are from those of a word: a row for each length of the one, a column for each of the
 * other. What is off the diagonal by more than the distance allowed is too far, and not reckoned.
 */
class Distances {
  readonly #word: string;
  readonly #max: number;
  readonly #width: number;
  readonly #rows: Uint16Array;

  constructor(word: string, max: number) {
    this.#word = word;
    this.#max = max;
    this.#width = word.length + 1;
    // The last row is too far.
    this.#rows = new Uint16Array((this.#width + max + 1) * this.#width).fill(max + 1);
    for (let column = 0; column <= Math.min(max, word.length); column += 1) this.#rows[column] = column;
  }

  /**
   * @param length of a beginning of the term; those that are shorter are known
   * @param unit its last
   * @returns whether a term that begins so may be near
   */
  add(length: number, unit: number): boolean {
    const rows = this.#rows;
    const above = (length - 1) * this.#width;
    const row = length * this.#width;
    rows[row] = length;
    let least = length;
    for (
      let column = Math.max(1, length - this.#max);
      column < Math.min(this.#width, length + this.#max + 1);
      column += 1
    ) {
      const replaced = (rows[above + column - 1] ?? 0) + (this.#word.charCodeAt(column - 1) === unit ? 0 : 1);
      const distance = Math.min(replaced, (rows[above + column] ?? 0) + 1, (rows[row + column - 1] ?? 0) + 1);
      rows[row + column] = distance;
      least = Math.min(least, distance);
    }
    return least <= this.#max;
  }

  /** @returns the distance of the term of that length; above the one allowed where it is more */
  of(length: number): number {
    return this.#rows[length * this.#width + this.#word.length] ?? 0;
  }
}

/** @returns the place of the first term that is not before the text */
function firstPlace(terms: readonly string[], text: string): number {
  return firstBehind(0, terms.length, (place) => (terms[place] ?? '') < text);
}

/** @returns the place of the first term behind those that share the beginning of this length with the one at the place */
function endOfBranch(terms: readonly string[], place: number, length: number): number {
  const term = terms[place] ?? '';
  return firstBehind(place + 1, terms.length, (other) => sharedLength(term, terms[other] ?? '') >= length);
}

/** @returns the first place from the first that is not before; looked for with growing steps, as mostly it is near */
function firstBehind(from: number, to: number, isBefore: (place: number) => boolean): number {
  let start = from;
  let step = 1;
  while (start + step <= to && isBefore(start + step - 1)) {
    start += step;
    step *= 2;
  }
  let end = Math.min(start + step - 1, to);
  while (start < end) {
    const middle = (start + end) >> 1;
    if (isBefore(middle)) start = middle + 1;
    else end = middle;
  }
  return start;
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}
