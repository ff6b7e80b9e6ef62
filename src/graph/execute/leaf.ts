/** Scalars and enums as JSON text, serialised by their types as graphql-js does. */
import { GraphQLBoolean, GraphQLID, GraphQLInt, type GraphQLLeafType, GraphQLString, isEnumType } from 'graphql';
import { toJsonString } from './json-text.ts';
import { GIVE_UP } from './run.ts';

type WriteLeaf = (value: unknown) => string;

const writers = new WeakMap<GraphQLLeafType, WriteLeaf>();

/** @returns the function that writes a value of the type that is neither null nor undefined; it throws where that is none. */
export function leafWriter(type: GraphQLLeafType): WriteLeaf {
  const known = writers.get(type);
  if (known !== undefined) return known;
  const made = createLeafWriter(type);
  writers.set(type, made);
  return made;
}

function createLeafWriter(type: GraphQLLeafType): WriteLeaf {
  const serialize = (value: unknown): string => {
    if (value instanceof Error) throw value;
    const serialized: unknown = type.serialize(value);
    if (serialized === null || serialized === undefined) throw GIVE_UP;
    return typeof serialized === 'string' ? toJsonString(serialized) : JSON.stringify(serialized);
  };
  if (type === GraphQLString || type === GraphQLID) {
    return (value) => (typeof value === 'string' ? toJsonString(value) : serialize(value));
  }
  if (type === GraphQLInt) {
    return (value) => (typeof value === 'number' && (value | 0) === value ? `${value}` : serialize(value));
  }
  if (type === GraphQLBoolean)
    return (value) => (value === true ? 'true' : value === false ? 'false' : serialize(value));
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ name, value }) => [value, toJsonString(name)]));
    return (value) => texts.get(value) ?? serialize(value);
  }
  return serialize;
}
