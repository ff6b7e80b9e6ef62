/**
 * Governance rules over the facts of a community: every rule of a pack is put to its evaluator, and what is not met or
 * cannot be told becomes a finding.
 */

import type { FactNeeds, Facts } from '../model/facts.ts';
import type { EvidenceRecord, FindingRecord, FindingSubject, RulePackRecord, RuleRecord } from '../model/finding.ts';
import type { GroupKey, GroupRecord, WaiverRecord } from '../model/group.ts';
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
 * @returns what must be at hand before {@link judgeSubjects} is called with the same packs and selection: nothing more
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
 * Pure: the same facts give the same findings, in the order of packs, rules and subjects, one by one; null for each
 * subject that gives none, so that whoever draws may pause. Where the facts do not decide, the finding says `cannotTell`,
 * names what is missing and is of severity INFO whatever the rule's level, so that a count of open MUST findings counts
 * breaches alone.
 */
export function* judgeSubjects(
  packs: readonly RulePackRecord[],
  facts: Facts,
  selection: RuleSelection = {},
): Generator<FindingRecord | null> {
  const groups = new Map(facts.groups.map((group) => [group.key, group]));
  const known = new Set<string>();
  for (const { rule, evaluator, community } of selectedRules(packs, selection)) {
    for (const verdict of evaluator.evaluate(facts, rule, community)) {
      const { judgement } = verdict;
      const finding =
        judgement.outcome === 'met' ? null : toFinding(facts, groups, rule, community, verdict, judgement);
      yield finding === null || known.has(finding.id) ? null : finding;
      if (finding !== null) known.add(finding.id);
    }
  }
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

/** What makes a finding. */
type Breach = Exclude<Judgement, { outcome: 'met' }>;

function toFinding(
  facts: Facts,
  groups: ReadonlyMap<string, GroupRecord>,
  rule: RuleRecord,
  community: string,
  verdict: Verdict,
  judgement: Breach,
): FindingRecord {
  const concerned = verdict.groups.flatMap((key) => groups.get(key) ?? []);
  const waivers = waiversOf(facts, concerned, rule.id);
  return new Finding(facts, rule, community, verdict, judgement, {
    isWaived: waivers.length > 0,
    evidence: waivers.flatMap((waived) => waiverEvidence(facts, waived)),
  });
}

/**
 * Titles of issues and events are other people's words: they pass the privacy policy here, once for all evaluators, and
 * when they are looked at, because most findings are only counted and sorted.
 */
class Finding implements FindingRecord {
  readonly id: string;
  readonly ruleId: string;
  readonly community: string;
  readonly severity: FindingRecord['severity'];
  readonly state: FindingRecord['state'];
  readonly subject: FindingSubject;
  readonly groups: readonly GroupKey[];
  readonly openedAt: Instant;
  readonly heldSince: Instant | null;
  readonly dueAt: Instant | null;
  readonly cannotTell: boolean;
  /** The judgement, or what makes it again. */
  readonly #told: Breach | NonNullable<Verdict['judgeAgain']>;
  readonly #waiverEvidence: readonly EvidenceRecord[];

  constructor(
    { now }: Facts,
    rule: RuleRecord,
    community: string,
    { subject, groups, discriminator, judgeAgain }: Verdict,
    judgement: Breach,
    waived: { readonly isWaived: boolean; readonly evidence: readonly EvidenceRecord[] },
  ) {
    const isUntold = judgement.outcome === 'cannot-tell';
    const observedAt = judgement.evidence[0]?.observedAt ?? now;
    this.id = [community, rule.id, subjectKey(subject), discriminator].filter(Boolean).join('|');
    this.ruleId = rule.id;
    this.community = community;
    this.severity = isUntold ? 'INFO' : rule.level;
    this.state = waived.isWaived ? 'WAIVED' : 'OPEN';
    this.subject = subject;
    this.groups = groups;
    this.heldSince = isUntold ? null : judgement.openedAt;
    this.openedAt = this.heldSince ?? observedAt;
    this.dueAt = isUntold ? null : judgement.dueAt;
    this.cannotTell = isUntold;
    this.#told = judgeAgain ?? judgement;
    this.#waiverEvidence = waived.evidence;
  }

  get #judgement(): Breach {
    return typeof this.#told === 'function' ? asBreach(this.#told()) : this.#told;
  }

  get message(): string {
    return withholdPrivate(this.#judgement.message);
  }

  get evidence(): readonly EvidenceRecord[] {
    return [...this.#judgement.evidence, ...this.#waiverEvidence].map(toPublic);
  }

  get suggestedFix(): string | null {
    const { suggestedFix } = this.#judgement;
    return suggestedFix === null ? null : withholdPrivate(suggestedFix);
  }
}

function asBreach(judgement: Judgement | null): Breach {
  if (judgement !== null && judgement.outcome !== 'met') return judgement;
  throw new Error('An evaluator judged the same facts in two ways.');
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

function toPublic(evidence: EvidenceRecord): EvidenceRecord {
  return {
    ...evidence,
    text: withholdPrivate(evidence.text),
    url: evidence.url === null ? null : publicUrl(evidence.url),
  };
}
