import ipaddr from 'ipaddr.js';

/** Private addresses that may be fetched all the same. */
export interface AllowList {
  /**
   * @param address an address in numbers that `host` is or resolves to
   * @param host host of the URL, as `URL.hostname` writes it
   */
  allows(address: string, host: string, port: number): boolean;
}

export interface ParsedAllowList {
  readonly allowList: AllowList;
  /** One sentence an entry that was not understood, which allows nothing. */
  readonly problems: readonly string[];
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

type Entry =
  | { readonly kind: 'range'; readonly range: [Address, number]; readonly port: number | null }
  | { readonly kind: 'host'; readonly host: string; readonly port: number | null };

const HOST_AND_PORT = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/u;
const EXPECTED = 'Write a CIDR range (10.0.0.0/8), an address or a host, with or without a port (ghe.internal:8443).';

/**
 * Reads `UPSTREAM_ALLOW`: CIDR ranges, addresses and hosts, the latter two with or without a port, separated by
 * commas. A range or address allows every host there; a host, whatever address it resolves to. IPv6 with a port is
 * written `[fd00::1]:8080`.
 */
export function parseAllowList(text: string): ParsedAllowList {
  const entries: Entry[] = [];
  const problems: string[] = [];
  for (const word of text.split(',')) {
    const trimmed = word.trim();
    if (trimmed === '') continue;
    const parsed = parseEntry(trimmed);
    if (typeof parsed === 'string') problems.push(`"${trimmed}" ${parsed} ${EXPECTED}`);
    else entries.push(parsed);
  }
  return {
    allowList: {
      allows: (address, host, port) => entries.some((entry) => fits(entry, address, host, port)),
    },
    problems,
  };
}

/** @returns the entry, or what is wrong with it. */
function parseEntry(word: string): Entry | string {
  if (/^[a-z][a-z0-9+.-]*:\/\//iu.test(word)) return 'is a URL.';
  if (word.includes('/')) {
    if (!ipaddr.isValidCIDR(word)) return 'is not a CIDR range.';
    return { kind: 'range', range: ipaddr.parseCIDR(word), port: null };
  }
  if (ipaddr.IPv6.isValid(word)) return toAddressEntry(word, null);
  const [, name = '', portText] = HOST_AND_PORT.exec(word) ?? [];
  const port = portText === undefined ? null : parsePort(portText);
  if (port === undefined) return 'has no usable port.';
  const host = canonicalHost(name);
  if (host === null) return 'is not a host.';
  const literal = host.replace(/^\[|\]$/gu, '');
  return ipaddr.isValid(literal) ? toAddressEntry(literal, port) : { kind: 'host', host, port };
}

function toAddressEntry(text: string, port: number | null): Entry {
  const address = ipaddr.process(text);
  return { kind: 'range', range: [address, address.kind() === 'ipv4' ? 32 : 128], port };
}

function parsePort(text: string): number | undefined {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** @returns the host as `URL.hostname` writes it, so that spellings of one host compare equal; null where it is none. */
function canonicalHost(name: string): string | null {
  if (name === '' || /[/?#@\\\s%*]/u.test(name)) return null;
  const url = URL.parse(`http://${name}`);
  return url === null ? null : withoutRootDot(url.hostname);
}

function withoutRootDot(host: string): string {
  return host.replace(/\.$/u, '');
}

function fits(entry: Entry, address: string, host: string, port: number): boolean {
  if (entry.port !== null && entry.port !== port) return false;
  if (entry.kind === 'host') return entry.host === withoutRootDot(host);
  if (!ipaddr.isValid(address)) return false;
  // An IPv4-mapped address reaches its IPv4 address, so a range of those decides about it.
  const reached = ipaddr.process(address);
  const [base, bits] = entry.range;
  return reached.kind() === base.kind() && reached.match(base, bits);
}
