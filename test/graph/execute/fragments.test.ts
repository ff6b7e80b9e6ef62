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
): Promise<void> {
  const [expected, actual] = [contextOf(ports), contextOf(ports)];
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

describe('what is kept', () => {
  const document = parse('{ groups { nodes { slug nextMeeting { startsAt } feeds { ics } } } }');

  function ask(executeText: TextExecutor, contextValue: GraphContext, asked = document): string | undefined {
    const written = executeText({ document: asked, operationName: null, variables: {}, contextValue });
    return written instanceof WrittenText ? written.text : undefined;
  }

  test('asks only the source that changed', () => {
    const { community } = createWorld();
    const executeText = createTextExecutor(schema, 100_000);
    const countAsked = (): number => {
      const before = community.asked.count;
      ask(executeText, contextOf(community.ports));
      return community.asked.count - before;
    };
    expect([countAsked(), countAsked(), countAsked()]).toEqual([GROUPS, GROUPS, 0]);
    community.refresh(meetingSource(2));
    expect([countAsked(), countAsked()]).toEqual([1, 0]);
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

  test('is another under another address', () => {
    const { community } = createWorld();
    const executeText = createTextExecutor(schema, 100_000);
    for (const baseUrl of ['https://one.example', 'https://two.example', 'https://one.example']) {
      for (let round = 0; round < 2; round += 1) {
        expect(ask(executeText, contextOf(community.ports, baseUrl))).toContain(`${baseUrl}/groups/`);
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
