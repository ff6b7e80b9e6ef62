import { createHash } from 'node:crypto';
import { piecesInTurns } from './pieces-in-turns.ts';

/** SHA-256 in base64url, in turns. WebCrypto digests elsewhere, but copies its input first, which takes as long. */
export async function sha256(data: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for await (const { piece } of piecesInTurns(data)) hash.update(piece);
  return hash.digest('base64url');
}
