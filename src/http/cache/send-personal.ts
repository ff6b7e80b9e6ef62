import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ClientBudget } from '../../graph/context.ts';
import { acceptsGzip } from '../negotiate.ts';
import { MIN_COMPRESSED_BYTES } from './finished-answer.ts';
import type { PersonalAnswer } from './personal-answer.ts';
import { VARY } from './to-message.ts';

/** Sends the answer with the budget of this client, which no cache keeps. */
export async function sendPersonal(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: PersonalAnswer,
  budget: ClientBudget,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store').header('vary', VARY).header('content-type', answer.contentType);
  if (answer.size < MIN_COMPRESSED_BYTES || !acceptsGzip(request.headers['accept-encoding'])) {
    return reply.send(answer.textFor(budget));
  }
  const bytes = await answer.gzipFor(budget);
  return reply.header('content-encoding', 'gzip').send(bytes);
}
