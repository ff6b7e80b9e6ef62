/** Looking up sources by id, for readings, evidence and provenance. */
import type { SourceStatus } from '../model/source.ts';
import type { GraphContext } from './context.ts';
import { whenReady } from './maybe-promise.ts';

function sourcesById(context: GraphContext): ReadonlyMap<string, SourceStatus> {
  let map: ReadonlyMap<string, SourceStatus> = new Map();
  whenReady(
    context.loaders.once('sources', () => new Map(context.ports.sources().map((source) => [source.id, source]))),
    (sources) => {
      map = sources;
    },
  );
  return map;
}

export function findSource(context: GraphContext, id: string): SourceStatus | null {
  context.validity.dependsOn(id);
  return sourcesById(context).get(id) ?? null;
}

/**
 * @returns the source
 * @throws {Error} where a record names a source that the registry does not have: a fault of the program
 */
export function sourceOf(context: GraphContext, id: string): SourceStatus {
  const source = findSource(context, id);
  if (source === null) throw new Error(`A record names the source "${id}", which the registry does not have.`);
  return source;
}
