import type { FastifyReply } from 'fastify';

/** What a page may load is what this gateway serves. @param framedBy origins that may frame it; none may where empty */
export function setContentSecurity(reply: FastifyReply, framedBy: readonly string[]): void {
  const ancestors = framedBy.length === 0 ? "'none'" : framedBy.includes('*') ? '*' : framedBy.join(' ');
  reply.header(
    'content-security-policy',
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      `frame-ancestors ${ancestors}`,
    ].join('; '),
  );
  // The older header knows no list of origins and would forbid what frame-ancestors allows.
  reply.removeHeader('x-frame-options');
}
