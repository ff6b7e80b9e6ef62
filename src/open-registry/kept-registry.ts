/** The last good version of a registry on disk, for later runs. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RegistryRecord } from '../model/registry.ts';
import type { Logger } from '../net/contract.ts';
import { sha256 } from '../net/sha256.ts';

export interface KeptVersion {
  readonly record: RegistryRecord;
  /** As long as it is the same, reading the registry again gives the same; null where only asking for a URL can tell. */
  readonly basis: Basis | null;
}

/** What a version was read from and by. */
export interface Basis {
  /** As the user wrote it: files are named after it. */
  readonly location: string;
  /** Stamp of the program that read it. */
  readonly program: string;
  /** Stamps by absolute path. */
  readonly files: Readonly<Record<string, string>>;
  /** Stamps of what tells that a file may belong to another commit. */
  readonly commitLogs: Readonly<Record<string, string>>;
}

/**
 * First line of a registry that was kept, with the name of its file and the checksum of what follows. The number counts the forms of
 * {@link KeptVersion}: what another release kept in another form is not restored.
 */
const HEADER = 'community-graph-registry 4';

export class KeptRegistry {
  readonly #file: string;
  readonly #log: Logger;

  constructor(file: string, log: Logger) {
    this.#file = file;
    this.#log = log;
  }

  /** @returns what was kept, exactly; null where nothing was, or it was damaged since */
  async restore(): Promise<KeptVersion | null> {
    try {
      const text = await readFile(this.#file, 'utf8');
      const end = text.indexOf('\n');
      const json = text.slice(end + 1);
      return text.slice(0, end) === (await this.#header(json)) ? (JSON.parse(json) as KeptVersion) : null;
    } catch {
      return null;
    }
  }

  /** A disk that cannot be written to costs the next run, and nothing else. */
  async keep(version: KeptVersion): Promise<void> {
    try {
      await mkdir(path.dirname(this.#file), { recursive: true });
      const partial = `${this.#file}.${process.pid}.tmp`;
      const json = JSON.stringify(version);
      await writeFile(partial, `${await this.#header(json)}\n${json}`, { mode: 0o600 });
      await rename(partial, this.#file);
    } catch (err) {
      this.#log.warn({ err }, 'The registry could not be kept for a restart');
    }
  }

  async #header(json: string): Promise<string> {
    return `${HEADER} ${path.basename(this.#file)} ${await sha256(Buffer.from(json))}`;
  }
}
