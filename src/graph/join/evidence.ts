/** Why something is tied to a group. */
import type { GroupRecord } from '../../model/group.ts';

export type EvidenceRule =
  | 'label'
  | 'form'
  | 'issue-search'
  | 'title'
  | 'project-field'
  | 'feed'
  | 'meeting-id'
  | 'uid'
  | 'organizer-domain'
  | 'category';

export interface TieEvidence {
  readonly rule: EvidenceRule;
  readonly value: string;
  readonly sourceId: string;
  readonly url: string | null;
}

export type Confidence = 'EXPLICIT' | 'INFERRED' | 'CONFLICTING';

export interface GroupTieEdge extends GroupTie {
  readonly cursor: string;
}

export interface GroupTie {
  readonly node: GroupRecord;
  readonly matchedBy: readonly TieEvidence[];
  readonly confidence: Confidence;
}
