import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { GIVE_UP } from './run.ts';

/** @returns the field of the type, those of introspection included */
export function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  { name }: FieldNode,
): GraphQLField<unknown, unknown> {
  if (name.value === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name.value === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name.value === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  const field = 'getFields' in type ? type.getFields()[name.value] : undefined;
  if (field === undefined) throw GIVE_UP;
  return field;
}
