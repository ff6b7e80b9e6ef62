/**
 * From the bytes of a feed to its content lines. The text is kept as one UTF-8 byte a character ("binary string"):
 * V8 then stores a byte a character and scans it fast, and only values that are shown are decoded.
 */
import { Buffer, isUtf8 } from 'node:buffer';
import type { Repairs } from './repairs.ts';

export interface CalendarText {
  /** Unfolded content lines (RFC 5545 §3.1), separated by LF. */
  readonly text: string;
  /** @returns the 1-based lines in the feed of ascending offsets in `text` */
  linesOf(offsets: readonly number[]): readonly number[];
}

const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const LETTER_B = 66;

/** Reads any encoding that feeds are seen in, and unfolds: folds may fall inside a character, so on bytes. */
export function readText(bytes: Uint8Array, repairs: Repairs): CalendarText {
  const utf8 = toUtf8(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), repairs);
  const memory = new ArrayBuffer(utf8.length);
  const into = Buffer.from(memory);
  const { length, hasEmptyLines } = unfold(utf8, into, []);
  if (hasEmptyLines) repairs.add('NOTE', 'ICAL_LINE_FORM', 'Empty lines stand between the lines.', null);
  const text = into.toString('latin1', 0, length);
  // Given back at once: a copy of the largest feeds would wait for the next collection.
  memory.transfer(0);
  return {
    text,
    linesOf: (offsets) => (offsets.length === 0 ? [] : unfold(utf8, Buffer.alloc(utf8.length), offsets).lines),
  };
}

/** Decodes a slice of {@link CalendarText.text}; invalid bytes become U+FFFD. */
export function decode(slice: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the question is exactly whether all are ASCII.
  return /^[\x00-\x7f]*$/u.test(slice) ? slice : Buffer.from(slice, 'latin1').toString('utf8');
}

interface Unfolded {
  readonly length: number;
  /** The 1-based lines in which the offsets lie. */
  readonly lines: readonly number[];
  /** Not counting those at the end. */
  readonly hasEmptyLines: boolean;
}

/**
 * Copies content lines into a buffer of at least their size, each ended by LF alone. A line that begins with a blank
 * continues the one before, empty lines between them included (real feeds have them).
 * @param offsets ascending, in the unfolded text
 */
function unfold(bytes: Buffer, into: Buffer, offsets: readonly number[]): Unfolded {
  const lines: number[] = [];
  let length = 0;
  let line = 1;
  let isAfterEmpty = false;
  let hasEmptyLines = false;
  for (let start = 0; start < bytes.length; ) {
    let lineEnd = bytes.indexOf(LF, start);
    if (lineEnd < 0) lineEnd = bytes.length;
    let end = lineEnd;
    while (end > start && bytes[end - 1] === CR) end -= 1;
    if (end > start) hasEmptyLines ||= isAfterEmpty;
    length += bytes.copy(into, length, start, end);
    let next = lineEnd + 1;
    let empty = 0;
    for (let byte = bytes[next]; byte === CR || byte === LF; byte = bytes[next]) {
      if (byte === LF) empty += 1;
      next += 1;
    }
    isAfterEmpty ||= empty > 0;
    if (bytes[next] === SPACE || bytes[next] === TAB) next += 1;
    else if (lineEnd < bytes.length) {
      into[length] = LF;
      length += 1;
    }
    while ((offsets[lines.length] ?? length) < length) lines.push(line);
    line += 1 + empty;
    start = next;
  }
  while (lines.length < offsets.length) lines.push(line);
  return { length, lines, hasEmptyLines };
}

function toUtf8(bytes: Buffer, repairs: Repairs): Buffer {
  const wide = wideEncoding(bytes);
  if (wide !== null) return recode(bytes, wide, repairs);
  let start = 0;
  while (bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf) start += 3;
  const content = withoutIndent(bytes.subarray(start), repairs);
  noteLineForm(content, start > 0, repairs);
  const lines = content.includes(LF) ? content : withLineFeeds(content);
  if (isUtf8(lines) || isUtf8(unfoldForCheck(lines))) return lines;
  return recode(lines, guessEncoding(lines), repairs);
}

