/**
 * How the text of an operation is written: for each selection and type the fields in their order, each with its
 * resolver, its name as JSON and a writer for its type. Planned where an execution gets to, so that planning never
 * takes longer than executing.
 */
import {
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { CallSite } from './call-site.ts';
import { collectFields, type Selecting } from './collect-fields.ts';
import { isEntity } from './entity-types.ts';
import { toJsonString } from './json-text.ts';
import { KeptSite, writeKept } from './kept-site.ts';
import { leafWriter } from './leaf.ts';
import { fieldOf } from './meta-fields.ts';
import { GIVE_UP, type Run } from './run.ts';
import { SelectionText } from './selection-text.ts';

/** Writes a value as JSON; throws where graphql-js is to answer. */
type Write = (value: unknown, run: Run) => string;

interface PlannedField {
  /** In the response. */
  readonly name: string;
  /** The response name as JSON with its colon, and the comma before it. */
  readonly lead: string;
  /** Resolves the field of a source and writes its value. */
  readonly write: Write;
}

type FieldNodes = readonly [FieldNode, ...FieldNode[]];

/** Fields that take less time to write than to look up. */
const MIN_KEPT_SIZE = 4;

export class Plan {
  readonly #selecting: Selecting;
  readonly #write: Write;
  #callSites = 0;
  #keptSites = 0;

  constructor(selecting: Selecting, queryType: GraphQLObjectType, selectionSet: SelectionSetNode) {
    this.#selecting = selecting;
    this.#write = this.#queryWriter(queryType, [selectionSet]);
  }

  /** @throws where graphql-js is to answer */
  write(run: Run): string {
    return this.#write(undefined, run);
  }

  /** As that of any object, and says which field it is at. */
  #queryWriter(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): Write {
    let fields: readonly PlannedField[] | null = null;
    return (source, run) => {
      fields ??= this.#planFields(type, selectionSets);
      let text = '{';
      for (const { name, lead, write } of fields) {
        run.rootField = name;
        text += lead;
        text += write(source, run);
        run.checkLength(text.length);
      }
      return `${text}}`;
    };
  }

  #objectWriter(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): Write {
    const write = this.#fieldsWriter(type, selectionSets);
    if (!isEntity(type)) return write;
    return this.#keep(SelectionText.ofEntity(this.#selecting, type, selectionSets), write);
  }

  #keep(text: SelectionText, write: Write): Write {
    if (text.size < MIN_KEPT_SIZE) return write;
    const site = new KeptSite(this.#keptSites, text);
    this.#keptSites += 1;
    return (source, run) => writeKept(run, site, source as object, write);
  }

  #fieldsWriter(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): Write {
    let fields: readonly PlannedField[] | null = null;
    return (source, run) => {
      fields ??= this.#planFields(type, selectionSets);
      let text = '{';
      // Not `for of`: this is where the time goes.
      for (let index = 0; index < fields.length; index += 1) {
        const field = fields[index] as PlannedField;
        text += field.lead;
        text += field.write(source, run);
      }
      return `${text}}`;
    };
  }

  #planFields(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): readonly PlannedField[] {
    // Ours are told apart by `resolveType` of the abstract types.
    if (type.isTypeOf) throw GIVE_UP;
    return Array.from(collectFields(this.#selecting, type, selectionSets), ([name, nodes], index) => {
      const field = fieldOf(this.#selecting.schema, type, nodes[0]);
      return {
        name,
        lead: `${index === 0 ? '' : ','}${toJsonString(name)}:`,
        write: this.#fieldWriter(type, field, nodes),
      };
    });
  }

  #fieldWriter(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, nodes: FieldNodes): Write {
    const write = this.#resolvingWriter(type, field, nodes);
    if (!isEntity(type)) return write;
    const text = SelectionText.ofField(this.#selecting, type, nodes);
    return text.hasEntity ? this.#keep(text, write) : write;
  }

  #resolvingWriter(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, nodes: FieldNodes): Write {
    const { name, resolve } = field;
    const site = new CallSite(this.#callSites, field, nodes, type);
    this.#callSites += 1;
    const write = this.#writer(field.type, nodes);
    if (resolve) {
      return (source, run) => {
        const { args, info } = site.in(run);
        return write(resolve(source, args, run.context, info), run);
      };
    }
    return (source, run) => {
      if (source === undefined) return write(undefined, run);
      const record = source as Readonly<Record<string, unknown>>;
      const value = record[name];
      if (typeof value !== 'function') return write(value, run);
      const { args, info } = site.in(run);
      return write(value.call(record, args, run.context, info), run);
    };
  }

  #writer(type: GraphQLOutputType, nodes: FieldNodes): Write {
    const isNullable = !isNonNullType(type);
    const writeValue = this.#valueWriter(isNonNullType(type) ? type.ofType : type, nodes);
    const write: Write = (value, run) => {
      if (value === null || value === undefined) {
        if (isNullable) return 'null';
        throw GIVE_UP;
      }
      if (typeof value === 'object') {
        if (value instanceof Promise) return run.defer(value, (ready) => write(ready, run));
        if (value instanceof Error) throw value;
      }
      return writeValue(value, run);
    };
    return write;
  }

  /** @returns the writer of what is neither null nor undefined, promise nor error */
  #valueWriter(type: GraphQLOutputType, nodes: FieldNodes): Write {
    if (isLeafType(type)) return leafWriter(type);
    if (isListType(type)) return toListWriter(this.#writer(type.ofType, nodes));
    const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (isObjectType(type)) return this.#objectWriter(type, selectionSets);
    return this.#abstractWriter(type as GraphQLAbstractType, selectionSets);
  }

  #abstractWriter(type: GraphQLAbstractType, selectionSets: readonly SelectionSetNode[]): Write {
    const { schema } = this.#selecting;
    const { resolveType } = type;
    const writers = new Map<string, Write>();
    return (value, run) => {
      // It is handed no info: those of this graph look at the record alone.
      const name: unknown = resolveType?.(value, run.context, undefined as never, type);
      if (typeof name !== 'string') throw GIVE_UP;
      const known = writers.get(name);
      if (known !== undefined) return known(value, run);
      const objectType = schema.getType(name);
      if (!isObjectType(objectType) || !schema.isSubType(type, objectType)) throw GIVE_UP;
      const write = this.#objectWriter(objectType, selectionSets);
      writers.set(name, write);
      return write(value, run);
    };
  }
}

function toListWriter(writeItem: Write): Write {
  return (value, run) => {
    if (!Array.isArray(value)) throw GIVE_UP;
    let text = '[';
    for (let index = 0; index < value.length; index += 1) {
      if (index > 0) text += ',';
      text += writeItem(value[index], run);
      run.checkLength(text.length);
    }
    return `${text}]`;
  };
}
