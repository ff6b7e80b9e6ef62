import type { Diagnostic as DiagnosticRecord, SourceStatus } from '../../model/source.ts';
import type { Complete } from '../complete.ts';
import { paginate, type SortOrder } from '../connection.ts';
import { toGlobalId } from '../ids.ts';
import { findSource, sourceOf } from '../sources.ts';
import { toDuration, toEpochMs } from '../time.ts';

/** In the order of the registry: by rank, so that the place of an item does not depend on its name. */
function inOrder<T>(items: readonly T[], keyOf: (item: T) => string): SortOrder<T> {
  const ranks = new Map(items.map((item, index) => [item, index]));
  return { name: 'REGISTRY', direction: 'ASC', valueOf: (item) => ranks.get(item) ?? null, keyOf };
}

export const sourceQueries: Pick<Complete<'Query'>, 'sources'> = {
  sources: (_root, args, { ports }) => {
    const { kind, state } = args.filterBy ?? {};
    const sources = ports.sources();
    const matching = sources.filter(
      (source) => (!kind || kind.includes(source.kind)) && (!state || state.includes(source.state)),
    );
    const page = paginate(
      matching,
      args,
      inOrder<SourceStatus>(sources, ({ id }) => id),
    );
    return { nodes: page.nodes, pageInfo: page.pageInfo, totalCount: matching.length };
  },
};

export const Source: Complete<'Source'> = {
  id: ({ id }) => toGlobalId('Source', id),
  lastError: ({ lastError }) => (lastError === null ? null : `${lastError.code}: ${lastError.message}`),
  diagnostics: ({ diagnostics }, args) => {
    const order = inOrder<DiagnosticRecord>(
      diagnostics,
      ({ code, path, line }) => `${code} ${path ?? ''} ${line ?? ''}`,
    );
    const page = paginate(diagnostics, args, order);
    return { nodes: page.nodes, pageInfo: page.pageInfo, totalCount: diagnostics.length };
  },
};

export const SourceReading: Complete<'SourceReading'> = {
  source: ({ sourceId }, _args, context) => sourceOf(context, sourceId),
  age: ({ fetchedAt }, _args, { now }) =>
    fetchedAt === null ? null : toDuration(Math.max(0, toEpochMs(now) - toEpochMs(fetchedAt))),
  error: ({ error }) => (error === null ? null : `${error.code}: ${error.message}`),
};

export const Provenance: Complete<'Provenance'> = {
  source: ({ sourceId }, _args, context) => sourceOf(context, sourceId),
};

export const Diagnostic: Complete<'Diagnostic'> = {
  url: ({ sourceId, line }, _args, context) => {
    const url = findSource(context, sourceId)?.url ?? null;
    return url === null || line === null ? url : `${url}#L${line}`;
  },
};
