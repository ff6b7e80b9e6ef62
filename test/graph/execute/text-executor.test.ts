/** Text is what graphql-js answers, to the character, or left to graphql-js. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {
  type DocumentNode,
  execute,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
  validate,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { createContext } from '../../../src/graph/context.ts';
import { createTextExecutor, type Execution } from '../../../src/graph/execute/text-executor.ts';
import { TextTooLong } from '../../../src/graph/execute/text-too-long.ts';
import { createSchema } from '../../../src/graph/schema.ts';
import { randomSelection } from '../../support/random-selection.ts';
import { createSyntheticCommunity } from '../../support/synthetic-community.ts';

const clock = { now: () => Date.parse('2026-11-21T08:00:00Z') };
const community = createSyntheticCommunity({ groups: 4, leads: 3, meetings: 10, initiatives: 4 }, clock);
const schema = createSchema();
const executeText = createTextExecutor(schema, 1_000_000);
const context = () => createContext(community.ports, { baseUrl: 'https://graph.example', budget: null });

const textOf = async (execution: Execution) => (await executeText(execution))?.text ?? null;

/** @returns whether it was answered with text: the same the first time, and when it is made of what was kept */
async function expectSame(text: string, variables: Record<string, unknown> = {}): Promise<boolean> {
  const document: DocumentNode = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const expected = await execute({ schema, document, variableValues: variables, contextValue: context() });
  const actual: (string | null)[] = [];
  const digests = new Set<string | undefined>();
  for (let round = 0; round < 3; round += 1) {
    const written = await executeText({ document, operationName: null, variables, contextValue: context() });
    actual.push(written?.text ?? null);
    digests.add(written?.digest);
    expect(written?.toBytes().toString()).toBe(written?.text);
  }
  // A validator of the same answer is the same, whatever of it was kept.
  expect(digests.size).toBe(1);
  const data = expected.errors === undefined ? JSON.stringify(expected.data) : null;
  expect(actual).toEqual([data, data, data]);
  return data !== null;
}

const EXAMPLES = path.join(import.meta.dirname, '../../../examples/queries');

describe('the example queries', () => {
  test.each(readdirSync(EXAMPLES))('%s', async (name) => {
    const variables = { slug: 'group-0', login: 'lead-0-0' };
    expect(await expectSame(readFileSync(path.join(EXAMPLES, name), 'utf8'), variables)).toBe(true);
  });
});

describe('what executors get wrong', () => {
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
    [
      'promises',
      '{ initiatives(first: 3) { nodes { number lastActivityAt helpWanted { score reasons } groups { nodes { slug } } } } }',
      {},
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

test('leaves what is no query, and what has too many conditions, to graphql-js', async () => {
  const execution = { operationName: null, contextValue: context() };
  expect(await textOf({ ...execution, document: parse('mutation { none }'), variables: {} })).toBeNull();
  const names = Array.from({ length: 5 }, (_, index) => `v${index}`);
  const document = parse(
    `query (${names.map((name) => `$${name}: Boolean!`).join()}) { ${names.map((name) => `${name}: __typename @include(if: $${name})`).join(' ')} }`,
  );
  const answers: (string | null)[] = [];
  for (let bits = 0; bits < 32; bits += 1) {
    const variables = Object.fromEntries(names.map((name, index) => [name, (bits & (1 << index)) > 0]));
    answers.push(await textOf({ ...execution, document, variables }));
  }
  expect(answers[3]).toBe('{"v0":"Query","v1":"Query"}');
  expect(answers.filter((answer) => answer === null)).toHaveLength(16);
});

test('picks the operation of the name', async () => {
  const document = parse('query a { a: __typename } query b { b: __typename }');
  const execution = { document, variables: {}, contextValue: context() };
  expect(await textOf({ ...execution, operationName: 'b' })).toBe('{"b":"Query"}');
  expect(await textOf({ ...execution, operationName: 'a' })).toBe('{"a":"Query"}');
  expect(await textOf({ ...execution, operationName: null })).toBeNull();
});

describe('a text that is too long', () => {
  const ask = async (text: string, maxLength: number): Promise<string | null> => {
    const document = parse(text);
    const execution = { document, operationName: null, variables: {}, contextValue: context() };
    return (await createTextExecutor(schema, 0, maxLength)(execution))?.text ?? null;
  };
  const large = [
    ['entities', 'a: groups { nodes { slug name kind mission } }'],
    ['texts', 'a: sources { nodes { id name } }'],
    ['other fields', 'a: community { slug name }'],
  ] as const;

  test.each(large)('of %s is not written to its end', async (_what, field) => {
    const whole = (await ask(`{ ${field} }`, Number.POSITIVE_INFINITY)) ?? '';
    expect(await ask(`{ ${field} }`, whole.length)).toBe(whole);
    const before = community.asked.count;
    await expect(ask(`{ ${field} b: meetings { totalCount } }`, whole.length - 3)).rejects.toEqual(
      new TextTooLong('a'),
    );
    expect(community.asked.count).toBe(before);
  });
});

test('a text that is too long with what is still to come is not written to its end', async () => {
  let written = 0;
  const item = () => {
    written += 1;
    return 'x'.repeat(1000);
  };
  const ofItems = new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        items: {
          type: new GraphQLList(
            new GraphQLObjectType({ name: 'Item', fields: { text: { type: GraphQLString, resolve: item } } }),
          ),
          resolve: () => Array.from({ length: 100 }, async () => ({})),
        },
      },
    }),
  });
  const document = parse('{ items { text } }');
  const answer = createTextExecutor(
    ofItems,
    0,
    5000,
  )({
    document,
    operationName: null,
    variables: {},
    contextValue: context(),
  });
  await expect(answer).rejects.toEqual(new TextTooLong('items'));
  expect(written).toBe(5);
});

test('random queries', async () => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(randomSelection(schema, 4), async (selection) => {
      if (await expectSame(`{ ${selection} }`)) answered += 1;
    }),
    { numRuns: 150 },
  );
  expect(answered).toBeGreaterThan(50);
});
