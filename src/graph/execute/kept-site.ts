/**
 * Places in a plan where what is written is kept, and serves later answers: entities, and those of their fields that
 * lead to other entities. So what a question asks differently than one before it costs no more than that.
 */
import type { Grounds } from '../validity.ts';
import type { KeptText, Shelf } from './kept-texts.ts';
import type { Run } from './run.ts';
import type { SelectionText } from './selection-text.ts';
import type { Selection } from './selections.ts';
import { Piece } from './written-text.ts';

export class KeptSite {
  readonly #index: number;
  readonly #text: SelectionText;

  /** @param index no other site of the plan has it */
  constructor(index: number, text: SelectionText) {
    this.#index = index;
    this.#text = text;
  }

  /** @returns where the texts of what is selected are kept; null where they are not */
  shelfIn(run: Run): Shelf | null {
    const known = run.shelves[this.#index];
    if (known !== undefined) return known.shelf;
    const text = run.kept === null ? null : this.#text.with(run.variables);
    const selection = text === null ? null : (run.kept?.selections.recall(text) ?? null);
    return this.#open(run, selection);
  }

  /** @param text just written, with what it rests on */
  keep(run: Run, record: object, text: KeptText, grounds: Grounds): void {
    const { selection = null, shelf = null } = run.shelves[this.#index] ?? {};
    if (selection === null || !grounds.isAddressed || selection.isAddressed) {
      shelf?.keep(run.context, record, text, grounds);
      return;
    }
    // From now on there is a shelf for each address.
    selection.isAddressed = true;
    this.#open(run, selection)?.keep(run.context, record, text, grounds);
  }

  #open(run: Run, selection: Selection | null): Shelf | null {
    const shelf = selection === null ? null : (run.kept?.shelfOf(run.context, selection) ?? null);
    run.shelves[this.#index] = { selection, shelf };
    return shelf;
  }
}

/**
 * @param record the entity that is written, or whose field is
 * @param write writes it as JSON
 * @returns what stands for it in the text: as it was written before, where that would come out again
 */
export function writeKept(
  run: Run,
  site: KeptSite,
  record: object,
  write: (record: unknown, run: Run) => string,
): string {
  const { context, isInEntity, deferred } = run;
  const shelf = site.shelfIn(run);
  const known = shelf?.recall(context, record) ?? null;
  if (known !== null) {
    if (isInEntity) return typeof known === 'string' ? known : known.bytes.toString();
    return run.place(typeof known === 'string' ? Piece.once(known) : known);
  }
  run.isInEntity = true;
  try {
    if (shelf === null) {
      const text = write(record, run);
      if (isInEntity) return text;
      return run.deferred === deferred ? run.place(Piece.once(text)) : run.placeUnfinished(text);
    }
    const { value: text, grounds } = context.validity.collect(() => write(record, run));
    // What is still to come has not said yet what it rests on.
    if (run.deferred !== deferred) return isInEntity ? text : run.placeUnfinished(text);
    const made = isInEntity ? flat(text) : Piece.kept(text);
    site.keep(run, record, made, grounds);
    return typeof made === 'string' ? made : run.place(made);
  } finally {
    run.isInEntity = isInEntity;
  }
}

/** A text that was put together is a tree of its parts; measuring its bytes makes it one. */
function flat(text: string): string {
  Buffer.byteLength(text);
  return text;
}
