import { type GraphQLNamedType, isObjectType } from 'graphql';

/** Types whose records are the same objects in every request, until what they rest on changes. */
const ENTITY_TYPES: ReadonlySet<string> = new Set(['Group', 'Initiative', 'Meeting', 'Role']);

export function isEntity(type: GraphQLNamedType): boolean {
  return isObjectType(type) && ENTITY_TYPES.has(type.name);
}
