/**
 * The text of entities, kept for the next question that selects the same of them: when one source changes, only what
 * rests on it is written anew.
 */
import { LRUCache } from 'lru-cache';
import type { GraphContext } from '../context.ts';
import { Remembered } from '../remembered.ts';
import type { Grounds } from '../validity.ts';
import { type Selection, Selections } from './selections.ts';
import type { Piece } from './written-text.ts';

/** A piece where it stood in the answer by itself, a text where it was part of another entity. */
export type KeptText = string | Piece;

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

export class Fragments {
  readonly selections = new Selections();
  readonly #texts: LRUCache<string, Remembered<KeptText>>;

  constructor(maxCharacters: number) {
    this.#texts = new LRUCache({ maxSize: maxCharacters, sizeCalculation: ({ value }) => sizeOf(value) + OVERHEAD });
  }

  /** @returns the text of the record as it was written before; null where it would not come out again */
  recall(context: GraphContext, selection: Selection, record: object): KeptText | null {
    const known = this.#texts.get(keyOf(context, selection, record));
    if (!known?.holdsIn(context)) return null;
    context.validity.add(known.grounds);
    return known.value;
  }

  /** @param text just written in this context, with what it rests on */
  keep(context: GraphContext, selection: Selection, record: object, text: KeptText, grounds: Grounds): void {
    if (grounds.isAddressed) selection.isAddressed = true;
    const key = keyOf(context, selection, record);
    const made = Remembered.of(context, text, grounds);
    if (made === null) this.#texts.delete(key);
    else this.#texts.set(key, made);
  }
}

function keyOf({ request }: GraphContext, { id, isAddressed }: Selection, record: object): string {
  const key = `${id} ${numberOf(record)}`;
  return isAddressed ? `${key} ${request.baseUrl}` : key;
}

function sizeOf(text: KeptText): number {
  return typeof text === 'string' ? text.length : text.byteLength;
}
