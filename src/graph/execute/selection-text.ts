/**
 * What is selected of an entity, or in one of its fields, as text that is the same in every document that selects the
 * same: fragments in their places, conditions decided, variables as their values. Names and punctuators are those of
 * GraphQL and strings those of JSON, so that no two selections have the same text.
 */
import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type NamedTypeNode,
  type SelectionSetNode,
  typeFromAST,
  type ValueNode,
} from 'graphql';
import { isIncluded, isOfType, type Selecting } from './collect-fields.ts';
import { isEntity } from './entity-types.ts';
import { fieldOf } from './meta-fields.ts';

type Variables = Readonly<Record<string, unknown>>;
/** Text, or what takes the values of variables. */
type Part = string | ((variables: Variables) => string);

/** Longer ones are not worth remembering: the dashboard of the examples has 600 characters a group. */
const MAX_LENGTH = 10_000;

export class SelectionText {
  /** Fields of it, and of what it selects in turn. */
  readonly size: number;
  /** Whether entities are selected below it. */
  readonly hasEntity: boolean;
  readonly #parts: readonly Part[];

  private constructor({ size, hasEntity, parts }: Writer) {
    this.size = size;
    this.hasEntity = hasEntity;
    this.#parts = parts;
  }

  /** @param selectionSets of a valid document */
  static ofEntity(
    selecting: Selecting,
    type: GraphQLObjectType,
    selectionSets: readonly SelectionSetNode[],
  ): SelectionText {
    const writer = new Writer(selecting);
    writer.writeEntity(type, selectionSets);
    return new SelectionText(writer);
  }

  /** @param nodes of a valid document, with the same response name */
  static ofField(selecting: Selecting, type: GraphQLObjectType, nodes: readonly FieldNode[]): SelectionText {
    const writer = new Writer(selecting);
    writer.writeField(type, nodes);
    return new SelectionText(writer);
  }

  /** @returns the text; null where it is too long */
  with(variables: Variables): string | null {
    let text = '';
    for (const part of this.#parts) text += typeof part === 'string' ? part : part(variables);
    return text.length > MAX_LENGTH ? null : text;
  }
}

class Writer {
  readonly #selecting: Selecting;
  readonly parts: Part[] = [];
  #text = '';
  #length = 0;
  size = 0;
  hasEntity = false;

  constructor(selecting: Selecting) {
    this.#selecting = selecting;
  }

  /** Fragments of fragments multiply; what is too long already is not written on. */
  get #isTooLong(): boolean {
    return this.#length > MAX_LENGTH;
  }

  writeEntity(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): void {
    this.#add(`${type.name}{`);
    for (const { selections } of selectionSets) this.#writeAll(type, selections);
    this.#add('}');
    this.#end();
  }

  /** No entity begins like that. */
  writeField(type: GraphQLObjectType, nodes: readonly FieldNode[]): void {
    this.#add(`${type.name}.`);
    for (const node of nodes) this.#writeField(type, node);
    this.#end();
  }

  #end(): void {
    this.parts.push(this.#text);
    this.#text = '';
  }

  #add(text: string): void {
    this.#text += text;
    this.#length += text.length;
  }

  #addValue(part: (variables: Variables) => string): void {
    this.parts.push(this.#text, part);
    this.#text = '';
  }

  #writeAll(type: GraphQLCompositeType, selections: SelectionSetNode['selections']): void {
    for (const selection of selections) {
      if (this.#isTooLong) return;
      if (!isIncluded(this.#selecting, selection)) continue;
      if (selection.kind === Kind.FIELD) {
        this.#writeField(type, selection);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? this.#selecting.fragments.get(selection.name.value) : selection;
      if (fragment !== undefined) this.#writeFragment(type, fragment);
    }
  }

  #writeFragment(
    type: GraphQLCompositeType,
    {
      typeCondition,
      selectionSet,
    }: { readonly typeCondition?: NamedTypeNode | undefined; readonly selectionSet: SelectionSetNode },
  ): void {
    const condition = typeCondition === undefined ? type : typeFromAST(this.#selecting.schema, typeCondition);
    if (isObjectType(type)) {
      if (isOfType(this.#selecting.schema, type, { typeCondition })) this.#writeAll(type, selectionSet.selections);
    } else if (!isCompositeType(condition) || condition === type) {
      this.#writeAll(type, selectionSet.selections);
    } else {
      this.#add(`...${condition.name}{`);
      this.#writeAll(condition, selectionSet.selections);
      this.#add('}');
    }
  }

  #writeField(type: GraphQLCompositeType, node: FieldNode): void {
    this.size += 1;
    const name = node.name.value;
    const responseName = node.alias?.value ?? name;
    this.#add(responseName === name ? ` ${name}` : ` ${responseName}:${name}`);
    this.#writeArguments(node.arguments ?? []);
    if (node.selectionSet === undefined) return;
    const ofType = getNamedType(fieldOf(this.#selecting.schema, type, node).type);
    if (!isCompositeType(ofType)) return;
    if (isEntity(ofType)) this.hasEntity = true;
    this.#add('{');
    this.#writeAll(ofType, node.selectionSet.selections);
    this.#add('}');
  }

  #writeArguments(nodes: NonNullable<FieldNode['arguments']>): void {
    if (nodes.length === 0) return;
    this.#add('(');
    for (const { name, value } of nodes) this.#writeEntry(name.value, value);
    this.#add(')');
  }

  /** An argument, or a field of an input object: where its variable is absent, so is it. */
  #writeEntry(name: string, value: ValueNode): void {
    if (value.kind === Kind.VARIABLE) {
      const variable = value.name.value;
      this.#addValue((variables) =>
        variables[variable] === undefined ? '' : `${name}:${JSON.stringify(variables[variable])},`,
      );
      return;
    }
    this.#add(`${name}:`);
    this.#writeValue(value);
    this.#add(',');
  }

  #writeValue(value: ValueNode): void {
    switch (value.kind) {
      case Kind.VARIABLE: {
        const variable = value.name.value;
        this.#addValue((variables) => JSON.stringify(variables[variable] ?? null));
        return;
      }
      case Kind.LIST:
        this.#add('[');
        for (const [index, entry] of value.values.entries()) {
          if (index > 0) this.#add(',');
          this.#writeValue(entry);
        }
        this.#add(']');
        return;
      case Kind.OBJECT:
        this.#add('{');
        for (const field of value.fields) this.#writeEntry(field.name.value, field.value);
        this.#add('}');
        return;
      case Kind.NULL:
        this.#add('null');
        return;
      case Kind.INT:
      case Kind.FLOAT:
      case Kind.BOOLEAN:
        this.#add(String(value.value));
        return;
      case Kind.STRING:
      case Kind.ENUM:
        // As the value of a variable; no type takes both.
        this.#add(JSON.stringify(value.value));
    }
  }
}
