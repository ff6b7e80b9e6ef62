/** Selections of entities that were asked for before, in whatever document. */
import { LRUCache } from 'lru-cache';

/** The text of entities is kept by it. */
export class Selection {
  /** No other has it, also when this one was forgotten. */
  readonly id: number;
  /** Whether the text of some entity says where the gateway was reached: it is then kept for each address. */
  isAddressed = false;

  constructor(id: number) {
    this.id = id;
  }
}

/** Characters of the texts of selections; some thousand. */
const MAX_REMEMBERED_LENGTH = 2 * 1024 * 1024;
/** What the shortest takes beside that. */
const OVERHEAD = 200;

export class Selections {
  #count = 0;
  readonly #selections = new LRUCache<string, Selection>({
    maxSize: MAX_REMEMBERED_LENGTH,
    sizeCalculation: (_selection, text) => text.length + OVERHEAD,
  });

  /** @returns the selection; null where it is asked for the first time, for it may never be asked again */
  recall(text: string): Selection | null {
    const known = this.#selections.get(text);
    if (known !== undefined) return known;
    this.#count += 1;
    this.#selections.set(text, new Selection(this.#count));
    return null;
  }
}
