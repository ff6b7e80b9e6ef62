/** Weak comparison, as If-None-Match asks for (RFC 9110 §8.8.3.2, §13.1.2): a proxy that compresses makes a validator weak. */
export function hasValidator(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((entry) => {
    const validator = entry.trim().replace(/^W\//u, '');
    return validator === '*' || validator === etag;
  });
}
