/** Who asks, and by which name, as Fastify would say it of the request. */
import type { IncomingMessage } from 'node:http';

/** Whether `X-Forwarded-*` says where a client came in; how many proxies there are, whose entries alone are theirs. */
export type TrustProxy = boolean | number;

/** @returns the IP address; behind proxies the one that the first trusted of them saw */
export function clientAddress(request: IncomingMessage, trustProxy: TrustProxy): string {
  const addresses = forwarded(request, 'x-forwarded-for', trustProxy);
  const seenByFirst = typeof trustProxy === 'number' ? addresses.at(-trustProxy) : undefined;
  return seenByFirst ?? addresses.at(0) ?? request.socket.remoteAddress ?? '';
}

/** @returns the host with its port; behind proxies the one that the last of them names */
export function clientHost(request: IncomingMessage, trustProxy: TrustProxy): string | undefined {
  return forwarded(request, 'x-forwarded-host', trustProxy).at(-1) ?? request.headers.host;
}

function forwarded({ headers }: IncomingMessage, name: string, trustProxy: TrustProxy): readonly string[] {
  const value = trustProxy ? headers[name] : undefined;
  return String(value ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
