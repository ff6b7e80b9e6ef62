import { setImmediate as nextTurn } from 'node:timers/promises';

/** Takes about a millisecond to hash, to copy or to decode. */
const PIECE_BYTES = 1024 * 1024;

/**
 * The bytes of the largest feeds take tens of milliseconds to go through, in which no query would be answered.
 * @returns the bytes piece by piece with their places, each in a turn of its own
 */
export async function* piecesInTurns<Bytes extends Uint8Array>(
  bytes: Bytes,
): AsyncGenerator<{ readonly at: number; readonly piece: Bytes }, void> {
  for (let at = 0; at < bytes.byteLength; at += PIECE_BYTES) {
    if (at > 0) await nextTurn();
    yield { at, piece: bytes.subarray(at, at + PIECE_BYTES) as Bytes };
  }
}
