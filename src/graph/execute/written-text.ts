/** JSON text that was written in parts, so that the bytes of those that are kept need not be made again. */
import { hash } from 'node:crypto';

/** The text of one entity as bytes, with a digest of its own. */
export class Piece {
  readonly bytes: Buffer;
  #digest: string | null = null;

  private constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** @returns the piece for one answer */
  static once(text: string): Piece {
    return new Piece(Buffer.from(text));
  }

  /** @returns the piece for many answers */
  static kept(text: string): Piece {
    // Of their own: a small part of a shared pool would keep all of it in memory.
    const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
    bytes.write(text);
    return new Piece(bytes);
  }

  /** Of the bytes; what no text has in it that is JSON. */
  get digest(): string {
    this.#digest ??= `\0${digestOf(this.bytes)}\0`;
    return this.#digest;
  }
}

export class WrittenText {
  readonly #parts: readonly (string | Piece)[];
  #byteLength: number | null = null;

  constructor(parts: readonly (string | Piece)[]) {
    this.#parts = parts;
  }

  /** @returns this text between others */
  within(before: string, after: string): WrittenText {
    return new WrittenText([before, ...this.#parts, after]);
  }

  get text(): string {
    return this.#parts.map((part) => (typeof part === 'string' ? part : part.bytes.toString())).join('');
  }

  get byteLength(): number {
    this.#byteLength ??= this.#parts.reduce((sum, part) => sum + lengthOf(part), 0);
    return this.#byteLength;
  }

  toBytes(): Buffer {
    const bytes = Buffer.allocUnsafe(this.byteLength);
    let end = 0;
    for (const part of this.#parts) {
      end += typeof part === 'string' ? bytes.write(part, end) : part.bytes.copy(bytes, end);
    }
    return bytes;
  }

  /** SHA-256 in base64url. The same for the same text of the same document, whatever of it was kept. */
  get digest(): string {
    return digestOf(this.#parts.map((part) => (typeof part === 'string' ? part : part.digest)).join(''));
  }
}

function lengthOf(part: string | Piece): number {
  return typeof part === 'string' ? Buffer.byteLength(part) : part.bytes.length;
}

function digestOf(data: string | Buffer): string {
  return hash('sha256', data, 'base64url');
}
