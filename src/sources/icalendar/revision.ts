import { createHash } from 'node:crypto';

/** @returns a short hash that names the content, e.g. in the status of a source */
export function revisionOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
