/** What operations cost, and the clients that pay for it. */
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { ClientBudget } from '../../graph/context.ts';
import { costOf, fragmentsOf } from '../../graph/cost.ts';
import { type ClientBudgets, rateLimited } from '../client-budget.ts';
import type { ClientRequest } from '../client-request.ts';

/** An operation of a valid document, with its variables as they were sent. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

export class QueryCharge {
  readonly #schema: GraphQLSchema;
  readonly #maxCost: number;
  readonly #budgets: ClientBudgets;
  /** Of those that take no variables. */
  readonly #costs = new WeakMap<OperationDefinitionNode, number>();

  constructor(options: { readonly schema: GraphQLSchema; readonly maxCost: number; readonly budgets: ClientBudgets }) {
    this.#schema = options.schema;
    this.#maxCost = options.maxCost;
    this.#budgets = options.budgets;
  }

  /** Does what {@link take} does where that refuses nothing, else nothing. @returns whether it did */
  takeIfLeft(asked: AskedOperation, request: ClientRequest): boolean {
    const cost = this.#costOf(asked);
    if (cost > this.#maxCost || cost > this.#budgets.tell(request.client).remaining) return false;
    this.#spend(cost, request);
    return true;
  }

  /**
   * Takes the cost of an operation from its client, once a request, and tells `rateLimit` the figures.
   * @throws {GraphQLError} QUERY_TOO_COSTLY (400) where it costs too much at once, RATE_LIMITED (429) where it costs more
   *   than the client has left in this minute
   */
  take(asked: AskedOperation, request: ClientRequest): void {
    if (request.spent !== null) return;
    const cost = this.#costOf(asked);
    if (cost > this.#maxCost) {
      throw new GraphQLError(
        `The query may return about ${cost} objects, more than the ${this.#maxCost} allowed. Ask for smaller pages ("first") or fewer nested lists.`,
        { extensions: { code: 'QUERY_TOO_COSTLY', cost, maxCost: this.#maxCost, http: { status: 400 } } },
      );
    }
    const budget = this.#spend(cost, request);
    if (budget.remaining < 0) throw rateLimited(budget);
  }

  #spend(cost: number, request: ClientRequest): ClientBudget {
    const budget = this.#budgets.spend(request.client, cost);
    request.spent = { ...budget, remaining: Math.max(0, budget.remaining) };
    return budget;
  }

  #costOf({ document, operation, variables }: AskedOperation): number {
    if (!this.#schema.getRootType(operation.operation)) {
      throw new GraphQLError(`The graph has no ${operation.operation}s.`, {
        extensions: { code: ApolloServerErrorCode.BAD_REQUEST, http: { status: 400 } },
      });
    }
    const known = this.#costs.get(operation);
    if (known !== undefined) return known;
    const cost = costOf({ schema: this.#schema, operation, fragments: fragmentsOf(document), variables });
    if ((operation.variableDefinitions ?? []).length === 0) this.#costs.set(operation, cost);
    return cost;
  }
}
