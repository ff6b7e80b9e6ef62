/** Part of the composition root: gives the registry its files, URLs and rule packs, and keeps it current. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Clock, nowInstant } from '../clock.ts';
import type { RegistryRecord } from '../model/registry.ts';
import type { Fetch, Logger } from '../net/contract.ts';
import { LiveRegistry } from '../registry/live-registry.ts';
import type { MeetingSource } from '../sources/source.ts';
import { DocumentReader } from './document-reader.ts';
import { programStamp } from './file-stamps.ts';
import { type Basis, KeptRegistry } from './kept-registry.ts';

export interface OpenRegistryOptions {
  readonly location: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: Logger;
  /** Where the last good version survives a restart. */
  readonly cacheDir: string;
  readonly meetingSources: readonly MeetingSource[];
  /** Looks for changes: files every second, URLs this often. Absent: never. */
  readonly refreshSeconds?: number;
}

export interface OpenRegistry {
  readonly registry: LiveRegistry;
  close(): void;
}

const FILE_POLL_MS = 1000;

/** @throws {RegistryError} where nothing of the registry can be served */
export async function openRegistry(options: OpenRegistryOptions): Promise<OpenRegistry> {
  const { location, clock, log } = options;
  const reader = new DocumentReader(options);
  const kept = new KeptRegistry(path.join(options.cacheDir, 'registry', `${hashOf(location)}.json`), log);
  const origin = { location, program: programStamp() };
  const registry = await LiveRegistry.open({
    clock,
    load: async () => {
      const { readRegistry } = await import('./read-registry.ts');
      reader.startOver();
      return readRegistry(location, reader, options.meetingSources);
    },
    recall: async () => {
      const earlier = await kept.restore();
      const isSame = earlier !== null && (await isUnchanged(earlier.basis, origin, reader));
      return isSame ? confirmedAt(nowInstant(clock), earlier.record) : null;
    },
    restore: async () => (await kept.restore())?.record ?? null,
    keep: (record) => kept.keep({ record, basis: reader.basis && { ...origin, ...reader.basis } }),
  });
  const stop = options.refreshSeconds === undefined ? () => {} : watch(registry, reader, options.refreshSeconds, log);
  return { registry, close: stop };
}

async function isUnchanged(
  basis: Basis | null,
  { location, program }: Pick<Basis, 'location' | 'program'>,
  reader: DocumentReader,
): Promise<boolean> {
  return basis !== null && basis.location === location && basis.program === program && reader.resume(basis);
}

/** What is known to be in the files is as good as read. */
function confirmedAt(fetchedAt: string, record: RegistryRecord): RegistryRecord {
  return { ...record, files: record.files.map((file) => ({ ...file, fetchedAt })) };
}

function watch(registry: LiveRegistry, reader: DocumentReader, refreshSeconds: number, log: Logger): () => void {
  let isBusy = false;
  const reloadWhere = async (isDue: () => boolean | Promise<boolean>): Promise<void> => {
    if (isBusy) return;
    isBusy = true;
    try {
      if (!(await isDue())) return;
      const changed = await registry.reload();
      const errors = registry.diagnostics.filter(({ level }) => level === 'ERROR').length;
      log.info({ changed, errors }, changed ? 'The registry was reloaded' : 'The registry in service stays');
    } catch (err) {
      log.error({ err }, 'The registry could not be looked at');
    } finally {
      isBusy = false;
    }
  };
  const files = setInterval(() => void reloadWhere(() => reader.hasChanged()), FILE_POLL_MS).unref();
  const urls = setInterval(() => void reloadWhere(() => reader.hasUrls), refreshSeconds * 1000).unref();
  return () => {
    clearInterval(files);
    clearInterval(urls);
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(path.resolve(text)).digest('hex').slice(0, 16);
}
