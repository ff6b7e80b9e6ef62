/** Whatever changes, and however much time passes: an answer made of kept text is what graphql-js answers. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { type DocumentNode, execute, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createContext, type GraphContext, type GraphPorts } from '../../../src/graph/context.ts';
import { createTextExecutor, type TextExecutor } from '../../../src/graph/execute/text-executor.ts';
import { WrittenText } from '../../../src/graph/execute/written-text.ts';
import { createSchema } from '../../../src/graph/schema.ts';
import { randomSelection } from '../../support/random-selection.ts';
import {
  createSyntheticCommunity,
  INITIATIVE_SOURCE,
  meetingSource,
  ORIGIN,
  type SyntheticCommunity,
} from '../../support/synthetic-community.ts';

const GROUPS = 4;
const schema = createSchema();
const EXAMPLES = path.join(import.meta.dirname, '../../../examples/queries');
const examples = readdirSync(EXAMPLES).map((name) => parse(readFileSync(path.join(EXAMPLES, name), 'utf8')));
const variables = { slug: 'group-0', login: 'lead-0-0' };

function contextOf(ports: GraphPorts, baseUrl = 'https://graph.example'): GraphContext {
  return createContext(ports, { baseUrl, budget: null });
}

/** What happens to the community between two questions. */
type Event =
  | { readonly type: 'passes'; readonly seconds: number }
  | { readonly type: 'refresh' | 'fail'; readonly source: string };

const source = fc.constantFrom(
  INITIATIVE_SOURCE,
  ...Array.from({ length: GROUPS }, (_, index) => meetingSource(index)),
);
const events: fc.Arbitrary<readonly Event[]> = fc.array(
  fc.oneof(
    // From a second to a week, and often nothing.
    fc.record({ type: fc.constant('passes' as const), seconds: fc.nat(5).chain((digits) => fc.nat(10 ** digits)) }),
    fc.record({ type: fc.constantFrom('refresh' as const, 'fail' as const), source }),
  ),
  { minLength: 1, maxLength: 8 },
);

/** At rest, and shortly before a meeting begins, one ends, an initiative grows a day older, and a day ends. */
const beginnings = fc.constantFrom('00:00:00', '07:59:55', '08:59:55', '09:29:55', '23:59:55');

function createWorld(time = '00:00:00') {
  const clock = { nowMs: Date.parse(ORIGIN.replace('00:00:00', time)), now: () => clock.nowMs };
  const community = createSyntheticCommunity({ groups: GROUPS, leads: 3, meetings: 10, initiatives: 4 }, clock);
  return { clock, community };
}

async function expectSame(
  executeText: TextExecutor,
  { ports }: SyntheticCommunity,
  document: DocumentNode,
  baseUrl?: string,
): Promise<void> {
  const [expected, actual] = [contextOf(ports, baseUrl), contextOf(ports, baseUrl)];
  const { data, errors } = await execute({ schema, document, variableValues: variables, contextValue: expected });
  const written = await executeText({ document, operationName: null, variables, contextValue: actual });
  const text = written?.text ?? null;
  expect(text).toBe(errors === undefined ? JSON.stringify(data) : null);
  if (text === null) return;
  // The whole answer falls with its parts.
  expect([...actual.validity.sources].sort()).toEqual([...expected.validity.sources].sort());
  expect(actual.validity.changes).toBe(expected.validity.changes);
}

async function live(documents: readonly DocumentNode[], time: string, happenings: readonly Event[]): Promise<void> {
  const { clock, community } = createWorld(time);
  // So little that entries fall out.
  const executeText = createTextExecutor(schema, 100_000);
  const askAll = async (): Promise<void> => {
    for (const document of documents) await expectSame(executeText, community, document);
  };
  // What is asked for the first time is not kept.
  await askAll();
  await askAll();
  for (const event of happenings) {
    if (event.type === 'passes') clock.nowMs += event.seconds * 1000;
    else community[event.type](event.source);
    await askAll();
  }
}

test('the example queries', async () => {
  await fc.assert(
    fc.asyncProperty(beginnings, events, (time, happenings) => live(examples, time, happenings)),
    { numRuns: 30 },
  );
});

