/** Bytes of a registry file to text. */
import { type Problems, START } from '../problems.ts';

/** @returns the text: UTF-8, or UTF-16 where a byte order mark says so; what is no valid text becomes U+FFFD and is reported. */
export function decodeText(bytes: Uint8Array, problems: Problems): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    problems.add(
      'REGISTRY_SYNTAX',
      START,
      `The file is not valid ${encoding.toUpperCase()}; unreadable bytes are shown as \uFFFD.`,
      {
        level: 'WARNING',
        hint: 'Save the file as UTF-8.',
      },
    );
    return new TextDecoder(encoding).decode(bytes);
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
