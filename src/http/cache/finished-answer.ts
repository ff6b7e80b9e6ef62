/** An answer as bytes, compressed once for each encoding that was asked for. */
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib, zstdCompress } from 'node:zlib';
import { WrittenText } from '../../graph/execute/written-text.ts';
import { type DatedCacheControl, toCacheControl } from './cache-control.ts';
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
  #cacheControl: DatedCacheControl | null = null;

  constructor(body: string | WrittenText, contentType: string, lifetime: Lifetime, epoch: number) {
    super(contentType, lifetime, epoch);
    this.#body = new Body(typeof body === 'string' ? new WrittenText([body]) : body);
  }

  get size(): number {
    return this.#body.size;
  }

  /** @returns the value of Cache-Control, the same string while it says the same */
  cacheControlAt(nowMs: number): string {
    const known = this.#cacheControl;
    if (known !== null && known.fromMs <= nowMs && nowMs <= known.throughMs) return known.value;
    this.#cacheControl = toCacheControl(this.lifetime, nowMs);
    return this.#cacheControl.value;
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

/** As it was written, until it is asked for a second time: most never are, and their parts are kept anyway. */
interface Written {
  readonly text: WrittenText;
  wasAsked: boolean;
  tag: string | null;
}

interface Kept {
  readonly plain: Representation;
  readonly tag: string;
}

class Body {
  readonly size: number;
  #form: Written | Kept;

  constructor(text: WrittenText) {
    this.size = text.byteLength;
    this.#form = { text, wasAsked: false, tag: null };
  }

  /** What stands in the ETag; made for those who can use it. */
  get tag(): string {
    const form = this.#form;
    if ('plain' in form) return form.tag;
    form.tag ??= form.text.digest.slice(0, 27);
    return form.tag;
  }

  plain(): Representation {
    const form = this.#form;
    if ('plain' in form) return form.plain;
    const plain = new Representation('identity', form.text.toBytes(), this);
    if (form.wasAsked) this.#form = { plain, tag: this.tag };
    form.wasAsked = true;
    return plain;
  }
}
