/** Part of the composition root: gives the registry its files, URLs and rule packs, and keeps it current. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, nowInstant } from './clock.ts';
import { CodedError } from './errors.ts';
import type { RulePackRecord } from './model/finding.ts';
import type { RegistryRecord } from './model/registry.ts';
import type { Fetch, Logger } from './net/contract.ts';
import { type FetchedDocument, fetchDocument } from './net/fetch-document.ts';
import { sha256 } from './net/sha256.ts';
import { publicUrl } from './privacy.ts';
import { formats } from './registry/formats/index.ts';
import { importRegistry } from './registry/import/import-registry.ts';
import { LiveRegistry } from './registry/live-registry.ts';
import { loadRegistry } from './registry/load-registry.ts';
import { readFileDocument } from './registry/read-file.ts';
import type { RegistryDocument, RegistryPorts } from './registry/registry-ports.ts';
import { parseRulePack } from './registry/rule-pack.ts';
import { evaluatorParameters } from './rules/evaluators/index.ts';
import { shippedRulePacks } from './rules/packs/index.ts';
import type { MeetingSource } from './sources/source.ts';

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

/** Formats whose files are served as they are, and so cannot name a pack of their own. */
const FORMATS_WITHOUT_RULES: ReadonlySet<string> = new Set(['cncf-tags', 'kubernetes-sigs']);

/** @throws {RegistryError} where nothing of the registry can be served */
export async function openRegistry(options: OpenRegistryOptions): Promise<OpenRegistry> {
  const reader = new DocumentReader(options);
  const ports = createRegistryPorts(reader, options.meetingSources);
  const keptAt = path.join(options.cacheDir, 'registry', `${hashOf(options.location)}.json`);
  const registry = await LiveRegistry.open({
    clock: options.clock,
    load: async () => {
      reader.startOver();
      return withDefaultRules(await loadRegistry(options.location, ports));
    },
    restore: () => restore(keptAt),
    keep: (record) => keep(keptAt, record, options.log),
  });
  const stop =
    options.refreshSeconds === undefined ? () => {} : watch(registry, reader, options.refreshSeconds, options.log);
  return { registry, close: stop };
}

/** @returns the importer's reading of files and URLs: `formats` names what it reads. */
export function createImporter(options: Pick<OpenRegistryOptions, 'fetch' | 'clock' | 'meetingSources'>) {
  const ports = createRegistryPorts(new DocumentReader(options), options.meetingSources);
  return {
    formats: formats.map(({ name }) => name),
    run: (files: readonly string[], format: string | null) => importRegistry(files, format, ports),
  };
}

function createRegistryPorts(reader: DocumentReader, meetingSources: readonly MeetingSource[]): RegistryPorts {
  return {
    readDocument: (location, from) => reader.read(location, from),
    meetingSources: Object.fromEntries(meetingSources.map(({ name, refSchema }) => [name, refSchema])),
    parseRulePack: (bytes, pack) =>
      parseRulePack(bytes, { ...pack, evaluators: evaluatorParameters, shippedPack: readShippedPack }),
  };
}

/** The shipped pack of the community itself: a fork of the format has other rules, which nobody here knows. */
function withDefaultRules(record: RegistryRecord): RegistryRecord {
  const [community] = record.communities;
  const cannotName = FORMATS_WITHOUT_RULES.has(record.files[0]?.format ?? '');
  if (record.rulePacks.length > 0 || !cannotName || community === undefined) return record;
  const shipped = readShippedPack(community.slug);
  return shipped === null ? record : { ...record, rulePacks: [{ ...shipped, community: community.slug }] };
}

function readShippedPack(name: string): RulePackRecord | null {
  const url = shippedRulePacks.get(name);
  if (url === undefined) return null;
  const options = { location: name, sourceId: `registry:${name}`, community: '', evaluators: evaluatorParameters };
  return parseRulePack(readFileSync(url), options).pack;
}

