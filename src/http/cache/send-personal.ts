import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ClientBudget } from '../../graph/context.ts';
import { acceptsGzip } from '../negotiate.ts';
import type { PersonalAnswer } from './personal-answer.ts';
import { sendMessage } from './send-answer.ts';
import { toPersonalMessage } from './to-message.ts';

/** Sends the answer with the budget of this client, which no cache keeps. */
export async function sendPersonal(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: PersonalAnswer,
  budget: ClientBudget,
): Promise<FastifyReply> {
  const isGzip = acceptsGzip(request.headers['accept-encoding']);
  if (isGzip && answer.isCompressible) await answer.compress();
  return sendMessage(reply, toPersonalMessage(answer, budget, isGzip));
}
