import type { GraphPorts } from './graph/context.ts';
import type { SourceVersions } from './graph/source-versions.ts';
import type { UpstreamCache } from './net/contract.ts';
import type { LiveRegistry } from './registry/live-registry.ts';

/** @returns the versions of every source: upstreams as their cache counts them, registry files as they were read last */
export function createSourceVersions(
  registry: LiveRegistry,
  view: GraphPorts['registry'],
  cache: UpstreamCache,
): SourceVersions {
  let readings = 0;
  let latest = registry.diagnostics;
  /** Counts how often the registry was read, whether or not that changed it. */
  const countReadings = (): number => {
    // Each reading makes a list of its own.
    if (registry.diagnostics !== latest) {
      latest = registry.diagnostics;
      readings += 1;
    }
    return readings;
  };
  return {
    epoch: () => cache.changes() + countReadings(),
    registry: view,
    versionOf: (sourceId) => `${cache.changes(sourceId)} ${countReadings()}`,
    freshUntilMs: (sourceId) => {
      const next = cache.status(sourceId)?.nextRefreshAt ?? null;
      return next === null ? null : Date.parse(next);
    },
  };
}
