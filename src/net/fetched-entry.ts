import { toInstant } from '../clock.ts';
import { SourceError } from '../errors.ts';
import { type CacheEntry, storedOf, toCacheEntry } from './cache-entry.ts';
import type { Fetched, Previous } from './contract.ts';
import type { AnyReadOptions } from './slot.ts';

/** What an earlier fetch left. @returns null where the entry cannot be read, which costs an unconditional fetch */
export function toPrevious(entry: CacheEntry): Previous<unknown> | null {
  const { etag, lastModified } = entry;
  try {
    return { value: storedOf(entry), etag, lastModified, fetchedAt: toInstant(entry.fetchedAtMs) };
  } catch {
    return null;
  }
}

/**
 * The entry that the outcome of a fetch becomes.
 * @param known what the fetch was asked to confirm; null where it was not
 * @throws {SourceError} UPSTREAM_ERROR where it confirms what it was not asked to
 */
export async function toFetchedEntry(
  fetched: Fetched<unknown> | 'not-modified',
  known: CacheEntry | null,
  fetchedAtMs: number,
  readOptions: AnyReadOptions,
): Promise<CacheEntry> {
  if (fetched === 'not-modified') {
    if (known !== null) return { ...known, fetchedAtMs };
    throw new SourceError('UPSTREAM_ERROR', `${readOptions.source.name} confirmed a copy that there is not.`);
  }
  const freshForSeconds = fetched.freshForSeconds ?? null;
  return toCacheEntry(fetched.value, {
    fetchedAtMs,
    freshForSeconds,
    keepForMs: ((freshForSeconds ?? readOptions.freshForSeconds) + readOptions.keepForSeconds) * 1000,
    etag: fetched.etag ?? null,
    lastModified: fetched.lastModified ?? null,
  });
}

/** @throws {SourceError} its own, or UPSTREAM_BAD_BODY */
export async function decodeStored(readOptions: AnyReadOptions, stored: unknown): Promise<unknown> {
  try {
    return await readOptions.decode(stored);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const message = `${readOptions.source.name} answered with something that cannot be read.`;
    throw new SourceError('UPSTREAM_BAD_BODY', message, { cause: error });
  }
}
