import type { Complete } from '../complete.ts';
import { paginateList } from '../connection.ts';
import { toGlobalId } from '../ids.ts';
import { findSource, sourceOf } from '../sources.ts';
import { toDuration, toEpochMs } from '../time.ts';

export const sourceQueries: Pick<Complete<'Query'>, 'sources'> = {
  sources: (_root, args, { ports, validity }) => {
    const { kind, state } = args.filterBy ?? {};
    const sources = ports.sources();
    for (const { id } of sources) validity.dependsOn(id);
    const matching = sources.filter(
      (source) => (!kind || kind.includes(source.kind)) && (!state || state.includes(source.state)),
    );
    return paginateList(matching, args, ({ id }) => id);
  },
};

export const Source: Complete<'Source'> = {
  id: ({ id }) => toGlobalId('Source', id),
  lastError: ({ lastError }) => (lastError === null ? null : `${lastError.code}: ${lastError.message}`),
  diagnostics: ({ diagnostics }, args) =>
    paginateList(diagnostics, args, ({ code, path, line }) => `${code} ${path ?? ''} ${line ?? ''}`),
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
