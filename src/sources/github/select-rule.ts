/** Which rule makes an issue an initiative. */
import type { InitiativeFeedRef, InitiativeRuleRecord } from '../../model/initiative.ts';
import { type FormQuestions, toFormQuestions } from './form-questions.ts';
import { type IssueForm, parseIssueForm } from './issue-form.ts';
import type { IssuePayload } from './issue-payload.ts';
import { searchRule } from './search-rule.ts';

/** A rule with what is prepared of it once for all issues. */
export interface FeedRule {
  readonly rule: InitiativeRuleRecord;
  readonly questions: FormQuestions;
  /** Labels in lower case, all of which are needed. */
  readonly labels: readonly string[];
  readonly candidateLabels: ReadonlySet<string> | null;
  readonly candidateTitle: RegExp | null;
}

/** The rules of a feed, ready to be applied. */
export interface FeedRules {
  readonly rules: readonly FeedRule[];
  /** By which an issue is read that none of them selects: the first, since one repository has one form. */
  readonly reading: FeedRule;
}

interface Selected {
  /** The rule under which the issue is read. */
  readonly rule: InitiativeRuleRecord;
  readonly form: IssueForm;
  /** `rule` makes it an initiative. */
  readonly isSelected: boolean;
  /** It is an initiative by its title or its form, without the labels of one. */
  readonly isCandidate: boolean;
}

/** So many form questions in a body are no accident. */
const FORM_QUESTIONS = 3;

export function toFeedRules(ref: InitiativeFeedRef): FeedRules {
  const rules = ref.rules.map(toFeedRule);
  return { rules, reading: rules[0] ?? toFeedRule(searchRule(ref)) };
}

function toFeedRule(rule: InitiativeRuleRecord): FeedRule {
  return {
    rule,
    questions: toFormQuestions(rule),
    labels: rule.labels.map((label) => label.toLowerCase()),
    candidateLabels: rule.candidates ? new Set(rule.candidates.labels.map((label) => label.toLowerCase())) : null,
    candidateTitle: toExpression(rule.candidates?.title ?? null),
  };
}

export function selectRule(issue: IssuePayload, { rules, reading }: FeedRules): Selected {
  const labels = new Set(issue.labels.map(({ name }) => name.toLowerCase()));
  const labelled = rules.find((rule) => hasLabels(rule, labels));
  if (labelled) {
    const form = parseIssueForm(issue.body, labelled.questions);
    return { rule: labelled.rule, form, isSelected: true, isCandidate: false };
  }
  for (const rule of rules.filter((candidate) => mayBeCandidate(candidate, labels))) {
    const form = parseIssueForm(issue.body, rule.questions);
    if (rule.candidateTitle?.test(issue.title) || form.askedCount >= FORM_QUESTIONS) {
      return { rule: rule.rule, form, isSelected: true, isCandidate: true };
    }
  }
  const form = parseIssueForm(issue.body, reading.questions);
  return { rule: reading.rule, form, isSelected: false, isCandidate: false };
}

/** A rule without labels takes every issue, unless its candidates say which. */
function hasLabels({ labels, candidateLabels }: FeedRule, issueLabels: ReadonlySet<string>): boolean {
  if (labels.length === 0) return candidateLabels === null;
  return labels.every((label) => issueLabels.has(label));
}

function mayBeCandidate({ candidateLabels }: FeedRule, issueLabels: ReadonlySet<string>): boolean {
  if (candidateLabels === null) return false;
  return candidateLabels.size === 0 || [...candidateLabels].some((label) => issueLabels.has(label));
}

/** @returns null for an expression that is none; the registry has reported it. */
function toExpression(pattern: string | null): RegExp | null {
  if (pattern === null) return null;
  try {
    return new RegExp(pattern, 'iu');
  } catch {
    return null;
  }
}
