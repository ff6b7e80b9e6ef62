/**
 * What an operation costs, known before it runs: about one point an object that it may return, and one a value that has
 * an alias. A page costs what it may hold, so a cycle of connections multiplies and is refused before it is executed.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from './connection.ts';

/** Lists that take no `first` are short by nature: links, channels, evidence. */
const UNPAGED_LIST_SIZE = 5;
/**
 * What the lists of the introspection types hold in this schema, rounded; `ofType` is null in most places. The query
 * of the tools costs about 13,000 with these, one that goes from fields to types to fields again too much.
 */
const INTROSPECTION_SIZES: Readonly<Record<string, number>> = {
  types: 100,
  fields: 15,
  args: 2,
  enumValues: 6,
  inputFields: 6,
  interfaces: 1,
  possibleTypes: 2,
  directives: 5,
  ofType: 0.3,
};
/** What a field costs before it returns anything, where finding takes long: a search looks through every source. */
const EFFORTS: Readonly<Record<string, number>> = { search: 1000 };
/** Beyond this an operation is refused whatever it costs in full; keeps the sum a safe integer. */
const CEILING = 1e12;

export interface CostInput {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** @returns the fragments of the document, by name */
export function fragmentsOf({ definitions }: DocumentNode): CostInput['fragments'] {
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((node) => [node.name.value, node]));
}

/** @returns points, at least 1. Each fragment is counted once and then multiplied, so the count itself stays cheap. */
export function costOf({ schema, operation, fragments, variables }: CostInput): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 1;
  const ofFragment = new Map<string, number>();
  const given = { ...defaultsOf(operation), ...variables };

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
    // A value costs nothing beside its object, of which a type has only so many; but each alias makes another one of it.
    if (field.selectionSet === undefined) return field.alias === undefined ? 0 : 1;
    const definition = definitionOf(field.name.value, parent, root);
    if (definition === undefined) return 0;
    const type = getNamedType(definition.type);
    if (!isCompositeType(type)) return 0;
    if (isIntrospectionType(type)) {
      return (INTROSPECTION_SIZES[field.name.value] ?? 1) * (1 + ofSelections(field.selectionSet, type, 0));
    }
    const isPaged = definition.args.some(({ name }) => name === 'first');
    const isList = isListType(getNullableType(definition.type));
    const size = isPaged ? sizeOf(field, given) : (idsOf(field, given) ?? UNPAGED_LIST_SIZE);
    const effort = (EFFORTS[field.name.value] ?? 0) + countListValues(field.arguments ?? [], given);
    if (isConnection(type)) return 1 + effort + ofSelections(field.selectionSet, type, size);
    // `nodes` and `edges` of a connection hold the page; `node` of an edge is the item already counted.
    const isPage = isConnection(parent) && isList;
    const times = isPage ? pageSize : isList ? size : 1;
    const own = parent.name.endsWith('Edge') ? 0 : 1;
    return Math.min(times * (own + ofSelections(field.selectionSet, type, DEFAULT_PAGE_SIZE)), CEILING);
  };

  return Math.max(1, Math.ceil(ofSelections(operation.selectionSet, root, DEFAULT_PAGE_SIZE)));
}

function definitionOf(
  name: string,
  parent: GraphQLCompositeType,
  root: GraphQLObjectType,
): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name && parent === root) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name && parent === root) return TypeMetaFieldDef;
  return 'getFields' in parent ? parent.getFields()[name] : undefined;
}

function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    variableDefinitions.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === Kind.INT ? Number(defaultValue.value) : undefined,
    ]),
  );
}

/** @returns how many objects the `ids` argument names; null where there is none. */
function idsOf(field: FieldNode, variables: Readonly<Record<string, unknown>>): number | null {
  const value = field.arguments?.find(({ name }) => name.value === 'ids')?.value;
  if (value === undefined) return null;
  if (value.kind === Kind.LIST) return value.values.length;
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : null;
  return Array.isArray(given) ? given.length : MAX_PAGE_SIZE;
}

/** @returns how many values the lists in the arguments hold: each of them is compared with every item of the source. */
function countListValues(
  args: readonly { readonly value: ValueNode }[],
  variables: Readonly<Record<string, unknown>>,
): number {
  return args.reduce((sum, { value }) => {
    if (value.kind === Kind.LIST) return sum + value.values.length;
    if (value.kind === Kind.OBJECT) return sum + countListValues(value.fields, variables);
    return value.kind === Kind.VARIABLE ? sum + countGivenValues(variables[value.name.value]) : sum;
  }, 0);
}

function countGivenValues(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, entry) => sum + countGivenValues(entry), 0);
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
