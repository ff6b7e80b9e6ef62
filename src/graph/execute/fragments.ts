/**
 * The text of entities, kept for the next execution of the same document: when one source changes, only what rests on
 * it is written anew.
 */
import type { GraphQLObjectType } from 'graphql';
import { LRUCache } from 'lru-cache';
import { Remembered } from '../remembered.ts';
import type { Run } from './run.ts';

/** Types whose records are the same objects in every request, until what they rest on changes. */
const KEPT_TYPES: ReadonlySet<string> = new Set(['Community', 'Group', 'Initiative', 'Meeting']);

export function isKeptWhole(type: GraphQLObjectType): boolean {
  return KEPT_TYPES.has(type.name);
}

let sites = 0;
/** @returns a name for one selection of one plan */
export function newSite(): number {
  sites += 1;
  return sites;
}

const numbers = new WeakMap<object, number>();
let records = 0;
/** @returns the number of the record, which no other has */
function numberOf(record: object): number {
  const known = numbers.get(record);
  if (known !== undefined) return known;
  records += 1;
  numbers.set(record, records);
  return records;
}

/** What an entry takes beside its text: what it rests on, and its place in the cache. */
const OVERHEAD = 1000;
const MAX_VARIABLES_LENGTH = 500;

export class Fragments {
  readonly #texts: LRUCache<string, Remembered<string>>;

  constructor(maxCharacters: number) {
    this.#texts = new LRUCache({ maxSize: maxCharacters, sizeCalculation: ({ value }) => value.length + OVERHEAD });
  }

  /** @returns the text of the record: as it was written before, or as `write` does it now */
  write(run: Run, site: number, record: object, write: (record: unknown, run: Run) => string): string {
    const { context, scope } = run;
    // The outermost entity is kept with all that is in it.
    if (run.isInFragment || scope.length > MAX_VARIABLES_LENGTH) return write(record, run);
    const key = `${site} ${numberOf(record)} ${scope}`;
    const known = this.#texts.get(key);
    if (known?.holdsIn(context)) {
      context.validity.add(known.grounds);
      return known.value;
    }
    const { holes } = run;
    run.isInFragment = true;
    try {
      const { value: text, grounds } = context.validity.collect(() => write(record, run));
      // What is still to come has not said yet what it rests on.
      const made = run.holes === holes ? Remembered.of(context, flat(text), grounds) : null;
      if (made === null) this.#texts.delete(key);
      else this.#texts.set(key, made);
      return text;
    } finally {
      run.isInFragment = false;
    }
  }
}

/** A text that was put together is a tree of its parts; measuring its bytes makes it one. */
function flat(text: string): string {
  Buffer.byteLength(text);
  return text;
}
