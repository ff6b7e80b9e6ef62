/** What an evaluator says of one subject. */
import type { EvidenceRecord, FindingSubject } from '../model/finding.ts';
import type { GroupKey } from '../model/group.ts';
import type { Instant } from '../model/source.ts';

export type Judgement =
  | { readonly outcome: 'met' }
  | {
      readonly outcome: 'not-met';
      readonly message: string;
      readonly evidence: readonly EvidenceRecord[];
      /** Since when, where the data says it; null: since the first evidence was observed. */
      readonly openedAt: Instant | null;
      readonly dueAt: Instant | null;
      readonly suggestedFix: string | null;
    }
  | {
      readonly outcome: 'cannot-tell';
      /** What is missing. */
      readonly message: string;
      readonly evidence: readonly EvidenceRecord[];
      readonly suggestedFix: string | null;
    };

export interface Verdict {
  readonly subject: FindingSubject;
  readonly groups: readonly GroupKey[];
  /** Tells findings of one rule on one subject apart, e.g. the UID of an event; null where there is one at most. */
  readonly discriminator: string | null;
  readonly judgement: Judgement;
  /**
   * Judges the same facts once more, for the words: those of thousands of findings take far more memory than what they are
   * made of, and few are ever read. Absent: the judgement is kept with its words.
   */
  readonly judgeAgain?: () => Judgement | null;
}

export const met: Judgement = { outcome: 'met' };

export function notMet(
  message: string,
  evidence: readonly EvidenceRecord[],
  more: { openedAt?: Instant; dueAt?: Instant; suggestedFix?: string } = {},
): Judgement {
  const { openedAt = null, dueAt = null, suggestedFix = null } = more;
  return { outcome: 'not-met', message, evidence, openedAt, dueAt, suggestedFix };
}

export function cannotTell(
  message: string,
  evidence: readonly EvidenceRecord[],
  suggestedFix: string | null = null,
): Judgement {
  return { outcome: 'cannot-tell', message, evidence, suggestedFix };
}
