import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { CompiledExecutor } from '../../graph/execute.ts';
import type { HttpContext } from '../http-context.ts';

/** Answers from compiled code where that is possible; Apollo Server executes the rest. */
export function compiledExecutionPlugin(execute: CompiledExecutor): ApolloServerPlugin<HttpContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ document, operation, request, contextValue }) => {
        if (operation?.operation !== 'query') return null;
        const executed = await execute({
          document,
          operationName: operation.name?.value ?? null,
          variables: request.variables ?? {},
          contextValue,
        });
        if (executed === null) return null;
        return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: { data: executed.data } } };
      },
    }),
  };
}
