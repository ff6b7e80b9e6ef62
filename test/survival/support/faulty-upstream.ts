/** An upstream on loopback that fails in every way upstreams fail, whenever a test wants it to. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants } from 'node:zlib';

export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Fail = (response: ServerResponse, answer: UpstreamAnswer) => void;

const half = (text: string): string => text.slice(0, Math.floor(text.length / 2));

/** Some bytes, and a hundred times what a gateway of the tests takes. */
const BOMB = brotliCompressSync(Buffer.alloc(20_000_000), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

/** What a server does wrong with an answer that it has. */
const SERVER_FAULTS = {
  reset: (response, { status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': String(body.length + 1) });
    response.write(half(body), () => response.socket?.resetAndDestroy());
  },
  truncated: (response, { status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': String(body.length + 1) });
    response.write(half(body), () => response.socket?.end());
  },
  // As a proxy cuts that buffers: the framing of HTTP is in order.
  cut: (response, { status, headers, body }) => void response.writeHead(status, headers).end(half(body)),
  hang: () => undefined,
  stall: (response, { status, headers, body }) => void response.writeHead(status, headers).write(half(body)),
  // More comes than was announced: what is behind it would be the next answer.
  'wrong length': (response, { headers, body }) => {
    const head = Object.entries({ ...headers, 'content-length': String(half(body).length) });
    const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    response.socket?.end(`HTTP/1.1 200 OK\r\n${lines}\r\n${body}`);
  },
  'wrong coding': (response, { status, headers, body }) =>
    void response.writeHead(status, { ...headers, 'content-encoding': 'gzip' }).end(body),
  bomb: (response, { headers }) => void response.writeHead(200, { ...headers, 'content-encoding': 'br' }).end(BOMB),
  'redirect inwards': (response) =>
    void response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  limited: (response) => void response.writeHead(429, { 'retry-after': '30' }).end('slow down'),
  unavailable: (response) => void response.writeHead(503).end('busy'),
  error: (response) => void response.writeHead(500).end('oops'),
  html: (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Sign in'),
  'another type': (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('[{}]'),
  nothing: (response) => void response.writeHead(200).end(),
  endless: (response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(16_384)));
    };
    response.writeHead(200, { 'content-type': 'text/calendar' }).on('drain', more);
    more();
  },
} satisfies Readonly<Record<string, Fail>>;

/** What is wrong before a server is reached. */
const NETWORK_FAULTS = ['refused', 'no name', 'no TLS'] as const;
const AHEAD = 'Fri, 06 Jan 2040 10:00:00 GMT';
const BEHIND = 'Sat, 06 Jan 2001 10:00:00 GMT';
/** Headers of a right answer under a wrong clock. */
const CLOCK_FAULTS = {
  'clock ahead': { date: AHEAD },
  'clock behind': { date: BEHIND },
  'clock ahead of its own expiry': { date: AHEAD, expires: BEHIND },
};

export type UpstreamFault = keyof typeof SERVER_FAULTS | (typeof NETWORK_FAULTS)[number] | keyof typeof CLOCK_FAULTS;

export const UPSTREAM_FAULTS = [
  ...Object.keys(SERVER_FAULTS),
  ...NETWORK_FAULTS,
  ...Object.keys(CLOCK_FAULTS),
] as readonly UpstreamFault[];

export interface FaultyUpstream {
  /** null: it works. */
  fault: UpstreamFault | null;
  /** Requests that reached the server. */
  readonly requests: number;
  /** Where the origin leads at present, for the routes of a gateway. */
  readonly address: string;
  close(): Promise<void>;
}

/** @param answer what the upstream would answer; called for every request, whatever becomes of it */
export async function startFaultyUpstream(
  answer: (request: IncomingMessage, willArrive: boolean) => Promise<UpstreamAnswer>,
): Promise<FaultyUpstream> {
  let requests = 0;
  let fault: UpstreamFault | null = null;
  const server = createServer(async (request, response) => {
    requests += 1;
    response.on('error', () => undefined);
    const fail: Fail | undefined =
      fault !== null && fault in SERVER_FAULTS ? SERVER_FAULTS[fault as keyof typeof SERVER_FAULTS] : undefined;
    const clock = fault !== null && fault in CLOCK_FAULTS ? CLOCK_FAULTS[fault as keyof typeof CLOCK_FAULTS] : {};
    const right = await answer(request, fail === undefined);
    if (fail !== undefined) return fail(response, right);
    response.writeHead(right.status, { ...right.headers, ...clock }).end(right.body);
  });
  server.on('connection', (socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
      // What is refused now would else be asked over a connection of before.
      server.closeAllConnections();
    },
    get requests() {
      return requests;
    },
    get address() {
      if (fault === 'refused') return 'http://127.0.0.1:1';
      if (fault === 'no name') return 'http://nowhere.invalid';
      return `${fault === 'no TLS' ? 'https' : 'http'}://127.0.0.1:${port}`;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
