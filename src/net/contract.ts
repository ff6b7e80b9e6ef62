/**
 * What the rest of the house sees of `net`: a guarded `fetch`, and a cache in front of every upstream read.
 */
import type { Answer, MaybePromise, SourceDescription, SourceStatus } from '../model/source.ts';

/**
 * WHATWG fetch behind the guard: http(s) only; private addresses refused after DNS and after every redirect; time,
 * size and redirects limited; bodies decompressed within the size limit. The body fails with the same errors while it
 * is read; one that is not read to its end should be cancelled. `Response.url` is empty, since an address may be a secret.
 * @throws {SourceError} UPSTREAM_REFUSED_ADDRESS, UPSTREAM_TIMEOUT, UPSTREAM_UNREACHABLE, UPSTREAM_TOO_LARGE,
 * UPSTREAM_BAD_BODY (damaged compression), UPSTREAM_ERROR (too many redirects). A status of 4xx or 5xx is an answer,
 * not an error. Where `signal` is aborted with a SourceError, that one.
 */
export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** What a fetcher hands to the cache. */
export interface Fetched<T> {
  readonly value: T;
  /** HTTP validators of the answer, handed back to the next fetch. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** Overrides `freshForSeconds` where the upstream says it (Cache-Control: max-age, RFC 9111 §5.2.2.1). */
  readonly freshForSeconds?: number;
}

/** What an earlier fetch left, for conditional requests and for refreshes that ask only for changes. */
export interface Previous<T> {
  readonly value: T;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** When that fetch began: whatever changed since then may be missing in `value`. */
  readonly fetchedAt: string;
}

export interface ReadOptions<Stored, Value> {
  readonly source: SourceDescription;
  /**
   * Key of the cached value. It names all that decides the value, since values outlive a restart and may be shared by
   * replicas: a feed whose address was corrected in the registry needs another key (its hash, for it may be a secret).
   */
  readonly key: string;
  /** While an answer is younger it is served without asking the upstream. */
  readonly freshForSeconds: number;
  /** For so long after that it is served when the upstream fails (RFC 5861 stale-if-error). */
  readonly keepForSeconds: number;
  /**
   * Asks the upstream. `'not-modified'` confirms `previous`. Stored must survive JSON, except that a Uint8Array may
   * stand as the whole value.
   * @throws {SourceError}
   */
  readonly fetch: (previous: Previous<Stored> | null, signal: AbortSignal) => Promise<Fetched<Stored> | 'not-modified'>;
  /**
   * Runs once for each change of the stored value, not once a read, so it may depend on nothing but that value and the
   * key. A throw is a failure of the read (its code where it is a SourceError, else UPSTREAM_BAD_BODY), and the value
   * before stays in service.
   */
  readonly decode: (stored: Stored) => MaybePromise<Value>;
}

/** `stored`: the disk or Redis; `none`: there was neither a copy nor an answer. */
export type CacheTier = 'memory' | 'stored' | 'upstream' | 'none';

/** Fresh answers from memory; stale ones while a refresh runs; older ones, for days, when the upstream fails. */
export interface UpstreamCache {
  /**
   * Synchronous when a decoded value is in memory: fresh, or stale with a refresh begun in the background.
   * Never rejects: a failure is a reading. Concurrent reads of a key share one fetch, and a failure is not remembered
   * beyond a short pause.
   */
  read<Stored, Value>(options: ReadOptions<Stored, Value>): MaybePromise<Answer<Value>>;
  /** What {@link read} answers where it does so without waiting; null where it would have to wait, and then begins nothing. */
  readAtOnce<Stored, Value>(options: ReadOptions<Stored, Value>): Answer<Value> | null;
  /** What is in memory or stored, by whichever process, whether or not it is fresh; null where nothing is. Never asks the upstream. */
  readStored<Stored, Value>(options: ReadOptions<Stored, Value>): Promise<Value | null>;
  /**
   * The next read asks the upstream again; the old value is served meanwhile.
   * @param options `isUnreliable`: that fetch may not build on the old value, whichever process makes it, because what
   * changed does not show beside it
   */
  expire(key: string, options?: { readonly isUnreliable?: boolean }): Promise<void>;
  /** Of every source that was read or failed since the start. */
  status(sourceId: string): Omit<SourceStatus, 'diagnostics' | 'revision'> | null;
  /**
   * Counts the changes of a source, or of all where none is named: of a value, its age or its state, for whatever
   * reason but time. Costs next to nothing, so that answers made of many sources can be checked at each request.
   */
  changes(sourceId?: string): number;
  /** How often a read was answered from each tier since the start. */
  reads(): Readonly<Record<CacheTier, number>>;
  /** Called after the value of a key changed, whoever refreshed it. Returns the unsubscriber. */
  onChange(listener: (key: string) => void): () => void;
  close(): Promise<void>;
}

/** Structured log; pino fits. Values pass the redaction of `privacy.ts` before they are written. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
