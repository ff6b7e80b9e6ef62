/** JSON text that was written in parts, so that the bytes of those that are kept need not be made again. */
import { hash } from 'node:crypto';

/** The text of one entity, with a digest of its own. */
export class Piece {
  readonly #content: string | Buffer;
  /** Of the bytes; what no text has in it that is JSON. */
  readonly digest: string;

  constructor(content: string | Buffer) {
    this.#content = content;
    this.digest = `\0${digestOf(content)}\0`;
  }

  /** @returns the piece as bytes, to be sent more than once */
  static ofBytes(text: string): Piece {
    // Of their own: a small part of a shared pool would keep all of it in memory.
    const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
    bytes.write(text);
    return new Piece(bytes);
  }

  get text(): string {
    return this.#content.toString();
  }

  get byteLength(): number {
    return lengthOf(this.#content);
  }

  /** @returns how many bytes were written */
  writeTo(target: Buffer, start: number): number {
    return write(this.#content, target, start);
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
    return this.#parts.reduce((sum, part) => sum + (part instanceof Piece ? part.byteLength : lengthOf(part)), 0);
  }

  toBytes(): Buffer {
    const bytes = Buffer.allocUnsafe(this.byteLength);
    let end = 0;
    for (const part of this.#parts) end += part instanceof Piece ? part.writeTo(bytes, end) : write(part, bytes, end);
    return bytes;
  }

  /** SHA-256 in base64url. The same for the same text of the same document, whatever of it was kept. */
  get digest(): string {
    return digestOf(this.#parts.map((part) => (typeof part === 'string' ? part : part.digest)).join(''));
  }
}

function lengthOf(content: string | Buffer): number {
  return typeof content === 'string' ? Buffer.byteLength(content) : content.length;
}

function write(content: string | Buffer, target: Buffer, start: number): number {
  return typeof content === 'string' ? target.write(content, start) : content.copy(target, start);
}

function digestOf(data: string | Buffer): string {
  return hash('sha256', data, 'base64url');
}
