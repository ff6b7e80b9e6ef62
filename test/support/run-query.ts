/** Runs queries on the real schema over records, and counts what was pulled. */
import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { createContext, type GraphPorts } from '../../src/graph/context.ts';
import { RegistryView } from '../../src/graph/registry-view.ts';
import { createSchema } from '../../src/graph/schema.ts';
import type { SourceVersions } from '../../src/graph/source-versions.ts';
import type { InitiativeDetailsRecord, InitiativeRecord } from '../../src/model/initiative.ts';
import type { OccurrenceRecord, SeriesRecord } from '../../src/model/meeting.ts';
import type { RegistryRecord } from '../../src/model/registry.ts';
import type { Answer, MaybePromise, SourceStatus } from '../../src/model/source.ts';
import { judgeSubjects, neededFacts } from '../../src/rules/evaluate.ts';
import { failing, fresh } from './records.ts';

export const NOW = '2026-11-21T00:00:00Z';

export interface World {
  readonly registry: RegistryRecord;
  /** By feed id; absent: the source fails. */
  readonly initiatives?: Readonly<Record<string, readonly InitiativeRecord[]>>;
  readonly details?: Readonly<Record<string, InitiativeDetailsRecord>>;
  /** By feed id; absent: the source fails. Instances outside the window are left out, as sources do. */
  readonly occurrences?: Readonly<Record<string, readonly OccurrenceRecord[]>>;
  readonly series?: Readonly<Record<string, readonly SeriesRecord[]>>;
  /** Answers come as promises, as on a cold start. */
  readonly isCold?: boolean;
  readonly now?: string;
}

/** What was asked of the sources, in order: `initiatives github:org/work`. */
export interface Run {
  readonly result: ExecutionResult;
  readonly calls: readonly string[];
}

let schema: GraphQLSchema | null = null;

export async function runQuery(
  world: World,
  source: string,
  variableValues: Readonly<Record<string, unknown>> = {},
): Promise<Run> {
  const calls: string[] = [];
  schema ??= createSchema();
  const context = createContext(createPorts(world, calls), { baseUrl: 'https://graph.test', budget: null });
  const result = await graphql({ schema, source, variableValues, contextValue: context });
  // Results have null prototypes, which no literal equals.
  return { result: JSON.parse(JSON.stringify(result)) as ExecutionResult, calls };
}

/** @returns the data of a query that must have no errors. */
export async function queryData<T = Record<string, never>>(
  world: World,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<T> {
  const { result } = await runQuery(world, source, variables);
  if (result.errors !== undefined) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  return result.data as T;
}

export function createPorts(world: World, calls: string[] = []): GraphPorts {
  const view = new RegistryView(world.registry);
  const answer = <T>(call: string, value: Answer<T>): MaybePromise<Answer<T>> => {
    calls.push(call);
    return world.isCold ? Promise.resolve(value) : value;
  };
  const sourceIdOf = (feedId: string): string => `icalendar:${feedId}`;
  return {
    registry: () => view,
    initiatives: (feed) => {
      const records = world.initiatives?.[feed.id];
      return answer(`initiatives ${feed.id}`, records === undefined ? failing(feed.id) : fresh(feed.id, records));
    },
    initiativeDetails: (source, nodeIds) => {
      calls.push(`details ${nodeIds.length}`);
      return Promise.resolve(
        new Map(
          nodeIds.map((nodeId) => {
            const details = world.details?.[nodeId];
            return [nodeId, details === undefined ? failing(source) : fresh(source, details)] as const;
          }),
        ),
      );
    },
    knownDetails: () => null,
    labels: () => null,
    occurrences: (feed, { from, to }) => {
      const id = sourceIdOf(feed.id);
      const records = world.occurrences?.[feed.id];
      const inWindow = records?.filter(({ start, end }) => start < to && (end > from || start >= from));
      return answer(`occurrences ${feed.id}`, inWindow === undefined ? failing(id) : fresh(id, inWindow));
    },
    series: (feed) => {
      const id = sourceIdOf(feed.id);
      const records = world.series?.[feed.id];
      return answer(`series ${feed.id}`, records === undefined ? failing(id) : fresh(id, records));
    },
    sources: () => listSources(world),
    budgets: () => [],
    rules: () => ({ neededFacts, judgeSubjects }),
    versions: forgetful(view),
    clock: { now: () => Date.parse(world.now ?? NOW) },
  };
}

/** Every source is another whenever it is looked at, so that nothing is kept. */
function forgetful(view: RegistryView): SourceVersions {
  let looks = 0;
  const look = (): number => {
    looks += 1;
    return looks;
  };
  return { epoch: look, registry: () => view, versionOf: look, freshUntilMs: () => null };
}

function listSources({ registry, initiatives, occurrences }: World): readonly SourceStatus[] {
  const status = (id: string, kind: SourceStatus['kind'], isRead: boolean): SourceStatus => ({
    id,
    kind,
    name: id,
    url: null,
    state: isRead ? 'FRESH' : 'FAILING',
    lastSuccessAt: isRead ? NOW : null,
    lastErrorAt: null,
    lastError: null,
    nextRefreshAt: null,
    etag: null,
    revision: null,
    diagnostics: [],
  });
  return [
    ...registry.files.map(({ id }) => status(id, 'REGISTRY', true)),
    ...registry.initiativeFeeds.map(({ id }) => status(id, 'GITHUB', initiatives?.[id] !== undefined)),
    ...registry.meetingFeeds.map(({ id }) => status(`icalendar:${id}`, 'ICALENDAR', occurrences?.[id] !== undefined)),
  ];
}
