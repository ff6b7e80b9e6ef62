/** One execution of a planned operation. */
import type { FragmentDefinitionNode, GraphQLResolveInfo, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { MaybePromise } from '../../model/source.ts';
import type { GraphContext } from '../context.ts';
import type { KeptTexts, Shelf } from './kept-texts.ts';
import type { Selection } from './selections.ts';
import { TextTooLong } from './text-too-long.ts';
import { Piece, WrittenText } from './written-text.ts';

/** Thrown where only graphql-js knows what to answer: errors, and what the plan does not know. */
export const GIVE_UP = new Error('The operation is left to graphql-js.');

/** What a resolver is handed beside its source and the context; the same for every object of a selection. */
export interface Call {
  readonly args: Readonly<Record<string, unknown>>;
  readonly info: GraphQLResolveInfo;
}

/** The operation that a run executes. */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly node: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Control characters are always escaped in JSON, so this one never stands in the text of a value. */
const MARK = '\0';

/** The text of an entity in which values are still to come. */
class Unfinished {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Where the texts of a selection are kept; null where they are not. */
export interface OpenShelf {
  readonly selection: Selection | null;
  readonly shelf: Shelf | null;
}

export class Run {
  readonly operation: Operation;
  readonly context: GraphContext;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** By the place of the field in the plan; made where a field is met first. */
  readonly calls: (Call | undefined)[] = [];
  /** By the {@link KeptSite} in the plan; looked up where one is met first. */
  readonly shelves: (OpenShelf | undefined)[] = [];
  /** null where none is kept. */
  readonly kept: KeptTexts | null;
  /** Whether what is written is part of an entity. */
  isInEntity = false;
  /** The field of the query that is written now, by its response name. */
  rootField = '';
  readonly #maxLength: number;
  /** Of what stands for marks so far. */
  #placedLength = 0;
  /** What stands for a mark with its number in the text. */
  readonly #slots: (Piece | Unfinished | string)[] = [];
  readonly #coming: Promise<void>[] = [];
  #failure: unknown = null;

  constructor(options: {
    readonly operation: Operation;
    readonly context: GraphContext;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly kept: KeptTexts | null;
    readonly maxLength: number;
  }) {
    this.operation = options.operation;
    this.context = options.context;
    this.variables = options.variables;
    this.kept = options.kept;
    this.#maxLength = options.maxLength;
  }

  /**
   * @param length of a text that is to stand in the answer beside what stands for marks so far
   * @throws {TextTooLong} where that is too much: bytes are at least as many as characters
   */
  checkLength(length: number): void {
    if (this.#placedLength + length > this.#maxLength) throw new TextTooLong(this.rootField);
  }

  /** How many values were or are still to come. */
  get deferred(): number {
    return this.#coming.length;
  }

  /** @returns what stands for the piece in the text */
  place(piece: Piece): string {
    const mark = this.#reserve(piece);
    this.#count(piece.bytes.length);
    return mark;
  }

  /** @returns what stands in the text for an entity that has deferred values in it */
  placeUnfinished(text: string): string {
    const mark = this.#reserve(new Unfinished(text));
    this.#count(text.length);
    return mark;
  }

  /** @returns what stands for the value in the text until it is here */
  defer<T>(value: Promise<T>, write: (value: T) => string): string {
    const mark = this.#reserve('');
    const slot = this.#slots.length - 1;
    const { isInEntity, rootField } = this;
    const fail = (error: unknown): void => {
      this.#failure ??= error;
    };
    // Never rejects, so that it may be left alone where the run gives up.
    const come = value.then((ready) => {
      // Others that came in the same turn are not written in vain.
      if (this.#failure !== null) return;
      this.isInEntity = isInEntity;
      this.rootField = rootField;
      try {
        const text = write(ready);
        this.#count(text.length);
        this.#slots[slot] = text;
      } catch (error) {
        fail(error);
      }
    }, fail);
    this.#coming.push(come);
    return mark;
  }

  /** @returns the text with everything in its place; rejects where a deferred value cannot be written */
  finish(text: string): MaybePromise<WrittenText> {
    return this.#coming.length === 0 ? this.#compose(text) : this.#settle(text);
  }

  async #settle(text: string): Promise<WrittenText> {
    this.#count(text.length);
    // Values that came may have deferred ones of their own.
    for (let settled = 0; settled < this.#coming.length; ) {
      const coming = this.#coming.slice(settled);
      await Promise.all(coming);
      settled += coming.length;
    }
    if (this.#failure !== null) throw this.#failure;
    return this.#compose(text);
  }

  /** @param length of what will stand in the place of a mark */
  #count(length: number): void {
    this.#placedLength += length;
    this.checkLength(0);
  }

  #reserve(content: Piece | Unfinished | string): string {
    this.#slots.push(content);
    const mark = `${MARK}${this.#slots.length - 1}${MARK}`;
    // It stands in texts whose length is checked, and not in the answer.
    this.#placedLength -= mark.length;
    return mark;
  }

  #compose(text: string): WrittenText {
    const parts: (string | Piece)[] = [];
    let between = '';
    const add = (marked: string): void => {
      for (const [index, part] of marked.split(MARK).entries()) {
        const content = index % 2 === 0 ? part : this.#slots[Number(part)];
        if (typeof content !== 'string') {
          parts.push(between, content instanceof Piece ? content : Piece.once(this.#expand(content?.text ?? '')));
          between = '';
        } else if (index % 2 === 0) between += content;
        else add(content);
      }
    };
    add(text);
    return new WrittenText([...parts, between]);
  }

  /** @returns the text of an entity, which has no pieces in it */
  #expand(marked: string): string {
    return marked
      .split(MARK)
      .map((part, index) => (index % 2 === 0 ? part : this.#expand(String(this.#slots[Number(part)] ?? ''))))
      .join('');
  }
}
