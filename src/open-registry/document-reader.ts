import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, nowInstant } from '../clock.ts';
import { CodedError } from '../errors.ts';
import type { Fetch } from '../net/contract.ts';
import { type FetchedDocument, fetchDocument } from '../net/fetch-document.ts';
import { publicUrl } from '../privacy.ts';
import { readFileDocument } from '../registry/read-file.ts';
import type { RegistryDocument } from '../registry/registry-ports.ts';
import { shippedRulePacks } from '../rules/packs/index.ts';
import { commitLogOf, stampOf } from './file-stamps.ts';
import type { Basis } from './kept-registry.ts';

export interface DocumentReaderOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
}

/** Reads files and URLs, and remembers which, so that changes can be looked for. */
export class DocumentReader {
  readonly #options: DocumentReaderOptions;
  /** By URL: what confirms an unchanged document, and the document. */
  readonly #fetched = new Map<string, FetchedDocument>();
  /** By absolute path, of every file of the latest reading: how it looked just before it was read. */
  #files = new Map<string, string>();
  #commitLogs = new Map<string, string>();
  #hasUrls = false;

  constructor(options: DocumentReaderOptions) {
    this.#options = options;
  }

  get hasUrls(): boolean {
    return this.#hasUrls;
  }

  /** What the latest reading rests on; null where that cannot be told without asking for it. */
  get basis(): Pick<Basis, 'files' | 'commitLogs'> | null {
    if (this.#hasUrls) return null;
    return { files: Object.fromEntries(this.#files), commitLogs: Object.fromEntries(this.#commitLogs) };
  }

  startOver(): void {
    this.#files = new Map();
    this.#commitLogs = new Map();
    this.#hasUrls = false;
  }

  /** Goes on from the reading of an earlier run. @returns whether reading again would give the same */
  async resume({ files, commitLogs }: Pick<Basis, 'files' | 'commitLogs'>): Promise<boolean> {
    this.#files = new Map(Object.entries(files));
    this.#commitLogs = new Map(Object.entries(commitLogs));
    return !(await haveChanged([...this.#files, ...this.#commitLogs]));
  }

  async read(location: string, from: string | null): Promise<RegistryDocument> {
    const shipped = shippedRulePacks.get(location);
    const now = nowInstant(this.#options.clock);
    if (shipped !== undefined && from !== null) {
      const file = fileURLToPath(shipped);
      await this.#stampCommit(file);
      return readFileDocument(file, null, now);
    }
    const url = toUrl(location, from);
    if (url !== null) return this.#fetch(url, now);
    const base = from === null ? '.' : path.dirname(from);
    const file = location.startsWith('file:') ? fileURLToPath(location) : path.resolve(base, location);
    this.#files.set(file, await stampOf(file));
    await this.#stampCommit(file);
    return readFileDocument(location, from, now);
  }

  async #stampCommit(file: string): Promise<void> {
    const log = await commitLogOf(file);
    if (log !== null) this.#commitLogs.set(log, await stampOf(log));
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
  hasChanged(): Promise<boolean> {
    return haveChanged(this.#files);
  }
}

async function haveChanged(stamps: Iterable<readonly [string, string]>): Promise<boolean> {
  const checks = Array.from(stamps, async ([file, stamp]) => (await stampOf(file)) !== stamp);
  return (await Promise.all(checks)).includes(true);
}

/** @returns the absolute URL; null where the location is a file. */
function toUrl(location: string, from: string | null): string | null {
  if (/^https?:\/\//iu.test(location)) return location;
  return from !== null && /^https?:\/\//iu.test(from) ? new URL(location, from).href : null;
}
