/**
 * Where values come from and how fresh they are. Every other record refers to a source by its id,
 * so a reader of any value can be told its origin (file and line, or URL) and its age.
 *
 * Instants are ISO 8601 strings in UTC with a `Z` (`2026-11-21T08:00:00Z`): they sort as text and
 * are answered as they are.
 */

import type { ErrorCode } from '../errors.ts';

/** An instant in UTC, e.g. `2026-11-21T08:00:00Z`. */
export type Instant = string;

/** A calendar day without zone, e.g. `2026-11-21`. */
export type CalendarDate = string;

export type SourceKind = 'REGISTRY' | 'GITHUB' | 'ICALENDAR' | 'PAGE' | 'LANDSCAPE';

/**
 * FRESH: read or revalidated within its fresh time. STALE: an older copy is served, because a refresh runs or the
 * upstream fails. FAILING: the last attempt failed and there is no copy. UNREAD: nothing has asked for it, or it
 * cannot be asked (no token).
 */
export type SourceState = 'FRESH' | 'STALE' | 'FAILING' | 'UNREAD';

/** What is known of a source before it is read. */
export interface SourceDescription {
  /** Stable across restarts, unique in the registry, e.g. `icalendar:lfx`. */
  readonly id: string;
  readonly kind: SourceKind;
  readonly name: string;
  /** For people to open; null where the address is itself a secret. */
  readonly url: string | null;
}

/** A failure as it may be shown to a client: no URL, no body, no stack. */
export interface PublicError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** How one source answered, at the moment a value was taken from it. */
export interface Reading {
  readonly sourceId: string;
  readonly state: SourceState;
  /** When the served copy was fetched or last confirmed unchanged; null where there is none. */
  readonly fetchedAt: Instant | null;
  /** The latest failure, where the latest attempt failed. */
  readonly error: PublicError | null;
  /** Changes exactly when the served value changes. */
  readonly version: string;
  /** The source gave a part of what it has, and nobody can say what is missing. */
  readonly isIncomplete?: boolean;
}

/** A value with the reading it came with. `value` is null exactly when the state is FAILING or UNREAD. */
export interface Answer<T> {
  readonly value: T | null;
  readonly reading: Reading;
}

/** The running state of a source, for operators. */
export interface SourceStatus extends SourceDescription {
  readonly state: SourceState;
  readonly lastSuccessAt: Instant | null;
  readonly lastErrorAt: Instant | null;
  readonly lastError: PublicError | null;
  readonly nextRefreshAt: Instant | null;
  readonly etag: string | null;
  /** Git commit, GitHub listing time or content hash: names the version of the content. */
  readonly revision: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Budget of an upstream that meters its callers. */
export interface UpstreamBudget {
  readonly sourceId: string;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Instant;
}

/** Where in a source a value stands. */
export interface Place {
  readonly sourceId: string;
  /** Path inside the document, e.g. `tags[1].leadership.chairs[0].term.end`. */
  readonly path: string;
  /** 1-based; null where the source has no lines. */
  readonly line: number | null;
  /** 1-based. */
  readonly column: number | null;
}

/** Places by field name of the GraphQL type; the key `''` stands for the whole record. */
export type Places = Readonly<Record<string, Place>>;

export type DiagnosticLevel = 'ERROR' | 'WARNING' | 'NOTE';

/** One oddity found in a source, with what to do about it. */
export interface Diagnostic {
  readonly level: DiagnosticLevel;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | null;
  readonly sourceId: string;
  /** File as the user named it, for `file:line:col`; null for upstreams that are not files. */
  readonly file: string | null;
  readonly path: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** A half-open span of time `[from, to)`. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

export type MaybePromise<T> = T | Promise<T>;
