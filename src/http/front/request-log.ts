/** The lines of a request that Fastify never sees, as Fastify writes them for those that it does. */
import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';

/** Has what Fastify's serializer of requests reads. */
class LoggedRequest {
  readonly #raw: IncomingMessage;
  readonly #trustProxy: boolean;

  constructor(raw: IncomingMessage, trustProxy: boolean) {
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

  /** The last proxy is the one that the gateway trusts. */
  get host() {
    return this.#forwarded('x-forwarded-host')?.at(-1) ?? this.headers.host;
  }

  /** The first entry is the client, as long as every proxy after it is trusted. */
  get ip() {
    return this.#forwarded('x-forwarded-for')?.at(0) ?? this.socket.remoteAddress;
  }

  #forwarded(name: string): readonly string[] | undefined {
    const value = this.#trustProxy ? this.headers[name] : undefined;
    return value === undefined
      ? undefined
      : String(value)
          .split(',')
          .map((entry) => entry.trim());
  }
}

/** @returns writes that a request came in, and then that it was answered */
export function createRequestLog(
  { log }: { readonly log: FastifyBaseLogger & { readonly isLevelEnabled?: (level: string) => boolean } },
  options: { readonly nextId: () => string; readonly trustProxy: boolean },
): (raw: IncomingMessage) => (statusCode: number, responseTime: number) => void {
  return (raw) => {
    if (log.isLevelEnabled?.('info') !== true) return () => undefined;
    const child = log.child({ reqId: options.nextId() });
    child.info({ req: new LoggedRequest(raw, options.trustProxy) }, 'incoming request');
    return (statusCode, responseTime) => child.info({ res: { statusCode }, responseTime }, 'request completed');
  };
}
