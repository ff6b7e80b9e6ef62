/** `import FORMAT FILE…`: files of any format to one document of the native form. */

import { stringify } from 'yaml';
import type { RegistryRecord } from '../../model/registry.ts';
import { loadRegistry } from '../load-registry.ts';
import type { RegistryPorts } from '../registry-ports.ts';
import { nativeText } from './native-text.ts';

export interface ImportedRegistry {
  /** YAML of the native form. */
  readonly text: string;
  /** What was read, with its diagnostics. */
  readonly record: RegistryRecord;
}

/** Stands for a registry that includes the files; no file has this name. */
const INCLUDING = '<import>';

/**
 * @param format name of the format of all files; null: their content tells
 * @returns one document that serves the same graph as the files together, merged in their order
 */
export async function importRegistry(
  files: readonly string[],
  format: string | null,
  ports: RegistryPorts,
): Promise<ImportedRegistry> {
  const [first, ...others] = files;
  if (first !== undefined && others.length === 0) {
    const record = await loadRegistry(first, ports, { format });
    return { text: nativeText(record), record };
  }
  const content = stringify({ include: files.map((file) => ({ file, ...(format === null ? {} : { format }) })) });
  const all = await loadRegistry(INCLUDING, {
    ...ports,
    readDocument: async (location, from) => {
      if (location !== INCLUDING) return ports.readDocument(location, from === INCLUDING ? null : from);
      return {
        bytes: new TextEncoder().encode(content),
        location,
        fetchedAt: '1970-01-01T00:00:00Z',
        etag: null,
        revision: null,
        url: null,
      };
    },
  });
  const record = { ...all, files: all.files.filter(({ location }) => location !== INCLUDING) };
  return { text: nativeText(record), record };
}
