import { type ASTNode, Kind, visit } from 'graphql';

/** @returns the names of the variables in the nodes; not in the fragments that they spread */
export function variablesIn(nodes: readonly ASTNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) visit(node, { [Kind.VARIABLE]: ({ name }) => void names.add(name.value) });
  return names;
}

export function usesVariables(nodes: readonly ASTNode[]): boolean {
  return variablesIn(nodes).size > 0;
}
