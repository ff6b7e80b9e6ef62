/** JSON text that was written in parts, so that the bytes of those that are kept need not be made again. */
import { hash } from 'node:crypto';

/** The text of one entity as bytes. */
export class Piece {
  readonly bytes: Buffer;
  /** Of the bytes; what no text has in it that is JSON. */
  readonly digest: string;

  constructor(text: string) {
    const length = Buffer.byteLength(text);
    // Of its own: a small part of a shared pool would keep all of it in memory.
    this.bytes = Buffer.allocUnsafeSlow(length);
    this.bytes.write(text);
    this.digest = `\0${digestOf(this.bytes)}\0`;
  }

  get text(): string {
    return this.bytes.toString();
  }
}

export class WrittenText {
  readonly #parts: readonly (string | Piece)[];

  constructor(parts: readonly (string | Piece)[]) {
    this.#parts = parts;
  }

  /** @returns this text between others */
  within(before: string, after: string): WrittenText {
    return new WrittenText([before, ...this.#parts, after]);
  }

  get text(): string {
    return this.#parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
  }

  get byteLength(): number {
    return this.#parts.reduce((sum, part) => sum + lengthOf(part), 0);
  }

  toBytes(): Buffer {
    const bytes = Buffer.allocUnsafe(this.byteLength);
    let end = 0;
    for (const part of this.#parts)
      end += typeof part === 'string' ? bytes.write(part, end) : part.bytes.copy(bytes, end);
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