/** A feed that stands further in as a whole, as programs write it, would be one long line. */
function withoutIndent(content: Buffer, repairs: Repairs): Buffer {
  const indent = /^\s*?([ \t]+)begin[ \t]*:[ \t]*vcalendar\b/iu.exec(content.toString('latin1', 0, 1000))?.[1]?.length;
  if (indent === undefined) return content;
  repairs.add('NOTE', 'ICAL_LINE_FORM', 'All lines begin with blanks.', null);
  return Buffer.from(content.toString('latin1').replaceAll(new RegExp(`^[ \\t]{1,${indent}}`, 'gmu'), ''), 'latin1');
}

/** Lines that end with CR alone. */
function withLineFeeds(content: Buffer): Buffer {
  const lines = Buffer.from(content);
  for (let at = lines.indexOf(CR); at >= 0; at = lines.indexOf(CR, at)) {
    while (lines[at] === CR) {
      lines[at] = LF;
      at += 1;
    }
  }
  return lines;
}

/** UTF-16 tells by its byte order mark, or by the zeros beside the letters of BEGIN. */
function wideEncoding(bytes: Buffer): string | null {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === LETTER_B && second === 0)) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && second === LETTER_B) ? 'utf-16be' : null;
}

/** Content lines end with CRLF, and nothing stands before the first (§3.1). */
function noteLineForm(content: Buffer, hasMark: boolean, repairs: Repairs): void {
  const note = (message: string): void => repairs.add('NOTE', 'ICAL_LINE_FORM', message, null);
  if (hasMark) note('A byte order mark stands before the feed.');
  const first = content.indexOf(LF);
  if (first > 0 && content[first - 1] !== CR) note('Lines end with LF instead of CRLF.');
  else if (first < 0 && content.includes(CR)) note('Lines end with CR instead of CRLF.');
}

/** A fold inside a character makes valid UTF-8 look invalid. */
function unfoldForCheck(bytes: Buffer): Buffer {
  const into = Buffer.allocUnsafe(bytes.length);
  return into.subarray(0, unfold(bytes, into, []).length);
}

function recode(bytes: Buffer, encoding: string, repairs: Repairs): Buffer {
  const message =
    encoding === 'utf-8'
      ? 'Some bytes of the feed are not UTF-8; they are lost.'
      : `The feed is not UTF-8; it is read as ${encoding}.`;
  repairs.add('NOTE', 'ICAL_ENCODING', message, null);
  const text = new TextDecoder(encoding).decode(bytes);
  return Buffer.from(text.includes('\n') ? text : text.replaceAll('\r', '\n'), 'utf8');
}

/** From the first character that is not ASCII on, so much of a feed tells its encoding. */
const SAMPLE_BYTES = 1_000_000;

/** Few wrong bytes in a text that is otherwise UTF-8 are damage, not another encoding. */
function guessEncoding(bytes: Buffer): string {
  const first = bytes.findIndex((byte) => byte > 127);
  const sample = bytes.subarray(first, first + SAMPLE_BYTES);
  const asUtf8 = new TextDecoder('utf-8').decode(sample);
  const damaged = count(asUtf8, /\ufffd/gu);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII, but for the damage.
  const sound = count(asUtf8, /[^\x00-\x7f\ufffd]/gu);
  if (sound > damaged) return 'utf-8';
  for (const encoding of ['shift_jis', 'euc-jp']) {
    const text = decodeStrictly(sample, encoding);
    // Full-width kana: Latin-1 capitals with accents are half-width kana in Shift-JIS.
    if (text !== null && /[\u3041-\u3096\u30a1-\u30fa]/u.test(text)) return encoding;
  }
  return 'windows-1252';
}

function decodeStrictly(bytes: Buffer, encoding: string): string | null {
  try {
    // As one of a stream, since the sample may end inside a character.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
