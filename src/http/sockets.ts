/** Where the server listens. `localhost` is two addresses: whoever asks at either is answered. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** {@link Sockets.listen} */
    listenAt(host: string, port: number): Promise<string>;
  }
}

/** Longer than proxies keep idle connections, so that it is they who close them. */
const KEEP_ALIVE_MS = 72_000;

export class Sockets {
  readonly #requestTimeoutMs: number;
  readonly #servers: Server[] = [];

  /** @param requestTimeoutMs for a client to send its whole request */
  constructor(requestTimeoutMs: number) {
    this.#requestTimeoutMs = requestTimeoutMs;
  }

  /** @returns a server that does not listen yet */
  create(listener: RequestListener): Server {
    const server = createServer({ requestTimeout: this.#requestTimeoutMs, keepAliveTimeout: KEEP_ALIVE_MS }, listener);
    this.#servers.push(server);
    return server;
  }

  /**
   * Listens at the host, and at every address of it where it is `localhost`.
   * @returns the URL of the first address
   */
  async listen(fastify: FastifyInstance, host: string, port: number): Promise<string> {
    const url = await fastify.listen({ host, port });
    const bound = fastify.server.address();
    if (host !== 'localhost' || bound === null || typeof bound === 'string') return url;
    const addresses = await lookup(host, { all: true });
    const others = addresses.filter(({ address }) => address !== bound.address);
    await Promise.all(others.map(({ address }) => this.#listenAt(address, bound.port, fastify.server)));
    return url;
  }

  /** Stops listening beside Fastify, which closes its own; requests in flight finish. */
  async close(): Promise<void> {
    const [, ...others] = this.#servers;
    await Promise.all(others.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  closeIdleConnections(): void {
    for (const server of this.#servers) server.closeIdleConnections();
  }

  async #listenAt(host: string, port: number, main: Server): Promise<void> {
    const server = this.create((request, response) => {
      // As the first server does once it drains.
      if (main.maxRequestsPerSocket === 1) response.shouldKeepAlive = false;
      main.emit('request', request, response);
    });
    try {
      await once(server.listen({ host, port }), 'listening');
    } catch {
      // The name has an address that this machine has not, or somebody else listens there.
    }
  }
}
