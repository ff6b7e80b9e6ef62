/**
 * The lines of a request that Fastify never sees, as Fastify writes them for those that it does; but at `debug`, because
 * they would take half as long again as the answer.
 */
import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { clientAddress, clientHost, type TrustProxy } from './client-address.ts';

/** Has what Fastify's serializer of requests reads. */
class LoggedRequest {
  readonly #raw: IncomingMessage;
  readonly #trustProxy: TrustProxy;

  constructor(raw: IncomingMessage, trustProxy: TrustProxy) {
    this.#raw = raw;
    this.#trustProxy = trustProxy;
  }

  get method() {
    return this.#raw.method;
  }

  get url() {
    return this.#raw.url;
  }

  get headers() {
    return this.#raw.headers;
  }

  get socket() {
    return this.#raw.socket;
  }

  get host() {
    return clientHost(this.#raw, this.#trustProxy);
  }

  get ip() {
    return clientAddress(this.#raw, this.#trustProxy);
  }
}

/** @returns writes that a request came in, and then that it was answered */
export function createRequestLog(
  { log }: { readonly log: FastifyBaseLogger & { readonly isLevelEnabled?: (level: string) => boolean } },
  options: { readonly nextId: () => string; readonly trustProxy: TrustProxy },
): (raw: IncomingMessage) => (statusCode: number, responseTime: number) => void {
  return (raw) => {
    if (log.isLevelEnabled?.('debug') !== true) return () => undefined;
    const child = log.child({ reqId: options.nextId() });
    child.debug({ req: new LoggedRequest(raw, options.trustProxy) }, 'incoming request');
    return (statusCode, responseTime) => child.debug({ res: { statusCode }, responseTime }, 'request completed');
  };
}
