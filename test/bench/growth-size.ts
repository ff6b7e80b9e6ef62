/**
 * One size of `growth.ts`, in a process of its own, with `--expose-gc`: prints CPU milliseconds and memory as
 * JSON, a line after each question with all so far.
 * A community has 20 initiatives a group, and a calendar for every second group; its records are in memory, as sources
 * hold them.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { createContext } from '../../src/graph/context.ts';
import { createTextExecutor } from '../../src/graph/execute/text-executor.ts';
import { createSchema } from '../../src/graph/schema.ts';
import { parseRulePack } from '../../src/registry/rule-pack.ts';
import { evaluatorParameters } from '../../src/rules/evaluators/index.ts';
import { shippedRulePacks } from '../../src/rules/packs/index.ts';
import { createSyntheticCommunity, meetingSource, ORIGIN } from '../support/synthetic-community.ts';

/** What is asked, and what changes before it is asked again. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'dashboard page': `{ groups(first: 20) { totalCount nodes {
    id slug name kindLabel roles(first: 10) { nodes { kindLabel termEnd termState person { login name } } }
    nextMeeting { startsAt title joinUrl }
    initiatives(first: 8) { totalCount nodes { number title status updatedAt } countsByStatus { status count } } } } }`,
  'groups by next meeting':
    '{ groups(first: 20, orderBy: { field: NEXT_MEETING_AT, direction: ASC }) { nodes { slug nextMeeting { startsAt } } } }',
  'groups of a topic':
    '{ groups(first: 20, filterBy: { topics: ["topic-3"], query: "practice" }) { totalCount nodes { slug } } }',
  search: '{ search(query: "practice 7", first: 20) { groupCount initiativeCount meetingCount nodes { __typename } } }',
  'findings that MUST':
    '{ findings(first: 20, filterBy: { state: [OPEN], severity: [MUST] }) { totalCount nodes { message } } }',
};

const groups = Number(process.argv[2]);
const clock = { nowMs: Date.parse(ORIGIN), now: () => clock.nowMs };
const pack = shippedRulePacks.get('cncf');
if (pack === undefined) throw new Error('The rule pack of CNCF is not there.');
const { pack: rulePack } = parseRulePack(readFileSync(pack), {
  location: 'rules.yaml',
  sourceId: 'registry:rules.yaml',
  community: 'synthetic',
  evaluators: evaluatorParameters,
  shippedPack: () => null,
});
const community = createSyntheticCommunity(
  { groups, leads: 5, meetings: 26, initiatives: 20, groupsPerFeed: 2, rulePacks: [rulePack] },
  clock,
);
const execute = createTextExecutor(createSchema(), 16 * 1024 * 1024);

/** @returns CPU milliseconds of answering the question */
async function ask(query: string, document = parse(query)): Promise<number> {
  const contextValue = createContext(community.ports, { baseUrl: 'http://localhost', budget: null });
  const before = process.cpuUsage();
  const text = await execute({ document, operationName: null, variables: {}, contextValue });
  const { user, system } = process.cpuUsage(before);
  if (text === null) throw new Error(`Not answered: ${query}`);
  return (user + system) / 1000;
}

function memoryMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1_000_000;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

const memory: Record<string, number> = { 'MB with the records of the sources': memoryMb() };
const times: Record<string, number> = {};
for (const [name, query] of Object.entries(QUESTIONS)) {
  const document = parse(query);
  times[`${name}, first`] = await ask(query, document);
  await ask(query, document);
  const samples: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    clock.nowMs += 1000;
    community.refresh(meetingSource(0));
    samples.push(await ask(query, document));
  }
  times[`${name}, changed`] = median(samples);
  memory[`MB after ${name}`] = memoryMb();
  process.stdout.write(`${JSON.stringify({ groups, times, memory })}\n`);
}
