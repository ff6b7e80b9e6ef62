import type { Lifetime } from './lifetime.ts';

/** An answer as the cache sees it. */
export abstract class KeptAnswer {
  readonly contentType: string;
  readonly lifetime: Lifetime;
  /** {@link SourceVersions.epoch} at the latest check that found every source unchanged. */
  checkedEpoch: number;

  constructor(contentType: string, lifetime: Lifetime, epoch: number) {
    this.contentType = contentType;
    this.lifetime = lifetime;
    this.checkedEpoch = epoch;
  }

  /** Bytes in memory; compressed forms are a fraction of it, which is not counted. */
  abstract get size(): number;
}
