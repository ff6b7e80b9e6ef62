import { setImmediate as nextTurn } from 'node:timers/promises';

/** Takes a millisecond or two. */
const JOINED_PER_TURN = 1024 * 1024;

/**
 * The chunks of a body as one, in turns, for the largest feeds take 20 ms.
 * @param chunks are let go of one by one as they are copied
 * @param size of all together
 */
export async function joinChunks(chunks: (Uint8Array | undefined)[], size: number): Promise<Uint8Array<ArrayBuffer>> {
  // Not Buffer.concat, whose result may lie in a shared pool: a worker could not be given it.
  const bytes = new Uint8Array(size);
  let offset = 0;
  let turnEnd = JOINED_PER_TURN;
  for (const [index, chunk] of chunks.entries()) {
    if (chunk === undefined) continue;
    if (offset >= turnEnd) {
      await nextTurn();
      turnEnd = offset + JOINED_PER_TURN;
    }
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
    chunks[index] = undefined;
  }
  return bytes;
}
