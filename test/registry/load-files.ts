/** Loads registries that stand in memory. */
import { posix } from 'node:path';
import { z } from 'zod';
import { CodedError } from '../../src/errors.ts';
import type { RegistryRecord } from '../../src/model/registry.ts';
import { loadRegistry } from '../../src/registry/load-registry.ts';
import type { RegistryPorts } from '../../src/registry/registry-ports.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export const FETCHED_AT = '2026-11-21T08:00:00Z';

/** Ports over the files, by path below `/r` or by URL. */
export function portsOf(files: Files): RegistryPorts {
  return {
    readDocument: async (location, from) => {
      const isUrl = /^https?:/u.test(location) || (from !== null && /^https?:/u.test(from));
      const resolved = isUrl
        ? new URL(location, from !== null && /^https?:/u.test(from) ? from : undefined).href
        : posix.resolve(from === null ? '/r' : posix.dirname(from), location);
      const content = files[isUrl ? resolved : posix.relative('/r', resolved)];
      if (content === undefined)
        throw new CodedError('REGISTRY_NOT_FOUND', `"${location}" does not exist or cannot be read.`);
      return {
        bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
        location: resolved,
        fetchedAt: FETCHED_AT,
        etag: null,
        revision: null,
        url: isUrl ? resolved : null,
      };
    },
    meetingSources: { icalendar: z.object({ url: z.string() }) },
  };
}

/** Loads `registry.yaml`, or the first file. */
export function loadFiles(files: Files, root = Object.keys(files)[0] ?? ''): Promise<RegistryRecord> {
  return loadRegistry(root, portsOf(files));
}

/** Loads one document. */
export function loadText(text: string, name = 'registry.yaml'): Promise<RegistryRecord> {
  return loadFiles({ [name]: text });
}

/** `line:column CODE` of every diagnostic, in order. */
export function placesOf(record: RegistryRecord): string[] {
  return record.diagnostics.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

/** Everything that the graph serves; not where it stands. */
export function served({
  communities,
  groups,
  initiativeRules,
  initiativeFeeds,
  meetingFeeds,
}: RegistryRecord): unknown {
  return JSON.parse(
    JSON.stringify({ communities, groups, initiativeRules, initiativeFeeds, meetingFeeds }, (key, value) =>
      key === 'places' || key === 'place' ? undefined : value,
    ),
  );
}
