/** Room for blank lines, NULs and a comment of a proxy behind the end. */
const TAIL_BYTES = 512;

/** @returns whether the stream lacks its last line, END:VCALENDAR (RFC 5545 §3.4): most often it was cut on its way */
export function isCutOff(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    'latin1',
    bytes.length - TAIL_BYTES,
  );
  return !/end[ \t]*:[ \t]*vcalendar/iu.test(tail.replaceAll('\0', ''));
}
