/**
 * The registry in service. A changed file or URL is read again; what can no longer be read leaves the last good version
 * in service, also across a restart, and says so.
 */
import type { Clock } from '../clock.ts';
import { nowInstant } from '../clock.ts';
import { CodedError, type ErrorCode } from '../errors.ts';
import type { RegistryRecord } from '../model/registry.ts';
import type { Diagnostic, Instant, SourceStatus } from '../model/source.ts';

export interface LiveRegistryPorts {
  readonly clock: Clock;
  /** Reads every file anew. */
  load(): Promise<RegistryRecord>;
  /** The version of an earlier run, where reading every file anew would give the same; else null. */
  recall(): Promise<RegistryRecord | null>;
  /** The last good version of an earlier run; null where there is none. */
  restore(): Promise<RegistryRecord | null>;
  /** Keeps the version for later runs. */
  keep(record: RegistryRecord): Promise<void>;
}

/** What makes a version unfit for service: part of it could not be read at all. */
const BREAKING: ReadonlySet<string> = new Set<ErrorCode>([
  'REGISTRY_NOT_FOUND',
  'REGISTRY_UNREACHABLE',
  'REGISTRY_SYNTAX',
  'REGISTRY_UNKNOWN_FORMAT',
]);

/** What the network says of a document (UPSTREAM_…) breaks a version as well. */
function breakingOf(record: RegistryRecord): readonly Diagnostic[] {
  return record.diagnostics.filter(
    ({ code, level }) => level === 'ERROR' && (BREAKING.has(code) || code.startsWith('UPSTREAM_')),
  );
}

export class LiveRegistry {
  readonly #ports: LiveRegistryPorts;
  readonly #listeners = new Set<(record: RegistryRecord) => void>();
  #current: RegistryRecord;
  /** What the latest reading found, also where it is not in service. */
  #latest: RegistryRecord;
  #checkedAt: Instant;
  #failedAt: Instant | null = null;
  #reloading: Promise<boolean> | null = null;

  private constructor(ports: LiveRegistryPorts, current: RegistryRecord, latest: RegistryRecord) {
    this.#ports = ports;
    this.#current = current;
    this.#latest = latest;
    this.#checkedAt = nowInstant(ports.clock);
    if (current !== latest) this.#failedAt = this.#checkedAt;
  }

  /**
   * @returns the registry in service; where it cannot be read, the last good version of an earlier run, else what can
   *   be read of it
   * @throws {RegistryError} where nothing of it can be served
   */
  static async open(ports: LiveRegistryPorts): Promise<LiveRegistry> {
    const unchanged = await ports.recall();
    if (unchanged !== null) return new LiveRegistry(ports, unchanged, unchanged);
    const latest = await ports.load();
    if (breakingOf(latest).length === 0) {
      await ports.keep(latest);
      return new LiveRegistry(ports, latest, latest);
    }
    const lastGood = await ports.restore();
    if (lastGood !== null) return new LiveRegistry(ports, lastGood, latest);
    if (latest.groups.length === 0) throw new RegistryError(latest.diagnostics);
    return new LiveRegistry(ports, latest, latest);
  }

  get current(): RegistryRecord {
    return this.#current;
  }

  /** Diagnostics of the latest reading, also where an older version is in service. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#latest.diagnostics;
  }

  /**
   * Reads the registry again; concurrent calls share one reading. What the files say never makes it reject, only a fault
   * of a port or a listener.
   * @returns whether another version went into service
   */
  reload(): Promise<boolean> {
    this.#reloading ??= this.#reload().finally(() => {
      this.#reloading = null;
    });
    return this.#reloading;
  }

  async #reload(): Promise<boolean> {
    const latest = await this.#ports.load();
    this.#checkedAt = nowInstant(this.#ports.clock);
    this.#latest = latest;
    if (breakingOf(latest).length > 0) {
      this.#failedAt = this.#checkedAt;
      return false;
    }
    this.#failedAt = null;
    if (latest.version === this.#current.version) return false;
    this.#current = latest;
    await this.#ports.keep(latest);
    for (const listener of this.#listeners) listener(latest);
    return true;
  }

  /** @returns the unsubscriber */
  onChange(listener: (record: RegistryRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @returns the state of every file in service: all are held back where one could not be read. */
  statuses(): readonly SourceStatus[] {
    const breaking = this.#failedAt === null ? [] : breakingOf(this.#latest);
    return this.#current.files.map((file) => {
      const failure = breaking.find(({ sourceId }) => sourceId === file.id) ?? breaking[0] ?? null;
      return {
        id: file.id,
        kind: file.kind,
        name: file.name,
        url: file.url,
        state: failure === null ? 'FRESH' : 'STALE',
        lastSuccessAt: failure === null ? this.#checkedAt : file.fetchedAt,
        lastErrorAt: failure === null ? null : this.#failedAt,
        lastError: failure && { code: failure.code, message: failure.message },
        nextRefreshAt: null,
        etag: file.etag,
        revision: file.revision,
        diagnostics: this.#latest.diagnostics.filter(({ sourceId }) => sourceId === file.id),
      };
    });
  }
}

/** A registry of which nothing can be served. */
export class RegistryError extends CodedError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    const [first] = diagnostics;
    super(first?.code ?? 'REGISTRY_NOT_FOUND', 'Nothing of the registry can be served.');
    this.name = 'RegistryError';
    this.diagnostics = diagnostics;
  }
}
