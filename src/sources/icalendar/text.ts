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

/** Reads any encoding that feeds are seen in, and unfolds: folds may fall inside a character, so on bytes. */
export function readText(bytes: Uint8Array, repairs: Repairs): CalendarText {
  const utf8 = toUtf8(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), repairs);
  const unfolded = Buffer.allocUnsafe(utf8.length);
  let length = 0;
  for (const [start, end] of pieces(utf8)) length += utf8.copy(unfolded, length, start, end);
  return {
    text: unfolded.toString('latin1', 0, length),
    linesOf: (offsets) => linesOf(utf8, offsets),
  };
}

/** Decodes a slice of {@link CalendarText.text}; invalid bytes become U+FFFD. */
export function decode(slice: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the question is exactly whether all are ASCII.
  return /^[\x00-\x7f]*$/u.test(slice) ? slice : Buffer.from(slice, 'latin1').toString('utf8');
}

/**
 * The spans of the bytes that make up the unfolded text. A line that begins with a blank continues the one before,
 * empty lines between them included (real feeds have them).
 */
function* pieces(bytes: Buffer): Generator<readonly [start: number, end: number]> {
  let start = 0;
  while (start < bytes.length) {
    let lineEnd = bytes.indexOf(LF, start);
    if (lineEnd < 0) lineEnd = bytes.length;
    let next = lineEnd + 1;
    while (bytes[next] === CR || bytes[next] === LF) next += 1;
    const isFolded = bytes[next] === SPACE || bytes[next] === TAB;
    let end = lineEnd;
    while (end > start && bytes[end - 1] === CR) end -= 1;
    if (isFolded) {
      yield [start, end];
      start = next + 1;
    } else {
      // The LF that ends the line stands in the bytes already, unless CRs were dropped before it.
      if (end === lineEnd) yield [start, Math.min(lineEnd + 1, bytes.length)];
      else {
        yield [start, end];
        yield [lineEnd, Math.min(lineEnd + 1, bytes.length)];
      }
      start = next;
    }
  }
}

function linesOf(bytes: Buffer, offsets: readonly number[]): number[] {
  const lines: number[] = [];
  let unfolded = 0;
  let line = 1;
  let counted = 0;
  for (const [start, end] of pieces(bytes)) {
    for (; counted < start; counted += 1) if (bytes[counted] === LF) line += 1;
    unfolded += end - start;
    while (lines.length < offsets.length && (offsets[lines.length] ?? 0) < unfolded) lines.push(line);
    if (lines.length === offsets.length) break;
  }
  while (lines.length < offsets.length) lines.push(line);
  return lines;
}

function toUtf8(bytes: Buffer, repairs: Repairs): Buffer {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return recode(bytes, 'utf-16le', repairs);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return recode(bytes, 'utf-16be', repairs);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = hasMark ? bytes.subarray(3) : bytes;
  noteLineForm(content, hasMark, repairs);
  const hasLineFeed = content.includes(LF);
  const lines = hasLineFeed ? content : Buffer.from(content.toString('latin1').replaceAll('\r', '\n'), 'latin1');
  if (isUtf8(lines) || isUtf8(unfoldForCheck(lines))) return lines;
  return recode(lines, guessEncoding(lines), repairs);
}

/** Content lines end with CRLF, stand one after the other, and nothing stands before the first (§3.1). */
function noteLineForm(content: Buffer, hasMark: boolean, repairs: Repairs): void {
  const note = (message: string): void => repairs.add('NOTE', 'ICAL_LINE_FORM', message, null);
  if (hasMark) note('A byte order mark stands before the feed.');
  const first = content.indexOf(LF);
  if (first > 0 && content[first - 1] !== CR) note('Lines end with LF instead of CRLF.');
  else if (first < 0 && content.includes(CR)) note('Lines end with CR instead of CRLF.');
  const empty = Math.max(content.indexOf('\n\r\n'), content.indexOf('\n\n'));
  if (empty >= 0 && content.subarray(empty).some((byte) => byte > SPACE)) note('Empty lines stand between the lines.');
}

/** A fold inside a character makes valid UTF-8 look invalid. */
function unfoldForCheck(bytes: Buffer): Buffer {
  return Buffer.concat([...pieces(bytes)].map(([start, end]) => bytes.subarray(start, end)));
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

/** Few wrong bytes in a text that is otherwise UTF-8 are damage, not another encoding. */
function guessEncoding(bytes: Buffer): string {
  const asUtf8 = new TextDecoder('utf-8').decode(bytes);
  const damaged = count(asUtf8, /\ufffd/gu);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII, but for the damage.
  const sound = count(asUtf8, /[^\x00-\x7f\ufffd]/gu);
  if (sound > damaged) return 'utf-8';
  for (const encoding of ['shift_jis', 'euc-jp']) {
    const text = decodeStrictly(bytes, encoding);
    // Latin-1 text rarely forms Japanese letters by accident.
    if (text !== null && /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return encoding;
  }
  return 'windows-1252';
}

function decodeStrictly(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
