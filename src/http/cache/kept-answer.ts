import { type DatedCacheControl, toCacheControl } from './cache-control.ts';
import type { Lifetime } from './lifetime.ts';

/** An answer as the cache sees it. */
export abstract class KeptAnswer {
  readonly contentType: string;
  readonly lifetime: Lifetime;
  /** {@link SourceVersions.epoch} at the latest check that found every source unchanged. */
  checkedEpoch: number;
  #cacheControl: DatedCacheControl | null = null;

  constructor(contentType: string, lifetime: Lifetime, epoch: number) {
    this.contentType = contentType;
    this.lifetime = lifetime;
    this.checkedEpoch = epoch;
  }

  /** @returns the value of Cache-Control, the same string while it says the same */
  cacheControlAt(nowMs: number): string {
    const known = this.#cacheControl;
    if (known !== null && known.fromMs <= nowMs && nowMs <= known.throughMs) return known.value;
    this.#cacheControl = toCacheControl(this.lifetime, nowMs);
    return this.#cacheControl.value;
  }

  /** Bytes in memory; compressed forms are a fraction of it, which is not counted. */
  abstract get size(): number;
}
