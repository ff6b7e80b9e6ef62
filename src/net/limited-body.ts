import { pipeline, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { SourceError } from '../errors.ts';
import { toSourceError } from './network-error.ts';

/** Encodings asked for; others are decoded too where the upstream sends them unasked. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';

/** One is usual, two happen; a longer chain serves only to multiply a bomb. */
const MAX_ENCODINGS = 2;

const DECODERS = new Map<string, (firstChunk: Uint8Array) => Transform>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['br', () => createBrotliDecompress()],
  ['zstd', () => createZstdDecompress()],
  // RFC 9110 §8.4.1.2 means the zlib format, but some servers send bare deflate: the first byte tells them apart.
  ['deflate', (firstChunk) => (((firstChunk[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw())],
]);

/**
 * The body, decompressed, and no more of it than the limit: counted after decompression, so a small bomb is a large body.
 * @param contentEncoding the header of the answer (RFC 9110 §8.4); codings that are unknown are passed through
 * @throws {SourceError} UPSTREAM_TOO_LARGE, UPSTREAM_BAD_BODY where the compression is damaged, or the error of the connection
 */
export async function* limitBody(
  body: AsyncIterable<Uint8Array>,
  { contentEncoding, maxBytes, host }: { contentEncoding: string; maxBytes: number; host: string },
): AsyncGenerator<Uint8Array, void, void> {
  const codings = contentEncoding
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => DECODERS.has(coding))
    .reverse();
  if (codings.length > MAX_ENCODINGS) {
    throw new SourceError('UPSTREAM_BAD_BODY', `${host} compressed the body ${codings.length} times.`);
  }
  let decoded: AsyncIterable<Uint8Array> = withNetworkErrors(body, host);
  for (const coding of codings) decoded = decode(decoded, coding, host);
  let size = 0;
  for await (const chunk of decoded) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(host, maxBytes);
    yield chunk;
  }
}

/** @returns the error of a body above the limit of `maxBytes`. */
export function tooLarge(host: string, maxBytes: number): SourceError {
  return new SourceError('UPSTREAM_TOO_LARGE', `${host} sent more than ${maxBytes} bytes.`);
}

async function* withNetworkErrors(body: AsyncIterable<Uint8Array>, host: string): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw toSourceError(error, host);
  }
}

async function* decode(body: AsyncIterable<Uint8Array>, coding: string, host: string): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  // An empty body is empty, though the header speaks of compression.
  if (first.done === true) return;
  const decoder = DECODERS.get(coding)?.(first.value);
  if (decoder === undefined) return;
  const compressed = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  // The callback is there because a pipeline wants one: its error is thrown by the iteration below.
  pipeline(compressed(), decoder, () => undefined);
  try {
    yield* decoder;
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError('UPSTREAM_BAD_BODY', `${host} sent a damaged ${coding} body.`, { cause: error });
  } finally {
    decoder.destroy();
  }
}
