import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredEncoding } from '../negotiate.ts';
import { toCacheControl } from './cache-control.ts';
import type { FinishedAnswer, Representation } from './finished-answer.ts';

/** What the answer depends on beside the address: another origin is allowed in another header. */
const VARY = 'Accept, Accept-Encoding, Origin';

/** Sends the answer in the encoding that the client prefers, or 304 where it already has it (RFC 9110 §13.1.2). */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: FinishedAnswer,
  nowMs: number,
): FastifyReply | Promise<FastifyReply> {
  const send = ({ bytes, encoding, etag }: Representation): FastifyReply => {
    reply.header('cache-control', toCacheControl(answer.lifetime, nowMs)).header('vary', VARY).header('etag', etag);
    if (request.method === 'GET' && hasValidator(request.headers['if-none-match'], etag)) return reply.code(304).send();
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply.header('content-type', answer.contentType).send(bytes);
  };
  const representation = answer.in(preferredEncoding(request.headers['accept-encoding']));
  return representation instanceof Promise ? representation.then(send) : send(representation);
}

/** Weak comparison, as If-None-Match asks for (RFC 9110 §13.1.2). */
function hasValidator(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((entry) => {
    const validator = entry.trim().replace(/^W\//u, '');
    return validator === '*' || validator === etag;
  });
}
