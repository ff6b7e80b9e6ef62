import { type ArgumentNode, type ASTNode, Kind, type ValueNode, visit } from 'graphql';

/** @returns the names of the variables in the nodes; not in the fragments that they spread */
export function variablesIn(nodes: readonly ASTNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) visit(node, { [Kind.VARIABLE]: ({ name }) => void names.add(name.value) });
  return names;
}

/** Asked for every field of a document, so without a visitor. */
export function usesVariables(nodes: readonly ArgumentNode[]): boolean {
  return nodes.some(({ value }) => hasVariable(value));
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => hasVariable(field.value));
  return value.kind === Kind.VARIABLE;
}
