/** How the registry's own files were read. */
import type { Reading } from '../model/source.ts';
import type { GraphContext } from './context.ts';
import { findSource } from './sources.ts';

/** @returns one reading a registry file. */
export function registryReadings(context: GraphContext): readonly Reading[] {
  return context.registry.record.files.map((file) => {
    const source = findSource(context, file.id);
    return {
      sourceId: file.id,
      state: source?.state ?? 'FRESH',
      fetchedAt: file.fetchedAt,
      error: source?.lastError ?? null,
      version: file.revision ?? context.registry.record.version,
    };
  });
}
