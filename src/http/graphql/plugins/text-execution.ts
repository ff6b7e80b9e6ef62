import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { Execution, TextExecutor } from '../../../graph/execute/text-executor.ts';
import { TextTooLong } from '../../../graph/execute/text-too-long.ts';
import type { WrittenText } from '../../../graph/execute/written-text.ts';
import type { HttpContext } from '../http-context.ts';
import type { KnownDocuments } from '../known-documents.ts';
import { WRITTEN } from '../written-data.ts';

/** Answers queries with text that is written at once where that is possible; Apollo Server executes the rest. */
export function textExecutionPlugin(execute: TextExecutor, known: KnownDocuments): ApolloServerPlugin<HttpContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ document, operation, request, source, contextValue }) => {
        if (operation === undefined) return null;
        const text = await writeOrLeave(execute, {
          document,
          operationName: operation.name?.value ?? null,
          variables: request.variables ?? {},
          contextValue,
        });
        if (text === null) return null;
        known.remember(source, document);
        contextValue.client.written = text;
        return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: { data: WRITTEN } } };
      },
    }),
  };
}

/** What is too long is refused whoever wrote it. */
async function writeOrLeave(execute: TextExecutor, execution: Execution): Promise<WrittenText | null> {
  try {
    return await execute(execution);
  } catch (error) {
    if (error instanceof TextTooLong) return null;
    throw error;
  }
}
