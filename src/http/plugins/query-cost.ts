import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import { costOf, fragmentsOf } from '../../graph/cost.ts';
import { type ClientBudgets, rateLimited } from '../client-budget.ts';
import type { HttpContext } from '../http-context.ts';

/**
 * Counts the cost of an operation before it runs, refuses what costs too much at once (QUERY_TOO_COSTLY, 400) or more
 * than the client has left in this minute (RATE_LIMITED, 429), and tells `rateLimit` the figures.
 */
export function queryCostPlugin(options: {
  readonly maxCost: number;
  readonly budgets: ClientBudgets;
}): ApolloServerPlugin<HttpContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
        if (operation === undefined) return;
        if (!schema.getRootType(operation.operation)) {
          throw new GraphQLError(`The graph has no ${operation.operation}s.`, {
            extensions: { code: ApolloServerErrorCode.BAD_REQUEST, http: { status: 400 } },
          });
        }
        const variables = request.variables ?? {};
        const cost = costOf({ schema, operation, fragments: fragmentsOf(document), variables });
        if (cost > options.maxCost) {
          throw new GraphQLError(
            `The query may return about ${cost} objects, more than the ${options.maxCost} allowed. Ask for smaller pages ("first") or fewer nested lists.`,
            { extensions: { code: 'QUERY_TOO_COSTLY', cost, maxCost: options.maxCost, http: { status: 400 } } },
          );
        }
        const budget = options.budgets.spend(contextValue.client.client, cost);
        contextValue.client.spent = { ...budget, remaining: Math.max(0, budget.remaining) };
        if (budget.remaining < 0) throw rateLimited(budget);
      },
    }),
  };
}