/** Reads files and URLs, and remembers which, so that changes can be looked for. */
class DocumentReader {
  readonly #options: Pick<OpenRegistryOptions, 'fetch' | 'clock'>;
  /** By URL: what confirms an unchanged document, and the document. */
  readonly #fetched = new Map<string, FetchedDocument>();
  /** By absolute path, of every file of the latest reading: how it looked just before it was read. */
  #stamps = new Map<string, string>();
  #hasUrls = false;

  constructor(options: Pick<OpenRegistryOptions, 'fetch' | 'clock'>) {
    this.#options = options;
  }

  get hasUrls(): boolean {
    return this.#hasUrls;
  }

  startOver(): void {
    this.#stamps = new Map();
    this.#hasUrls = false;
  }

  async read(location: string, from: string | null): Promise<RegistryDocument> {
    const shipped = shippedRulePacks.get(location);
    const now = nowInstant(this.#options.clock);
    if (shipped !== undefined && from !== null) return readFileDocument(fileURLToPath(shipped), null, now);
    const url = toUrl(location, from);
    if (url !== null) return this.#fetch(url, now);
    const base = from === null ? '.' : path.dirname(from);
    const file = location.startsWith('file:') ? fileURLToPath(location) : path.resolve(base, location);
    this.#stamps.set(file, await stampOf(file));
    return readFileDocument(location, from, now);
  }

  async #fetch(url: string, now: string): Promise<RegistryDocument> {
    this.#hasUrls = true;
    const { fetch, clock } = this.#options;
    const previous = this.#fetched.get(url);
    const answer = await fetchDocument(fetch, url, {
      clock,
      accept: 'application/yaml, application/json, text/markdown, text/plain, */*;q=0.5',
      previous:
        previous === undefined ? null : { etag: previous.etag ?? null, lastModified: previous.lastModified ?? null },
    });
    const document = answer === 'not-modified' ? previous : answer;
    if (document === undefined)
      throw new CodedError('REGISTRY_UNREACHABLE', 'The registry URL confirmed a copy that was never sent.');
    this.#fetched.set(url, document);
    return {
      bytes: document.value,
      location: url,
      fetchedAt: now,
      etag: document.etag ?? null,
      revision: null,
      url: publicUrl(url),
    };
  }

  /** @returns whether one of the files is no longer as it was read. */
  async hasChanged(): Promise<boolean> {
    const checks = [...this.#stamps].map(async ([file, stamp]) => (await stampOf(file)) !== stamp);
    return (await Promise.all(checks)).includes(true);
  }
}

/** @returns a text that changes when the file does. */
async function stampOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return 'gone';
  }
}

/** @returns the absolute URL; null where the location is a file. */
function toUrl(location: string, from: string | null): string | null {
  if (/^https?:\/\//iu.test(location)) return location;
  return from !== null && /^https?:\/\//iu.test(from) ? new URL(location, from).href : null;
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

/**
 * First line of a registry that was kept, with the name of its file and the checksum of what follows. The number counts the forms of
 * {@link RegistryRecord}: what another release kept in another form is not restored.
 */
const KEPT_HEADER = 'community-graph-registry 3';

/** @returns what was kept, exactly; null where it was damaged since */
async function restore(file: string): Promise<RegistryRecord | null> {
  try {
    const text = await readFile(file, 'utf8');
    const end = text.indexOf('\n');
    const json = text.slice(end + 1);
    const isIntact = text.slice(0, end) === `${KEPT_HEADER} ${path.basename(file)} ${await sha256(Buffer.from(json))}`;
    return isIntact ? (JSON.parse(json) as RegistryRecord) : null;
  } catch {
    // Never kept, or damaged: either way there is no last good version.
    return null;
  }
}

async function keep(file: string, record: RegistryRecord, log: Logger): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const partial = `${file}.${process.pid}.tmp`;
    const json = JSON.stringify(record);
    await writeFile(partial, `${KEPT_HEADER} ${path.basename(file)} ${await sha256(Buffer.from(json))}\n${json}`, {
      mode: 0o600,
    });
    await rename(partial, file);
  } catch (err) {
    log.warn({ err }, 'The registry could not be kept for a restart');
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(path.resolve(text)).digest('hex').slice(0, 16);
}
