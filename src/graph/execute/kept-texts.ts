/**
 * The text of entities and of their fields, kept for the next question that selects the same of them: when one source
 * changes, only what rests on it is written anew.
 *
 * It is looked up for every entity of an answer, so it is held by the records themselves, in two generations: what is
 * used stays in the younger one, and when that is full, what was not used since goes with the older one.
 */
import type { GraphContext } from '../context.ts';
import { Remembered } from '../remembered.ts';
import type { Grounds } from '../validity.ts';
import { type Selection, Selections } from './selections.ts';
import type { Piece } from './written-text.ts';

/** A piece where it stood in the answer by itself, a text where it was part of another entity. */
export type KeptText = string | Piece;

/** Texts of one selection. */
type Texts = WeakMap<object, Remembered<KeptText>>;
/** By selection, and by address where the texts say one. */
type Generation = Map<string, Texts>;

/** What an entry takes beside its text: what it rests on, and its place here. */
const OVERHEAD = 1000;

export class KeptTexts {
  readonly selections = new Selections();
  readonly #maxGeneration: number;
  #young: Generation = new Map();
  #old: Generation = new Map();
  /** Of the younger generation. */
  #size = 0;

  constructor(maxCharacters: number) {
    this.#maxGeneration = maxCharacters / 2;
  }

  /** @returns the texts of the selection, for one execution */
  shelfOf({ request }: GraphContext, selection: Selection): Shelf {
    const key = selection.isAddressed ? `${selection.id} ${request.baseUrl}` : String(selection.id);
    const old = this.#old.get(key) ?? null;
    const young = this.#young.get(key) ?? this.#addTexts(key);
    return new Shelf(this, young, old);
  }

  #addTexts(key: string): Texts {
    const texts: Texts = new WeakMap();
    this.#young.set(key, texts);
    this.grow(OVERHEAD);
    return texts;
  }

  /** Something of that size was put into the younger generation. */
  grow(size: number): void {
    this.#size += size;
    if (this.#size <= this.#maxGeneration) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#size = 0;
  }
}

export class Shelf {
  readonly #kept: KeptTexts;
  readonly #young: Texts;
  readonly #old: Texts | null;

  constructor(kept: KeptTexts, young: Texts, old: Texts | null) {
    this.#kept = kept;
    this.#young = young;
    this.#old = old;
  }

  /** @returns the text of the record as it was written before; null where it would not come out again */
  recall(context: GraphContext, record: object): KeptText | null {
    const young = this.#young.get(record);
    const known = young ?? this.#old?.get(record);
    if (!known?.holdsIn(context)) return null;
    if (young === undefined) this.#put(record, known);
    context.validity.add(known.grounds);
    return known.value;
  }

  /** @param text just written in this context, with what it rests on */
  keep(context: GraphContext, record: object, text: KeptText, grounds: Grounds): void {
    const made = Remembered.of(context, text, grounds);
    if (made !== null) this.#put(record, made);
  }

  #put(record: object, text: Remembered<KeptText>): void {
    const replaced = this.#young.get(record);
    this.#young.set(record, text);
    this.#kept.grow(sizeOf(text) - (replaced === undefined ? 0 : sizeOf(replaced)));
  }
}

function sizeOf({ value }: Remembered<KeptText>): number {
  return (typeof value === 'string' ? value.length : value.bytes.length) + OVERHEAD;
}
