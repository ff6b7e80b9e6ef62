/** Random questions to the graph. */
import fc from 'fast-check';
import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** @returns selections of an object type, of any fields that need no argument, to a depth; pages have two items */
export function randomSelection(schema: GraphQLSchema, depth: number, typeName = 'Query'): fc.Arbitrary<string> {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`The schema has no object type "${typeName}".`);
  return selectionOf(type, depth);
}

function selectionOf(type: GraphQLObjectType, depth: number): fc.Arbitrary<string> {
  const fields = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
  const selections = fields.flatMap((field): fc.Arbitrary<string>[] => {
    const named = getNamedType(field.type);
    const isPage = field.args.some(({ name }) => name === 'first');
    const args = isPage ? '(first: 2)' : '';
    if (!isCompositeType(named))
      return isListType(getNullableType(field.type)) || !isPage ? [fc.constant(field.name)] : [];
    if (depth === 0 || !isObjectType(named)) return [fc.constant(`${field.name}${args} { __typename }`)];
    return [
      fc
        .nat(1)
        .chain(() => selectionOf(named, depth - 1))
        .map((inner) => `${field.name}${args} { ${inner} }`),
    ];
  });
  return fc
    .subarray(selections, { minLength: 1, maxLength: Math.min(4, selections.length) })
    .chain((chosen) => fc.tuple(...chosen))
    .map((parts) => parts.join(' '));
}
