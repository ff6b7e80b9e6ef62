/** Values as vCalendar 1.0 writes them (RFC 2045 §6.7); some producers of iCalendar still do. */
import { Buffer } from 'node:buffer';
import type { ContentLine } from './content-line.ts';

/** @returns the line with its value decoded where it says that it is quoted-printable, else as it is. */
export function decodeQuotedPrintable(line: ContentLine): ContentLine {
  if (line.parameters.get('ENCODING')?.toUpperCase() !== 'QUOTED-PRINTABLE') return line;
  // A line that ends with "=" goes on with the next; the two were put together with a blank.
  const octets = line.value.replaceAll(/=[ \t]+/gu, '').replace(/=$/u, '');
  const bytes = Buffer.concat(
    octets
      .split(/((?:=[0-9a-f]{2})+)/iu)
      .map((part, index) =>
        index % 2 === 0 ? Buffer.from(part, 'utf8') : Buffer.from(part.replaceAll('=', ''), 'hex'),
      ),
  );
  return { ...line, value: decodeAs(line.parameters.get('CHARSET'), bytes).replaceAll(/\r\n?/gu, '\n') };
}

function decodeAs(charset: string | undefined, bytes: Buffer): string {
  for (const encoding of [charset, 'utf-8']) {
    if (encoding === undefined) continue;
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      // An encoding that nobody knows, or bytes that are not of it.
      if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}
