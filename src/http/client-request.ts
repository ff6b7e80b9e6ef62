/** What the HTTP layer knows of a request, handed on to the graph. */
import type { FastifyRequest } from 'fastify';
import type { RequestInfo } from '../graph/context.ts';

export class ClientRequest implements RequestInfo {
  readonly baseUrl: string;
  /** Whom a budget is kept for. */
  readonly client: string;
  /** Set as soon as the cost of the operation is known. */
  budget: RequestInfo['budget'] = null;

  constructor(baseUrl: string, client: string) {
    this.baseUrl = baseUrl;
    this.client = client;
  }
}

/**
 * @param publicUrl origin under which clients reach the gateway, where configured; else the request tells
 */
export function toClientRequest(request: FastifyRequest, publicUrl: string | undefined): ClientRequest {
  const host = HOST.test(request.host) ? request.host : 'localhost';
  return new ClientRequest(publicUrl ?? `${request.protocol}://${host}`, request.ip);
}

/** RFC 9110 §7.2, without what no browser sends: anything else would end up in links. */
const HOST = /^(?:[a-z\d](?:[a-z\d._-]*)|\[[a-f\d:.]+\])(?::\d{1,5})?$/iu;
