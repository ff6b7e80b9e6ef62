import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Takes about a millisecond. */
const PIECE_BYTES = 1024 * 1024;

/**
 * SHA-256 in base64url, a piece a turn: of the largest feeds it takes tens of milliseconds, in which no query would be
 * answered. WebCrypto digests elsewhere, but copies its input first, which takes as long.
 */
export async function sha256(data: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < data.byteLength; at += PIECE_BYTES) {
    if (at > 0) await nextTurn();
    hash.update(data.subarray(at, at + PIECE_BYTES));
  }
  return hash.digest('base64url');
}
