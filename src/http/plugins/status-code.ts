import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import Negotiator from 'negotiator';
import type { HttpContext } from '../http-context.ts';

/** Failures of the document, not of the HTTP request. */
const DOCUMENT_FAILURES: ReadonlySet<unknown> = new Set([
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.BAD_USER_INPUT,
]);

/** In the order in which Apollo prefers them. */
const MEDIA_TYPES = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];

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
        if (isDocumentFailure && prefersJson(request.http?.headers.get('accept'))) response.http.status = 200;
      },
    }),
  };
}

function prefersJson(accept: string | undefined): boolean {
  const preferred = new Negotiator({ headers: { accept: accept ?? '*/*' } }).mediaType(MEDIA_TYPES);
  return preferred?.startsWith('application/json') ?? false;
}
