import type { IncomingHttpHeaders } from 'node:http';

/**
 * @param etag of what is there, strong
 * @returns the status that the preconditions of a GET or HEAD ask for, in the order of RFC 9110 §13.2.2
 */
export function evaluatePreconditions(
  { 'if-match': ifMatch, 'if-none-match': ifNoneMatch }: IncomingHttpHeaders,
  etag: string,
): 200 | 304 | 412 {
  // Strong comparison (§13.1.1): a weak validator matches nothing.
  if (ifMatch !== undefined && !listed(ifMatch).some((entry) => entry === '*' || entry === etag)) return 412;
  if (ifNoneMatch === undefined) return 200;
  // Weak comparison (§13.1.2): a proxy that compresses makes a validator weak.
  const known = listed(ifNoneMatch).map((entry) => entry.replace(/^W\//u, ''));
  return known.some((entry) => entry === '*' || entry === etag) ? 304 : 200;
}

function listed(header: string): readonly string[] {
  return header.split(',').map((entry) => entry.trim());
}
