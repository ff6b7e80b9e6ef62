/** RFC 5545 §3.1: no line is longer than 75 octets, the break that ends it not counted. */
const MAX_OCTETS = 75;

/**
 * Folds content lines anew: ical.js lets lines that it continues grow to 76 octets and more.
 * @param text content lines ended by CRLF, folded or not
 */
export function foldLines(text: string): string {
  return text.replaceAll('\r\n ', '').split('\r\n').map(foldLine).join('\r\n');
}

function foldLine(line: string): string {
  if (Buffer.byteLength(line) <= MAX_OCTETS) return line;
  const folded: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      folded.push(part);
      part = '';
      // The space that a continued line starts with.
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...folded, part].join('\r\n ');
}