test('random queries', async () => {
  await fc.assert(
    fc.asyncProperty(randomSelection(schema, 4), beginnings, events, (selection, time, happenings) =>
      live([parse(`{ ${selection} }`)], time, happenings),
    ),
    { numRuns: 150 },
  );
});

/** Documents that select the same of groups, each in its way. */
function inManyWays(selection: string): readonly DocumentNode[] {
  const paged = selection.replaceAll('(first: 2)', '(first: $two)');
  const usesTwo = paged !== selection;
  return [
    `{ groups(first: 2) { nodes { ${selection} } } }`,
    `query Last { renamed: groups(last: 3) { totalCount edges { node { ${selection} } } } }`,
    `query ($one: Int = 1${usesTwo ? ', $two: Int = 2' : ''}) { groups(first: $one) { nodes { ${paged} } } }`,
    `query ($yes: Boolean = true) { groups { nodes { extra: name @skip(if: $yes) ...wanted } } } fragment wanted on Group { ... on Node { ${'__typename @include(if: false)'} } ${selection} }`,
    `{ groups { nodes { one: slug ${selection} } } }`,
    `{ groups { nodes { other: slug ${selection} } } }`,
    `{ group(slug: "group-1") { ${selection} extra: slug } search(query: "group") { nodes { ... on Group { ${selection} } } } }`,
    `query ($three: Int = 3) { groups(first: $three) { nodes { ${selection.replaceAll('(first: 2)', '(first: $three)')} } } }`,
  ].map((text) => parse(text));
}

