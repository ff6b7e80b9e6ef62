/**
 * Executes queries straight to JSON text, several times as fast as walking the document, building the objects of the
 * answer and writing them. It answers only what it answers as graphql-js does, to the character, and leaves everything
 * else, errors above all, to it.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  OperationTypeNode,
  visit,
} from 'graphql';
import type { MaybePromise } from '../../model/source.ts';
import type { GraphContext } from '../context.ts';
import { isPromise } from '../maybe-promise.ts';
import { KeptTexts } from './kept-texts.ts';
import { Plan } from './plan.ts';
import { type Operation, Run } from './run.ts';
import { TextTooLong } from './text-too-long.ts';
import { variablesIn } from './used-variables.ts';
import type { WrittenText } from './written-text.ts';

export interface Execution {
  /** Validated, and the same object whenever the same text is asked: its plan is remembered by it. */
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly contextValue: GraphContext;
}

/**
 * @returns the JSON text of `data`; null where graphql-js is to execute the operation
 * @throws {TextTooLong} or rejects with it
 */
export type TextExecutor = (execution: Execution) => MaybePromise<WrittenText | null>;

/** An operation with its plans, one for each set of values of the variables that `@skip` and `@include` look at. */
interface Planned extends Operation {
  readonly conditions: readonly string[];
  readonly plans: Map<string, Plan>;
}

/** Four independent conditions; more values of them are left to graphql-js. */
const MAX_PLANS = 16;

/**
 * @param keptCharacters text of entities that may be kept for later executions; below 1 none is
 * @param maxLength characters of an answer
 */
export function createTextExecutor(
  schema: GraphQLSchema,
  keptCharacters: number,
  maxLength = Number.POSITIVE_INFINITY,
): TextExecutor {
  const memories = new WeakMap<DocumentNode, Map<string | null, Planned | null>>();
  const kept = keptCharacters < 1 ? null : new KeptTexts(Math.floor(keptCharacters));

  function operationOf({ document, operationName }: Execution): Planned | null {
    const memory = memories.get(document) ?? new Map<string | null, Planned | null>();
    memories.set(document, memory);
    const known = memory.get(operationName);
    if (known !== undefined) return known;
    const planned = toPlanned(schema, document, operationName);
    memory.set(operationName, planned);
    return planned;
  }

  return (execution) => {
    const operation = operationOf(execution);
    if (operation === null) return null;
    const { coerced } = getVariableValues(schema, operation.node.variableDefinitions ?? [], execution.variables);
    const plan = coerced === undefined ? null : planFor(operation, coerced);
    if (coerced === undefined || plan === null) return null;
    const run = new Run({ operation, context: execution.contextValue, variables: coerced, kept, maxLength });
    try {
      const written = run.finish(plan.write(run));
      return isPromise(written) ? written.catch(giveUp) : written;
    } catch (error) {
      return giveUp(error);
    }
  };
}

/** Whatever it was: graphql-js makes it again, with its place and its path. */
function giveUp(error: unknown): null {
  if (error instanceof TextTooLong) throw error;
  return null;
}

function toPlanned(schema: GraphQLSchema, document: DocumentNode, operationName: string | null): Planned | null {
  const node = getOperationAST(document, operationName);
  if (node?.operation !== OperationTypeNode.QUERY) return null;
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  const conditions = new Set<string>();
  visit(document, {
    [Kind.DIRECTIVE]: (directive) => {
      for (const name of variablesIn([directive])) conditions.add(name);
    },
  });
  return {
    schema,
    node,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    conditions: [...conditions],
    plans: new Map(),
  };
}

function planFor(operation: Planned, variables: Readonly<Record<string, unknown>>): Plan | null {
  const { schema, node, fragments, conditions, plans } = operation;
  const key = conditions.map((name) => String(variables[name])).join();
  const known = plans.get(key);
  if (known !== undefined) return known;
  const queryType = schema.getQueryType();
  if (!queryType || plans.size >= MAX_PLANS) return null;
  const plan = new Plan({ schema, fragments, variables }, queryType, node.selectionSet);
  plans.set(key, plan);
  return plan;
}
