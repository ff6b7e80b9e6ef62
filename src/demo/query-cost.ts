/**
 * What GitHub charges for a GraphQL query: one point for each 100 connection requests, at least one; and the bounds it
 * sets (https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api).
 */
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

export interface QueryCost {
  readonly points: number;
  readonly nodes: number;
  /** Why GitHub refuses the query, as it types the error; null where it accepts it. */
  readonly refusal: { readonly type: string; readonly message: string } | null;
}

const MAX_NODES = 500_000;
const MAX_PAGE = 100;

/** @returns cost of the first operation of a document that is valid against `schema`. */
export function queryCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): QueryCost {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  let requests = 0;
  let nodes = 0;
  let refusal: QueryCost['refusal'] = null;

  const visit = (set: SelectionSetNode, parent: GraphQLCompositeType, times: number): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) visitField(selection, parent, times);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet, typeNamed(selection.typeCondition?.name.value) ?? parent, times);
      } else {
        const fragment = fragments.get(selection.name.value);
        if (fragment) visit(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value) ?? parent, times);
      }
    }
  };

  const visitField = (field: FieldNode, parent: GraphQLCompositeType, times: number): void => {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return;
    const definition = parent.getFields()[field.name.value];
    if (!definition) return;
    const type = getNamedType(definition.type);
    if (!isCompositeType(type)) return;
    let inner = times;
    if (type.name.endsWith('Connection')) {
      const size = argument(field, 'first') ?? argument(field, 'last');
      if (typeof size !== 'number') {
        // GitHub counts without a page: `comments { totalCount }`.
        if (hasItems(field))
          refusal ??= {
            type: 'MISSING_PAGINATION_BOUNDARIES',
            message: `You must provide a \`first\` or \`last\` value to properly paginate the \`${field.name.value}\` connection.`,
          };
      } else if (size < 1 || size > MAX_PAGE) {
        refusal ??= {
          type: 'EXCESSIVE_PAGINATION',
          message: `Requesting ${size} records on the \`${field.name.value}\` connection exceeds the \`first\` limit of ${MAX_PAGE} records.`,
        };
      }
      requests += times;
      inner = times * (typeof size === 'number' ? size : 1);
      nodes += inner;
    } else {
      const ids = argument(field, 'ids');
      if (Array.isArray(ids)) {
        if (ids.length > MAX_PAGE) {
          refusal ??= {
            type: 'ARGUMENT_LIMIT',
            message: `You may not provide more than ${MAX_PAGE} node ids; you provided ${ids.length}.`,
          };
        }
        inner = times * Math.max(1, ids.length);
        nodes += inner;
      }
    }
    if (field.selectionSet) visit(field.selectionSet, type, inner);
  };

  const hasItems = (field: FieldNode): boolean =>
    field.selectionSet?.selections.some(
      (selection) => selection.kind !== Kind.FIELD || /^(?:nodes|edges|pageInfo)$/u.test(selection.name.value),
    ) ?? false;

  const argument = (field: FieldNode, name: string): unknown => {
    const value = field.arguments?.find((candidate) => candidate.name.value === name)?.value;
    return value === undefined ? undefined : plain(value, variables);
  };

  const typeNamed = (name: string | undefined): GraphQLCompositeType | null => {
    const type = name === undefined ? null : schema.getType(name);
    return isCompositeType(type) ? type : null;
  };

  const query = schema.getQueryType();
  if (operation && query) visit(operation.selectionSet, query, 1);
  if (refusal === null && nodes > MAX_NODES) {
    refusal = {
      type: 'MAX_NODE_LIMIT_EXCEEDED',
      message: `This query requests up to ${nodes} possible nodes which exceeds the maximum limit of ${MAX_NODES}.`,
    };
  }
  return { points: Math.max(1, Math.round(requests / 100)), nodes, refusal };
}

function plain(value: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value];
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.LIST) return value.values.map((item) => plain(item, variables));
  return undefined;
}
