/**
 * Governance rules over the facts of a community: every rule of a pack is put to its evaluator, and what is not met or
 * cannot be told becomes a finding.
 */

import type { FactNeeds, Facts } from '../model/facts.ts';
import type { EvidenceRecord, FindingRecord, FindingSubject, RulePackRecord, RuleRecord } from '../model/finding.ts';
import type { GroupRecord, WaiverRecord } from '../model/group.ts';
import type { InitiativeRecord } from '../model/initiative.ts';
import type { Instant } from '../model/source.ts';
import { publicUrl, withholdPrivate } from '../privacy.ts';
import { coverOf, dayOf } from './days.ts';
import type { Evaluator } from './evaluator.ts';
import { evaluatorNamed } from './evaluators/index.ts';
import { recordEvidence } from './evidence.ts';
import type { Judgement, Verdict } from './judgement.ts';

/** Which rules to evaluate. */
export interface RuleSelection {
  /** Ids of rules; absent: all of them. */
  readonly ruleIds?: readonly string[];
}

/**
 * @returns what must be at hand before {@link evaluateRules} is called with the same packs and selection: nothing more
 * needs to be fetched.
 */
export function neededFacts(packs: readonly RulePackRecord[], now: Instant, selection: RuleSelection = {}): FactNeeds {
  const needs = selectedRules(packs, selection).map(({ rule, evaluator }) => evaluator.needs(rule, now));
  return {
    initiatives: needs.some(({ initiatives }) => initiatives),
    detailsFor: (initiative: InitiativeRecord) => needs.some(({ detailsFor }) => detailsFor(initiative)),
    meetings: needs.reduce<FactNeeds['meetings']>((window, { meetings }) => coverOf(window, meetings), null),
    labels: needs.some(({ labels }) => labels),
  };
}

/**
 * Pure: the same facts give the same findings, in the order of packs, rules and subjects. What is met gives none. Where
 * the facts do not decide, the finding says `cannotTell`, names what is missing and is of severity INFO whatever the
 * rule's level, so that a count of open MUST findings counts breaches alone.
 */
export function evaluateRules(
  packs: readonly RulePackRecord[],
  facts: Facts,
  selection: RuleSelection = {},
): readonly FindingRecord[] {
  const groups = new Map(facts.groups.map((group) => [group.key, group]));
  const findings = new Map<string, FindingRecord>();
  for (const { rule, evaluator, community } of selectedRules(packs, selection)) {
    for (const verdict of evaluator.evaluate(facts, rule, community)) {
      const { judgement } = verdict;
      if (judgement.outcome === 'met') continue;
      const finding = toFinding(facts, groups, rule, community, verdict, judgement);
      if (!findings.has(finding.id)) findings.set(finding.id, finding);
    }
  }
  return [...findings.values()];
}

function selectedRules(
  packs: readonly RulePackRecord[],
  { ruleIds }: RuleSelection,
): readonly { rule: RuleRecord; evaluator: Evaluator; community: string }[] {
  return packs.flatMap(({ rules, community }) =>
    rules
      .filter(({ id }) => ruleIds === undefined || ruleIds.includes(id))
      .map((rule) => ({ rule, community, evaluator: evaluatorNamed(rule.evaluator) })),
  );
}

function toFinding(
  facts: Facts,
  groups: ReadonlyMap<string, GroupRecord>,
  rule: RuleRecord,
  community: string,
  verdict: Verdict,
  judgement: Exclude<Judgement, { outcome: 'met' }>,
): FindingRecord {
  const concerned = verdict.groups.flatMap((key) => groups.get(key) ?? []);
  const waivers = waiversOf(facts, concerned, rule.id);
  const evidence = [...judgement.evidence, ...waivers.flatMap((waived) => waiverEvidence(facts, waived))].map(toPublic);
  const isUntold = judgement.outcome === 'cannot-tell';
  const observedAt = judgement.evidence[0]?.observedAt ?? facts.now;
  return {
    id: [community, rule.id, subjectKey(verdict.subject), verdict.discriminator].filter(Boolean).join('|'),
    ruleId: rule.id,
    community,
    severity: isUntold ? 'INFO' : rule.level,
    state: waivers.length > 0 ? 'WAIVED' : 'OPEN',
    message: withholdPrivate(judgement.message),
    subject: verdict.subject,
    groups: verdict.groups,
    evidence,
    openedAt: isUntold ? observedAt : (judgement.openedAt ?? observedAt),
    dueAt: isUntold ? null : judgement.dueAt,
    suggestedFix: judgement.suggestedFix === null ? null : withholdPrivate(judgement.suggestedFix),
    cannotTell: isUntold,
  };
}

interface Waived {
  readonly group: GroupRecord;
  readonly waiver: WaiverRecord;
}

/** @returns the waivers that hold today, the last day included, where every group concerned has one; else none. */
function waiversOf(facts: Facts, groups: readonly GroupRecord[], ruleId: string): readonly Waived[] {
  const today = dayOf(facts.now);
  const waived = groups.flatMap((group) => {
    const waiver = group.waivers.find(({ rule, until }) => rule === ruleId && until >= today);
    return waiver === undefined ? [] : [{ group, waiver }];
  });
  return waived.length === groups.length ? waived : [];
}

function waiverEvidence(facts: Facts, { group, waiver }: Waived): EvidenceRecord[] {
  const text = `${group.name} waives the rule until ${waiver.until}: ${waiver.reason}`;
  return recordEvidence(facts, group, 'waivers', text);
}

function subjectKey(subject: FindingSubject): string {
  switch (subject.type) {
    case 'Initiative':
      return `initiative:${subject.nodeId}`;
    case 'Source':
      return `source:${subject.id}`;
    case 'Group':
      return `group:${subject.key}`;
    case 'Role':
      return `role:${subject.key}`;
  }
}

/** Titles of issues and events are other people's words: they pass the privacy policy here, once for all evaluators. */
function toPublic(evidence: EvidenceRecord): EvidenceRecord {
  return {
    ...evidence,
    text: withholdPrivate(evidence.text),
    url: evidence.url === null ? null : publicUrl(evidence.url),
  };
}
