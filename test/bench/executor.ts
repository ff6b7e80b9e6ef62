/**
 * Executors beside each other in one process, over the same community and resolvers: `node test/bench/executor.ts`. CPU
 * milliseconds from the parsed document to the bytes of the answer, medians of interleaved rounds.
 */
import { type DocumentNode, execute, parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { createContext } from '../../src/graph/context.ts';
import { createTextExecutor, type TextExecutor } from '../../src/graph/execute/text-executor.ts';
import { WrittenText } from '../../src/graph/execute/written-text.ts';
import { createSchema } from '../../src/graph/schema.ts';
import { createSyntheticCommunity, meetingSource } from '../support/synthetic-community.ts';
import { median } from './median.ts';
import { type Asked, NOW, QUESTIONS, SIZE, withOtherValue } from './questions.ts';

const ROUNDS = 5;
const MS_A_ROUND = 60;

const clock = { now: () => Date.parse(NOW) };
const community = createSyntheticCommunity(SIZE, clock);
const schema = createSchema();
const newContext = () => createContext(community.ports, { baseUrl: 'http://localhost', budget: null });
const keepsNothing = createTextExecutor(schema, 0);
const keepsText = createTextExecutor(schema, 16 * 1024 * 1024);

const toBytes = (result: unknown): Buffer => Buffer.from(JSON.stringify(result));

interface Executors {
  readonly [name: string]: () => Buffer;
}

function contestantsFor(source: string): Executors {
  const document = parse(source);
  const varying = parse(withOtherValue(source, 0).query);
  const [jit, jitVarying] = [compile(document), compile(varying)];
  const write = (executor: TextExecutor, asked = document, variables: Asked['variables'] = {}): Buffer => {
    const text = executor({ document: asked, operationName: null, variables, contextValue: newContext() });
    if (!(text instanceof WrittenText)) throw new Error('The question was left to graphql-js.');
    return text.within('{"data":', '}').toBytes();
  };
  let changed = 0;
  let values = 0;
  const otherValue = (): Asked['variables'] => {
    values += 1;
    return withOtherValue(source, values).variables;
  };
  return {
    'graphql-js': () => toBytes(execute({ schema, document, contextValue: newContext() })),
    'graphql-jit': () => toBytes(jit({}, newContext(), {})),
    'graphql-jit, other value': () => toBytes(jitVarying({}, newContext(), { ...otherValue() })),
    'ours, nothing kept': () => write(keepsNothing),
    'ours, other value': () => write(keepsText, varying, otherValue()),
    'ours, one group changed': () => {
      changed += 1;
      community.refresh(meetingSource(changed % SIZE.groups));
      return write(keepsText);
    },
    'ours, nothing changed': () => write(keepsText),
  };
}

function compile(document: DocumentNode) {
  const compiled = compileQuery(schema, document);
  if (!isCompiledQuery(compiled)) throw new Error('graphql-jit cannot compile the question.');
  return compiled.query;
}

/** @returns CPU milliseconds of one answer */
function measure(answer: () => Buffer): number {
  const before = process.cpuUsage();
  let used = 0;
  let answers = 0;
  while (used < MS_A_ROUND) {
    answer();
    answers += 1;
    const { user, system } = process.cpuUsage(before);
    used = (user + system) / 1000;
  }
  return used / answers;
}

const table = new Map<string, string[]>();
for (const source of Object.values(QUESTIONS)) {
  const contestants = Object.entries(contestantsFor(source));
  const expected = contestants[0]?.[1]();
  const samples = new Map<string, number[]>(contestants.map(([name]) => [name, []]));
  // The first round is for the compilers.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, answer] of contestants) {
      if (!name.endsWith('other value') && (expected === undefined || !answer().equals(expected)))
        throw new Error(`The answer of "${name}" is another.`);
      const ms = measure(answer);
      if (round > 0) samples.get(name)?.push(ms);
    }
  }
  for (const [name, of] of samples) table.set(name, [...(table.get(name) ?? []), median(of).toFixed(3)]);
}
console.log(`| CPU ms | ${Object.keys(QUESTIONS).join(' | ')} |`);
console.log(
  `|---|${Object.keys(QUESTIONS)
    .map(() => '---|')
    .join('')}`,
);
for (const [name, cells] of table) console.log(`| ${name} | ${cells.join(' | ')} |`);
