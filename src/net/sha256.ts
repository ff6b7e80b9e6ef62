/**
 * SHA-256 in base64url. Computed off the main thread: for the largest feeds it takes tens of milliseconds, in which
 * no query would be answered.
 */
export async function sha256(data: Uint8Array): Promise<string> {
  // A view of a shared buffer, which TypeScript cannot rule out, would be digested just as well.
  const digest = await crypto.subtle.digest('SHA-256', data as Uint8Array<ArrayBuffer>);
  return Buffer.from(digest).toString('base64url');
}
