import { isIP } from 'node:net';
import { type Dispatcher, request } from 'undici';
import packageJson from '../../package.json' with { type: 'json' };
import { SourceError } from '../errors.ts';
import { type AllowList, parseAllowList } from './allow-list.ts';
import type { Fetch } from './contract.ts';
import { checkAddress, createGuardedAgent, type Resolve, resolveWithSystem } from './guarded-agent.ts';
import { ACCEPT_ENCODING, limitBody } from './limited-body.ts';
import { toSourceError } from './network-error.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface GuardedFetchOptions {
  /** Private addresses that may be fetched, as {@link parseAllowList} read them. @default none */
  readonly allowList?: AllowList;
  /** Origins that are served by a stand-in: `https://api.github.com` → `http://127.0.0.1:4001/github`. @default none */
  readonly routes?: ReadonlyMap<string, string>;
  readonly limits?: Partial<FetchLimits>;
  /** @default the resolver of the system */
  readonly resolve?: Resolve;
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
  /** Ends every connection; requests that run fail as unreachable. */
  close(): Promise<void>;
}

/** One hop of a request: what is sent where. */
interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: Uint8Array | null;
}

const USER_AGENT = `${packageJson.name}/${packageJson.version}`;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Answers that have no body by definition (RFC 9110 §15), which `Response` insists on. */
const BODILESS = new Set([204, 205, 304]);
/** What may follow a redirect to another origin; anything else could be a credential. */
const SAFE_ACROSS_ORIGINS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'if-modified-since',
  'if-none-match',
  'user-agent',
]);

/**
 * A `fetch` that may be handed an address out of a registry: see {@link Fetch} for what it refuses and limits.
 * Proxy variables of the environment are not honoured, because a proxy would resolve the host a second time.
 */
export function createGuardedFetch(options: GuardedFetchOptions = {}): GuardedFetch {
  const limits = { ...DEFAULT_FETCH_LIMITS, ...options.limits };
  const allowList = options.allowList ?? parseAllowList('').allowList;
  const routes = options.routes ?? new Map<string, string>();
  const agent = createGuardedAgent({ ...limits, allowList, resolve: options.resolve ?? resolveWithSystem });

  const guardedFetch: Fetch = async (url, init = {}) => {
    const first = await toHop(url, init);
    const host = first.url.host;
    const deadline = startDeadline(host, limits.totalTimeoutMs, init.signal ?? null);
    try {
      const { answer, hop } = await follow(first, init.redirect ?? 'follow', deadline.signal);
      return toResponse(answer, hop, limits.maxBytes, deadline);
    } catch (error) {
      deadline.end();
      throw deadline.signal.aborted ? deadline.reason() : toSourceError(error, host);
    }
  };

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

  async function send(hop: Hop, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const target = routed(hop.url, routes);
    const literal = target.hostname.replace(/^\[|\]$/gu, '');
    // A name is checked where it is resolved, in the connection; a literal address never gets there.
    if (isIP(literal) !== 0) checkAddress(allowList, literal, target.hostname, portOf(target));
    const sent = request(target, {
      dispatcher: agent,
      method: hop.method as Dispatcher.HttpMethod,
      headers: Object.fromEntries(hop.headers),
      body: hop.body,
      signal,
    }).then((answer) => {
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

  return Object.assign(guardedFetch, { close: () => agent.destroy() });
}

/** Reads `fetch`'s arguments as the standard does; user info of the URL becomes Basic credentials (RFC 7617). */
async function toHop(input: string | URL, init: RequestInit): Promise<Hop> {
  const url = checkedUrl(String(input));
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.hash = '';
  const { signal: _ignored, ...rest } = init;
  const standard = new Request(url, rest);
  const headers = new Headers(standard.headers);
  if ((username !== '' || password !== '') && !headers.has('authorization')) {
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    headers.set('authorization', `Basic ${Buffer.from(credentials).toString('base64')}`);
  }
  if (!headers.has('user-agent')) headers.set('user-agent', USER_AGENT);
  if (!headers.has('accept')) headers.set('accept', '*/*');
  headers.set('accept-encoding', ACCEPT_ENCODING);
  const body = standard.body === null ? null : new Uint8Array(await standard.arrayBuffer());
  return { url, method: standard.method, headers, body };
}

function checkedUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new SourceError('UPSTREAM_REFUSED_ADDRESS', 'The address is not a URL.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SourceError('UPSTREAM_REFUSED_ADDRESS', `Addresses of scheme ${url.protocol} are not fetched.`);
  }
  return url;
}

/** The next hop, as the Fetch standard rules (HTTP-redirect fetch, steps 11 to 14). */
function redirected(hop: Hop, location: string, status: number): Hop {
  const next = URL.parse(location, hop.url);
  if (next === null) throw new SourceError('UPSTREAM_ERROR', `${hop.url.host} redirects to what is not a URL.`);
  const url = checkedUrl(next.href);
  const isCrossOrigin = url.origin !== hop.url.origin;
  url.username = '';
  url.password = '';
  url.hash = '';
  const becomesGet = (status === 303 && hop.method !== 'HEAD') || (status <= 302 && hop.method === 'POST');
  const headers = new Headers(hop.headers);
  for (const name of hop.headers.keys()) {
    if (isCrossOrigin && !SAFE_ACROSS_ORIGINS.has(name)) headers.delete(name);
    if (becomesGet && name.startsWith('content-')) headers.delete(name);
  }
  return { url, method: becomesGet ? 'GET' : hop.method, headers, body: becomesGet ? null : hop.body };
}

function routed(url: URL, routes: ReadonlyMap<string, string>): URL {
  const base = routes.get(url.origin);
  return base === undefined ? url : new URL(`${base.replace(/\/$/u, '')}${url.pathname}${url.search}`);
}

function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

interface Deadline {
  readonly signal: AbortSignal;
  /** Why the signal is aborted. */
  reason(): SourceError;
  /** To be called once the body was read or given up, so that no timer and no listener stays. */
  end(): void;
}

/** A signal that is aborted at the end of the total time, or with the caller's own signal. */
function startDeadline(host: string, totalTimeoutMs: number, outer: AbortSignal | null): Deadline {
  const controller = new AbortController();
  const expire = (): void => controller.abort(new SourceError('UPSTREAM_TIMEOUT', `${host} did not answer in time.`));
  const cancel = (): void => controller.abort(outer?.reason);
  const timer = setTimeout(expire, totalTimeoutMs).unref();
  if (outer?.aborted === true) cancel();
  outer?.addEventListener('abort', cancel, { once: true });
  return {
    signal: controller.signal,
    reason: () => toSourceError(controller.signal.reason, host),
    end: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', cancel);
    },
  };
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
