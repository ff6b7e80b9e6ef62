/** Where the server listens. `localhost` is two addresses: whoever asks at either is answered. */
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { HeldBytes } from './limits/held-bytes.ts';

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
  /** Of bodies that are not all here, and of answers that are not all taken. Above it those with most of it are cut off. */
  readonly maxHeldBytes: number;
}

/** Of the request that a connection carries. */
interface Upload {
  /** Its body is not all here. */
  isUnderWay: boolean;
  /** Bytes of the requests before it. */
  readBefore: number;
}

export class Sockets {
  readonly #limits: SocketLimits;
  readonly #servers: Server[] = [];
  readonly #unsent: HeldBytes;
  readonly #unread: HeldBytes;
  readonly #uploads = new WeakMap<Socket, Upload>();

  constructor(limits: SocketLimits) {
    this.#limits = limits;
    this.#unsent = new HeldBytes(limits.maxHeldBytes, (socket) => socket.writableLength);
    this.#unread = new HeldBytes(limits.maxHeldBytes, (socket) => {
      const upload = this.#uploads.get(socket);
      return upload?.isUnderWay === true ? socket.bytesRead - upload.readBefore : 0;
    });
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
    server.on('connection', (socket) => {
      this.#uploads.set(socket, { isUnderWay: false, readBefore: 0 });
      this.#unsent.watch(socket);
      this.#unread.watch(socket);
    });
    server.on('request', (request) => this.#noteUpload(request));
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
    this.#unread.close();
  }

  closeIdleConnections(): void {
    for (const server of this.#servers) server.closeIdleConnections();
  }

  #noteUpload(request: IncomingMessage): void {
    const { headers, socket } = request;
    const upload = this.#uploads.get(socket);
    if (upload === undefined) return;
    const end = (): void => {
      upload.isUnderWay = false;
      upload.readBefore = socket.bytesRead;
    };
    upload.isUnderWay = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
    if (upload.isUnderWay) request.once('close', end);
    else end();
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
