/** One execution of a planned operation. */
import type { FragmentDefinitionNode, GraphQLResolveInfo, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { GraphContext } from '../context.ts';
import type { Fragments } from './fragments.ts';

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
const HOLE = '\0';

export class Run {
  readonly operation: Operation;
  readonly context: GraphContext;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** By the place of the field in the plan; made where a field is met first. */
  readonly calls: (Call | undefined)[] = [];
  /** Where the text of entities is kept; null where this run keeps none. */
  readonly fragments: Fragments | null;
  isInFragment = false;
  #scope: string | null = null;
  readonly #holes: Promise<string>[] = [];
  #hasGivenUp = false;

  constructor(
    operation: Operation,
    context: GraphContext,
    variables: Readonly<Record<string, unknown>>,
    fragments: Fragments | null,
  ) {
    this.operation = operation;
    this.context = context;
    this.variables = variables;
    this.fragments = fragments;
  }

  /** What the text of a record depends on beside the record and its sources. */
  get scope(): string {
    this.#scope ??= `${this.context.request.baseUrl} ${JSON.stringify(this.variables)}`;
    return this.#scope;
  }

  /** How many values are still to come. */
  get holes(): number {
    return this.#holes.length;
  }

  /** @returns what stands for the value in the text until it is here */
  defer<T>(value: Promise<T>, write: (value: T) => string): string {
    const giveUp = (): string => {
      this.#hasGivenUp = true;
      return 'null';
    };
    // Never rejects, so that it may be left alone where the run gives up.
    this.#holes.push(value.then(write).catch(giveUp));
    return `${HOLE}${this.#holes.length - 1}${HOLE}`;
  }

  /** @returns the text with every value in its place; null where one of them made the run give up */
  async fill(text: string): Promise<string | null> {
    const texts: string[] = [];
    // Values that came may have holes of their own.
    while (texts.length < this.#holes.length) texts.push(...(await Promise.all(this.#holes.slice(texts.length))));
    const expand = (part: string): string =>
      part
        .split(HOLE)
        .map((piece, index) => (index % 2 === 0 ? piece : expand(texts[Number(piece)] ?? '')))
        .join('');
    return this.#hasGivenUp ? null : expand(text);
  }
}
