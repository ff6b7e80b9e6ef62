/** Initiatives: time-bound work that is tracked in a GitHub issue. */
import type { GroupKey } from './group.ts';
import type { CalendarDate, Instant } from './source.ts';

export type InitiativeStatus =
  | 'PROPOSED'
  | 'NOT_STARTED'
  | 'IN_PROGRESS'
  | 'STALE'
  | 'BLOCKED'
  | 'COMPLETE'
  | 'CANCELLED'
  | 'UNKNOWN';

export type IssueState = 'OPEN' | 'CLOSED';

/** Fields of an initiative that an issue form can answer. */
export type InitiativeField =
  | 'name'
  | 'shortDescription'
  | 'responsibleGroup'
  | 'subproject'
  | 'primaryContact'
  | 'contacts'
  | 'description'
  | 'exitCriteria'
  | 'trackingUrl'
  | 'timeline';

/** One entry of the registry's `initiatives`: which issues are initiatives, and how they are read. */
export interface InitiativeRuleRecord {
  readonly id: string;
  readonly community: string;
  /** Name of the source that reads it, `github`. */
  readonly source: string;
  /** `owner/name`. */
  readonly repository: string;
  /** An issue that carries all of these is an initiative. */
  readonly labels: readonly string[];
  /** Issues that may be initiatives without carrying `labels`: listed by any of these labels, and taken where `title` matches or the body answers the form. */
  readonly candidates: { readonly labels: readonly string[]; readonly title: string | null } | null;
  readonly groups: {
    /** Issue label to group. */
    readonly labels: Readonly<Record<string, GroupKey>>;
    /** Label of the form question that names the group; null where there is none. */
    readonly form: string | null;
    /** Name of the Projects v2 single-select field that names the group. */
    readonly projectField: string | null;
    /** Title expression to group, in order. */
    readonly titles: readonly { readonly pattern: string; readonly group: GroupKey }[];
  };
  readonly status: {
    readonly labels: Readonly<Record<string, InitiativeStatus>>;
    readonly projectField: string | null;
    readonly projectValues: Readonly<Record<string, InitiativeStatus>>;
  };
  /** Form questions that answer each field, the first that is present wins. */
  readonly fields: Readonly<Partial<Record<InitiativeField, readonly string[]>>>;
  /** Labels that ask for help, compared without case, spaces and dashes. */
  readonly helpLabels: readonly string[];
  readonly limits: { readonly maxAgeDays: number | null; readonly inactiveAfterDays: number | null };
}

/** What a source must list so that every rule and query over one repository can be answered from it. */
export interface InitiativeFeedRef {
  /** e.g. `github:cncf/toc`. */
  readonly id: string;
  readonly source: string;
  readonly repository: string;
  /** Issues with any of these labels; null: every issue. */
  readonly anyLabels: readonly string[] | null;
  readonly rules: readonly InitiativeRuleRecord[];
}

export interface PersonRef {
  readonly login: string;
  readonly name: string | null;
}

/** Somebody named in an issue form. E-mail addresses are not kept. */
export interface ContactRecord {
  readonly login: string | null;
  readonly name: string | null;
}

export interface LabelRecord {
  readonly name: string;
  readonly color: string;
}

export interface MilestoneRecord {
  readonly title: string;
  readonly url: string;
  readonly dueOn: Instant | null;
}

/** One GitHub issue, read as an initiative. Null means that the issue does not say. */
export interface InitiativeRecord {
  /** GitHub node id. */
  readonly nodeId: string;
  readonly databaseId: number | null;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly state: IssueState;
  readonly stateReason: string | null;
  readonly author: PersonRef | null;
  readonly assignees: readonly PersonRef[];
  readonly labels: readonly LabelRecord[];
  readonly commentsCount: number;
  readonly milestone: MilestoneRecord | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly closedAt: Instant | null;
  /** Id of the registry rule under which the issue is an initiative; null where only a group's issue search found it. */
  readonly ruleId: string | null;
  readonly status: InitiativeStatus;
  /** Which label, project field, state reason or rule decided the status, and what contradicts it. */
  readonly statusReason: string;
  /** Form answers by field, e-mail addresses withheld, Markdown kept. */
  readonly answers: Readonly<Partial<Record<InitiativeField, string>>>;
  readonly shortDescription: string | null;
  /** Names of groups as the form answers them, in order; `[]` where it does not. */
  readonly responsibleGroups: readonly string[];
  readonly subproject: string | null;
  readonly primaryContact: ContactRecord | null;
  /** Primary contact first, each person once. */
  readonly contacts: readonly ContactRecord[];
  /** The form says that a contact is wanted: `TBD`, `TBC`, `needed`. */
  readonly isContactWanted: boolean;
  readonly exitCriteria: string | null;
  readonly trackingUrl: string | null;
  /** GitHub task list items of the body; null where it has none. */
  readonly checklist: { readonly total: number; readonly completed: number } | null;
  readonly subIssuesSummary: {
    readonly total: number;
    readonly completed: number;
    readonly percentCompleted: number;
  } | null;
  readonly targetDate: CalendarDate | null;
  /** What `targetDate` was taken from, e.g. `milestone v1.2`. */
  readonly targetDateReason: string | null;
  /** One of the rule's help labels is on the issue: its name. */
  readonly helpLabel: string | null;
  /** Values of the Projects v2 fields that the feed's rules name, by field name, one for each project that the issue is in; absent where no rule names one or they cannot be read. */
  readonly projectFields?: Readonly<Record<string, readonly string[]>>;
}

/** What takes further requests, asked only when a selected field needs it. */
export interface InitiativeDetailsRecord {
  readonly nodeId: string;
  /** Last comment, edit or linked pull request of a person; bots and label changes do not count. Null where unknown. */
  readonly lastActivityAt: Instant | null;
  /** From this instant on only machines wrote, and what was before it has not been read; absent where all is known. */
  readonly activityUnknownBefore?: Instant;
  readonly participants: readonly PersonRef[];
  /** null where they could not be read. */
  readonly openLinkedPullRequests: number | null;
}
