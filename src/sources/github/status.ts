/** One status for an initiative, with what decided it and what speaks against it. */
import type { InitiativeRuleRecord, InitiativeStatus } from '../../model/initiative.ts';
import type { IssuePayload } from './issue-payload.ts';

export interface DecidedStatus {
  readonly status: InitiativeStatus;
  readonly statusReason: string;
}

interface Claim {
  readonly status: InitiativeStatus;
  /** e.g. `label init/in-progress`. */
  readonly by: string;
}

/** Where labels disagree, the one furthest along was set last: nobody takes the earlier ones off. */
const FURTHEST_FIRST: readonly InitiativeStatus[] = [
  'COMPLETE',
  'CANCELLED',
  'STALE',
  'BLOCKED',
  'IN_PROGRESS',
  'NOT_STARTED',
  'PROPOSED',
];

/** Column names of GitHub's own project templates, and common labels, for what the registry does not map. */
const COMMON_WORDS: ReadonlyMap<string, InitiativeStatus> = new Map(
  Object.entries({
    proposed: 'PROPOSED',
    proposal: 'PROPOSED',
    'needs triage': 'PROPOSED',
    triage: 'PROPOSED',
    'under review': 'PROPOSED',
    todo: 'NOT_STARTED',
    'to do': 'NOT_STARTED',
    backlog: 'NOT_STARTED',
    'not started': 'NOT_STARTED',
    ready: 'NOT_STARTED',
    'in progress': 'IN_PROGRESS',
    wip: 'IN_PROGRESS',
    'in review': 'IN_PROGRESS',
    active: 'IN_PROGRESS',
    stale: 'STALE',
    inactive: 'STALE',
    blocked: 'BLOCKED',
    'on hold': 'BLOCKED',
    done: 'COMPLETE',
    complete: 'COMPLETE',
    completed: 'COMPLETE',
    finished: 'COMPLETE',
    cancelled: 'CANCELLED',
    canceled: 'CANCELLED',
    abandoned: 'CANCELLED',
    wontfix: 'CANCELLED',
    "won't do": 'CANCELLED',
  } satisfies Record<string, InitiativeStatus>),
);

/**
 * Decides in this order: a label that the rule maps, the project field that the rule names, the issue's state and its
 * reason, then what can be inferred. A later one that disagrees is named in the reason.
 */
export function decideStatus(
  issue: IssuePayload,
  rule: InitiativeRuleRecord['status'],
  isCandidate: boolean,
): DecidedStatus {
  const labels = labelClaims(issue, rule);
  const projects = projectClaims(issue, rule);
  const state = stateClaim(issue);
  const claims = [...labels, ...projects, ...(state ? [state] : [])];
  const [decided] = claims;
  if (!decided) return inferStatus(issue, isCandidate);
  const against = claims.filter(({ status }) => status !== decided.status).map(({ status, by }) => `${by} (${status})`);
  if (issue.state === 'OPEN' && (decided.status === 'COMPLETE' || decided.status === 'CANCELLED')) {
    against.push('the issue is open');
  }
  if (issue.state === 'CLOSED' && !state && decided.status !== 'COMPLETE' && decided.status !== 'CANCELLED') {
    against.push('the issue is closed');
  }
  return {
    status: decided.status,
    statusReason: against.length === 0 ? decided.by : `${decided.by}; contradicted by ${against.join(', ')}`,
  };
}

function labelClaims(issue: IssuePayload, rule: InitiativeRuleRecord['status']): Claim[] {
  const mapped = new Map(Object.entries(rule.labels).map(([label, status]) => [label.toLowerCase(), status]));
  return issue.labels
    .flatMap(({ name }): Claim[] => {
      const status = mapped.get(name.toLowerCase());
      return status ? [{ status, by: `label ${name}` }] : [];
    })
    .toSorted((a, b) => FURTHEST_FIRST.indexOf(a.status) - FURTHEST_FIRST.indexOf(b.status));
}

function projectClaims(issue: IssuePayload, rule: InitiativeRuleRecord['status']): Claim[] {
  const field = rule.projectField;
  if (field === null) return [];
  const mapped = new Map(Object.entries(rule.projectValues).map(([value, status]) => [words(value), status]));
  return (issue.projectFields?.[field] ?? []).flatMap((value): Claim[] => {
    const status = mapped.get(words(value)) ?? COMMON_WORDS.get(words(value));
    return status ? [{ status, by: `project field ${field}: ${value}` }] : [];
  });
}

function stateClaim(issue: IssuePayload): Claim | null {
  if (issue.state !== 'CLOSED') return null;
  if (issue.stateReason === 'COMPLETED') return { status: 'COMPLETE', by: 'closed as completed' };
  if (issue.stateReason === 'NOT_PLANNED') return { status: 'CANCELLED', by: 'closed as not planned' };
  if (issue.stateReason === 'DUPLICATE') return { status: 'CANCELLED', by: 'closed as duplicate' };
  return null;
}

function inferStatus(issue: IssuePayload, isCandidate: boolean): DecidedStatus {
  if (issue.state === 'CLOSED') {
    return {
      status: 'UNKNOWN',
      statusReason: 'closed without a reason, and no label or project field says how it ended',
    };
  }
  for (const { name } of issue.labels) {
    // `status/in-progress` says of the issue what `dd/status/in-progress` says of something else.
    const status = COMMON_WORDS.get(
      words(name).replace(/^(?:init(?:iative)?|status|state|lifecycle|stage|phase) /u, ''),
    );
    if (status) return { status, statusReason: `inferred from label ${name}` };
  }
  if (isCandidate) {
    return { status: 'PROPOSED', statusReason: 'inferred: it answers the form without the labels of an initiative' };
  }
  const subIssues = issue.subIssues;
  if (subIssues && subIssues.completed > 0) {
    const { completed, total } = subIssues;
    return { status: 'IN_PROGRESS', statusReason: `inferred: ${completed} of ${total} sub-issues are complete` };
  }
  return { status: 'UNKNOWN', statusReason: 'open, and no label or project field says how far it is' };
}

function words(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();
}
