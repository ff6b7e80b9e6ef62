/**
 * The contract of a source: a reference from the registry in, records with a reading out. One folder a source, one
 * line in `sources/index.ts`; `test/contract/source.ts` is the suite that every one of them passes.
 */
import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { InitiativeDetailsRecord, InitiativeFeedRef, InitiativeRecord } from '../model/initiative.ts';
import type { MeetingFeedRef, OccurrenceRecord, OccurrenceWindow, SeriesRecord } from '../model/meeting.ts';
import type {
  Answer,
  Diagnostic,
  MaybePromise,
  SourceDescription,
  SourceKind,
  UpstreamBudget,
} from '../model/source.ts';
import type { Fetch, Logger, UpstreamCache } from '../net/contract.ts';

/** What the gateway hands to every source. */
export interface SourceContext {
  readonly fetch: Fetch;
  readonly cache: UpstreamCache;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Source {
  /** Key of its reference block in the registry, e.g. `icalendar`. */
  readonly name: string;
  readonly kind: SourceKind;
  /** Diagnostics of what was read last, e.g. the repairs of a broken feed. */
  diagnostics(sourceId: string): readonly Diagnostic[];
  /** Names the version of what was read last; null where nothing was. */
  revision(sourceId: string): string | null;
  budgets?(): readonly UpstreamBudget[];
  close?(): Promise<void>;
}

/** Answers never reject: a failure is a reading. A Map is keyed by the ids that were asked for and has every one of them. */
export interface InitiativeSource extends Source {
  describe(ref: InitiativeFeedRef): SourceDescription;
  /** Several feeds may share one upstream request. */
  initiatives(
    refs: readonly InitiativeFeedRef[],
  ): MaybePromise<ReadonlyMap<string, Answer<readonly InitiativeRecord[]>>>;
  /** Names of all labels of a repository, for rules that look for a label that does not exist. */
  labels?(ref: InitiativeFeedRef): MaybePromise<Answer<readonly string[]>>;
  details(nodeIds: readonly string[]): MaybePromise<ReadonlyMap<string, Answer<InitiativeDetailsRecord>>>;
  /** What is in memory; null where {@link details} would have to wait. */
  knownDetails(nodeId: string): Answer<InitiativeDetailsRecord> | null;
}

export interface MeetingSource extends Source {
  readonly refSchema: z.ZodType;
  describe(ref: MeetingFeedRef): SourceDescription;
  /** Instances that overlap `[from, to)`, ordered by start. */
  occurrences(ref: MeetingFeedRef, window: OccurrenceWindow): MaybePromise<Answer<readonly OccurrenceRecord[]>>;
  series(ref: MeetingFeedRef): MaybePromise<Answer<readonly SeriesRecord[]>>;
}
