/** RFC 5545 §3.1: no line is longer than 75 octets, the break that ends it not counted. */
const MAX_OCTETS = 75;
/** A character of UTF-16 has three octets at the most. */
const SURELY_SHORT = MAX_OCTETS / 3;

/**
 * Folds content lines anew: ical.js lets lines that it continues grow to 76 octets and more.
 * @param text content lines ended by CRLF, folded or not
 */
export function foldLines(text: string): string {
  return text.replaceAll('\r\n ', '').split('\r\n').map(foldLine).join('\r\n');
}

function foldLine(line: string): string {
  if (line.length <= SURELY_SHORT) return line;
  const octets = Buffer.byteLength(line);
  if (octets <= MAX_OCTETS) return line;
  return (octets === line.length ? sliceAscii(line) : sliceCharacters(line)).join('\r\n ');
}

/** The space that a continued line starts with counts. */
function sliceAscii(line: string): readonly string[] {
  const parts = [line.slice(0, MAX_OCTETS)];
  for (let at = MAX_OCTETS; at < line.length; at += MAX_OCTETS - 1) parts.push(line.slice(at, at + MAX_OCTETS - 1));
  return parts;
}

function sliceCharacters(line: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      parts.push(part);
      part = '';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part];
}
