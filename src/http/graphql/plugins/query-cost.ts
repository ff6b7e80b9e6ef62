import type { ApolloServerPlugin } from '@apollo/server';
import type { HttpContext } from '../http-context.ts';
import type { QueryCharge } from '../query-charge.ts';

/** Counts the cost of an operation before it runs, and refuses what costs too much. */
export function queryCostPlugin(charge: QueryCharge): ApolloServerPlugin<HttpContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, request, contextValue }) => {
        if (operation !== undefined) {
          charge.take({ document, operation, variables: request.variables ?? {} }, contextValue.client);
        }
      },
    }),
  };
}
