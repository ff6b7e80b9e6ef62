import type { Lifetime } from './lifetime.ts';

/** A gateway that is down for a day leaves pages with yesterday's answer rather than with none. */
const STALE_IF_ERROR_SECONDS = 86_400;
/** How long a shared cache may serve the old answer while it fetches the new one. */
const STALE_WHILE_REVALIDATE_SECONDS = 60;

/**
 * RFC 9111 §5.2, RFC 5861. Shared caches may keep the answer as long as its strictest source is fresh and time does not
 * change it; browsers ask again each time, which costs a 304, because nobody can tell them of a change.
 * @returns the value of Cache-Control
 */
export function toCacheControl({ changesAtMs, freshUntilMs }: Lifetime, nowMs: number): string {
  const seconds = (untilMs: number): number => Math.max(0, Math.floor((untilMs - nowMs) / 1000));
  const shared = seconds(Math.min(changesAtMs, freshUntilMs));
  const staleUntilChange = Math.min(STALE_WHILE_REVALIDATE_SECONDS, seconds(changesAtMs) - shared);
  return [
    'public',
    'max-age=0',
    `s-maxage=${shared}`,
    `stale-while-revalidate=${staleUntilChange}`,
    `stale-if-error=${STALE_IF_ERROR_SECONDS}`,
  ].join(', ');
}
