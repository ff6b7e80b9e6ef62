import type { Lifetime } from './lifetime.ts';

/** A gateway that is down for a day leaves pages with yesterday's answer rather than with none. */
const STALE_IF_ERROR_SECONDS = 86_400;
/** How long a shared cache may serve the old answer while it fetches the new one. */
const STALE_WHILE_REVALIDATE_SECONDS = 60;

/** A value of Cache-Control, and from when through when it is the same, in epoch milliseconds. */
export interface DatedCacheControl {
  readonly value: string;
  readonly fromMs: number;
  readonly throughMs: number;
}

/**
 * RFC 9111 §5.2, RFC 5861. Shared caches may keep the answer as long as its strictest source is fresh and time does not
 * change it; browsers ask again each time, which costs a 304, because nobody can tell them of a change.
 * @returns the value of Cache-Control; it tells whole seconds
 */
export function toCacheControl({ changesAtMs, freshUntilMs }: Lifetime, nowMs: number): DatedCacheControl {
  const seconds = (untilMs: number): number => Math.max(0, Math.floor((untilMs - nowMs) / 1000));
  const shared = seconds(Math.min(changesAtMs, freshUntilMs));
  const staleUntilChange = Math.min(STALE_WHILE_REVALIDATE_SECONDS, seconds(changesAtMs) - shared);
  const value = [
    'public',
    'max-age=0',
    `s-maxage=${shared}`,
    `stale-while-revalidate=${staleUntilChange}`,
    `stale-if-error=${STALE_IF_ERROR_SECONDS}`,
  ].join(', ');
  const changes = [changesAtMs, freshUntilMs].filter((untilMs) => untilMs > nowMs && Number.isFinite(untilMs));
  const throughMs = Math.min(...changes.map((untilMs) => untilMs - 1000 * seconds(untilMs)));
  return { value, fromMs: nowMs, throughMs };
}
