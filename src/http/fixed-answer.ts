/** What rests on no source: style sheets, scripts, schemas. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FinishedAnswer } from './cache/finished-answer.ts';
import { evaluatePreconditions } from './cache/preconditions.ts';
import { preferredEncoding } from './negotiate.ts';

/** A new version of the gateway is seen within minutes, and the old one until then. */
const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400';

const UNENDING = {
  registry: {},
  versions: new Map(),
  changesAtMs: Number.POSITIVE_INFINITY,
  freshUntilMs: Number.POSITIVE_INFINITY,
};

export class FixedAnswer {
  readonly #answer: FinishedAnswer;

  constructor({ type, body }: { readonly type: string; readonly body: string }) {
    this.#answer = new FinishedAnswer(body, type, UNENDING, 0);
  }

  /** Sends it in the encoding that the client prefers, or what its preconditions ask for instead: 304 or 412. */
  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { bytes, encoding, etag } = await this.#answer.in(preferredEncoding(request.headers['accept-encoding']));
    const vary = [reply.getHeader('vary'), 'accept-encoding'].filter((name) => name !== undefined).join(', ');
    reply.header('etag', etag).header('cache-control', CACHE_CONTROL).header('vary', vary);
    const status = evaluatePreconditions(request.headers, etag);
    if (status === 412) return reply.removeHeader('etag').header('cache-control', 'no-store').code(status).send();
    if (status === 304) return reply.code(status).send();
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply.type(this.#answer.contentType).send(bytes);
  }
}
