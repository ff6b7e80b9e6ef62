/** What the HTTP layer knows of a request, handed on to the graph. */
import type { FastifyRequest } from 'fastify';
import type { ClientBudget, RequestInfo } from '../graph/context.ts';
import type { WrittenText } from '../graph/execute/written-text.ts';
import { blankBudget } from './cache/budget-template.ts';

export class ClientRequest implements RequestInfo {
  readonly baseUrl: string;
  /** Whom a budget is kept for. */
  readonly client: string;
  /** After this request; null until its cost is known. */
  spent: ClientBudget | null = null;
  /** The data of the answer, once it was written as text. */
  written: WrittenText | null = null;

  constructor(baseUrl: string, client: string) {
    this.baseUrl = baseUrl;
    this.client = client;
  }

  /** Left open, because the same answer may go to others; see {@link BudgetTemplate}. */
  get budget(): ClientBudget | null {
    return this.spent === null ? null : blankBudget(this.spent.limit);
  }
}

/**
 * @param publicUrl origin under which clients reach the gateway, where configured; else the request tells
 */
export function toClientRequest(request: FastifyRequest, publicUrl: string | undefined): ClientRequest {
  const host = HOST.test(request.host) ? request.host : 'localhost';
  // Behind a proxy it is a header like any other, and `javascript:` a scheme like any other.
  const scheme = request.protocol === 'https' ? 'https' : 'http';
  return new ClientRequest(publicUrl ?? `${scheme}://${host}`, request.ip);
}

/** RFC 9110 §7.2, without what no browser sends: anything else would end up in links. */
const HOST = /^(?:[a-z\d](?:[a-z\d._-]*)|\[[a-f\d:.]+\])(?::\d{1,5})?$/iu;
