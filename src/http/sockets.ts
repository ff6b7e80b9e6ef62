/** Where the server listens. `localhost` is two addresses: whoever asks at either is answered. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { UnsentBytes } from './limits/unsent-bytes.ts';

// An import would read all that `node:http` exports, and with its WebSocket load a second undici at the start.
const { createServer } = process.getBuiltinModule('node:http');

declare module 'fastify' {
  interface FastifyInstance {
    /** {@link Sockets.listen} */
    listenAt(host: string, port: number): Promise<string>;
  }
}

/** Headers fit into a packet or two. Nobody else waits for them, but each connection takes some kilobytes. */
const HEADERS_TIMEOUT_MS = 10_000;
/** How often Node.js looks for requests that take too long to come. */
const CHECK_MS = 1000;
/** Longer than proxies keep idle connections, so that it is they who close them. */
const KEEP_ALIVE_MS = 72_000;

export interface SocketLimits {
  /** For a client to send its whole request; and, twice as long, for it to take anything of the answer. */
  readonly requestTimeoutMs: number;
  /** At each address. Above it those that wait for another request are closed, and what comes meanwhile is not accepted. */
  readonly maxConnections: number;
  /** Of answers, at all addresses. Above it those for whom most is held are cut off. */
  readonly maxUnsentBytes: number;
}

export class Sockets {
  readonly #limits: SocketLimits;
  readonly #servers: Server[] = [];
  readonly #unsent: UnsentBytes;

  constructor(limits: SocketLimits) {
    this.#limits = limits;
    this.#unsent = new UnsentBytes(limits.maxUnsentBytes);
  }

  /** @returns a server that does not listen yet */
  create(listener: RequestListener): Server {
    const { requestTimeoutMs, maxConnections } = this.#limits;
    const server = createServer(
      {
        requestTimeout: requestTimeoutMs,
        headersTimeout: Math.min(HEADERS_TIMEOUT_MS, requestTimeoutMs),
        connectionsCheckingInterval: CHECK_MS,
        keepAliveTimeout: KEEP_ALIVE_MS,
      },
      listener,
    );
    // By then a request that is being answered has been given up.
    server.setTimeout(2 * requestTimeoutMs);
    server.maxConnections = maxConnections;
    server.on('drop', () => server.closeIdleConnections());
    server.on('connection', (socket) => this.#unsent.watch(socket));
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
    this.#unsent.close();
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
