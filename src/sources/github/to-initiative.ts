/** One issue, read as an initiative under the rules of its feed. */
import type {
  ContactRecord,
  InitiativeFeedRef,
  InitiativeField,
  InitiativeRecord,
  InitiativeRuleRecord,
} from '../../model/initiative.ts';
import { publicUrl, withholdPrivate, withoutPasscode } from '../../privacy.ts';
import { countTasks } from './checklist.ts';
import { parseContacts, uniquePeople } from './contacts.ts';
import { parseGroupNames } from './group-names.ts';
import type { IssueForm } from './issue-form.ts';
import type { IssuePayload } from './issue-payload.ts';
import { type FeedRules, selectRule } from './select-rule.ts';
import { decideStatus } from './status.ts';
import { findTargetDate } from './target-date.ts';
import { withoutDecoration } from './without-decoration.ts';

/** An answer that says nothing: a dash, `N/A`, `TBD`. */
const BLANK =
  /^(?:n\s{0,3}\/?\s{0,3}a|none|nil|no response|not applicable|unknown|tb[adc]|todo|to be (?:determined|decided|defined|confirmed|announced|added|filled(?: in)?)|\?+|…)?$/iu;
const YES_NO = /^[\s_*]*(?:yes|no|y|n)[\s_*.]*$/iu;
/** GraphQL's Int, which `databaseId` is answered as. */
const MAX_INT = 2_147_483_647;

/** @param rules the rules of `ref`, prepared by `toFeedRules` */
export function toInitiative(payload: IssuePayload, ref: InitiativeFeedRef, rules: FeedRules): InitiativeRecord {
  const { milestone } = payload;
  const issue = {
    ...payload,
    title: withholdPrivate(payload.title),
    milestone: milestone && { ...milestone, title: withholdPrivate(milestone.title) },
  };
  const { rule, form, isCandidate, isSelected } = selectRule(payload, rules);
  const answer = (field: InitiativeField): string | null => {
    const text = form.answers[field];
    return text === undefined || BLANK.test(withoutDecoration(text)) ? null : withholdPrivate(text);
  };
  const people = toContacts(issue, form);
  const subproject = answer('subproject');
  const status = decideStatus(issue, rule.status, isCandidate);
  return {
    nodeId: issue.id,
    databaseId: issue.databaseId !== null && issue.databaseId <= MAX_INT ? issue.databaseId : null,
    repository: ref.repository,
    number: issue.number,
    title: issue.title,
    url: issue.url,
    state: issue.state,
    stateReason: issue.stateReason,
    author: issue.author,
    assignees: issue.assignees,
    labels: issue.labels,
    commentsCount: issue.commentsCount,
    milestone: issue.milestone,
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    closedAt: issue.closedAt,
    ruleId: isSelected ? rule.id : null,
    ...status,
    answers: Object.fromEntries(Object.entries(form.answers).map(([field, text]) => [field, withholdPrivate(text)])),
    shortDescription: answer('shortDescription'),
    responsibleGroups: parseGroupNames(answer('responsibleGroup') ?? ''),
    subproject: subproject === null || YES_NO.test(subproject) ? null : subproject,
    ...people,
    exitCriteria: answer('exitCriteria'),
    trackingUrl: toTrackingUrl(form.answers.trackingUrl ?? ''),
    checklist: countTasks(issue.body),
    subIssuesSummary: issue.subIssues !== null && issue.subIssues.total > 0 ? issue.subIssues : null,
    ...findTargetDate(issue, answer('timeline'), answer('description')),
    helpLabel: findHelpLabel(issue, rule),
    ...(issue.projectFields === null ? {} : { projectFields: issue.projectFields }),
  };
}

function toContacts(
  issue: IssuePayload,
  form: IssueForm,
): Pick<InitiativeRecord, 'primaryContact' | 'contacts' | 'isContactWanted'> {
  const primary = parseContacts(form.answers.primaryContact ?? '', issue);
  const others = parseContacts(form.answers.contacts ?? '', issue);
  const contacts: ContactRecord[] = uniquePeople([...primary.people, ...others.people]);
  return {
    primaryContact: primary.people.length === 0 ? null : (contacts[0] ?? null),
    contacts,
    isContactWanted: primary.isWanted || others.isWanted,
  };
}

/** @returns the first address of the answer without its passcode; null where there is none, only the form's placeholder, or a key. */
function toTrackingUrl(answer: string): string | null {
  const written = /https?:\/\/[^\s<>()[\]"']+(?:\([^\s<>()]*\)[^\s<>()[\]"']*)*/iu.exec(answer)?.[0];
  const bare = written ?? /^\s*[<*_`]*((?:[a-z\d-]+\.)+[a-z]{2,}\/[^\s<>()[\]"'*`]+)/iu.exec(answer)?.[1];
  if (bare === undefined || /(?:\.{3}|…)$/u.test(bare)) return null;
  const url = bare.replace(/(?<![.,;:!?*_`])[.,;:!?*_`]+$/u, '');
  const plain = withoutPasscode(written === undefined ? `https://${url}` : url);
  return plain === null ? null : publicUrl(plain);
}

function findHelpLabel(issue: IssuePayload, rule: InitiativeRuleRecord): string | null {
  const wanted = new Set(rule.helpLabels.map(fold));
  return issue.labels.find(({ name }) => wanted.has(fold(name)))?.name ?? null;
}

function fold(label: string): string {
  return label.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
