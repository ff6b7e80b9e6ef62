import { type FragmentDefinitionNode, getIntrospectionQuery, getOperationAST, Kind, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { costOf } from '../../src/graph/cost.ts';
import { createSchema } from '../../src/graph/schema.ts';

const schema = createSchema();

function cost(source: string, variables: Readonly<Record<string, unknown>> = {}): number {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The test has no operation.');
  const fragments = Object.fromEntries(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  return costOf({ schema, operation, fragments, variables });
}

describe('counts what may be returned', () => {
  test.each([
    ['nothing but scalars', '{ __typename }', {}, 1],
    ['an object', '{ group(slug: "a") { slug } }', {}, 1],
    ['a page', '{ groups(first: 10) { nodes { slug } } }', {}, 11],
    ['a page by edges', '{ groups(first: 10) { edges { cursor node { slug } } } }', {}, 11],
    ['the default page', '{ groups { nodes { slug } } }', {}, 21],
    ['nested pages', '{ groups(first: 10) { nodes { related(first: 5) { nodes { slug } } } } }', {}, 71],
    ['a variable', 'query ($n: Int) { groups(first: $n) { nodes { slug } } }', { n: 50 }, 51],
    ['a default of a variable', 'query ($n: Int = 50) { groups(first: $n) { nodes { slug } } }', {}, 51],
    [
      'a variable that overrides its default',
      'query ($n: Int = 50) { groups(first: $n) { nodes { slug } } }',
      { n: 5 },
      6,
    ],
    ['a page above the limit as the limit', '{ groups(first: 100000) { nodes { slug } } }', {}, 101],
    [
      'a fragment as its fields',
      '{ groups(first: 10) { ...g } } fragment g on GroupConnection { nodes { slug } }',
      {},
      11,
    ],
    ['objects by id', '{ nodes(ids: ["a", "b", "c"]) { id } }', {}, 3],
    [
      'objects by ids of a variable',
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids: Array(40).fill('a') },
      40,
    ],
    [
      'values under aliases',
      '{ groups(first: 10) { nodes { slug a: slug ...b } } } fragment b on Group { b: name }',
      {},
      31,
    ],
    ['values of lists', '{ groups(first: 1, filterBy: { topics: ["a", "b"] }) { nodes { slug } } }', {}, 4],
    [
      'values of lists in a variable',
      'query ($f: GroupFilters) { groups(first: 1, filterBy: $f) { nodes { slug } } }',
      { f: { topics: ['a', 'b'] } },
      4,
    ],
    ['introspection', '{ __schema { queryType { name } } }', {}, 2],
  ])('%s', (_name, source, variables, points) => {
    expect(cost(source, variables)).toBe(points);
  });

  test('the introspection query of the tools is affordable, one level more is not', () => {
    expect(cost(getIntrospectionQuery())).toBeLessThan(20_000);
    expect(cost('{ __schema { types { fields { type { fields { name } } } } } }')).toBeGreaterThan(20_000);
  });
});

test('fragments of fragments are counted once each, however much they multiply', () => {
  const levels = Array.from(
    { length: 60 },
    (_, level) => `fragment f${level} on Group { a: parent { ...f${level + 1} } b: parent { ...f${level + 1} } }`,
  );
  const source = `{ group(slug: "a") { ...f0 } } ${levels.join(' ')} fragment f60 on Group { parent { slug } }`;
  expect(cost(source)).toBe(1e12);
});

test('a circle of fragments, which validation refuses, ends', () => {
  expect(cost('{ group(slug: "a") { ...f } } fragment f on Group { parent { ...f } }')).toBe(2);
});
