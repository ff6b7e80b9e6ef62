/**
 * Gzip of a text most of which is always the same: that part is compressed once, what stands between is put in as it is.
 * One member (RFC 1952) of blocks (RFC 1951), so that every client reads it.
 */
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty last block. */
const END = Buffer.from([3, 0]);

/** A part that does not change. */
interface Fixed {
  readonly text: Buffer;
  /** Whole blocks that refer to nothing before them, and end at a byte. */
  readonly blocks: Buffer;
}

export class SplicedGzip {
  readonly #fixed: readonly Fixed[];
  /** Of the first part, which begins every text. */
  readonly #crcOfFirst: number;

  private constructor(fixed: readonly Fixed[]) {
    this.#fixed = fixed;
    this.#crcOfFirst = crc32(fixed[0]?.text ?? '');
  }

  /** @param parts what is always the same */
  static async of(parts: readonly Buffer[]): Promise<SplicedGzip> {
    const compress = promisify(deflateRaw);
    const fixed = parts.map(async (text) => ({
      text,
      blocks: await compress(text, { finishFlush: constants.Z_SYNC_FLUSH }),
    }));
    return new SplicedGzip(await Promise.all(fixed));
  }

  /** @param between short texts, one fewer than there are parts */
  with(between: readonly string[]): Buffer {
    const chunks: Buffer[] = [HEADER];
    let crc = this.#crcOfFirst;
    let length = 0;
    for (const [index, { text, blocks }] of this.#fixed.entries()) {
      chunks.push(blocks);
      if (index > 0) crc = crc32(text, crc);
      length += text.length;
      const inserted = between[index];
      if (inserted === undefined) continue;
      const bytes = Buffer.from(inserted);
      chunks.push(toStoredBlock(bytes));
      crc = crc32(bytes, crc);
      length += bytes.length;
    }
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(crc);
    trailer.writeUInt32LE(length % 2 ** 32, 4);
    return Buffer.concat([...chunks, END, trailer]);
  }
}

/** RFC 1951 §3.2.4: not the last, not compressed, its length and the complement of it. */
function toStoredBlock(bytes: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(bytes.length ^ 0xffff, 3);
  return Buffer.concat([head, bytes]);
}
