/**
 * What the rules may know. The graph fills it; nothing here fetches. A fact says whether it is complete, so that a rule
 * can tell "there is none" from "we could not look".
 */
import type { GroupKey, GroupRecord } from './group.ts';
import type { InitiativeDetailsRecord, InitiativeRecord } from './initiative.ts';
import type { OccurrenceRecord, SeriesRecord } from './meeting.ts';
import type { Diagnostic, Instant, Reading, SourceDescription, Window } from './source.ts';

/** A list with the readings that it was made from. */
export interface Known<T> {
  readonly items: readonly T[];
  /** False where a source of the list was not asked, failed without a copy, or answered in part: absence proves nothing. */
  readonly isComplete: boolean;
  /** Empty: no source of the registry can answer at all. */
  readonly readings: readonly Reading[];
}

export interface SourceFact extends SourceDescription {
  /** When what is served was fetched; null where it was not. */
  readonly fetchedAt: Instant | null;
}

export interface MeetingFact {
  readonly record: OccurrenceRecord;
  readonly sourceId: string;
}

export interface SeriesFact {
  readonly record: SeriesRecord;
  readonly sourceId: string;
}

/** One way in which an initiative was tied to a group. */
export interface JoinFact {
  readonly group: GroupKey;
  readonly confidence: 'EXPLICIT' | 'INFERRED' | 'CONFLICTING';
  /** What said so, e.g. rule `label`, value `tag/infrastructure`. */
  readonly matchedBy: readonly { readonly rule: string; readonly value: string }[];
}

export interface InitiativeFact {
  readonly record: InitiativeRecord;
  readonly reading: Reading;
  readonly groups: readonly JoinFact[];
  /** null where they were not asked for or could not be read. */
  readonly details: InitiativeDetailsRecord | null;
}

/** A disagreement between two registry files (diagnostic REGISTRY_CONFLICT). */
export interface ConflictFact {
  readonly diagnostic: Diagnostic;
  /** null where it is not about one group. */
  readonly group: GroupKey | null;
}

/** Lists of one evaluation: the same call gives the same answer throughout. */
export interface Facts {
  readonly now: Instant;
  readonly groups: readonly GroupRecord[];
  readonly conflicts: readonly ConflictFact[];
  source(id: string): SourceFact | null;
  /** Each initiative of the community once, whatever the number of its groups. */
  initiatives(community: string): Known<InitiativeFact>;
  initiativesOf(group: GroupKey): Known<InitiativeFact>;
  /**
   * Instances of the group's own meetings that overlap the window, ordered by start, cancelled ones included. The
   * readings are those of the feeds that can carry them: its own, those it lists, and those with a match rule for it.
   */
  occurrencesOf(group: GroupKey, window: Window): Known<MeetingFact>;
  /** Recurrence sets and single events of the group, past ones included. */
  seriesOf(group: GroupKey): Known<SeriesFact>;
  /** Instances of shared feeds that no match rule of the community gives to a group. */
  unmatchedOccurrences(community: string, window: Window): Known<MeetingFact>;
  /** Names of the labels of a repository, `owner/name`; complete only where the whole list was read. */
  labelsOf(repository: string): Known<string>;
}

/** What must be at hand before rules are evaluated, so that nothing else is fetched. */
export interface FactNeeds {
  readonly initiatives: boolean;
  /** Initiatives whose details decide something; never asked where `initiatives` is false. */
  readonly detailsFor: (initiative: InitiativeRecord) => boolean;
  /** Spans of time that the meeting rules look at; null: no meetings are needed. */
  readonly meetings: Window | null;
  readonly labels: boolean;
}
