import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { GIVE_UP } from './run.ts';

/** @returns the field of the type, those of introspection included */
export function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  { name }: FieldNode,
): GraphQLField<unknown, unknown> {
  if (name.value === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name.value === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name.value === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  const field = type.getFields()[name.value];
  if (field === undefined) throw GIVE_UP;
  return field;
}
