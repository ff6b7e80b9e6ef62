import type { Facts } from '../../src/model/facts.ts';
import type { FindingRecord, RulePackRecord } from '../../src/model/finding.ts';
import { judgeSubjects, type RuleSelection } from '../../src/rules/evaluate.ts';

/** @returns the findings of {@link judgeSubjects}, drawn without a pause */
export function evaluateRules(
  packs: readonly RulePackRecord[],
  facts: Facts,
  selection: RuleSelection = {},
): readonly FindingRecord[] {
  return Array.from(judgeSubjects(packs, facts, selection)).filter((finding) => finding !== null);
}
