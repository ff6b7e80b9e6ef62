import type { IncomingHttpHeaders } from 'node:http';
import type { ClientBudget } from '../../graph/context.ts';
import type { FinishedAnswer, Representation } from './finished-answer.ts';
import type { PersonalAnswer } from './personal-answer.ts';
import { evaluatePreconditions } from './preconditions.ts';

/** What the answer depends on beside the address: another origin is allowed in another header. */
const VARY = 'Accept, Accept-Encoding, Origin';

/** The client has another version in mind: no cache may take this for the answer. */
const REFUSED = ['cache-control', 'no-store', 'vary', VARY, 'content-length', '0'];

/** An answer as it goes to one client, beside the headers that every answer of this server has. */
export interface Message {
  readonly status: 200 | 304 | 412;
  /** Names in lower case, each followed by its value. */
  readonly headers: readonly string[];
  /** In pieces, so that none of them is copied; none where there is no body. */
  readonly body: readonly (Buffer | string)[];
}

/** @returns the representation, or what the preconditions of the request ask for instead: 304 or 412 */
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
    const status = evaluatePreconditions(request.headers, etag);
    if (status === 412) return { status, headers: REFUSED, body: [] };
    headers.push('etag', etag);
    if (status === 304) return { status, headers, body: [] };
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
