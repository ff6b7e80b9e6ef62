/** Compiled execution answers what graphql-js answers, to the byte, or leaves it to graphql-js. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {
  type DocumentNode,
  execute,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isRequiredArgument,
  Kind,
  parse,
  validate,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { createContext } from '../../src/graph/context.ts';
import { createCompiledExecutor } from '../../src/graph/execute.ts';
import { createSchema } from '../../src/graph/schema.ts';
import { createSyntheticCommunity } from '../support/synthetic-community.ts';

const clock = { now: () => Date.parse('2026-11-21T08:00:00Z') };
const community = createSyntheticCommunity({ groups: 4, leads: 3, meetings: 10, initiatives: 4 }, clock);
const schema = createSchema();
const compiled = createCompiledExecutor(schema);
const context = () => createContext(community.ports, { baseUrl: 'https://graph.example', budget: null });

/** @returns the answers of both, the compiled one the third time, when it is compiled. */
async function answerTwice(document: DocumentNode, variables: Record<string, unknown> = {}) {
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const operationName = operation?.kind === Kind.OPERATION_DEFINITION ? (operation.name?.value ?? null) : null;
  const expected = await execute({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: context(),
  });
  let actual = null;
  for (let round = 0; round < 3; round += 1) {
    actual = await compiled({ document, operationName, variables, contextValue: context() });
  }
  return { expected, actual };
}

async function expectSame(text: string, variables: Record<string, unknown> = {}): Promise<boolean> {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const { expected, actual } = await answerTwice(document, variables);
  if (expected.errors !== undefined) expect(actual).toBeNull();
  else if (actual !== null) expect(JSON.stringify(actual)).toBe(JSON.stringify(expected));
  return actual !== null;
}

const EXAMPLES = path.join(import.meta.dirname, '../../examples/queries');

describe('the example queries', () => {
  test.each(readdirSync(EXAMPLES))('%s', async (name) => {
    const variables = { slug: 'group-0', login: 'lead-0-0' };
    await expectSame(readFileSync(path.join(EXAMPLES, name), 'utf8'), variables);
  });
});

describe('what compilers get wrong', () => {
  test.each([
    ['aliases', '{ a: groups(first: 1) { nodes { x: slug y: slug } } b: groups(first: 2) { totalCount } }', {}],
    ['merged fields', '{ groups(first: 1) { nodes { slug } } groups(first: 1) { nodes { name } totalCount } }', {}],
    [
      'fragments',
      '{ groups { ...a } } fragment a on GroupConnection { nodes { ...b } } fragment b on Group { slug parent { slug } }',
      {},
    ],
    [
      'types of a union',
      '{ search(query: "group") { nodes { __typename ... on Group { slug } ... on Initiative { number } ... on Meeting { startsAt } } } }',
      {},
    ],
    [
      'interfaces',
      '{ nodes(ids: ["R3JvdXA6c3ludGhldGljL2dyb3VwLTA", "none"]) { id ... on Group { slug } ... on Group { related { totalCount } } } }',
      {},
    ],
    [
      '@skip and @include',
      'query ($yes: Boolean!, $no: Boolean!) { groups(first: 1) { totalCount @skip(if: $yes) nodes { slug @include(if: $no) name @include(if: $yes) } } }',
      { yes: true, no: false },
    ],
    [
      'variables with defaults',
      'query ($n: Int = 2, $kinds: [GroupKind!] = [ADVISORY_GROUP]) { groups(first: $n, filterBy: { kind: $kinds }) { nodes { kind } } }',
      {},
    ],
    ['variables that are null', 'query ($n: Int) { groups(first: $n) { totalCount nodes { slug } } }', { n: null }],
    [
      'values in lists of variables',
      'query ($topic: String!) { groups(filterBy: { topics: [$topic, "topic-3"] }) { totalCount } }',
      { topic: 'topic-1' },
    ],
    ['introspection', '{ __schema { queryType { name } } __type(name: "Group") { name fields { name } } }', {}],
    ['characters in strings', '{ groups(filterBy: { query: "\\"\\u2028\\n`</script>" }) { totalCount } }', {}],
  ])('%s', async (_name, text, variables) => {
    expect(await expectSame(text, variables)).toBe(true);
  });

  test.each([
    ['a field', '{ groups(first: 1) { nodes { slug roles { nodes { person { avatarUrl(size: 9999) } } } } } }', {}],
    ['an argument', '{ groups(first: 0) { totalCount } }', {}],
    ['a variable', 'query ($n: Int) { groups(first: $n) { totalCount } }', { n: 'many' }],
    ['an absent variable', 'query ($slug: String!) { group(slug: $slug) { slug } }', {}],
  ])('an error of %s is left to graphql-js', async (_name, text, variables) => {
    expect(await expectSame(text, variables)).toBe(false);
  });
});

test('compiles what comes again, and nothing that is too large for it', async () => {
  const execution = { operationName: null, variables: {}, contextValue: context() };
  const small = parse('{ __typename }');
  expect(await compiled({ ...execution, document: small })).toBeNull();
  expect(await compiled({ ...execution, document: small })).toEqual({ data: { __typename: 'Query' } });
  const large = parse(`{ ${Array.from({ length: 500 }, (_, index) => `a${index}: __typename`).join(' ')} }`);
  await compiled({ ...execution, document: large });
  expect(await compiled({ ...execution, document: large })).toBeNull();
});

/** Selections of any fields that need no argument, to a depth. */
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

test('random queries', async () => {
  const query = schema.getQueryType();
  if (!query) throw new Error('The schema has no query type.');
  let compiledCount = 0;
  await fc.assert(
    fc.asyncProperty(selectionOf(query, 4), async (selection) => {
      if (await expectSame(`{ ${selection} }`)) compiledCount += 1;
    }),
    { numRuns: 150 },
  );
  expect(compiledCount).toBeGreaterThan(50);
});
