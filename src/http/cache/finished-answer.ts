/** An answer as bytes, compressed once for each encoding that was asked for. */
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib, zstdCompress } from 'node:zlib';
import { WrittenText } from '../../graph/execute/written-text.ts';
import { KeptAnswer } from './kept-answer.ts';
import type { Lifetime } from './lifetime.ts';

export type Encoding = 'br' | 'zstd' | 'gzip' | 'identity';

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

export class Representation {
  readonly encoding: Encoding;
  readonly bytes: Buffer;
  /** The same as text where it is small: it is sent in one piece with its headers. */
  readonly text: string | null;
  readonly #body: Body;

  constructor(encoding: Encoding, bytes: Buffer, body: Body) {
    this.encoding = encoding;
    this.bytes = bytes;
    this.text = encoding === 'identity' && bytes.length < MIN_COMPRESSED_BYTES ? bytes.toString() : null;
    this.#body = body;
  }

  /** Strong: another encoding is another representation (RFC 9110 §8.8.3.3). */
  get etag(): string {
    return this.encoding === 'identity' ? `"${this.#body.tag}"` : `"${this.#body.tag}-${this.encoding}"`;
  }
}

export class FinishedAnswer extends KeptAnswer {
  readonly #body: Body;
  readonly #encoded = new Map<Encoding, Representation>();
  readonly #encoding = new Map<Encoding, Promise<Representation>>();

  constructor(body: string | WrittenText, contentType: string, lifetime: Lifetime, epoch: number) {
    super(contentType, lifetime, epoch);
    this.#body = new Body(typeof body === 'string' ? new WrittenText([body]) : body);
  }

  get size(): number {
    return this.#body.size;
  }

  /** @returns the bytes in the encoding, at once where they are at hand; unencoded where encoding does not pay. */
  in(encoding: Encoding): Representation | Promise<Representation> {
    if (encoding === 'identity') return this.#body.plain();
    return this.at(encoding) ?? this.#encoding.get(encoding) ?? this.#encode(encoding);
  }

  /** @returns what {@link in} does where it is at hand; else null */
  at(encoding: Encoding): Representation | null {
    if (encoding === 'identity' || this.size < MIN_COMPRESSED_BYTES) return this.#body.plain();
    return this.#encoded.get(encoding) ?? null;
  }

  #encode(encoding: Exclude<Encoding, 'identity'>): Promise<Representation> {
    const pending = COMPRESS[encoding](this.#body.plain().bytes)
      .then((bytes) => {
        const representation = new Representation(encoding, bytes, this.#body);
        this.#encoded.set(encoding, representation);
        return representation;
      })
      .finally(() => this.#encoding.delete(encoding));
    this.#encoding.set(encoding, pending);
    return pending;
  }
}

/** The answer as it was written, until it is asked for a second time: most never are, and their parts are kept anyway. */
class Body {
  readonly size: number;
  #written: WrittenText | null;
  #plain: Representation | null = null;
  #wasAsked = false;
  #tag = '';

  constructor(written: WrittenText) {
    this.size = written.byteLength;
    this.#written = written;
  }

  /** What stands in the ETag; made for those who can use it. */
  get tag(): string {
    if (this.#written !== null && this.#tag === '') this.#tag = this.#written.digest.slice(0, 27);
    return this.#tag;
  }

  plain(): Representation {
    if (this.#plain !== null) return this.#plain;
    const plain = new Representation('identity', this.#written?.toBytes() ?? Buffer.alloc(0), this);
    if (this.#wasAsked) this.#keep(plain);
    this.#wasAsked = true;
    return plain;
  }

  #keep(plain: Representation): void {
    this.#tag = this.tag;
    this.#plain = plain;
    this.#written = null;
  }
}
