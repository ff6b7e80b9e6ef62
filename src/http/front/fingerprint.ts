/** What a request to `/graphql` consists of, as far as its answer depends on it: the same text, the same answer. */
import type { IncomingMessage } from 'node:http';
import type { TrustProxy } from './client-address.ts';

export interface FingerprintOptions {
  readonly maxBodyBytes: number;
  readonly trustProxy: TrustProxy;
}

/** Neither can stand in a header or an address: fields cannot be mistaken for each other, nor an empty one for none. */
const SEPARATOR = '\n';
const ABSENT = '\r';

/**
 * @returns all but the body; null where the request is not plainly a question, so that somebody else must look at it:
 * another path or method, a body of unknown or too great length
 */
export function fingerprintOfHead(
  { method, url = '', headers }: IncomingMessage,
  { maxBodyBytes, trustProxy }: FingerprintOptions,
): string | null {
  const length = headers['content-length'];
  if (headers['transfer-encoding'] !== undefined) return null;
  if (method === 'POST') {
    if (url !== '/graphql' || length === undefined || !(Number(length) > 0 && Number(length) <= maxBodyBytes))
      return null;
  } else if (method === 'GET' || method === 'HEAD') {
    if (!url.startsWith('/graphql?') || length !== undefined) return null;
  } else {
    return null;
  }
  const fields = [
    method,
    url,
    headers.host ?? ABSENT,
    headers.accept ?? ABSENT,
    headers['accept-encoding'] ?? ABSENT,
    headers.origin ?? ABSENT,
    headers['content-type'] ?? ABSENT,
  ];
  if (trustProxy) {
    fields.push(String(headers['x-forwarded-host'] ?? ABSENT), String(headers['x-forwarded-proto'] ?? ABSENT));
  }
  return fields.join(SEPARATOR);
}

/** @returns the whole of it; bytes and characters of the body correspond one to one */
export function withBody(head: string, body: Buffer): string {
  return `${head}${SEPARATOR}${body.toString('latin1')}`;
}
