/** An answer as bytes, compressed once for each encoding that was asked for. */
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib, zstdCompress } from 'node:zlib';
import { WrittenText } from '../../graph/execute/written-text.ts';
import { KeptAnswer } from './kept-answer.ts';
import type { Lifetime } from './lifetime.ts';

export type Encoding = 'br' | 'zstd' | 'gzip' | 'identity';

export interface Representation {
  readonly bytes: Buffer;
  /** The same as text where it is small: it is sent in one piece with its headers. */
  readonly text: string | null;
  readonly encoding: Encoding;
  /** Strong: another encoding is another representation (RFC 9110 §8.8.3.3). */
  readonly etag: string;
}

/** Smaller answers fit into one packet as they are. */
export const MIN_COMPRESSED_BYTES = 1400;
/** Middling levels: the last percents of size take ten times as long. */
const COMPRESS: Readonly<Record<Exclude<Encoding, 'identity'>, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [zlib.BROTLI_PARAM_QUALITY]: 5, [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  zstd: promisify(zstdCompress),
  gzip: promisify(gzip),
};

export class FinishedAnswer extends KeptAnswer {
  readonly #identity: Representation;
  readonly #hash: string;
  readonly #encoded = new Map<Encoding, Representation>();
  readonly #encoding = new Map<Encoding, Promise<Representation>>();

  constructor(body: string | WrittenText, contentType: string, lifetime: Lifetime, epoch: number) {
    super(contentType, lifetime, epoch);
    const written = typeof body === 'string' ? new WrittenText([body]) : body;
    const bytes = written.toBytes();
    this.#hash = written.digest.slice(0, 27);
    const text = bytes.length < MIN_COMPRESSED_BYTES ? bytes.toString() : null;
    this.#identity = { bytes, text, encoding: 'identity', etag: `"${this.#hash}"` };
  }

  get size(): number {
    return this.#identity.bytes.length;
  }

  /** @returns the bytes in the encoding, at once where they are at hand; unencoded where encoding does not pay. */
  in(encoding: Encoding): Representation | Promise<Representation> {
    if (encoding === 'identity') return this.#identity;
    return this.at(encoding) ?? this.#encoding.get(encoding) ?? this.#encode(encoding);
  }

  /** @returns what {@link in} does where it is at hand; else null */
  at(encoding: Encoding): Representation | null {
    if (encoding === 'identity' || this.size < MIN_COMPRESSED_BYTES) return this.#identity;
    return this.#encoded.get(encoding) ?? null;
  }

  #encode(encoding: Exclude<Encoding, 'identity'>): Promise<Representation> {
    const pending = COMPRESS[encoding](this.#identity.bytes)
      .then((bytes) => {
        const representation = { bytes, text: null, encoding, etag: `"${this.#hash}-${encoding}"` };
        this.#encoded.set(encoding, representation);
        return representation;
      })
      .finally(() => this.#encoding.delete(encoding));
    this.#encoding.set(encoding, pending);
    return pending;
  }
}
