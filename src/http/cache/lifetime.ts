/** How long an answer stays true: until a source that it rests on changes, and until time alone changes it. */
import type { Validity } from '../../graph/validity.ts';
import type { SourceVersions } from './source-versions.ts';

export interface Lifetime {
  readonly registry: object;
  /** By source id, as they were when the answer was made. */
  readonly versions: ReadonlyMap<string, string | number>;
  /** Epoch milliseconds from which time makes another answer: it must not be served then. */
  readonly changesAtMs: number;
  /** Epoch milliseconds from which a source wants to be read again; until it has been, the answer is as good as before. */
  readonly freshUntilMs: number;
}

/** Nothing is kept for longer without being made anew: whatever was overlooked is wrong for an hour at most. */
const MAX_AGE_MS = 3_600_000;
/** Where a source does not say when to ask again, it is asked so often. */
const UNKNOWN_FRESHNESS_MS = 60_000;

/** @returns the lifetime of an answer made in this moment. */
export function toLifetime(validity: Validity, versions: SourceVersions, nowMs: number): Lifetime {
  let freshUntilMs = nowMs + MAX_AGE_MS;
  for (const id of validity.sources) {
    const untilMs = versions.freshUntilMs(id);
    // What is due already is read again by whoever asks next, but not by everybody who asks in this second.
    freshUntilMs = Math.min(freshUntilMs, Math.max(untilMs ?? nowMs + UNKNOWN_FRESHNESS_MS, nowMs + 1000));
  }
  return {
    registry: versions.registry(),
    versions: new Map(Array.from(validity.sources, (id) => [id, versions.versionOf(id)])),
    changesAtMs: validity.changes === null ? Number.POSITIVE_INFINITY : Date.parse(validity.changes),
    freshUntilMs,
  };
}

/** @returns whether every source is still as it was. */
export function isUnchanged({ registry, versions }: Lifetime, current: SourceVersions): boolean {
  if (current.registry() !== registry) return false;
  for (const [id, version] of versions) if (current.versionOf(id) !== version) return false;
  return true;
}
