import { errorCodes, type FastifyReply, type FastifyRequest } from 'fastify';
import { withholdPrivate } from '../privacy.ts';
import { isBadUserInput, isOverloaded, isRateLimited } from './graph-client.ts';
import { OVERLOAD_RETRY_SECONDS } from './limits/execution-slots.ts';

/** The budget of a client is that of a minute. */
const RETRY_SECONDS = 60;

/** For `setErrorHandler` of what is no GraphQL: says what the client did wrong, and nothing of what we did. */
export function replyToError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (isBadUserInput(error)) return sendText(reply, 400, withholdPrivate(error.message));
  if (isRateLimited(error)) return sendText(reply.header('retry-after', RETRY_SECONDS), 429, error.message);
  if (isOverloaded(error)) return sendBusy(request, reply);
  if (error instanceof errorCodes.FST_ERR_HANDLER_TIMEOUT) {
    return sendText(reply.header('retry-after', OVERLOAD_RETRY_SECONDS), 503, 'The answer took too long.');
  }
  const statusCode = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (statusCode >= 400 && statusCode < 500) return sendText(reply, statusCode, 'The request cannot be understood.');
  request.log.error({ err: error }, 'A page or feed failed unexpectedly');
  return sendText(reply, 500, 'Unexpected error.');
}

/** There is too much to do to begin with what was asked for. */
export function sendBusy(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendText(reply.header('retry-after', OVERLOAD_RETRY_SECONDS), 503, 'The gateway is busy.');
}

/** Plain text that no cache keeps. */
export function sendText(reply: FastifyReply, code: number, text: string): FastifyReply {
  return reply.code(code).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(`${text}\n`);
}
