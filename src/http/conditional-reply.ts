import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Readers poll: what is five minutes old is good enough, and an hour old while a new copy is fetched or none can be. */
const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400';

/**
 * Sends the body, or 304 where the client already has it (RFC 9110 §13.1.2).
 * @param significant what the validator is made from, where parts of the body change without meaning; the body itself
 *   where absent
 */
export function sendConditionally(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: { readonly type: string; readonly body: string; readonly significant?: string },
): FastifyReply {
  const hash = createHash('sha256')
    .update(answer.significant ?? answer.body)
    .digest('base64url');
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
