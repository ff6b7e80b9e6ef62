import { SourceError } from '../errors.ts';
import type { AllowList } from './allow-list.ts';
import { isPublicAddress } from './public-address.ts';

/**
 * @param host host as `URL.hostname` writes it
 * @throws {SourceError} UPSTREAM_REFUSED_ADDRESS where the address is private and not allowed
 */
export function checkAddress(allowList: AllowList, address: string, host: string, port: number): void {
  if (isPublicAddress(address) || allowList.allows(address, host, port)) return;
  throw new SourceError('UPSTREAM_REFUSED_ADDRESS', `${host} leads to a private address.`);
}
