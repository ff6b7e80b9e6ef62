import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher, request } from 'undici';
import type { AllowList } from './allow-list.ts';
import { checkAddress } from './check-address.ts';
import type { Resolve, ResolvedAddress } from './resolve-with-system.ts';

export interface GuardedAgentOptions {
  readonly allowList: AllowList;
  readonly resolve: Resolve;
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
}

export interface GuardedAgent {
  request(url: URL, init: Omit<Dispatcher.RequestOptions, 'origin' | 'path'>): Promise<Dispatcher.ResponseData>;
  /** Ends every connection; requests that run fail. */
  destroy(): Promise<void>;
}

/** A feed host needs few connections; more would only serve to exhaust ours when one of them hangs. */
const CONNECTIONS_PER_ORIGIN = 16;
/** RFC 9110 sets no bound; 32 KiB are twice what common servers send at most. */
const MAX_HEADER_BYTES = 32 * 1024;

/**
 * An undici agent that connects to no address it may not reach. The host is resolved once a connection, inside the
 * connection itself, so that what was checked is what is connected to, whatever DNS says a moment later.
 */
export function createGuardedAgent(options: GuardedAgentOptions): GuardedAgent {
  // A lookup is not told the port, on which the allow list decides: hence a connector for each port.
  const connectors = new Map<number, buildConnector.connector>();
  const connectorOf = (port: number): buildConnector.connector => {
    const known = connectors.get(port);
    if (known !== undefined) return known;
    const connector = buildConnector({
      timeout: options.connectTimeoutMs,
      autoSelectFamily: true,
      lookup: guardedLookup(options, port),
    });
    connectors.set(port, connector);
    return connector;
  };
  const agent = new Agent({
    connect: (target, callback) => {
      const port = Number(target.port === '' ? (target.protocol === 'https:' ? 443 : 80) : target.port);
      connectorOf(port)(target, callback);
    },
    connections: CONNECTIONS_PER_ORIGIN,
    pipelining: 1,
    headersTimeout: options.headersTimeoutMs,
    bodyTimeout: options.headersTimeoutMs,
    maxHeaderSize: MAX_HEADER_BYTES,
  });
  return {
    request: (url, init) => request(url, { ...init, dispatcher: agent }),
    destroy: () => agent.destroy(),
  };
}

function guardedLookup({ allowList, resolve }: GuardedAgentOptions, port: number): LookupFunction {
  return (hostname, lookupOptions, callback) => {
    resolveChecked(hostname).then(
      (addresses) => {
        if (lookupOptions.all === true) callback(null, [...addresses]);
        else callback(null, addresses[0].address, addresses[0].family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), '', 0),
    );
  };

  async function resolveChecked(hostname: string): Promise<readonly [ResolvedAddress, ...ResolvedAddress[]]> {
    const [first, ...others] = await resolve(hostname);
    if (first === undefined) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
    // One private address among public ones is a trick or a fault: refuse the host, do not choose.
    for (const { address } of [first, ...others]) checkAddress(allowList, address, hostname, port);
    return [first, ...others];
  }
}
