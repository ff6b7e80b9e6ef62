import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A new version of the gateway is seen within minutes, and the old one until then. */
const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400';

/**
 * Sends a body that rests on no source, or 304 where the client already has it (RFC 9110 §13.1.2).
 */
export function sendConditionally(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: { readonly type: string; readonly body: string },
): FastifyReply {
  const hash = createHash('sha256').update(answer.body).digest('base64url');
  // Weak, because a body may differ in what does not count, and a proxy may compress it.
  const etag = `W/"${hash.slice(0, 27)}"`;
  reply.header('etag', etag).header('cache-control', CACHE_CONTROL);
  if (hasValidator(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.type(answer.type).send(answer.body);
}

/** Weak comparison (RFC 9110 §8.8.3.2). */
function hasValidator(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const opaque = etag.replace(/^W\//u, '');
  return header.split(',').some((entry) => {
    const value = entry.trim();
    return value === '*' || value.replace(/^W\//u, '') === opaque;
  });
}
