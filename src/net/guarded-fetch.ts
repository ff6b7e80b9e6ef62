import { isIP } from 'node:net';
import type { Dispatcher } from 'undici';
import { type Clock, systemClock } from '../clock.ts';
import { SourceError } from '../errors.ts';
import { type AllowList, parseAllowList } from './allow-list.ts';
import { checkAddress } from './check-address.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import type { Fetch } from './contract.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import type { GuardedAgent } from './guarded-agent.ts';
import { type Hop, redirected, toHop } from './hop.ts';
import { limitBody } from './limited-body.ts';
import { isBrokenConnection, toSourceError } from './network-error.ts';
import { type Resolve, resolveWithSystem } from './resolve-with-system.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface GuardedFetchOptions {
  /** Private addresses that may be fetched, as {@link parseAllowList} read them. @default none */
  readonly allowList?: AllowList;
  /** Origins that are served by a stand-in: `https://api.github.com` → `http://127.0.0.1:4001/github`. @default none */
  readonly routes?: ReadonlyMap<string, string>;
  readonly limits?: Partial<FetchLimits>;
  /** @default the resolver of the system */
  readonly resolve?: Resolve;
  /** Times the pauses in which a failing origin is left alone. @default the system's */
  readonly clock?: Clock;
}

export interface FetchLimits {
  readonly connectTimeoutMs: number;
  /** Longest silence before the headers, and within the body. */
  readonly headersTimeoutMs: number;
  /** From the first byte sent to the last byte read, redirects included: what ends a body that trickles for ever. */
  readonly totalTimeoutMs: number;
  /** After decompression. */
  readonly maxBytes: number;
  readonly maxRedirects: number;
}

/**
 * Connecting takes a round trip or three; GitHub gives up on a query after 10 s and says so; the largest calendar
 * feeds seen are 15 MB, so 64 MiB are room enough and still bounded.
 */
export const DEFAULT_FETCH_LIMITS: FetchLimits = {
  connectTimeoutMs: 5_000,
  headersTimeoutMs: 15_000,
  totalTimeoutMs: 30_000,
  maxBytes: 64 * 1024 * 1024,
  maxRedirects: 5,
};

