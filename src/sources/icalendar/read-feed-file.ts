import { readFile } from 'node:fs/promises';
import { SourceError } from '../../errors.ts';
import type { Fetched, Previous } from '../../net/contract.ts';

/**
 * Reads a feed from a file beside the registry.
 * @throws {SourceError} UPSTREAM_NOT_FOUND, UPSTREAM_TOO_LARGE, UPSTREAM_UNREACHABLE; messages do not name the path
 */
export async function readFeedFile(
  path: string,
  maxBytes: number,
  previous: Previous<Uint8Array> | null,
  signal: AbortSignal,
): Promise<Fetched<Uint8Array> | 'not-modified'> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path, { signal });
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing) throw new SourceError('UPSTREAM_NOT_FOUND', 'The calendar file does not exist.', { cause: error });
    throw new SourceError('UPSTREAM_UNREACHABLE', 'The calendar file cannot be read.', { cause: error });
  }
  if (bytes.byteLength > maxBytes) {
    throw new SourceError('UPSTREAM_TOO_LARGE', `The calendar file is larger than ${maxBytes} bytes.`);
  }
  if (previous !== null && Buffer.compare(previous.value, bytes) === 0) return 'not-modified';
  return { value: bytes };
}
