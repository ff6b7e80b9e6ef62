import { type Clock, toInstant } from '../clock.ts';
import type { PublicError, SourceDescription, SourceState } from '../model/source.ts';
import type { UpstreamCache } from './contract.ts';

type SourceStatus = NonNullable<ReturnType<UpstreamCache['status']>>;

/** What was last seen of a source, whichever of its keys was read. Times in milliseconds since the epoch. */
interface Seen {
  source: SourceDescription;
  copiedAtMs: number | null;
  freshUntilMs: number | null;
  etag: string | null;
  lastError: { readonly error: PublicError; readonly atMs: number; readonly retryAtMs: number } | null;
  /** The latest attempt failed. */
  isFailing: boolean;
  changes: number;
}

interface CopyTimes {
  readonly fetchedAtMs: number;
  readonly freshUntilMs: number;
}

export interface SourceStatuses {
  describe(source: SourceDescription): void;
  /** A copy is in memory, from the upstream or a tier. */
  copied(source: SourceDescription, copy: Pick<Seen, 'etag' | 'isFailing'> & CopyTimes): void;
  failed(source: SourceDescription, error: PublicError, retryAtMs: number): void;
  /** The copy counts as stale from now on. */
  expired(source: SourceDescription): void;
  of(sourceId: string): SourceStatus | null;
  /** See {@link UpstreamCache.changes}. */
  changes(sourceId?: string): number;
}

/** Remembers how each source fared, for operators. One record a source, so it is bounded by the registry. */
export function createSourceStatuses(clock: Clock): SourceStatuses {
  const seen = new Map<string, Seen>();
  let changes = 0;

  function recordOf(source: SourceDescription): Seen {
    const known = seen.get(source.id);
    if (known !== undefined) return known;
    const created: Seen = {
      source,
      copiedAtMs: null,
      freshUntilMs: null,
      etag: null,
      lastError: null,
      isFailing: false,
      changes: 0,
    };
    seen.set(source.id, created);
    return created;
  }

  function countChange(record: Seen): void {
    record.changes += 1;
    changes += 1;
  }

  function stateOf(record: Seen): SourceState {
    if (record.copiedAtMs === null) return record.isFailing ? 'FAILING' : 'UNREAD';
    return !record.isFailing && clock.now() < (record.freshUntilMs ?? 0) ? 'FRESH' : 'STALE';
  }

  return {
    describe(source) {
      recordOf(source).source = source;
    },
    copied(source, { fetchedAtMs, freshUntilMs, etag, isFailing }) {
      const record = recordOf(source);
      record.isFailing = isFailing;
      record.copiedAtMs = fetchedAtMs;
      record.freshUntilMs = freshUntilMs;
      record.etag = etag;
      countChange(record);
    },
    failed(source, error, retryAtMs) {
      const record = recordOf(source);
      record.lastError = { error, atMs: clock.now(), retryAtMs };
      record.isFailing = true;
      countChange(record);
    },
    expired(source) {
      countChange(recordOf(source));
    },
    changes: (sourceId) => (sourceId === undefined ? changes : (seen.get(sourceId)?.changes ?? 0)),
    of(sourceId) {
      const record = seen.get(sourceId);
      if (record === undefined) return null;
      const { source, copiedAtMs, freshUntilMs, etag, lastError } = record;
      const nextRefreshAtMs = record.isFailing ? (lastError?.retryAtMs ?? null) : freshUntilMs;
      return {
        ...source,
        state: stateOf(record),
        lastSuccessAt: instantOrNull(copiedAtMs),
        lastErrorAt: instantOrNull(lastError?.atMs ?? null),
        lastError: lastError?.error ?? null,
        nextRefreshAt: instantOrNull(nextRefreshAtMs),
        etag,
      };
    },
  };
}

function instantOrNull(epochMs: number | null): string | null {
  return epochMs === null ? null : toInstant(epochMs);
}