export interface GuardedFetch extends Fetch {
  /** Loads what the first request would load while others wait. */
  prepare(): Promise<void>;
  /** Ends every connection; requests that run fail as unreachable. */
  close(): Promise<void>;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Answers that have no body by definition (RFC 9110 §15), which `Response` insists on. */
const BODILESS = new Set([204, 205, 304]);
/**
 * A `fetch` that may be handed an address out of a registry: see {@link Fetch} for what it refuses and limits.
 * Proxy variables of the environment are not honoured, because a proxy would resolve the host a second time.
 */
export function createGuardedFetch(options: GuardedFetchOptions = {}): GuardedFetch {
  const limits = { ...DEFAULT_FETCH_LIMITS, ...options.limits };
  const allowList = options.allowList ?? parseAllowList('').allowList;
  const routes = options.routes ?? new Map<string, string>();
  const resolve = options.resolve ?? resolveWithSystem;
  let opened: Promise<GuardedAgent> | null = null;
  let isClosed = false;

  /** A start from the disk answers before anything is fetched, so that undici is loaded by the first request. */
  async function openAgent(): Promise<GuardedAgent> {
    const { createGuardedAgent } = await import('./guarded-agent.ts');
    return createGuardedAgent({ ...limits, allowList, resolve });
  }

  function open(): Promise<GuardedAgent> {
    opened ??= openAgent().catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  }

  const breaker = createCircuitBreaker(options.clock ?? systemClock);

  const guardedFetch: Fetch = async (url, init = {}) => {
    const first = await toHop(url, init);
    return breaker.run(first.url.origin, () => fetchWithin(first, init));
  };

  async function fetchWithin(first: Hop, init: RequestInit): Promise<Response> {
    const host = first.url.host;
    const deadline = startDeadline(host, limits.totalTimeoutMs, init.signal ?? null);
    try {
      const { answer, hop } = await follow(first, init.redirect ?? 'follow', deadline.signal);
      return toResponse(answer, hop, limits.maxBytes, deadline);
    } catch (error) {
      deadline.end();
      throw deadline.signal.aborted ? deadline.reason() : toSourceError(error, host);
    }
  }

  async function follow(first: Hop, mode: RequestRedirect, signal: AbortSignal) {
    let hop = first;
    for (let redirects = 0; ; redirects += 1) {
      const answer = await send(hop, signal);
      const location = answer.headers['location'];
      if (mode === 'manual' || !REDIRECTS.has(answer.statusCode) || typeof location !== 'string') {
        return { answer, hop };
      }
      discard(answer);
      if (mode === 'error' || redirects >= limits.maxRedirects) {
        throw new SourceError('UPSTREAM_ERROR', `${first.url.host} redirects more than ${limits.maxRedirects} times.`);
      }
      hop = redirected(hop, location, answer.statusCode);
    }
  }

  /** Asks once more where a connection broke before its answer: most often one that the server had let go of. */
  async function send(hop: Hop, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    try {
      return await sendOnce(hop, signal);
    } catch (error) {
      if (hop.method !== 'GET' || !isBrokenConnection(error) || signal.aborted) throw error;
      return sendOnce(hop, signal);
    }
  }

  async function sendOnce(hop: Hop, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const target = routed(hop.url, routes);
    const literal = target.hostname.replace(/^\[|\]$/gu, '');
    // A name is checked where it is resolved, in the connection; a literal address never gets there.
    if (isIP(literal) !== 0) checkAddress(allowList, literal, target.hostname, portOf(target));
    if (isClosed)
      throw new SourceError('UPSTREAM_UNREACHABLE', `${hop.url.host} is not asked while the gateway closes.`);
    const agent = await open();
    const sent = agent
      .request(target, {
        method: hop.method as Dispatcher.HttpMethod,
        headers: Object.fromEntries(hop.headers),
        body: hop.body,
        signal,
      })
      .then((answer) => {
        // A body that fails before somebody reads it has no other listener, and would end the process.
        answer.body.on('error', () => undefined);
        return answer;
      });
    try {
      // undici heeds the signal only once it has a connection, for which it may wait behind hanging ones.
      return await unlessAborted(sent, signal, (late) => late.body.destroy());
    } catch (error) {
      throw toSourceError(error, hop.url.host);
    }
  }

  async function prepare(): Promise<void> {
    if (!isClosed) await open();
  }

  async function close(): Promise<void> {
    isClosed = true;
    const agent = await opened;
    await agent?.destroy();
  }

  return Object.assign(guardedFetch, { prepare, close });
}

function routed(url: URL, routes: ReadonlyMap<string, string>): URL {
  const base = routes.get(url.origin);
  return base === undefined ? url : new URL(`${base.replace(/\/$/u, '')}${url.pathname}${url.search}`);
}

function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function toResponse(answer: Dispatcher.ResponseData, hop: Hop, maxBytes: number, deadline: Deadline): Response {
  const host = hop.url.host;
  const status = answer.statusCode;
  if (status < 200 || status > 599) throw new SourceError('UPSTREAM_ERROR', `${host} answered with status ${status}.`);
  const headers = toHeaders(answer.headers);
  const contentEncoding = headers.get('content-encoding') ?? '';
  // They describe the bytes on the wire, which the reader of the decoded body never sees.
  headers.delete('content-encoding');
  headers.delete('content-length');
  if (BODILESS.has(status) || hop.method === 'HEAD') {
    discard(answer);
    deadline.end();
    return new Response(null, { status, headers });
  }
  const body = limitBody(answer.body, { contentEncoding, maxBytes, host });
  return new Response(toStream(body, answer, deadline), { status, headers });
}

/**
 * The body as a stream that ends the deadline and the connection with itself, whether it is read, cancelled or fails.
 * `ReadableStream.from` would not: a generator that was never begun runs no `finally`.
 */
function toStream(
  body: AsyncGenerator<Uint8Array, void, void>,
  answer: Dispatcher.ResponseData,
  deadline: Deadline,
): ReadableStream<Uint8Array> {
  const release = (): void => {
    deadline.end();
    answer.body.destroy();
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await body.next();
          if (next.done !== true) return controller.enqueue(next.value);
          release();
          controller.close();
        } catch (error) {
          release();
          controller.error(deadline.signal.aborted ? deadline.reason() : error);
        }
      },
      async cancel() {
        release();
        await body.return();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Lets a body go that nobody reads, keeping the connection where little is left of it. */
function discard(answer: Dispatcher.ResponseData): void {
  answer.body.dump({ limit: 16_384 }).catch(() => undefined);
}

/** Headers that the standard's class does not take (bytes beyond Latin-1) are left out. */
function toHeaders(raw: Record<string, string | string[] | undefined>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    for (const line of [value ?? []].flat()) {
      try {
        headers.append(name, line);
      } catch {
        // One unusable header says nothing against the answer.
      }
    }
  }
  return headers;
}
