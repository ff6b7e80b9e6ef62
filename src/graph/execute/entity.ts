/** Entities: what is written of them is a piece of the answer, and serves later ones. */
import type { GraphQLObjectType } from 'graphql';
import type { Run } from './run.ts';
import type { SelectionText } from './selection-text.ts';
import type { Selection } from './selections.ts';
import { Piece } from './written-text.ts';

/** Types whose records are the same objects in every request, until what they rest on changes. */
const ENTITY_TYPES: ReadonlySet<string> = new Set(['Group', 'Initiative', 'Meeting', 'Role']);
/** Fields that take less time to write than to look up. */
export const MIN_ENTITY_SIZE = 4;

export function isEntity(type: GraphQLObjectType): boolean {
  return ENTITY_TYPES.has(type.name);
}

/** Where a plan selects an entity. */
export class EntitySite {
  readonly #index: number;
  readonly #text: SelectionText;

  constructor(index: number, text: SelectionText) {
    this.#index = index;
    this.#text = text;
  }

  /** @returns what is selected; null where it is not to be kept */
  selectionIn(run: Run): Selection | null {
    const known = run.selections[this.#index];
    if (known !== undefined) return known;
    const text = run.fragments === null ? null : this.#text.with(run.variables);
    const selection = text === null ? null : (run.fragments?.selections.recall(text) ?? null);
    run.selections[this.#index] = selection;
    return selection;
  }
}

/**
 * @param write writes the record as JSON
 * @returns what stands for the entity in the text: as it was written before, where that would come out again
 */
export function writeEntity(
  run: Run,
  site: EntitySite,
  record: object,
  write: (record: unknown, run: Run) => string,
): string {
  const { fragments, context, isInEntity } = run;
  const selection = site.selectionIn(run);
  const known = fragments === null || selection === null ? null : fragments.recall(context, selection, record);
  if (known !== null) return isInEntity ? textOf(known) : run.place(known instanceof Piece ? known : new Piece(known));
  const { deferred } = run;
  run.isInEntity = true;
  const { validity } = context;
  try {
    if (fragments === null || selection === null) {
      const text = write(record, run);
      if (isInEntity) return text;
      return run.deferred === deferred ? run.place(new Piece(text)) : run.placeUnfinished(text);
    }
    const { value: text, grounds } = validity.collect(() => write(record, run));
    if (run.deferred !== deferred) return isInEntity ? text : run.placeUnfinished(text);
    const made = isInEntity ? flat(text) : Piece.ofBytes(text);
    fragments.keep(context, selection, record, made, grounds);
    return typeof made === 'string' ? made : run.place(made);
  } finally {
    run.isInEntity = isInEntity;
  }
}

function textOf(kept: string | Piece): string {
  return typeof kept === 'string' ? kept : kept.text;
}

/** A text that was put together is a tree of its parts; measuring its bytes makes it one. */
function flat(text: string): string {
  Buffer.byteLength(text);
  return text;
}
