/**
 * What an operation costs, known before it runs: about one point an object that it may return. A page costs what it may
 * hold, so a cycle of connections multiplies and is refused before it is executed.
 */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './connection.ts';

/** Lists that take no `first` are short by nature: links, channels, evidence. */
const UNPAGED_LIST_SIZE = 5;
/** Beyond this an operation is refused whatever it costs in full; keeps the sum a safe integer. */
const CEILING = 1e12;

export interface CostInput {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** @returns points, at least 1. Each fragment is counted once and then multiplied, so the count itself stays cheap. */
export function costOf({ schema, operation, fragments, variables }: CostInput): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 1;
  const ofFragment = new Map<string, number>();

  const ofSelections = (selections: SelectionSetNode, type: GraphQLCompositeType, pageSize: number): number => {
    let sum = 0;
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) sum += ofField(selection, type, pageSize);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type;
        if (isCompositeType(condition)) sum += ofSelections(selection.selectionSet, condition, pageSize);
      } else sum += ofSpread(selection.name.value, pageSize);
    }
    return Math.min(sum, CEILING);
  };

  const ofSpread = (name: string, pageSize: number): number => {
    const key = `${name} ${pageSize}`;
    const known = ofFragment.get(key);
    if (known !== undefined) return known;
    const fragment = fragments[name];
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    if (fragment === undefined || !isCompositeType(type)) return 0;
    ofFragment.set(key, 0);
    const cost = ofSelections(fragment.selectionSet, type, pageSize);
    ofFragment.set(key, cost);
    return cost;
  };

  const ofField = (field: FieldNode, parent: GraphQLCompositeType, pageSize: number): number => {
    if (field.selectionSet === undefined || (isAbstractType(parent) && !('getFields' in parent))) return 0;
    const definition = 'getFields' in parent ? parent.getFields()[field.name.value] : undefined;
    if (definition === undefined) return 0;
    const type = getNamedType(definition.type);
    if (!isCompositeType(type)) return 0;
    const isPaged = definition.args.some(({ name }) => name === 'first');
    const isList = isListType(getNullableType(definition.type));
    const size = isPaged ? sizeOf(field, variables) : UNPAGED_LIST_SIZE;
    if (isConnection(type)) return 1 + ofSelections(field.selectionSet, type, size);
    // `nodes` and `edges` of a connection hold the page; `node` of an edge is the item already counted.
    const isPage = isConnection(parent) && isList;
    const times = isPage ? pageSize : isList ? size : 1;
    const own = parent.name.endsWith('Edge') ? 0 : 1;
    return Math.min(times * (own + ofSelections(field.selectionSet, type, DEFAULT_PAGE_SIZE)), CEILING);
  };

  return Math.max(1, ofSelections(operation.selectionSet, root, DEFAULT_PAGE_SIZE));
}

function isConnection(type: GraphQLCompositeType): boolean {
  return isObjectType(type) && type.name.endsWith('Connection');
}

function sizeOf(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  for (const argument of field.arguments ?? []) {
    if (argument.name.value !== 'first' && argument.name.value !== 'last') continue;
    const size = numberOf(argument.value, variables);
    if (size !== null) return Math.min(Math.max(size, 0), MAX_PAGE_SIZE);
  }
  return DEFAULT_PAGE_SIZE;
}

function numberOf(value: ValueNode, variables: Readonly<Record<string, unknown>>): number | null {
  if (value.kind === Kind.INT) return Number(value.value);
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : null;
  return typeof given === 'number' ? given : null;
}
