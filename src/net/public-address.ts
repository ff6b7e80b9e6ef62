import ipaddr from 'ipaddr.js';

/** Azure's host agent: a metadata address that lies in public space. */
const PUBLIC_METADATA = ipaddr.parse('168.63.129.16');
/** The only part of IPv6 that IANA has given out for global unicast. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** The well-known NAT64 prefix (RFC 6052 §2.1), whose last 32 bits are the IPv4 address that is really reached. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/**
 * Whether an address belongs to the public Internet. Loopback, private, link-local, carrier-grade NAT, multicast,
 * documentation, tunnel and metadata addresses do not, nor does any IPv6 form that hides an IPv4 address, save
 * NAT64 of a public one.
 * @param address in numbers, without brackets; whatever is not an address is not public
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return isPublicIPv4(parsed);
  if (parsed.match(NAT64)) return isPublicIPv4(lastFourBytes(parsed));
  return parsed.range() === 'unicast' && parsed.match(GLOBAL_UNICAST);
}

function isPublicIPv4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && address.toString() !== PUBLIC_METADATA.toString();
}

function lastFourBytes(address: ipaddr.IPv6): ipaddr.IPv4 {
  return new ipaddr.IPv4(address.toByteArray().slice(12));
}
