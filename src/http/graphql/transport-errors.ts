/** Failures before GraphQL begins, in the shape of GraphQL over HTTP: a body that is no JSON, too large, of another type. */
import { ApolloServerErrorCode } from '@apollo/server/errors';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../net/contract.ts';

/** Fastify's own codes, with what a client can do about it; its messages may hold parts of the request. */
const MESSAGES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is too large.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The content type must be application/json.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as Content-Length says.',
  FST_ERR_HANDLER_TIMEOUT: 'The answer took too long.',
};

/** @returns the error handler of the GraphQL route. */
export function createTransportErrorHandler(
  log: Logger,
): (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => FastifyReply {
  return (error, _request, reply) => {
    const status = error.statusCode ?? 500;
    const isExpected = error.code in MESSAGES || (status >= 400 && status < 500);
    if (!isExpected) log.error({ err: error }, 'A request failed unexpectedly');
    const message = isExpected ? (MESSAGES[error.code] ?? 'The request cannot be read.') : 'Unexpected error.';
    const code = status < 500 ? ApolloServerErrorCode.BAD_REQUEST : ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
    return reply
      .code(status)
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
  };
}
