/** Runs one rule over facts, for tables of met, not met and cannot tell. */

import type { Facts } from '../../src/model/facts.ts';
import type { FindingRecord, RuleRecord } from '../../src/model/finding.ts';
import { evaluatorNamed } from '../../src/rules/evaluators/index.ts';
import { evaluateRules } from '../support/evaluate-rules.ts';

/** @returns the outcome of each verdict in order, e.g. `['met', 'not-met']`; `[]` where the rule applies to nothing. */
export function outcomes(facts: Facts, rule: RuleRecord): readonly string[] {
  const verdicts = evaluatorNamed(rule.evaluator).evaluate(facts, rule, 'cncf');
  return Array.from(verdicts, ({ judgement }) => judgement.outcome);
}

export function findings(facts: Facts, ...rules: readonly RuleRecord[]): readonly FindingRecord[] {
  return evaluateRules([{ name: 'test', community: 'cncf', rules }], facts);
}

/** @returns the only finding. */
export function finding(facts: Facts, rule: RuleRecord): FindingRecord {
  const [first, ...others] = findings(facts, rule);
  if (first === undefined || others.length > 0)
    throw new Error(`Expected one finding, got ${others.length + (first ? 1 : 0)}.`);
  return first;
}
