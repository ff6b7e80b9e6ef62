import { lookup as dnsLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { SourceError } from '../errors.ts';
import type { AllowList } from './allow-list.ts';
import { isPublicAddress } from './public-address.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Every address of a host. Rejects where there is none. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

export interface GuardedAgentOptions {
  readonly allowList: AllowList;
  readonly resolve: Resolve;
  readonly connectTimeoutMs: number;
  readonly headersTimeoutMs: number;
}

/** A feed host needs few connections; more would only serve to exhaust ours when one of them hangs. */
const CONNECTIONS_PER_ORIGIN = 16;
/** RFC 9110 sets no bound; 32 KiB are twice what common servers send at most. */
const MAX_HEADER_BYTES = 32 * 1024;

/** Asks the system's resolver, `/etc/hosts` included. */
export const resolveWithSystem: Resolve = async (hostname) => {
  const addresses = await dnsLookup(hostname, { all: true });
  return addresses.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/**
 * @param host host as `URL.hostname` writes it
 * @throws {SourceError} UPSTREAM_REFUSED_ADDRESS where the address is private and not allowed
 */
export function checkAddress(allowList: AllowList, address: string, host: string, port: number): void {
  if (isPublicAddress(address) || allowList.allows(address, host, port)) return;
  throw new SourceError('UPSTREAM_REFUSED_ADDRESS', `${host} leads to a private address.`);
}

/**
 * An undici agent that connects to no address it may not reach. The host is resolved once a connection, inside the
 * connection itself, so that what was checked is what is connected to, whatever DNS says a moment later.
 */
export function createGuardedAgent(options: GuardedAgentOptions): Agent {
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
  return new Agent({
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
