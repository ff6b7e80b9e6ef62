import type { IncomingHttpHeaders } from 'node:http';
import type { ClientBudget } from '../../graph/context.ts';
import type { FinishedAnswer, Representation } from './finished-answer.ts';
import { hasValidator } from './has-validator.ts';
import type { PersonalAnswer } from './personal-answer.ts';

/** What the answer depends on beside the address: another origin is allowed in another header. */
const VARY = 'Accept, Accept-Encoding, Origin';

/** An answer as it goes to one client, beside the headers that every answer of this server has. */
export interface Message {
  readonly status: 200 | 304;
  /** Names in lower case, each followed by its value. */
  readonly headers: readonly string[];
  /** In pieces, so that none of them is copied; none where there is no body. */
  readonly body: readonly (Buffer | string)[];
}

/** @returns the representation, or 304 where the client already has it (RFC 9110 §13.1.2) */
export function toMessage(
  request: { readonly method?: string | undefined; readonly headers: IncomingHttpHeaders },
  answer: FinishedAnswer,
  representation: Representation,
  nowMs: number,
): Message {
  const headers = ['cache-control', answer.cacheControlAt(nowMs), 'vary', VARY];
  // Nobody can ask conditionally by POST.
  if (request.method === 'GET' || request.method === 'HEAD') {
    const { etag } = representation;
    headers.push('etag', etag);
    if (hasValidator(request.headers['if-none-match'], etag)) return { status: 304, headers, body: [] };
  }
  const { bytes, text, encoding } = representation;
  if (encoding !== 'identity') headers.push('content-encoding', encoding);
  headers.push('content-type', answer.contentType, 'content-length', String(bytes.length));
  return { status: 200, headers, body: [text ?? bytes] };
}

/** @returns the answer with the budget of one client, which no cache may keep */
export function toPersonalMessage(answer: PersonalAnswer, budget: ClientBudget, isGzip: boolean): Message {
  const gzip = isGzip ? answer.gzipFor(budget) : null;
  const body = gzip === null ? answer.bytesFor(budget) : [gzip];
  const length = body.reduce((sum, bytes) => sum + bytes.length, 0);
  const headers = ['cache-control', 'no-store', 'vary', VARY];
  if (gzip !== null) headers.push('content-encoding', 'gzip');
  headers.push('content-type', answer.contentType, 'content-length', String(length));
  return { status: 200, headers, body };
}
