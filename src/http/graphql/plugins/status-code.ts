import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { JSON_TYPE, preferredMediaType } from '../../negotiate.ts';
import type { HttpContext } from '../http-context.ts';

/** Failures of the document, not of the HTTP request. */
const DOCUMENT_FAILURES: ReadonlySet<unknown> = new Set([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.BAD_USER_INPUT,
]);

/**
 * GraphQL over HTTP §6.4.1: a well-formed request is answered 200 as `application/json`, also where its document cannot
 * be executed, because a proxy may have written any other status; only `application/graphql-response+json` may say 400.
 * Apollo says 400 in both.
 */
export function statusCodePlugin(): ApolloServerPlugin<HttpContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, response }) => {
        if (response.http.status !== 400 || response.body.kind !== 'single') return;
        const { data, errors = [] } = response.body.singleResult;
        const isDocumentFailure =
          data === undefined && errors.every(({ extensions }) => DOCUMENT_FAILURES.has(extensions?.['code']));
        const isJson = preferredMediaType(request.http?.headers.get('accept')) === JSON_TYPE;
        if (isDocumentFailure && isJson) response.http.status = 200;
      },
    }),
  };
}
