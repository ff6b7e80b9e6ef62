/** Who asks, and by which name, as Fastify would say it of the request. */
import type { IncomingMessage } from 'node:http';

/** @returns the IP address; behind proxies the first that they name, as long as every proxy after it is trusted */
export function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  return forwarded(request, 'x-forwarded-for', trustProxy)?.at(0) ?? request.socket.remoteAddress ?? '';
}

/** @returns the host with its port; behind proxies the one that the last of them names */
export function clientHost(request: IncomingMessage, trustProxy: boolean): string | undefined {
  return forwarded(request, 'x-forwarded-host', trustProxy)?.at(-1) ?? request.headers.host;
}

function forwarded({ headers }: IncomingMessage, name: string, trustProxy: boolean): readonly string[] {
  const value = trustProxy ? headers[name] : undefined;
  return String(value ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
