/**
 * The graph for the pages, feeds and badges of this server. They are clients like any other: they send documents of the
 * public schema and get data, and know nothing of what lies behind it.
 */
import type { FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  execute,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { createContext, type GraphContext, type GraphPorts } from '../graph/context.ts';
import { costOf, fragmentsOf } from '../graph/cost.ts';
import type { Validity } from '../graph/validity.ts';
import { type ClientBudgets, rateLimited } from './client-budget.ts';
import { toClientRequest } from './client-request.ts';
import type { ExecutionSlots } from './limits/execution-slots.ts';

/**
 * Runs a document and answers its data, whose shape the caller names.
 * @throws {GraphQLError} the first error of the response; OVERLOADED where too much is executed to begin with the request
 */
export type QueryGraph = <T>(document: string, variables?: Readonly<Record<string, unknown>>) => Promise<T>;

export interface GraphClient {
  /** Links in the answers lead to where this request came in. */
  for(request: FastifyRequest): QueryGraph;
  /** What the answers to the request rest on so far. */
  validitiesOf(request: FastifyRequest): readonly Validity[];
  /** @returns the origin that clients reach the gateway under, without a slash at the end. */
  baseUrl(request: FastifyRequest): string;
}

export function createGraphClient(options: {
  readonly schema: GraphQLSchema;
  readonly ports: GraphPorts;
  readonly budgets: ClientBudgets;
  readonly slots: ExecutionSlots;
  readonly publicUrl?: string | undefined;
}): GraphClient {
  const { schema, ports, budgets, slots, publicUrl } = options;
  // The documents are constants of this program, so there are only as many as it has.
  const parsed = new Map<string, ParsedDocument>();
  const toDocument = (source: string): ParsedDocument => {
    const known = parsed.get(source);
    if (known !== undefined) return known;
    const document = parse(source);
    const [problem] = validate(schema, document);
    if (problem !== undefined) throw problem;
    const made = { document, operation: operationOf(document), fragments: fragmentsOf(document) };
    parsed.set(source, made);
    return made;
  };
  const validities = new WeakMap<FastifyRequest, Validity[]>();
  const createRequestContext = (request: FastifyRequest): GraphContext => {
    const context = createContext(ports, toClientRequest(request, publicUrl));
    const known = validities.get(request) ?? [];
    validities.set(request, [...known, context.validity]);
    return context;
  };
  return {
    validitiesOf: (request) => validities.get(request) ?? [],
    for:
      (request) =>
      async <T>(source: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> => {
        const step = validities.has(request) ? 'CONTINUES' : 'BEGINS';
        // Before anything is spent on it.
        if (step === 'BEGINS' && slots.areTaken()) throw OVERLOADED;
        const { document, operation, fragments } = toDocument(source);
        const budget = budgets.spend(request.ip, costOf({ schema, operation, fragments, variables }));
        if (budget.remaining < 0) throw rateLimited(budget);
        const contextValue = createRequestContext(request);
        const { data, errors } = await slots.run(
          async () => execute({ schema, document, contextValue, variableValues: variables }),
          step,
        );
        const [error] = errors ?? [];
        // Without data nothing was executed: a variable, which comes from the address of the page, has no such value.
        if (error !== undefined && data === undefined) throw toBadUserInput(error);
        if (error !== undefined) throw error;
        return data as T;
      },
    baseUrl: (request) => toClientRequest(request, publicUrl).baseUrl,
  };
}

/** One for all, for whoever is turned away must cost as little as can be: most of an error is its stack. */
const OVERLOADED = new GraphQLError('The gateway is busy.', { extensions: { code: 'OVERLOADED' } });

interface ParsedDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

function operationOf({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('A document of a page has no operation.');
  return operation;
}

/** The reader knows no variables of our documents: only what is wrong with the value. */
function toBadUserInput({ message, originalError }: GraphQLError): GraphQLError {
  return new GraphQLError(originalError?.message ?? message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** @returns whether the client asked for something that cannot be: the error's message then says what. */
export function isBadUserInput(error: unknown): error is GraphQLError {
  return hasCode(error, 'BAD_USER_INPUT');
}

/** @returns whether the client has spent the budget of this minute */
export function isRateLimited(error: unknown): error is GraphQLError {
  return hasCode(error, 'RATE_LIMITED');
}

/** @returns whether the gateway has too much to do to begin with what the client asked for */
export function isOverloaded(error: unknown): error is GraphQLError {
  return hasCode(error, 'OVERLOADED');
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as Partial<GraphQLError>).extensions?.['code'] === code;
}
