/** Governance rules and what they find. */
import type { GroupKey, GroupKind, RoleKind } from './group.ts';
import type { Instant, Place } from './source.ts';

export type FindingSeverity = 'MUST' | 'SHOULD' | 'INFO';

export type FindingState = 'OPEN' | 'WAIVED' | 'RESOLVED';

/** A file of rules. */
export interface RulePackRecord {
  readonly name: string;
  readonly community: string;
  readonly rules: readonly RuleRecord[];
}

export interface RuleRecord {
  /** Stable, e.g. `term-expired`. */
  readonly id: string;
  readonly title: string;
  readonly level: FindingSeverity;
  /** The clause, in one sentence of its own words. */
  readonly quote: string;
  readonly citationUrl: string;
  /** Kinds of group it applies to; empty: every kind. */
  readonly kinds: readonly GroupKind[];
  /** Kinds of role it applies to, for rules about roles. */
  readonly roleKinds: readonly RoleKind[];
  /** Name of the evaluator in `rules/evaluators`. */
  readonly evaluator: string;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
}

export type FindingSubject =
  | { readonly type: 'Group'; readonly key: GroupKey }
  | { readonly type: 'Role'; readonly key: string }
  | { readonly type: 'Initiative'; readonly nodeId: string }
  | { readonly type: 'Source'; readonly id: string };

export interface EvidenceRecord {
  readonly text: string;
  readonly url: string | null;
  readonly observedAt: Instant;
  readonly sourceId: string;
  /** Where in a registry file it stands; null for evidence from an upstream. */
  readonly place: Place | null;
}

export interface FindingRecord {
  /** Same rule and subject, same id, in every run. */
  readonly id: string;
  readonly ruleId: string;
  readonly community: string;
  readonly severity: FindingSeverity;
  readonly state: FindingState;
  readonly message: string;
  readonly subject: FindingSubject;
  /** Groups that the finding concerns. */
  readonly groups: readonly GroupKey[];
  readonly evidence: readonly EvidenceRecord[];
  readonly openedAt: Instant;
  /** {@link FindingRecord.openedAt} where the data tells it; null where that is only when it was observed. */
  readonly heldSince: Instant | null;
  readonly dueAt: Instant | null;
  readonly suggestedFix: string | null;
  /** The data does not decide: `message` says what is missing. */
  readonly cannotTell: boolean;
}
