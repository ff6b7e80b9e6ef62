import packageJson from '../../package.json' with { type: 'json' };
import { SourceError } from '../errors.ts';
import { ACCEPT_ENCODING } from './limited-body.ts';

/** One hop of a request: what is sent where. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body: Uint8Array | null;
}

const USER_AGENT = `${packageJson.name}/${packageJson.version}`;
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

/** Reads `fetch`'s arguments as the standard does; user info of the URL becomes Basic credentials (RFC 7617). */
export async function toHop(input: string | URL, init: RequestInit): Promise<Hop> {
  const url = checkedUrl(String(input));
  const { username, password } = url;
  url.username = '';
  url.password = '';
  url.hash = '';
  const { signal: _ignored, ...rest } = init;
  const standard = new Request(url, rest);
  const headers = new Headers(standard.headers);
  if ((username !== '' || password !== '') && !headers.has('authorization')) {
    const credentials = `${percentDecoded(username)}:${percentDecoded(password)}`;
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
export function redirected(hop: Hop, location: string, status: number): Hop {
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

/** @returns the text as it is where it is no percent-encoding, as in `100%` */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
