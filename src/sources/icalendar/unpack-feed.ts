import { joinChunks } from '../../net/join-chunks.ts';
import { limitBody } from '../../net/limited-body.ts';

/**
 * Some hosts keep a feed compressed (`calendar.ics.gz`), and send it so without saying so.
 * @returns the feed itself, also where it is not compressed
 * @throws {SourceError} UPSTREAM_BAD_BODY where the compression is damaged, UPSTREAM_TOO_LARGE above `maxBytes`
 */
export async function unpackFeed(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  // RFC 1952 §2.3.1.
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isPacked) return bytes;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of limitBody(once(bytes), { contentEncoding: 'gzip', maxBytes, host: 'The host' })) {
    chunks.push(chunk);
    size += chunk.byteLength;
  }
  return joinChunks(chunks, size);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