test('random selections, shared by documents that are asked under several addresses', async () => {
  const way = fc.record({ way: fc.nat(7), isOther: fc.boolean() });
  const asked = fc.array(fc.tuple(way, fc.option(events, { freq: 2 })), { minLength: 4, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(randomSelection(schema, 3, 'Group'), beginnings, asked, async (selection, time, steps) => {
      const { clock, community } = createWorld(time);
      const documents = inManyWays(selection);
      const executeText = createTextExecutor(schema, 100_000);
      for (const [{ way: index, isOther }, happenings] of steps) {
        const document = documents[index] ?? parse('{ __typename }');
        await expectSame(executeText, community, document, isOther ? 'https://other.example' : undefined);
        for (const event of happenings ?? []) {
          if (event.type === 'passes') clock.nowMs += event.seconds * 1000;
          else community[event.type](event.source);
        }
      }
    }),
    { numRuns: 200 },
  );
});

describe('what is kept', () => {
  const document = parse('{ groups { nodes { slug nextMeeting { startsAt } feeds { ics } } } }');

  function ask(executeText: TextExecutor, contextValue: GraphContext, asked = document): string | undefined {
    const written = executeText({ document: asked, operationName: null, variables: {}, contextValue });
    return written instanceof WrittenText ? written.text : undefined;
  }

  /** @returns how often sources are asked for the answer */
  function countAsked(executeText: TextExecutor, { ports, asked }: SyntheticCommunity, text?: string): number {
    const before = asked.count;
    ask(executeText, contextOf(ports), text === undefined ? document : parse(text));
    return asked.count - before;
  }

  test('asks only the source that changed', () => {
    const { community } = createWorld();
    const executeText = createTextExecutor(schema, 100_000);
    const count = (): number => countAsked(executeText, community);
    expect([count(), count(), count()]).toEqual([GROUPS, GROUPS, 0]);
    community.refresh(meetingSource(2));
    expect([count(), count()]).toEqual([1, 0]);
  });

  test('serves every document that selects the same', () => {
    const { community } = createWorld();
    const executeText = createTextExecutor(schema, 100_000);
    const meetings = 'slug nextMeeting { startsAt } meetings(first: 2) { nodes { title } }';
    const asks = [
      `{ groups { nodes { ${meetings} } } }`,
      `query Named { groups(last: 4) { edges { node { ${meetings} } } } } # asked second: kept`,
      `query ($n: Int = 2) { groups { nodes { ...g } } } fragment g on Group { ${meetings.replace('2', '$n')} }`,
      `query ($no: Boolean = false) { all: groups(first: 3) { nodes { name @include(if: $no) ${meetings} } } }`,
      `{ group(slug: "group-3") { ... on Group { ${meetings} } } }`,
      `{ groups { nodes { other: slug ${meetings} } } }`,
    ].map((text) => {
      const before = community.asked.count;
      ask(executeText, contextOf(community.ports), parse(text));
      return community.asked.count > before;
    });
    expect(asks).toEqual([true, true, false, false, false, true]);
  });

  test('serves what selects the same in a field, and something else beside it', () => {
    const { community } = createWorld();
    const executeText = createTextExecutor(schema, 100_000);
    const count = (beside: string): number =>
      countAsked(
        executeText,
        community,
        `{ groups { nodes { ${beside} meetings(first: 2) { nodes { title startsAt } } } } }`,
      );
    expect([count('slug'), count('name'), count('kind')]).toEqual([GROUPS, GROUPS, 0]);
    community.refresh(meetingSource(1));
    expect([count('state'), count('slug')]).toEqual([1, 0]);
  });

  test('is kept for those who ask for it again, not for whoever asks something new each time', () => {
    const { community } = createWorld();
    const executeText = createTextExecutor(schema, 20_000);
    const count = (text: string): number => countAsked(executeText, community, text);
    const wanted = '{ groups { nodes { slug name kind state nextMeeting { startsAt } } } }';
    expect([count(wanted), count(wanted), count(wanted)]).toEqual([GROUPS, GROUPS, 0]);
    for (let index = 0; index < 200; index += 1) count(wanted.replace('slug', `new${index}: slug`));
    expect(count(wanted)).toBe(0);
  });

  test.each([
    ['stays while it is asked for', true, 0],
    ['makes room for others where it is not', false, GROUPS],
  ])('%s', (_what, isAskedFor, expected) => {
    const { community } = createWorld();
    const executeText = createTextExecutor(schema, 30_000);
    const count = (text: string): number => countAsked(executeText, community, text);
    const wanted = '{ groups { nodes { slug name kind state nextMeeting { startsAt } } } }';
    for (let round = 0; round < 2; round += 1) count(wanted);
    for (let index = 0; index < 20; index += 1) {
      for (let round = 0; round < 2; round += 1) count(wanted.replace('slug', `other${index}: slug`));
      if (isAskedFor) expect(count(wanted)).toBe(0);
    }
    expect(count(wanted)).toBe(expected);
  });

  test('has what takes further requests where that is in memory', () => {
    const { community } = createWorld();
    const executeText = createTextExecutor(schema, 100_000);
    const details = parse('{ initiatives { nodes { number lastActivityAt helpWanted { score reasons } } } }');
    const askDetails = () => ask(executeText, contextOf(community.ports), details);
    const first = askDetails();
    expect(first).toContain('"lastActivityAt":"2026-11-20T00:00:00Z"');
    expect(askDetails()).toBe(first);
    const before = community.asked.count;
    expect(askDetails()).toBe(first);
    // The list, and nothing for its members.
    expect(community.asked.count - before).toBe(1);
    community.fail(INITIATIVE_SOURCE);
    expect(askDetails()).toBe('{"initiatives":{"nodes":[]}}');
  });

  test.each([
    ['', document],
    [
      ' in what is part of it',
      parse(`{ groups { nodes { meetings(first: 2) { nodes {
      title startsAt endsAt status addToCalendar { ics } } } } } }`),
    ],
  ])('is another under another address%s', (_where, asked) => {
    const { community } = createWorld();
    const executeText = createTextExecutor(schema, 100_000);
    for (const baseUrl of ['https://one.example', 'https://two.example', 'https://one.example']) {
      for (let round = 0; round < 2; round += 1) {
        expect(ask(executeText, contextOf(community.ports, baseUrl), asked)).toContain(`"${baseUrl}/`);
      }
    }
  });

  test('is nothing where a source changes while the question is answered', () => {
    const { community } = createWorld();
    const executeText = createTextExecutor(schema, 100_000);
    ask(executeText, contextOf(community.ports));
    const context = contextOf(community.ports);
    community.refresh(meetingSource(0));
    ask(executeText, context);
    const before = community.asked.count;
    ask(executeText, contextOf(community.ports));
    expect(community.asked.count - before).toBe(GROUPS);
  });
});
