import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredEncoding } from '../negotiate.ts';
import type { FinishedAnswer, Representation } from './finished-answer.ts';
import { type Message, toMessage } from './to-message.ts';

/** Sends the answer in the encoding that the client prefers, or 304 where it already has it. */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: FinishedAnswer,
  nowMs: number,
): FastifyReply | Promise<FastifyReply> {
  const send = (representation: Representation): FastifyReply => {
    return sendMessage(reply, toMessage(request, answer, representation, nowMs));
  };
  const representation = answer.in(preferredEncoding(request.headers['accept-encoding']));
  return representation instanceof Promise ? representation.then(send) : send(representation);
}

export function sendMessage(reply: FastifyReply, { status, headers, body }: Message): FastifyReply {
  for (let index = 0; index < headers.length; index += 2) reply.header(headers[index] ?? '', headers[index + 1]);
  const [only] = body;
  return reply.code(status).send(body.length > 1 ? Buffer.concat(body.map(toBytes)) : only);
}

function toBytes(part: Buffer | string): Buffer {
  return typeof part === 'string' ? Buffer.from(part) : part;
}
