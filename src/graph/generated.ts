import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CommunityRecord, GroupRecord, GuidanceRecord, RoleRecord } from '../model/group.ts';
import type { KindProfile } from './join/kind-profile.ts';
import type { JoinedInitiative } from './join/initiatives.ts';
import type { PersonView } from './join/people.ts';
import type { RepositoryView } from './join/repository.ts';
import type { InitiativePage } from './resolvers/initiative.ts';
import type { GroupTieEdge, TieEvidence } from './join/evidence.ts';
import type { JoinedMeeting } from './join/meetings.ts';
import type { JoinedSeries } from './join/series.ts';
import type { JoinedRecurrence } from './join/recurrence.ts';
import type { FindingRecord, RuleRecord, EvidenceRecord } from '../model/finding.ts';
import type { SourceStatus, Reading, UpstreamBudget as UpstreamBudgetRecord, Diagnostic as DiagnosticRecord } from '../model/source.ts';
import type { ClientBudget, GraphContext } from './context.ts';
import type { ProvenanceView } from './provenance.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day without zone, `YYYY-MM-DD`, e.g. `2027-06-30`. */
  Date: { input: string; output: string; }
  /** An instant as RFC 3339 in UTC, e.g. `2026-11-21T08:00:00Z`. */
  DateTime: { input: string; output: string; }
  /** A length of time as ISO 8601, e.g. `PT1H30M` or `P7D`. */
  Duration: { input: string; output: string; }
  /** A wall-clock time `HH:MM` of 24 hours, e.g. `09:00`. `24:00` is the end of the day. */
  LocalTime: { input: string; output: string; }
  /** An IANA time zone name, e.g. `Asia/Kolkata`. */
  TimeZone: { input: string; output: string; }
  /** An absolute URI, or for `resourcePath` a path on this gateway, e.g. `https://github.com/cncf/toc`. */
  URI: { input: string; output: string; }
};

/** Links that put a meeting into a calendar. */
export type AddToCalendar = {
  readonly __typename?: 'AddToCalendar';
  /** Google Calendar. */
  readonly google: Scalars['URI']['output'];
  /** As iCalendar, for any program. */
  readonly ics: Scalars['URI']['output'];
  /** Outlook on the web. */
  readonly outlook: Scalars['URI']['output'];
};

/** One row of a comparison table. */
export type Aspect = {
  readonly __typename?: 'Aspect';
  /** What is compared, e.g. `Meetings`. */
  readonly name: Scalars['String']['output'];
  /** How it is for this kind, e.g. `As needed by community`. */
  readonly value: Scalars['String']['output'];
};

/** A place where a group talks. */
export type Channel = {
  readonly __typename?: 'Channel';
  /** Where it is. */
  readonly kind: ChannelKind;
  /** Its name, e.g. `#tag-infrastructure`; null where the registry gives only an address. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Its address; null where the registry gives only a name. */
  readonly url: Maybe<Scalars['URI']['output']>;
};

/** Where a channel is. */
export type ChannelKind =
  /** Discord. */
  | 'DISCORD'
  /** Forum or discussion board. */
  | 'FORUM'
  /** Team on GitHub. */
  | 'GITHUB_TEAM'
  /** Internet Relay Chat. */
  | 'IRC'
  /** Mailing list. */
  | 'MAILING_LIST'
  /** Matrix. */
  | 'MATRIX'
  /** Slack. */
  | 'SLACK'
  /** Zulip. */
  | 'ZULIP';

/** Task list items. */
export type Checklist = {
  readonly __typename?: 'Checklist';
  /** How many are ticked. */
  readonly completed: Scalars['Int']['output'];
  /** How many items. */
  readonly total: Scalars['Int']['output'];
};

/** A community and its groups. */
export type Community = Node & {
  readonly __typename?: 'Community';
  /** Groups of this community. */
  readonly groups: GroupConnection;
  readonly id: Scalars['ID']['output'];
  /** How each kind of group works here: what it is for, its rules, how one is formed, what it may become. */
  readonly kinds: ReadonlyArray<GroupKindProfile>;
  /** Name, e.g. `Cloud Native Computing Foundation`. */
  readonly name: Scalars['String']['output'];
  /** Short name in URLs, e.g. `cncf`. */
  readonly slug: Scalars['String']['output'];
  /** Home page; null where the registry names none. */
  readonly url: Maybe<Scalars['URI']['output']>;
};


/** A community and its groups. */
export type CommunityGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<GroupFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<GroupOrder>;
};

/** Something odd about a source's content. */
export type Diagnostic = {
  readonly __typename?: 'Diagnostic';
  /** Permanent code, e.g. `REGISTRY_DUPLICATE_KEY`. */
  readonly code: Scalars['String']['output'];
  /** Column, from 1; null where the source has no lines. */
  readonly column: Maybe<Scalars['Int']['output']>;
  /** What to do about it; null where nothing needs doing. */
  readonly hint: Maybe<Scalars['String']['output']>;
  /** How bad it is. */
  readonly level: DiagnosticLevel;
  /** Line, from 1; null where the source has no lines. */
  readonly line: Maybe<Scalars['Int']['output']>;
  /** What is odd. */
  readonly message: Scalars['String']['output'];
  /** Where in the document; null where the source has no such paths. */
  readonly path: Maybe<Scalars['String']['output']>;
  /** To see it; null where there is no address. */
  readonly url: Maybe<Scalars['URI']['output']>;
};

/** A page of diagnostics. */
export type DiagnosticConnection = {
  readonly __typename?: 'DiagnosticConnection';
  /** The diagnostics of this page with their cursors. */
  readonly edges: Maybe<ReadonlyArray<Maybe<DiagnosticEdge>>>;
  /** The diagnostics of this page. */
  readonly nodes: Maybe<ReadonlyArray<Maybe<Diagnostic>>>;
  /** Which page this is. */
  readonly pageInfo: PageInfo;
  /** How many there are. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One of the diagnostics with its cursor. */
export type DiagnosticEdge = {
  readonly __typename?: 'DiagnosticEdge';
  /** Opaque position in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The item. */
  readonly node: Maybe<Diagnostic>;
};

/** How bad a diagnostic is. */
export type DiagnosticLevel =
  /** Something is not served because of it. */
  | 'ERROR'
  /** Put right without loss. */
  | 'NOTE'
  /** Something is served that may not be meant. */
  | 'WARNING';

/** Something observed that a finding rests on. */
export type Evidence = {
  readonly __typename?: 'Evidence';
  /** Its line there, from 1; null for evidence from an upstream. */
  readonly line: Maybe<Scalars['Int']['output']>;
  /** When it was observed. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** Where in a registry file it stands, e.g. `tags[1].leadership.chairs[0]`; null for evidence from an upstream. */
  readonly path: Maybe<Scalars['String']['output']>;
  /** Where it was observed. */
  readonly source: Source;
  /** What was observed. */
  readonly text: Scalars['String']['output'];
  /** To see it; null where there is no page. */
  readonly url: Maybe<Scalars['URI']['output']>;
};

/** A kind that a group may grow into. */
export type Evolution = {
  readonly __typename?: 'Evolution';
  /** What must hold first, in no order. */
  readonly conditions: ReadonlyArray<Scalars['String']['output']>;
  /** The kind. */
  readonly kind: GroupKind;
};

/** Addresses on this gateway that serve one group elsewhere. */
export type Feeds = {
  readonly __typename?: 'Feeds';
  /** Initiatives as Atom (RFC 4287). */
  readonly atom: Scalars['URI']['output'];
  /** Its next meeting as an SVG badge. */
  readonly badge: Scalars['URI']['output'];
  /** Its page without surroundings, for a frame. */
  readonly embed: Scalars['URI']['output'];
  /** Meetings as iCalendar (RFC 5545). */
  readonly ics: Scalars['URI']['output'];
  /** Meetings as JSON Feed 1.1. */
  readonly json: Scalars['URI']['output'];
};

/** A rule that is not met, or of which the data does not tell. */
export type Finding = Node & {
  readonly __typename?: 'Finding';
  /** The data does not decide whether the rule is met; `message` says what is missing. */
  readonly cannotTell: Scalars['Boolean']['output'];
  /** When it must be put right; null where the rule gives no time. */
  readonly dueAt: Maybe<Scalars['DateTime']['output']>;
  /** What it rests on. */
  readonly evidence: ReadonlyArray<Evidence>;
  /** Since when it holds; null where the data does not tell. Unlike `openedAt` it is the same whenever one looks. */
  readonly heldSince: Maybe<Scalars['DateTime']['output']>;
  /** The same in every run for the same rule and subject. */
  readonly id: Scalars['ID']['output'];
  /** What was found, in a sentence. */
  readonly message: Scalars['String']['output'];
  /** Since when it holds, as far as the data tells; where it does not tell, when it was observed. */
  readonly openedAt: Scalars['DateTime']['output'];
  /** The rule. */
  readonly rule: Rule;
  /** How binding the rule is. */
  readonly severity: FindingSeverity;
  /** Whether it asks for action. */
  readonly state: FindingState;
  /** What it is about: a group, a role, an initiative or a source. */
  readonly subject: Node;
  /** What would put it right; null where that is not plain. */
  readonly suggestedFix: Maybe<Scalars['String']['output']>;
};

/** A page of findings. */
export type FindingConnection = {
  readonly __typename?: 'FindingConnection';
  /** The findings of this page with their cursors. */
  readonly edges: Maybe<ReadonlyArray<Maybe<FindingEdge>>>;
  /** A source that the rules look at could not be read. */
  readonly isPartial: Scalars['Boolean']['output'];
  /** The findings of this page. */
  readonly nodes: Maybe<ReadonlyArray<Maybe<Finding>>>;
  /** Which page this is. */
  readonly pageInfo: PageInfo;
  /** The sources that the rules looked at. */
  readonly readings: ReadonlyArray<SourceReading>;
  /** How many findings there are over all pages; null where a source that decides it could not be read. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One finding with its cursor. */
export type FindingEdge = {
  readonly __typename?: 'FindingEdge';
  /** Opaque position of the finding. */
  readonly cursor: Scalars['String']['output'];
  /** The finding. */
  readonly node: Maybe<Finding>;
};

/** Conditions on findings; all that are given must hold. */
export type FindingFilters = {
  /** About any of these groups, by slug. */
  readonly groups?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Of any of these rules, by id. */
  readonly rule?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Any of these severities. */
  readonly severity?: InputMaybe<ReadonlyArray<FindingSeverity>>;
  /** Opened at this instant or later. */
  readonly since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Any of these states. */
  readonly state?: InputMaybe<ReadonlyArray<FindingState>>;
};

/** Order of findings; ties by id. */
export type FindingOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** What to order by. */
  readonly field: FindingOrderField;
};

/** What findings are ordered by. */
export type FindingOrderField =
  /** When it must be put right. */
  | 'DUE_AT'
  /** Since when it holds. */
  | 'OPENED_AT'
  /** Severity; MUST is the largest. */
  | 'SEVERITY';

/** How binding a rule is (RFC 2119). */
export type FindingSeverity =
  /** Worth knowing. */
  | 'INFO'
  /** Absolute. */
  | 'MUST'
  /** With good reasons it may be left. */
  | 'SHOULD';

/** Whether a finding asks for action. */
export type FindingState =
  /** It does. */
  | 'OPEN'
  /** It no longer holds. */
  | 'RESOLVED'
  /** The registry accepts it until a day. */
  | 'WAIVED';

/** An area of work with its parts. */
export type FocusArea = {
  readonly __typename?: 'FocusArea';
  /** Its parts, e.g. `Load balancing strategies`. */
  readonly items: ReadonlyArray<Scalars['String']['output']>;
  /** E.g. `Networking`. */
  readonly title: Scalars['String']['output'];
};

/** A group of a community: an advisory group, a working group, a subproject. */
export type Group = Node & Sourced & {
  readonly __typename?: 'Group';
  /** Where it talks. */
  readonly channels: ReadonlyArray<Channel>;
  /** Its charter; null where the registry names none. */
  readonly charterUrl: Maybe<Scalars['URI']['output']>;
  /** The community it belongs to. */
  readonly community: Community;
  /** The group as feeds and embeds of this gateway. */
  readonly feeds: Feeds;
  /** What the community's rules find about it, its roles and its initiatives. */
  readonly findings: FindingConnection;
  /** Its areas of work. */
  readonly focusAreas: ReadonlyArray<FocusArea>;
  /** What its page says beyond the other fields, section by section, e.g. how to take part; empty where it says nothing. */
  readonly guidance: ReadonlyArray<Guidance>;
  readonly id: Scalars['ID']['output'];
  /** Its initiatives. */
  readonly initiatives: InitiativeConnection;
  /** What it is. */
  readonly kind: GroupKind;
  /** Word used by the community, e.g. `TAG`, `SIG`. */
  readonly kindLabel: Scalars['String']['output'];
  /** The latest meeting that has ended and was not cancelled; null where none is known within 400 days. */
  readonly lastMeeting: Maybe<Meeting>;
  /** Recordings, notes, calendar pages and whatever else it links to. */
  readonly links: ReadonlyArray<Link>;
  /** Its recurring meetings, from feeds and as declared. */
  readonly meetingSeries: MeetingSeriesConnection;
  /** Its meetings; of the next 30 days where no filter bounds the time. */
  readonly meetings: MeetingConnection;
  /** What it is for, as Markdown; null where the registry says nothing or holds a placeholder. */
  readonly mission: Maybe<Scalars['String']['output']>;
  /** The mission as sanitised HTML. */
  readonly missionHTML: Maybe<Scalars['String']['output']>;
  /** The mission as plain text, each paragraph or item on a line of its own; null where `mission` is. */
  readonly missionText: Maybe<Scalars['String']['output']>;
  /** Name, e.g. `TAG Infrastructure`. */
  readonly name: Scalars['String']['output'];
  /** The next meeting that is not cancelled and has not begun; null where none is known within 400 days. */
  readonly nextMeeting: Maybe<Meeting>;
  /** The group it is part of; null at the top. */
  readonly parent: Maybe<Group>;
  readonly provenance: ReadonlyArray<Provenance>;
  /** Groups that it names as related. */
  readonly related: GroupConnection;
  /** Its repositories. */
  readonly repositories: ReadonlyArray<Repository>;
  /** Path of its page on this gateway, e.g. `/groups/tag-infrastructure`. */
  readonly resourcePath: Scalars['URI']['output'];
  /** Who holds which role, in the registry's order. */
  readonly roles: RoleConnection;
  /** Short name in URLs, unique in its community, e.g. `tag-infrastructure`. */
  readonly slug: Scalars['String']['output'];
  /** Groups with a stake in it, e.g. the SIGs behind a working group. */
  readonly stakeholders: GroupConnection;
  /** Whether it is at work. */
  readonly state: GroupState;
  /** Groups that are part of it, by name. */
  readonly subgroups: GroupConnection;
  /** Subjects it deals with, e.g. `supply-chain`. */
  readonly topics: ReadonlyArray<Scalars['String']['output']>;
  /** Its page: the one that the registry names, else its page on this gateway. */
  readonly url: Scalars['URI']['output'];
};


/** A group of a community: an advisory group, a working group, a subproject. */
export type GroupFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<FindingFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<FindingOrder>;
};


/** A group of a community: an advisory group, a working group, a subproject. */
export type GroupInitiativesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<InitiativeFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InitiativeOrder>;
};


/** A group of a community: an advisory group, a working group, a subproject. */
export type GroupMeetingSeriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A group of a community: an advisory group, a working group, a subproject. */
export type GroupMeetingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<MeetingFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<MeetingOrder>;
};


/** A group of a community: an advisory group, a working group, a subproject. */
export type GroupNextMeetingArgs = {
  timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
};


/** A group of a community: an advisory group, a working group, a subproject. */
export type GroupProvenanceArgs = {
  field?: InputMaybe<Scalars['String']['input']>;
};


/** A group of a community: an advisory group, a working group, a subproject. */
export type GroupRelatedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A group of a community: an advisory group, a working group, a subproject. */
export type GroupRepositoriesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A group of a community: an advisory group, a working group, a subproject. */
export type GroupRolesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<RoleFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A group of a community: an advisory group, a working group, a subproject. */
export type GroupStakeholdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A group of a community: an advisory group, a working group, a subproject. */
export type GroupSubgroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of groups. */
export type GroupConnection = {
  readonly __typename?: 'GroupConnection';
  /** The groups of this page with their cursors. */
  readonly edges: Maybe<ReadonlyArray<Maybe<GroupEdge>>>;
  /** A source that this list depends on could not be read, so items may be missing or out of order. */
  readonly isPartial: Scalars['Boolean']['output'];
  /** The groups of this page. */
  readonly nodes: Maybe<ReadonlyArray<Maybe<Group>>>;
  /** Which page this is. */
  readonly pageInfo: PageInfo;
  /** The sources that this list was read from. */
  readonly readings: ReadonlyArray<SourceReading>;
  /** How many groups there are over all pages; null where a source that decides it could not be read. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One group with its cursor. */
export type GroupEdge = {
  readonly __typename?: 'GroupEdge';
  /** Opaque position of the group. */
  readonly cursor: Scalars['String']['output'];
  /** The group. */
  readonly node: Maybe<Group>;
};

/** Conditions on groups; all that are given must hold. */
export type GroupFilters = {
  /** Any of these groups, by slug. */
  readonly groups?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** With an open finding of any of these severities. */
  readonly hasFindings?: InputMaybe<ReadonlyArray<FindingSeverity>>;
  /** Any of these kinds. */
  readonly kind?: InputMaybe<ReadonlyArray<GroupKind>>;
  /** Words in name, slug, topics or mission. */
  readonly query?: InputMaybe<Scalars['String']['input']>;
  /** Any of these states. */
  readonly state?: InputMaybe<ReadonlyArray<GroupState>>;
  /** Any of these topics, compared without case, spaces and dashes. */
  readonly topics?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What a group is, in terms that hold for every community. */
export type GroupKind =
  /** Advises a governing body on a domain, e.g. a CNCF TAG. */
  | 'ADVISORY_GROUP'
  /** Elected or appointed body. */
  | 'COMMITTEE'
  /** Lightweight group around a topic, e.g. a CNCF Technical Community Group. */
  | 'COMMUNITY_GROUP'
  /** Owns an area of a project for good, e.g. a Kubernetes SIG. */
  | 'SPECIAL_INTEREST_GROUP'
  /** Lasting part of another group. */
  | 'SUBPROJECT'
  /** Team with a standing task. */
  | 'TEAM'
  /** Users who meet around a subject. */
  | 'USER_GROUP'
  /** Works on one problem across areas, for a time. */
  | 'WORKING_GROUP';

/** How a kind of group works in a community. */
export type GroupKindProfile = {
  readonly __typename?: 'GroupKindProfile';
  /** The rows of the comparison table, e.g. Purpose, Structure, Scope, Lifecycle. */
  readonly aspects: ReadonlyArray<Aspect>;
  /** What such a group is for. */
  readonly description: Scalars['String']['output'];
  /** Kinds that a group of this kind may grow into, with what it must show first. */
  readonly evolvesInto: ReadonlyArray<Evolution>;
  /** How one is formed, step by step. */
  readonly formation: ReadonlyArray<Step>;
  /** Groups of this kind, by name. */
  readonly groups: GroupConnection;
  /** The kind. */
  readonly kind: GroupKind;
  /** The community's word for it, e.g. `TCG`. */
  readonly kindLabel: Scalars['String']['output'];
  /** Where to read more. */
  readonly links: ReadonlyArray<Link>;
  /** What every group of the kind must meet, in the community's words. */
  readonly requirements: ReadonlyArray<Requirement>;
  /** Rules of the community's rule pack that apply to the kind. */
  readonly rules: ReadonlyArray<Rule>;
};


/** How a kind of group works in a community. */
export type GroupKindProfileGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Order of groups; ties by id. */
export type GroupOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** What to order by. */
  readonly field: GroupOrderField;
};

/** What groups are ordered by. */
export type GroupOrderField =
  /** Start of the last meeting. */
  | 'LAST_MEETING_AT'
  /** Name. */
  | 'NAME'
  /** Start of the next meeting. */
  | 'NEXT_MEETING_AT'
  /** Number of open initiatives. */
  | 'OPEN_INITIATIVES'
  /** Latest update of one of its initiatives. */
  | 'UPDATED_AT';

/** Whether a group is at work. */
export type GroupState =
  /** At work. */
  | 'ACTIVE'
  /** Ended. */
  | 'ARCHIVED'
  /** At rest for a time. */
  | 'PAUSED'
  /** Asked for, not yet approved. */
  | 'PROPOSED';

/** A section of a group's page, in its own words. */
export type Guidance = {
  readonly __typename?: 'Guidance';
  /** What stands below it, as Markdown. */
  readonly text: Scalars['String']['output'];
  /** The text as sanitised HTML. */
  readonly textHTML: Scalars['String']['output'];
  /** The heading, e.g. `Getting Involved`. */
  readonly title: Scalars['String']['output'];
};

/** Whether and why help is wanted. */
export type HelpWanted = {
  readonly __typename?: 'HelpWanted';
  /** Why, each with its points, e.g. `+2 label help wanted`. */
  readonly reasons: ReadonlyArray<Scalars['String']['output']>;
  /** Sum of the points that the reasons print. */
  readonly score: Scalars['Float']['output'];
  /** Help is wanted: the initiative is not closed and the score is at least 1. */
  readonly wanted: Scalars['Boolean']['output'];
};

/** Time-bound work that is tracked in a GitHub issue. */
export type Initiative = Node & Sourced & {
  readonly __typename?: 'Initiative';
  /** Whole days since it was opened, until today or until it was closed. */
  readonly ageInDays: Scalars['Int']['output'];
  /** Who is assigned to the issue. */
  readonly assignees: ReadonlyArray<Person>;
  /** Who opened the issue; null where the account is gone. */
  readonly author: Maybe<Person>;
  /** Task list of the issue; null where it has none. */
  readonly checklist: Maybe<Checklist>;
  /** When the issue was closed; null while it is open. */
  readonly closedAt: Maybe<Scalars['DateTime']['output']>;
  /** Whom else to ask; people without a GitHub login are left out. */
  readonly contacts: ReadonlyArray<Person>;
  /** When the issue was opened. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** GitHub's number for the issue across repositories; null where it gives none. */
  readonly databaseId: Maybe<Scalars['Int']['output']>;
  /** When the work is done, from the issue form, as Markdown with e-mail addresses withheld; null where it is not answered. */
  readonly exitCriteria: Maybe<Scalars['String']['output']>;
  /** What the community's rules find about it. */
  readonly findings: FindingConnection;
  /** Groups that it is tied to, with the evidence. */
  readonly groups: InitiativeGroupConnection;
  /** Whether and why help is wanted. */
  readonly helpWanted: HelpWanted;
  readonly id: Scalars['ID']['output'];
  /** Labels of the issue. */
  readonly labels: LabelConnection;
  /** Last comment, edit or linked pull request of a person; bots and label changes do not count. Null where it could not be read. */
  readonly lastActivityAt: Maybe<Scalars['DateTime']['output']>;
  /** Meetings of its groups; of the next 30 days where no filter bounds the time. */
  readonly meetings: MeetingConnection;
  /** Issue number in its repository. */
  readonly number: Scalars['Int']['output'];
  /** Past its target date or the community's limit of age, and not done. */
  readonly overdue: Scalars['Boolean']['output'];
  /** What it is overdue by; null where it is not. */
  readonly overdueReason: Maybe<Scalars['String']['output']>;
  /** Whom to ask, from the issue form; null where it is not answered, open (`TBD`) or names nobody with a GitHub login. */
  readonly primaryContact: Maybe<Person>;
  readonly provenance: ReadonlyArray<Provenance>;
  /** Where to bring it up next; null where no meeting of its groups is known. */
  readonly raiseAt: Maybe<RaiseAt>;
  /** The repository of the issue. */
  readonly repository: Repository;
  /** Path of the issue on its host, e.g. `/cncf/toc/issues/2231`. */
  readonly resourcePath: Scalars['URI']['output'];
  /** The group that answers for it; null where the evidence names none or conflicts. */
  readonly responsibleGroup: Maybe<Group>;
  /** One line on the work, from the issue form; null where it is not answered. */
  readonly shortDescription: Maybe<Scalars['String']['output']>;
  /** Who oversees it: a tech lead, subproject lead, liaison or sponsor of its group or of the parent, or a member of a committee, in office and among assignees and contacts; null where there is none. */
  readonly sponsor: Maybe<Role>;
  /** State of the issue. */
  readonly state: IssueState;
  /** How far it is. */
  readonly status: InitiativeStatus;
  /** Which label, project field, state or rule decided the status, and what speaks against it. */
  readonly statusReason: Scalars['String']['output'];
  /** Sub-issues; null where it has none. */
  readonly subIssuesSummary: Maybe<SubIssuesSummary>;
  /** When it is to be done: from the milestone, a project field or an explicit date in the form; null where none is given. */
  readonly targetDate: Maybe<Scalars['Date']['output']>;
  /** Title of the issue. */
  readonly title: Scalars['String']['output'];
  /** Where the work is tracked, from the issue form; null where it is not answered. */
  readonly trackingUrl: Maybe<Scalars['URI']['output']>;
  /** When the issue was last changed in any way. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** The issue. */
  readonly url: Scalars['URI']['output'];
};


/** Time-bound work that is tracked in a GitHub issue. */
export type InitiativeAssigneesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Time-bound work that is tracked in a GitHub issue. */
export type InitiativeContactsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Time-bound work that is tracked in a GitHub issue. */
export type InitiativeFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<FindingFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Time-bound work that is tracked in a GitHub issue. */
export type InitiativeGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Time-bound work that is tracked in a GitHub issue. */
export type InitiativeLabelsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Time-bound work that is tracked in a GitHub issue. */
export type InitiativeMeetingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<MeetingFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Time-bound work that is tracked in a GitHub issue. */
export type InitiativeProvenanceArgs = {
  field?: InputMaybe<Scalars['String']['input']>;
};

/** A page of initiatives. */
export type InitiativeConnection = {
  readonly __typename?: 'InitiativeConnection';
  /** How many of those that could be read are how far, over all pages; statuses without any are left out. */
  readonly countsByStatus: ReadonlyArray<StatusCount>;
  /** The initiatives of this page with their cursors. */
  readonly edges: Maybe<ReadonlyArray<Maybe<InitiativeEdge>>>;
  /** A repository that may hold further initiatives could not be read, or the registry names no repository that could tell. */
  readonly isPartial: Scalars['Boolean']['output'];
  /** The initiatives of this page. */
  readonly nodes: Maybe<ReadonlyArray<Maybe<Initiative>>>;
  /** Which page this is. */
  readonly pageInfo: PageInfo;
  /** The sources that this list was read from. */
  readonly readings: ReadonlyArray<SourceReading>;
  /** How many initiatives there are over all pages; null where that cannot be known, see `isPartial`. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One initiative with its cursor. */
export type InitiativeEdge = {
  readonly __typename?: 'InitiativeEdge';
  /** Opaque position of the initiative. */
  readonly cursor: Scalars['String']['output'];
  /** The initiative. */
  readonly node: Maybe<Initiative>;
};

/** Conditions on initiatives; all that are given must hold. */
export type InitiativeFilters = {
  /** Tied to any of these groups, by slug. */
  readonly groups?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Without human activity since this instant. Where that of an initiative is unknown the list is partial. */
  readonly inactiveSince?: InputMaybe<Scalars['DateTime']['input']>;
  /** Count the initiatives of subgroups in; false where omitted. */
  readonly includeSubgroups?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether help is wanted. */
  readonly needsHelp?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether it is overdue. */
  readonly overdue?: InputMaybe<Scalars['Boolean']['input']>;
  /** Words in title or description. */
  readonly query?: InputMaybe<Scalars['String']['input']>;
  /** Any of these statuses. */
  readonly status?: InputMaybe<ReadonlyArray<InitiativeStatus>>;
  /** Of a group with any of these topics, or with such a label or word in the title. */
  readonly topics?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Updated at this instant or later. */
  readonly updatedSince?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Groups that an initiative is tied to. */
export type InitiativeGroupConnection = {
  readonly __typename?: 'InitiativeGroupConnection';
  /** The groups with their evidence. */
  readonly edges: ReadonlyArray<InitiativeGroupEdge>;
  /** The groups. */
  readonly nodes: ReadonlyArray<Group>;
  /** Which page this is. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** How the initiative was tied to the group: label, issue-form field, Project v2 field, registry rule. */
export type InitiativeGroupEdge = {
  readonly __typename?: 'InitiativeGroupEdge';
  /** How far the evidence can be trusted. */
  readonly confidence: JoinConfidence;
  /** Opaque position in the list. */
  readonly cursor: Scalars['String']['output'];
  /** What ties them, strongest first. */
  readonly matchedBy: ReadonlyArray<JoinEvidence>;
  /** The group. */
  readonly node: Group;
};

/** Order of initiatives; ties by id. */
export type InitiativeOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** What to order by. */
  readonly field: InitiativeOrderField;
};

/** What initiatives are ordered by. */
export type InitiativeOrderField =
  /** When the issue was opened. */
  | 'CREATED_AT'
  /** Score of `helpWanted`. */
  | 'HELP_WANTED_SCORE'
  /** Last human activity. */
  | 'LAST_ACTIVITY_AT'
  /** Target date. */
  | 'TARGET_DATE'
  /** When the issue was last changed in any way. */
  | 'UPDATED_AT';

/** How far an initiative is. */
export type InitiativeStatus =
  /** Waits for something. */
  | 'BLOCKED'
  /** Given up. */
  | 'CANCELLED'
  /** Done. */
  | 'COMPLETE'
  /** Under way. */
  | 'IN_PROGRESS'
  /** Accepted, not begun. */
  | 'NOT_STARTED'
  /** Asked for, not yet accepted. */
  | 'PROPOSED'
  /** Begun, without progress. */
  | 'STALE'
  /** The issue does not say. */
  | 'UNKNOWN';

/** State of an issue. */
export type IssueState =
  /** Closed. */
  | 'CLOSED'
  /** Open. */
  | 'OPEN';

/** How far a tie can be trusted. */
export type JoinConfidence =
  /** Evidence for this group speaks against evidence for another. */
  | 'CONFLICTING'
  /** Somebody wrote it: a label, an exact answer, a rule. */
  | 'EXPLICIT'
  /** Concluded from a near match. */
  | 'INFERRED';

/** One piece of evidence for a tie. */
export type JoinEvidence = {
  readonly __typename?: 'JoinEvidence';
  /** Kind of evidence: `label`, `form`, `issue-search`, `title`, `project-field`, `feed`, `meeting-id`, `uid`, `organizer-domain`, `category`. */
  readonly rule: Scalars['String']['output'];
  /** Where it was found. */
  readonly source: Source;
  /** To see it; null where there is no page. */
  readonly url: Maybe<Scalars['URI']['output']>;
  /** What was found, e.g. `tag/infrastructure`. */
  readonly value: Scalars['String']['output'];
};

/** A label of an issue. */
export type Label = {
  readonly __typename?: 'Label';
  /** Six hexadecimal digits without `#`. */
  readonly color: Scalars['String']['output'];
  /** E.g. `kind/initiative`. */
  readonly name: Scalars['String']['output'];
};

/** Labels of an issue. */
export type LabelConnection = {
  readonly __typename?: 'LabelConnection';
  /** The labels of this page with their cursors. */
  readonly edges: Maybe<ReadonlyArray<Maybe<LabelEdge>>>;
  /** The labels of this page. */
  readonly nodes: Maybe<ReadonlyArray<Maybe<Label>>>;
  /** Which page this is. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One of the labels with its cursor. */
export type LabelEdge = {
  readonly __typename?: 'LabelEdge';
  /** Opaque position in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The item. */
  readonly node: Maybe<Label>;
};

/** An address with its meaning. */
export type Link = {
  readonly __typename?: 'Link';
  /** IANA link relation where one fits, else a short word, e.g. `recordings`. */
  readonly rel: Scalars['String']['output'];
  /** Its words; null where there are none. */
  readonly title: Maybe<Scalars['String']['output']>;
  /** The address. */
  readonly url: Scalars['URI']['output'];
};

/** One instance of a recurring meeting, or a single one. */
export type Meeting = Node & Sourced & {
  readonly __typename?: 'Meeting';
  /** The meeting for a calendar. */
  readonly addToCalendar: AddToCalendar;
  /** Agenda; null where no source gives one. */
  readonly agendaUrl: Maybe<Scalars['URI']['output']>;
  /** The feed's words as plain text, e-mail addresses and passcodes withheld; null where there are none. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** How long it takes. */
  readonly duration: Scalars['Duration']['output'];
  /** End; the start where the feed gives none. */
  readonly endsAt: Scalars['DateTime']['output'];
  /** The group that meets; null where no rule of the registry names one. */
  readonly group: Maybe<Group>;
  readonly id: Scalars['ID']['output'];
  /** Open initiatives that can be raised here: those of the group and its subgroups. */
  readonly initiatives: InitiativeConnection;
  /** It takes whole days; `startsAt` and `endsAt` are then midnights in UTC. */
  readonly isAllDay: Scalars['Boolean']['output'];
  /** It differs from its rule: the feed describes this instance on its own. */
  readonly isException: Scalars['Boolean']['output'];
  /** Where to join, passcode withheld; null where the feed gives no link. */
  readonly joinUrl: Maybe<Scalars['URI']['output']>;
  /** LAST-MODIFIED (RFC 5545 §3.8.7.3), else DTSTAMP; null where the feed gives neither. */
  readonly lastModifiedAt: Maybe<Scalars['DateTime']['output']>;
  /** Where it takes place, addresses of people withheld; null where the feed does not say. */
  readonly location: Maybe<Scalars['String']['output']>;
  /** Why the meeting is the group's. */
  readonly matchedBy: ReadonlyArray<JoinEvidence>;
  /** Notes; null where no source gives them. */
  readonly notesUrl: Maybe<Scalars['URI']['output']>;
  /** Start that the rule gives, where the instance was moved; null otherwise. */
  readonly originalStartsAt: Maybe<Scalars['DateTime']['output']>;
  readonly provenance: ReadonlyArray<Provenance>;
  /** Recording; null where no source gives one. */
  readonly recordingUrl: Maybe<Scalars['URI']['output']>;
  /** RECURRENCE-ID of this instance (RFC 5545 §3.8.4.4); null for a single event. */
  readonly recurrenceId: Maybe<Scalars['DateTime']['output']>;
  /** SEQUENCE (RFC 5545 §3.8.7.4): how often the organizer has changed it in a way that matters; 0 where the feed does not say. */
  readonly sequence: Scalars['Int']['output'];
  /** The recurring meeting that this is an instance of; null for a single event. */
  readonly series: Maybe<MeetingSeries>;
  /** Start. */
  readonly startsAt: Scalars['DateTime']['output'];
  /** Start as RFC 3339 with the offset of the zone, e.g. `2026-11-26T21:30:00+05:30`; the day alone for an all-day meeting. */
  readonly startsAtLocal: Scalars['String']['output'];
  /** Whether it takes place as planned. */
  readonly status: MeetingStatus;
  /** Zone in which the meeting was written; null for UTC and floating times. */
  readonly timeZone: Maybe<Scalars['TimeZone']['output']>;
  /** Title, e.g. `TAG Infrastructure`. */
  readonly title: Scalars['String']['output'];
  /** UID of the VEVENT (RFC 5545 §3.8.4.7). */
  readonly uid: Scalars['String']['output'];
};


/** One instance of a recurring meeting, or a single one. */
export type MeetingInitiativesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** One instance of a recurring meeting, or a single one. */
export type MeetingProvenanceArgs = {
  field?: InputMaybe<Scalars['String']['input']>;
};


/** One instance of a recurring meeting, or a single one. */
export type MeetingStartsAtLocalArgs = {
  timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
};

/** A page of meetings. */
export type MeetingConnection = {
  readonly __typename?: 'MeetingConnection';
  /** The meetings of this page with their cursors. */
  readonly edges: Maybe<ReadonlyArray<Maybe<MeetingEdge>>>;
  /** A feed that may hold further meetings could not be read, or the registry names no feed that could tell. */
  readonly isPartial: Scalars['Boolean']['output'];
  /** The meetings of this page. */
  readonly nodes: Maybe<ReadonlyArray<Maybe<Meeting>>>;
  /** Which page this is. */
  readonly pageInfo: PageInfo;
  /** The sources that this list was read from. */
  readonly readings: ReadonlyArray<SourceReading>;
  /** How many meetings there are over all pages; null where that cannot be known, see `isPartial`. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One meeting with its cursor. */
export type MeetingEdge = {
  readonly __typename?: 'MeetingEdge';
  /** Opaque position of the meeting. */
  readonly cursor: Scalars['String']['output'];
  /** The meeting. */
  readonly node: Maybe<Meeting>;
};

/** Conditions on meetings; all that are given must hold. */
export type MeetingFilters = {
  /** Of any of these groups, by slug. */
  readonly groups?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Count a group's subgroups in; false where omitted. */
  readonly includeSubgroups?: InputMaybe<Scalars['Boolean']['input']>;
  /** Begin and end within this span of the day in `timeZone`. */
  readonly localHours?: InputMaybe<TimeWindow>;
  /** Leave out what the `recurrence` of a series gives, for calendars that hold the rule itself; exceptions stay. False where omitted. */
  readonly omitRecurrences?: InputMaybe<Scalars['Boolean']['input']>;
  /** Words in the title or the description. */
  readonly query?: InputMaybe<Scalars['String']['input']>;
  /** Start at this instant or later. */
  readonly startsAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Start before this instant. */
  readonly startsBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Any of these statuses. */
  readonly status?: InputMaybe<ReadonlyArray<MeetingStatus>>;
  /** Zone of `localHours`; UTC where omitted. */
  readonly timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
  /** Of a group with any of these topics, or with such a category or word in the title. */
  readonly topics?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Start from now (or from `startsAfter`) for this long, at most 400 days, e.g. `P7D`. */
  readonly within?: InputMaybe<Scalars['Duration']['input']>;
};

/** Order of meetings; ties by id. */
export type MeetingOrder = {
  /** Which way. */
  readonly direction: OrderDirection;
  /** What to order by. */
  readonly field: MeetingOrderField;
};

/** What meetings are ordered by. */
export type MeetingOrderField =
  /** Start. */
  | 'STARTS_AT';

/** A recurring meeting. */
export type MeetingSeries = Node & {
  readonly __typename?: 'MeetingSeries';
  /** Whether feed and declared schedule agree; null where either is missing or not comparable. */
  readonly agreesWithFeed: Maybe<Scalars['Boolean']['output']>;
  /** The schedule in the registry's own words; null where it declares none. */
  readonly declaredSchedule: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  /** All of it as one rule; null where the feed's is none that calendar programs agree on, or the declared words are not complete. */
  readonly recurrence: Maybe<Recurrence>;
  /** The rule in words, e.g. `every 2 weeks on Tuesday at 08:00 America/Los_Angeles`; the declared words where there is no rule. */
  readonly recurrenceText: Scalars['String']['output'];
  /** The rule (RFC 5545 §3.3.10); null where there is none. */
  readonly rrule: Maybe<Scalars['String']['output']>;
  /** Title. */
  readonly title: Scalars['String']['output'];
  /** UID of the VEVENT, or `declared:` and a number for a schedule that only the registry gives. */
  readonly uid: Scalars['String']['output'];
  /** Why the declared words did not become a rule; null where they did or there are none. */
  readonly unresolvedReason: Maybe<Scalars['String']['output']>;
};


/** A recurring meeting. */
export type MeetingSeriesRecurrenceTextArgs = {
  locale?: InputMaybe<Scalars['String']['input']>;
};

/** Recurring meetings. */
export type MeetingSeriesConnection = {
  readonly __typename?: 'MeetingSeriesConnection';
  /** The recurring meetings of this page with their cursors. */
  readonly edges: Maybe<ReadonlyArray<Maybe<MeetingSeriesEdge>>>;
  /** The recurring meetings of this page. */
  readonly nodes: Maybe<ReadonlyArray<Maybe<MeetingSeries>>>;
  /** Which page this is. */
  readonly pageInfo: PageInfo;
  /** How many there are; null where a feed could not be read. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One of the recurring meetings with its cursor. */
export type MeetingSeriesEdge = {
  readonly __typename?: 'MeetingSeriesEdge';
  /** Opaque position in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The item. */
  readonly node: Maybe<MeetingSeries>;
};

/** Conditions on recurring meetings; all that are given must hold. */
export type MeetingSeriesFilters = {
  /** Of any of these groups, by slug. */
  readonly groups?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Count a group's subgroups in; false where omitted. */
  readonly includeSubgroups?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of a group with any of these topics, or with such a category or word in the title. */
  readonly topics?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Whether a meeting takes place as planned. */
export type MeetingStatus =
  /** It does not take place. */
  | 'CANCELLED'
  /** It takes place. */
  | 'CONFIRMED'
  /** It takes place at another time than its rule gives; see `originalStartsAt`. */
  | 'MOVED'
  /** It is not yet certain. */
  | 'TENTATIVE';

/** Anything that can be fetched again by its id (Global Object Identification). */
export type Node = {
  /** Opaque and stable, e.g. the argument of `node(id:)`. */
  readonly id: Scalars['ID']['output'];
};

/** Direction of an order. */
export type OrderDirection =
  /** Smallest, earliest or first in the alphabet first; unknown values last. */
  | 'ASC'
  /** Largest, latest or last in the alphabet first; unknown values last. */
  | 'DESC';

/** Which page of a connection this is (GraphQL Cursor Connections). */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last item, the `after` of the next page; null on an empty page. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** More items follow this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Items stand before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item; null on an empty page. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** Somebody who holds a role or works on an initiative. */
export type Person = Node & {
  readonly __typename?: 'Person';
  /** Avatar on GitHub. */
  readonly avatarUrl: Maybe<Scalars['URI']['output']>;
  readonly id: Scalars['ID']['output'];
  /** Initiatives that the person is assigned to, contact of, or has opened. */
  readonly initiatives: InitiativeConnection;
  /** GitHub login as the registry or GitHub writes it. */
  readonly login: Scalars['String']['output'];
  /** Meetings of the groups in which the person holds a current role. */
  readonly meetings: MeetingConnection;
  /** Name; null where no source gives one. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Roles in every group. */
  readonly roles: RoleConnection;
  /** Profile on GitHub. */
  readonly url: Maybe<Scalars['URI']['output']>;
};


/** Somebody who holds a role or works on an initiative. */
export type PersonAvatarUrlArgs = {
  size?: InputMaybe<Scalars['Int']['input']>;
};


/** Somebody who holds a role or works on an initiative. */
export type PersonInitiativesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<InitiativeFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Somebody who holds a role or works on an initiative. */
export type PersonMeetingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<MeetingFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<MeetingOrder>;
};


/** Somebody who holds a role or works on an initiative. */
export type PersonRolesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<RoleFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Where a value came from. */
export type Provenance = {
  readonly __typename?: 'Provenance';
  /** When the source was fetched. */
  readonly fetchedAt: Scalars['DateTime']['output'];
  /** The field of the type; `*` for the whole object. */
  readonly field: Scalars['String']['output'];
  /** Line in the document, from 1; null where the source has no lines. */
  readonly line: Maybe<Scalars['Int']['output']>;
  /** Where in the document, e.g. `tags[1].leadership.chairs[0].term.end`; null where the source has no such paths. */
  readonly path: Maybe<Scalars['String']['output']>;
  /** Version of the source. */
  readonly revision: Maybe<Scalars['String']['output']>;
  /** The source. */
  readonly source: Source;
  /** To see it in the source; null where there is no address. */
  readonly url: Maybe<Scalars['URI']['output']>;
};

/** Where the graph is entered. */
export type Query = {
  readonly __typename?: 'Query';
  /** Every community of the registry. */
  readonly communities: ReadonlyArray<Community>;
  /** The only community of the registry, or the named one where the registry holds several; null where the name is unknown. */
  readonly community: Maybe<Community>;
  /** What the communities' rules find. */
  readonly findings: FindingConnection;
  /** The group with this slug; null where there is none. */
  readonly group: Maybe<Group>;
  /** Groups of every community. */
  readonly groups: GroupConnection;
  /** The initiative that this issue is; null where it is none or its repository is not in the registry. */
  readonly initiative: Maybe<Initiative>;
  /** Initiatives of every repository of the registry. */
  readonly initiatives: InitiativeConnection;
  /** Recurring meetings of every group and of feeds, from feeds and as declared. */
  readonly meetingSeries: MeetingSeriesConnection;
  /** Meetings of every group and of feeds; of the next 30 days where no filter bounds the time. */
  readonly meetings: MeetingConnection;
  /** The object with this id; null where there is none. */
  readonly node: Maybe<Node>;
  /** The objects with these ids, in the order asked; null where there is none. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** The person with this GitHub login, compared without case; null where nobody in the graph has it. */
  readonly person: Maybe<Person>;
  /** What this request costs and what is left of the client's and of each upstream's budget. */
  readonly rateLimit: Maybe<RateLimit>;
  /** What a URL stands for: a group page, an issue, a repository or a person on GitHub; null where the graph does not know it, or several groups name the page. */
  readonly resource: Maybe<Node>;
  /** Groups, people, initiatives and meetings that match the words, best first. Case, accents and a typo are forgiven. */
  readonly search: SearchResultItemConnection;
  /** Registry files, repositories and feeds that the graph is made of, in the registry's order. Asking for them reads none of them. */
  readonly sources: SourceConnection;
};


/** Where the graph is entered. */
export type QueryCommunityArgs = {
  slug?: InputMaybe<Scalars['String']['input']>;
};


/** Where the graph is entered. */
export type QueryFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<FindingFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<FindingOrder>;
};


/** Where the graph is entered. */
export type QueryGroupArgs = {
  community?: InputMaybe<Scalars['String']['input']>;
  slug: Scalars['String']['input'];
};


/** Where the graph is entered. */
export type QueryGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<GroupFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<GroupOrder>;
};


/** Where the graph is entered. */
export type QueryInitiativeArgs = {
  number: Scalars['Int']['input'];
  repository: Scalars['String']['input'];
};


/** Where the graph is entered. */
export type QueryInitiativesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<InitiativeFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InitiativeOrder>;
};


/** Where the graph is entered. */
export type QueryMeetingSeriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<MeetingSeriesFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Where the graph is entered. */
export type QueryMeetingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<MeetingFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<MeetingOrder>;
};


/** Where the graph is entered. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Where the graph is entered. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** Where the graph is entered. */
export type QueryPersonArgs = {
  login: Scalars['String']['input'];
};


/** Where the graph is entered. */
export type QueryResourceArgs = {
  url: Scalars['URI']['input'];
};


/** Where the graph is entered. */
export type QuerySearchArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
  type?: InputMaybe<ReadonlyArray<SearchType>>;
};


/** Where the graph is entered. */
export type QuerySourcesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filterBy?: InputMaybe<SourceFilters>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** Where to bring an initiative up. */
export type RaiseAt = {
  readonly __typename?: 'RaiseAt';
  /** The meeting. */
  readonly meeting: Meeting;
  /** Which rule chose it, e.g. `next meeting of tag-infrastructure, the responsible group`. */
  readonly reason: Scalars['String']['output'];
};

/** Budget of this client at the gateway, in points; one point is about one object that the query may return. */
export type RateLimit = {
  readonly __typename?: 'RateLimit';
  /** Points that this request costs, known before it runs; 0 where it is answered from memory. */
  readonly cost: Scalars['Int']['output'];
  /** Points that a client has in a period. */
  readonly limit: Scalars['Int']['output'];
  /** Points left in this period. */
  readonly remaining: Scalars['Int']['output'];
  /** When the period ends. */
  readonly resetAt: Scalars['DateTime']['output'];
  /** Budgets of the upstreams that meter the gateway; empty until one was asked. */
  readonly upstream: ReadonlyArray<UpstreamBudget>;
};

/** A recurring meeting as one rule that calendar programs read alike (RFC 5545 §3.8.5). RDATEs are no part of it, but meetings of their own. */
export type Recurrence = {
  readonly __typename?: 'Recurrence';
  /** Instances that the feed describes on their own, cancelled ones too; of all times where no filter bounds it. */
  readonly exceptions: Maybe<ReadonlyArray<Maybe<Meeting>>>;
  /** Starts that the rule gives and at which nothing takes place (EXDATE); ascending. */
  readonly excludedDates: ReadonlyArray<Scalars['DateTime']['output']>;
  /** The instance at DTSTART, which shows what every other one does; the rule has it even where `excludedDates` takes it out. */
  readonly firstMeeting: Maybe<Meeting>;
  /** Rule (RFC 5545 §3.3.10), its parts in one order. */
  readonly rrule: Scalars['String']['output'];
  /** Zone in which the rule counts; null for UTC and for whole days. */
  readonly timeZone: Maybe<Scalars['TimeZone']['output']>;
};


/** A recurring meeting as one rule that calendar programs read alike (RFC 5545 §3.8.5). RDATEs are no part of it, but meetings of their own. */
export type RecurrenceExceptionsArgs = {
  filterBy?: InputMaybe<MeetingFilters>;
};

/** A repository on GitHub. */
export type Repository = Node & {
  readonly __typename?: 'Repository';
  readonly id: Scalars['ID']['output'];
  /** Owner and name, e.g. `cncf/toc`. */
  readonly nameWithOwner: Scalars['String']['output'];
  /** Its page. */
  readonly url: Scalars['URI']['output'];
};

/** Something that every group of a kind must meet. */
export type Requirement = {
  readonly __typename?: 'Requirement';
  /** What is asked, e.g. at least two of them. */
  readonly details: Scalars['String']['output'];
  /** In a word, e.g. `Organizers`. */
  readonly title: Scalars['String']['output'];
};

/** A person's role in a group. */
export type Role = Node & Sourced & {
  readonly __typename?: 'Role';
  /** Where the holder works, as the registry writes it; null where it does not say. */
  readonly company: Maybe<Scalars['String']['output']>;
  /** The group. */
  readonly group: Group;
  readonly id: Scalars['ID']['output'];
  /** What it is. */
  readonly kind: RoleKind;
  /** Word used by the community, e.g. `TOC Liaison`. */
  readonly kindLabel: Scalars['String']['output'];
  /** Name of the holder as the registry writes it; null where it gives none. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Who holds it; null where the registry gives no GitHub login. */
  readonly person: Maybe<Person>;
  readonly provenance: ReadonlyArray<Provenance>;
  /** Last day of the term; null where unknown. */
  readonly termEnd: Maybe<Scalars['Date']['output']>;
  /** First day of the term; null where unknown. */
  readonly termStart: Maybe<Scalars['Date']['output']>;
  /** Where today stands in the term. */
  readonly termState: TermState;
};


/** A person's role in a group. */
export type RoleProvenanceArgs = {
  field?: InputMaybe<Scalars['String']['input']>;
};

/** A page of roles. */
export type RoleConnection = {
  readonly __typename?: 'RoleConnection';
  /** The roles of this page with their cursors. */
  readonly edges: Maybe<ReadonlyArray<Maybe<RoleEdge>>>;
  /** The roles of this page. */
  readonly nodes: Maybe<ReadonlyArray<Maybe<Role>>>;
  /** Which page this is. */
  readonly pageInfo: PageInfo;
  /** How many roles there are over all pages. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One role with its cursor. */
export type RoleEdge = {
  readonly __typename?: 'RoleEdge';
  /** Opaque position of the role. */
  readonly cursor: Scalars['String']['output'];
  /** The role. */
  readonly node: Maybe<Role>;
};

/** Conditions on roles; all that are given must hold. */
export type RoleFilters = {
  /** Whose term ends before this day. */
  readonly endsBefore?: InputMaybe<Scalars['Date']['input']>;
  /** Any of these kinds. */
  readonly kind?: InputMaybe<ReadonlyArray<RoleKind>>;
  /** Any of these states. A role without a term is UNKNOWN. */
  readonly termState?: InputMaybe<ReadonlyArray<TermState>>;
};

/** What somebody does in a group, in terms that hold for every community. */
export type RoleKind =
  /** Leads the group. */
  | 'CHAIR'
  /** Held a role before. */
  | 'EMERITUS'
  /** Links the group to a governing body. */
  | 'LIAISON'
  /** Is a member. */
  | 'MEMBER'
  /** Runs a community group. */
  | 'ORGANIZER'
  /** Stands for the group in a governing body. */
  | 'SPONSOR'
  /** Leads a subproject. */
  | 'SUBPROJECT_LEAD'
  /** Leads its technical work. */
  | 'TECH_LEAD';

/** A rule of a community's governance. */
export type Rule = {
  readonly __typename?: 'Rule';
  /** Where it is written. */
  readonly citationUrl: Scalars['URI']['output'];
  /** E.g. `term-expired`. */
  readonly id: Scalars['ID']['output'];
  /** How binding it is. */
  readonly level: FindingSeverity;
  /** Its figures, e.g. `days` 60. */
  readonly parameters: ReadonlyArray<RuleParameter>;
  /** The clause, in a sentence. */
  readonly quote: Scalars['String']['output'];
  /** In a few words. */
  readonly title: Scalars['String']['output'];
};

/** One figure of a rule. */
export type RuleParameter = {
  readonly __typename?: 'RuleParameter';
  /** Its name. */
  readonly name: Scalars['String']['output'];
  /** Its value. */
  readonly value: Scalars['String']['output'];
};

/** One search result. */
export type SearchResultItem = Group | Initiative | Meeting | Person;

/** A page of search results. */
export type SearchResultItemConnection = {
  readonly __typename?: 'SearchResultItemConnection';
  /** The results of this page with their cursors. */
  readonly edges: Maybe<ReadonlyArray<Maybe<SearchResultItemEdge>>>;
  /** How many groups match. */
  readonly groupCount: Scalars['Int']['output'];
  /** How many of the initiatives that could be read match. */
  readonly initiativeCount: Scalars['Int']['output'];
  /** A source that may hold further results could not be read. */
  readonly isPartial: Scalars['Boolean']['output'];
  /** How many of the meetings that could be read match. */
  readonly meetingCount: Scalars['Int']['output'];
  /** The results of this page. */
  readonly nodes: Maybe<ReadonlyArray<Maybe<SearchResultItem>>>;
  /** Which page this is. */
  readonly pageInfo: PageInfo;
  /** How many people match. */
  readonly personCount: Scalars['Int']['output'];
};

/** One search result with its cursor. */
export type SearchResultItemEdge = {
  readonly __typename?: 'SearchResultItemEdge';
  /** Opaque position of the result. */
  readonly cursor: Scalars['String']['output'];
  /** The result. */
  readonly node: Maybe<SearchResultItem>;
};

/** Kinds of search result. */
export type SearchType =
  /** Groups. */
  | 'GROUP'
  /** Initiatives. */
  | 'INITIATIVE'
  /** Meetings of the next 30 days. */
  | 'MEETING'
  /** People who hold a role or work on an initiative. */
  | 'PERSON';

/** Something that the graph is made of. */
export type Source = Node & {
  readonly __typename?: 'Source';
  /** What is odd about its content. */
  readonly diagnostics: DiagnosticConnection;
  /** HTTP validator of the copy (RFC 9110 §8.8.3); null where it has none. */
  readonly etag: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  /** What it is. */
  readonly kind: SourceKind;
  /** Why it last failed: code and sentence; null where it never did or has recovered. */
  readonly lastError: Maybe<Scalars['String']['output']>;
  /** When it last failed; null where it never did. */
  readonly lastErrorAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was last read or confirmed; null where it never was. */
  readonly lastSuccessAt: Maybe<Scalars['DateTime']['output']>;
  /** Its name, e.g. `Issues of cncf/toc`. */
  readonly name: Scalars['String']['output'];
  /** When it will be asked again at the earliest; null where it is asked on demand. */
  readonly nextRefreshAt: Maybe<Scalars['DateTime']['output']>;
  /** Names the version of the content: a git commit, or a hash; null before the first reading. */
  readonly revision: Maybe<Scalars['String']['output']>;
  /** How fresh it is. */
  readonly state: SourceState;
  /** Its address; null where the address is itself a secret, or a file on the gateway's disk. */
  readonly url: Maybe<Scalars['URI']['output']>;
};


/** Something that the graph is made of. */
export type SourceDiagnosticsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of sources. */
export type SourceConnection = {
  readonly __typename?: 'SourceConnection';
  /** The sources of this page with their cursors. */
  readonly edges: Maybe<ReadonlyArray<Maybe<SourceEdge>>>;
  /** The sources of this page. */
  readonly nodes: Maybe<ReadonlyArray<Maybe<Source>>>;
  /** Which page this is. */
  readonly pageInfo: PageInfo;
  /** How many there are over all pages. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** One of the sources with its cursor. */
export type SourceEdge = {
  readonly __typename?: 'SourceEdge';
  /** Opaque position in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The item. */
  readonly node: Maybe<Source>;
};

/** Conditions on sources; all that are given must hold. */
export type SourceFilters = {
  /** Any of these kinds. */
  readonly kind?: InputMaybe<ReadonlyArray<SourceKind>>;
  /** Any of these states. */
  readonly state?: InputMaybe<ReadonlyArray<SourceState>>;
};

/** What a source is. */
export type SourceKind =
  /** Issues of a repository on GitHub. */
  | 'GITHUB'
  /** A calendar feed. */
  | 'ICALENDAR'
  /** A landscape file. */
  | 'LANDSCAPE'
  /** A page that was imported. */
  | 'PAGE'
  /** A registry file. */
  | 'REGISTRY';

/** How a source answered when a list was made. */
export type SourceReading = {
  readonly __typename?: 'SourceReading';
  /** How old the copy in use is; null where there is none. */
  readonly age: Maybe<Scalars['Duration']['output']>;
  /** Why the latest attempt failed; null where it did not. */
  readonly error: Maybe<Scalars['String']['output']>;
  /** When the copy in use was fetched or confirmed; null where there is none. */
  readonly fetchedAt: Maybe<Scalars['DateTime']['output']>;
  /** The source. */
  readonly source: Source;
  /** How fresh it was. */
  readonly state: SourceState;
};

/** How fresh a source is. */
export type SourceState =
  /** The last attempt failed and there is no copy. */
  | 'FAILING'
  /** Read or confirmed within its fresh time. */
  | 'FRESH'
  /** An older copy is served, because a refresh runs or the source fails. */
  | 'STALE'
  /** Nothing has asked for it yet, or it cannot be asked. */
  | 'UNREAD';

/** Everything that came from outside says where from and how fresh. */
export type Sourced = {
  /** Where the values came from: one entry a field, or only that of the named field. */
  readonly provenance: ReadonlyArray<Provenance>;
};


/** Everything that came from outside says where from and how fresh. */
export type SourcedProvenanceArgs = {
  field?: InputMaybe<Scalars['String']['input']>;
};

/** How many initiatives have a status. */
export type StatusCount = {
  readonly __typename?: 'StatusCount';
  /** How many. */
  readonly count: Scalars['Int']['output'];
  /** The status. */
  readonly status: InitiativeStatus;
};

/** One step of forming a group. */
export type Step = {
  readonly __typename?: 'Step';
  /** Its parts, in order. */
  readonly details: ReadonlyArray<Scalars['String']['output']>;
  /** What is done, e.g. `Draft a proposal`. */
  readonly title: Scalars['String']['output'];
};

/** Sub-issues in numbers. */
export type SubIssuesSummary = {
  readonly __typename?: 'SubIssuesSummary';
  /** How many are closed. */
  readonly completed: Scalars['Int']['output'];
  /** Share that is closed, 0 to 100. */
  readonly percentCompleted: Scalars['Int']['output'];
  /** How many sub-issues. */
  readonly total: Scalars['Int']['output'];
};

/** Where today stands in a term. */
export type TermState =
  /** Begun, and not ending within 60 days. */
  | 'CURRENT'
  /** Ends within 60 days. */
  | 'ENDING_SOON'
  /** Ended before today. */
  | 'EXPIRED'
  /** The registry gives no term. */
  | 'UNKNOWN'
  /** Not begun. */
  | 'UPCOMING';

/** A span of the day in a zone. */
export type TimeWindow = {
  /** Earliest start, e.g. `09:00`. */
  readonly from: Scalars['LocalTime']['input'];
  /** Latest end, e.g. `21:00`. Before `from`: the span runs over midnight. */
  readonly to: Scalars['LocalTime']['input'];
  /** Monday to Friday only, in the zone of the filter; false where omitted. */
  readonly weekdaysOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What an upstream leaves the gateway to spend. */
export type UpstreamBudget = {
  readonly __typename?: 'UpstreamBudget';
  /** Points that the upstream grants in a period. */
  readonly limit: Scalars['Int']['output'];
  /** Points left in this period. */
  readonly remaining: Scalars['Int']['output'];
  /** When the period ends. */
  readonly resetAt: Scalars['DateTime']['output'];
  /** The upstream. */
  readonly source: Source;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  SearchResultItem:
    | ( GroupRecord )
    | ( JoinedInitiative )
    | ( JoinedMeeting )
    | ( PersonView )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( CommunityRecord )
    | ( FindingRecord )
    | ( GroupRecord )
    | ( JoinedInitiative )
    | ( JoinedMeeting )
    | ( JoinedSeries )
    | ( PersonView )
    | ( RepositoryView )
    | ( RoleRecord )
    | ( SourceStatus )
  ;
  Sourced:
    | ( GroupRecord )
    | ( JoinedInitiative )
    | ( JoinedMeeting )
    | ( RoleRecord )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddToCalendar: ResolverTypeWrapper<JoinedMeeting>;
  Aspect: ResolverTypeWrapper<Aspect>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Channel: ResolverTypeWrapper<Channel>;
  ChannelKind: ChannelKind;
  Checklist: ResolverTypeWrapper<Checklist>;
  Community: ResolverTypeWrapper<CommunityRecord>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Diagnostic: ResolverTypeWrapper<DiagnosticRecord>;
  DiagnosticConnection: ResolverTypeWrapper<Omit<DiagnosticConnection, 'edges' | 'nodes'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversTypes['DiagnosticEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversTypes['Diagnostic']>>> }>;
  DiagnosticEdge: ResolverTypeWrapper<Omit<DiagnosticEdge, 'node'> & { node?: Maybe<ResolversTypes['Diagnostic']> }>;
  DiagnosticLevel: DiagnosticLevel;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  Evidence: ResolverTypeWrapper<EvidenceRecord>;
  Evolution: ResolverTypeWrapper<Evolution>;
  Feeds: ResolverTypeWrapper<GroupRecord>;
  Finding: ResolverTypeWrapper<FindingRecord>;
  FindingConnection: ResolverTypeWrapper<Omit<FindingConnection, 'edges' | 'nodes' | 'readings'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversTypes['FindingEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversTypes['Finding']>>>, readings: ReadonlyArray<ResolversTypes['SourceReading']> }>;
  FindingEdge: ResolverTypeWrapper<Omit<FindingEdge, 'node'> & { node?: Maybe<ResolversTypes['Finding']> }>;
  FindingFilters: FindingFilters;
  FindingOrder: FindingOrder;
  FindingOrderField: FindingOrderField;
  FindingSeverity: FindingSeverity;
  FindingState: FindingState;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FocusArea: ResolverTypeWrapper<FocusArea>;
  Group: ResolverTypeWrapper<GroupRecord>;
  GroupConnection: ResolverTypeWrapper<Omit<GroupConnection, 'edges' | 'nodes' | 'readings'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversTypes['GroupEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversTypes['Group']>>>, readings: ReadonlyArray<ResolversTypes['SourceReading']> }>;
  GroupEdge: ResolverTypeWrapper<Omit<GroupEdge, 'node'> & { node?: Maybe<ResolversTypes['Group']> }>;
  GroupFilters: GroupFilters;
  GroupKind: GroupKind;
  GroupKindProfile: ResolverTypeWrapper<KindProfile>;
  GroupOrder: GroupOrder;
  GroupOrderField: GroupOrderField;
  GroupState: GroupState;
  Guidance: ResolverTypeWrapper<GuidanceRecord>;
  HelpWanted: ResolverTypeWrapper<JoinedInitiative>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Initiative: ResolverTypeWrapper<JoinedInitiative>;
  InitiativeConnection: ResolverTypeWrapper<InitiativePage>;
  InitiativeEdge: ResolverTypeWrapper<Omit<InitiativeEdge, 'node'> & { node?: Maybe<ResolversTypes['Initiative']> }>;
  InitiativeFilters: InitiativeFilters;
  InitiativeGroupConnection: ResolverTypeWrapper<Omit<InitiativeGroupConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['InitiativeGroupEdge']>, nodes: ReadonlyArray<ResolversTypes['Group']> }>;
  InitiativeGroupEdge: ResolverTypeWrapper<GroupTieEdge>;
  InitiativeOrder: InitiativeOrder;
  InitiativeOrderField: InitiativeOrderField;
  InitiativeStatus: InitiativeStatus;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  IssueState: IssueState;
  JoinConfidence: JoinConfidence;
  JoinEvidence: ResolverTypeWrapper<TieEvidence>;
  Label: ResolverTypeWrapper<Label>;
  LabelConnection: ResolverTypeWrapper<LabelConnection>;
  LabelEdge: ResolverTypeWrapper<LabelEdge>;
  Link: ResolverTypeWrapper<Link>;
  LocalTime: ResolverTypeWrapper<Scalars['LocalTime']['output']>;
  Meeting: ResolverTypeWrapper<JoinedMeeting>;
  MeetingConnection: ResolverTypeWrapper<Omit<MeetingConnection, 'edges' | 'nodes' | 'readings'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversTypes['MeetingEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversTypes['Meeting']>>>, readings: ReadonlyArray<ResolversTypes['SourceReading']> }>;
  MeetingEdge: ResolverTypeWrapper<Omit<MeetingEdge, 'node'> & { node?: Maybe<ResolversTypes['Meeting']> }>;
  MeetingFilters: MeetingFilters;
  MeetingOrder: MeetingOrder;
  MeetingOrderField: MeetingOrderField;
  MeetingSeries: ResolverTypeWrapper<JoinedSeries>;
  MeetingSeriesConnection: ResolverTypeWrapper<Omit<MeetingSeriesConnection, 'edges' | 'nodes'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversTypes['MeetingSeriesEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversTypes['MeetingSeries']>>> }>;
  MeetingSeriesEdge: ResolverTypeWrapper<Omit<MeetingSeriesEdge, 'node'> & { node?: Maybe<ResolversTypes['MeetingSeries']> }>;
  MeetingSeriesFilters: MeetingSeriesFilters;
  MeetingStatus: MeetingStatus;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Person: ResolverTypeWrapper<PersonView>;
  Provenance: ResolverTypeWrapper<ProvenanceView>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RaiseAt: ResolverTypeWrapper<Omit<RaiseAt, 'meeting'> & { meeting: ResolversTypes['Meeting'] }>;
  RateLimit: ResolverTypeWrapper<ClientBudget>;
  Recurrence: ResolverTypeWrapper<JoinedRecurrence>;
  Repository: ResolverTypeWrapper<RepositoryView>;
  Requirement: ResolverTypeWrapper<Requirement>;
  Role: ResolverTypeWrapper<RoleRecord>;
  RoleConnection: ResolverTypeWrapper<Omit<RoleConnection, 'edges' | 'nodes'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversTypes['RoleEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversTypes['Role']>>> }>;
  RoleEdge: ResolverTypeWrapper<Omit<RoleEdge, 'node'> & { node?: Maybe<ResolversTypes['Role']> }>;
  RoleFilters: RoleFilters;
  RoleKind: RoleKind;
  Rule: ResolverTypeWrapper<RuleRecord>;
  RuleParameter: ResolverTypeWrapper<RuleParameter>;
  SearchResultItem: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SearchResultItem']>;
  SearchResultItemConnection: ResolverTypeWrapper<Omit<SearchResultItemConnection, 'edges' | 'nodes'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversTypes['SearchResultItemEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversTypes['SearchResultItem']>>> }>;
  SearchResultItemEdge: ResolverTypeWrapper<Omit<SearchResultItemEdge, 'node'> & { node?: Maybe<ResolversTypes['SearchResultItem']> }>;
  SearchType: SearchType;
  Source: ResolverTypeWrapper<SourceStatus>;
  SourceConnection: ResolverTypeWrapper<Omit<SourceConnection, 'edges' | 'nodes'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversTypes['SourceEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversTypes['Source']>>> }>;
  SourceEdge: ResolverTypeWrapper<Omit<SourceEdge, 'node'> & { node?: Maybe<ResolversTypes['Source']> }>;
  SourceFilters: SourceFilters;
  SourceKind: SourceKind;
  SourceReading: ResolverTypeWrapper<Reading>;
  SourceState: SourceState;
  Sourced: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Sourced']>;
  StatusCount: ResolverTypeWrapper<StatusCount>;
  Step: ResolverTypeWrapper<Step>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  SubIssuesSummary: ResolverTypeWrapper<SubIssuesSummary>;
  TermState: TermState;
  TimeWindow: TimeWindow;
  TimeZone: ResolverTypeWrapper<Scalars['TimeZone']['output']>;
  URI: ResolverTypeWrapper<Scalars['URI']['output']>;
  UpstreamBudget: ResolverTypeWrapper<UpstreamBudgetRecord>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddToCalendar: JoinedMeeting;
  Aspect: Aspect;
  Boolean: Scalars['Boolean']['output'];
  Channel: Channel;
  Checklist: Checklist;
  Community: CommunityRecord;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Diagnostic: DiagnosticRecord;
  DiagnosticConnection: Omit<DiagnosticConnection, 'edges' | 'nodes'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['DiagnosticEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['Diagnostic']>>> };
  DiagnosticEdge: Omit<DiagnosticEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Diagnostic']> };
  Duration: Scalars['Duration']['output'];
  Evidence: EvidenceRecord;
  Evolution: Evolution;
  Feeds: GroupRecord;
  Finding: FindingRecord;
  FindingConnection: Omit<FindingConnection, 'edges' | 'nodes' | 'readings'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['FindingEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['Finding']>>>, readings: ReadonlyArray<ResolversParentTypes['SourceReading']> };
  FindingEdge: Omit<FindingEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Finding']> };
  FindingFilters: FindingFilters;
  FindingOrder: FindingOrder;
  Float: Scalars['Float']['output'];
  FocusArea: FocusArea;
  Group: GroupRecord;
  GroupConnection: Omit<GroupConnection, 'edges' | 'nodes' | 'readings'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['GroupEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['Group']>>>, readings: ReadonlyArray<ResolversParentTypes['SourceReading']> };
  GroupEdge: Omit<GroupEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Group']> };
  GroupFilters: GroupFilters;
  GroupKindProfile: KindProfile;
  GroupOrder: GroupOrder;
  Guidance: GuidanceRecord;
  HelpWanted: JoinedInitiative;
  ID: Scalars['ID']['output'];
  Initiative: JoinedInitiative;
  InitiativeConnection: InitiativePage;
  InitiativeEdge: Omit<InitiativeEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Initiative']> };
  InitiativeFilters: InitiativeFilters;
  InitiativeGroupConnection: Omit<InitiativeGroupConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['InitiativeGroupEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Group']> };
  InitiativeGroupEdge: GroupTieEdge;
  InitiativeOrder: InitiativeOrder;
  Int: Scalars['Int']['output'];
  JoinEvidence: TieEvidence;
  Label: Label;
  LabelConnection: LabelConnection;
  LabelEdge: LabelEdge;
  Link: Link;
  LocalTime: Scalars['LocalTime']['output'];
  Meeting: JoinedMeeting;
  MeetingConnection: Omit<MeetingConnection, 'edges' | 'nodes' | 'readings'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['MeetingEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['Meeting']>>>, readings: ReadonlyArray<ResolversParentTypes['SourceReading']> };
  MeetingEdge: Omit<MeetingEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Meeting']> };
  MeetingFilters: MeetingFilters;
  MeetingOrder: MeetingOrder;
  MeetingSeries: JoinedSeries;
  MeetingSeriesConnection: Omit<MeetingSeriesConnection, 'edges' | 'nodes'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['MeetingSeriesEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['MeetingSeries']>>> };
  MeetingSeriesEdge: Omit<MeetingSeriesEdge, 'node'> & { node?: Maybe<ResolversParentTypes['MeetingSeries']> };
  MeetingSeriesFilters: MeetingSeriesFilters;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Person: PersonView;
  Provenance: ProvenanceView;
  Query: Record<PropertyKey, never>;
  RaiseAt: Omit<RaiseAt, 'meeting'> & { meeting: ResolversParentTypes['Meeting'] };
  RateLimit: ClientBudget;
  Recurrence: JoinedRecurrence;
  Repository: RepositoryView;
  Requirement: Requirement;
  Role: RoleRecord;
  RoleConnection: Omit<RoleConnection, 'edges' | 'nodes'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['RoleEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['Role']>>> };
  RoleEdge: Omit<RoleEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Role']> };
  RoleFilters: RoleFilters;
  Rule: RuleRecord;
  RuleParameter: RuleParameter;
  SearchResultItem: ResolversUnionTypes<ResolversParentTypes>['SearchResultItem'];
  SearchResultItemConnection: Omit<SearchResultItemConnection, 'edges' | 'nodes'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['SearchResultItemEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['SearchResultItem']>>> };
  SearchResultItemEdge: Omit<SearchResultItemEdge, 'node'> & { node?: Maybe<ResolversParentTypes['SearchResultItem']> };
  Source: SourceStatus;
  SourceConnection: Omit<SourceConnection, 'edges' | 'nodes'> & { edges?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['SourceEdge']>>>, nodes?: Maybe<ReadonlyArray<Maybe<ResolversParentTypes['Source']>>> };
  SourceEdge: Omit<SourceEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Source']> };
  SourceFilters: SourceFilters;
  SourceReading: Reading;
  Sourced: ResolversInterfaceTypes<ResolversParentTypes>['Sourced'];
  StatusCount: StatusCount;
  Step: Step;
  String: Scalars['String']['output'];
  SubIssuesSummary: SubIssuesSummary;
  TimeWindow: TimeWindow;
  TimeZone: Scalars['TimeZone']['output'];
  URI: Scalars['URI']['output'];
  UpstreamBudget: UpstreamBudgetRecord;
};

export type AddToCalendarResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['AddToCalendar'] = ResolversParentTypes['AddToCalendar']> = {
  google?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  ics?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  outlook?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
};

export type AspectResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Aspect'] = ResolversParentTypes['Aspect']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ChannelResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Channel'] = ResolversParentTypes['Channel']> = {
  kind?: Resolver<ResolversTypes['ChannelKind'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
};

export type ChecklistResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Checklist'] = ResolversParentTypes['Checklist']> = {
  completed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CommunityResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Community'] = ResolversParentTypes['Community']> = {
  groups?: Resolver<ResolversTypes['GroupConnection'], ParentType, ContextType, Partial<CommunityGroupsArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['GroupKindProfile']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DiagnosticResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Diagnostic'] = ResolversParentTypes['Diagnostic']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  column?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  hint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  level?: Resolver<ResolversTypes['DiagnosticLevel'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
};

export type DiagnosticConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['DiagnosticConnection'] = ResolversParentTypes['DiagnosticConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['DiagnosticEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Diagnostic']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DiagnosticEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['DiagnosticEdge'] = ResolversParentTypes['DiagnosticEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Diagnostic']>, ParentType, ContextType>;
};

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type EvidenceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Evidence'] = ResolversParentTypes['Evidence']> = {
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
};

export type EvolutionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Evolution'] = ResolversParentTypes['Evolution']> = {
  conditions?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['GroupKind'], ParentType, ContextType>;
};

export type FeedsResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Feeds'] = ResolversParentTypes['Feeds']> = {
  atom?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  badge?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  embed?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  ics?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  json?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
};

export type FindingResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Finding'] = ResolversParentTypes['Finding']> = {
  cannotTell?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['Evidence']>, ParentType, ContextType>;
  heldSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['Rule'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['FindingSeverity'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['FindingState'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['Node'], ParentType, ContextType>;
  suggestedFix?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FindingConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FindingConnection'] = ResolversParentTypes['FindingConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['FindingEdge']>>>, ParentType, ContextType>;
  isPartial?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Finding']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  readings?: Resolver<ReadonlyArray<ResolversTypes['SourceReading']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type FindingEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FindingEdge'] = ResolversParentTypes['FindingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Finding']>, ParentType, ContextType>;
};

export type FocusAreaResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['FocusArea'] = ResolversParentTypes['FocusArea']> = {
  items?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type GroupResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Group'] = ResolversParentTypes['Group']> = {
  channels?: Resolver<ReadonlyArray<ResolversTypes['Channel']>, ParentType, ContextType>;
  charterUrl?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
  community?: Resolver<ResolversTypes['Community'], ParentType, ContextType>;
  feeds?: Resolver<ResolversTypes['Feeds'], ParentType, ContextType>;
  findings?: Resolver<ResolversTypes['FindingConnection'], ParentType, ContextType, Partial<GroupFindingsArgs>>;
  focusAreas?: Resolver<ReadonlyArray<ResolversTypes['FocusArea']>, ParentType, ContextType>;
  guidance?: Resolver<ReadonlyArray<ResolversTypes['Guidance']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatives?: Resolver<ResolversTypes['InitiativeConnection'], ParentType, ContextType, Partial<GroupInitiativesArgs>>;
  kind?: Resolver<ResolversTypes['GroupKind'], ParentType, ContextType>;
  kindLabel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastMeeting?: Resolver<Maybe<ResolversTypes['Meeting']>, ParentType, ContextType>;
  links?: Resolver<ReadonlyArray<ResolversTypes['Link']>, ParentType, ContextType>;
  meetingSeries?: Resolver<ResolversTypes['MeetingSeriesConnection'], ParentType, ContextType, Partial<GroupMeetingSeriesArgs>>;
  meetings?: Resolver<ResolversTypes['MeetingConnection'], ParentType, ContextType, Partial<GroupMeetingsArgs>>;
  mission?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  missionHTML?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  missionText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nextMeeting?: Resolver<Maybe<ResolversTypes['Meeting']>, ParentType, ContextType, Partial<GroupNextMeetingArgs>>;
  parent?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType, Partial<GroupProvenanceArgs>>;
  related?: Resolver<ResolversTypes['GroupConnection'], ParentType, ContextType, Partial<GroupRelatedArgs>>;
  repositories?: Resolver<ReadonlyArray<ResolversTypes['Repository']>, ParentType, ContextType, Partial<GroupRepositoriesArgs>>;
  resourcePath?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  roles?: Resolver<ResolversTypes['RoleConnection'], ParentType, ContextType, Partial<GroupRolesArgs>>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stakeholders?: Resolver<ResolversTypes['GroupConnection'], ParentType, ContextType, Partial<GroupStakeholdersArgs>>;
  state?: Resolver<ResolversTypes['GroupState'], ParentType, ContextType>;
  subgroups?: Resolver<ResolversTypes['GroupConnection'], ParentType, ContextType, Partial<GroupSubgroupsArgs>>;
  topics?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GroupConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['GroupConnection'] = ResolversParentTypes['GroupConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['GroupEdge']>>>, ParentType, ContextType>;
  isPartial?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Group']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  readings?: Resolver<ReadonlyArray<ResolversTypes['SourceReading']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type GroupEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['GroupEdge'] = ResolversParentTypes['GroupEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType>;
};

export type GroupKindProfileResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['GroupKindProfile'] = ResolversParentTypes['GroupKindProfile']> = {
  aspects?: Resolver<ReadonlyArray<ResolversTypes['Aspect']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  evolvesInto?: Resolver<ReadonlyArray<ResolversTypes['Evolution']>, ParentType, ContextType>;
  formation?: Resolver<ReadonlyArray<ResolversTypes['Step']>, ParentType, ContextType>;
  groups?: Resolver<ResolversTypes['GroupConnection'], ParentType, ContextType, Partial<GroupKindProfileGroupsArgs>>;
  kind?: Resolver<ResolversTypes['GroupKind'], ParentType, ContextType>;
  kindLabel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  links?: Resolver<ReadonlyArray<ResolversTypes['Link']>, ParentType, ContextType>;
  requirements?: Resolver<ReadonlyArray<ResolversTypes['Requirement']>, ParentType, ContextType>;
  rules?: Resolver<ReadonlyArray<ResolversTypes['Rule']>, ParentType, ContextType>;
};

export type GuidanceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Guidance'] = ResolversParentTypes['Guidance']> = {
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  textHTML?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type HelpWantedResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['HelpWanted'] = ResolversParentTypes['HelpWanted']> = {
  reasons?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  wanted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type InitiativeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Initiative'] = ResolversParentTypes['Initiative']> = {
  ageInDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  assignees?: Resolver<ReadonlyArray<ResolversTypes['Person']>, ParentType, ContextType, Partial<InitiativeAssigneesArgs>>;
  author?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  checklist?: Resolver<Maybe<ResolversTypes['Checklist']>, ParentType, ContextType>;
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  contacts?: Resolver<ReadonlyArray<ResolversTypes['Person']>, ParentType, ContextType, Partial<InitiativeContactsArgs>>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  databaseId?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  exitCriteria?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  findings?: Resolver<ResolversTypes['FindingConnection'], ParentType, ContextType, Partial<InitiativeFindingsArgs>>;
  groups?: Resolver<ResolversTypes['InitiativeGroupConnection'], ParentType, ContextType, Partial<InitiativeGroupsArgs>>;
  helpWanted?: Resolver<ResolversTypes['HelpWanted'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  labels?: Resolver<ResolversTypes['LabelConnection'], ParentType, ContextType, Partial<InitiativeLabelsArgs>>;
  lastActivityAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  meetings?: Resolver<ResolversTypes['MeetingConnection'], ParentType, ContextType, Partial<InitiativeMeetingsArgs>>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  overdueReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  primaryContact?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType, Partial<InitiativeProvenanceArgs>>;
  raiseAt?: Resolver<Maybe<ResolversTypes['RaiseAt']>, ParentType, ContextType>;
  repository?: Resolver<ResolversTypes['Repository'], ParentType, ContextType>;
  resourcePath?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  responsibleGroup?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType>;
  shortDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sponsor?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['IssueState'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InitiativeStatus'], ParentType, ContextType>;
  statusReason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subIssuesSummary?: Resolver<Maybe<ResolversTypes['SubIssuesSummary']>, ParentType, ContextType>;
  targetDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  trackingUrl?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InitiativeConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['InitiativeConnection'] = ResolversParentTypes['InitiativeConnection']> = {
  countsByStatus?: Resolver<ReadonlyArray<ResolversTypes['StatusCount']>, ParentType, ContextType>;
  edges?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['InitiativeEdge']>>>, ParentType, ContextType>;
  isPartial?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Initiative']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  readings?: Resolver<ReadonlyArray<ResolversTypes['SourceReading']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type InitiativeEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['InitiativeEdge'] = ResolversParentTypes['InitiativeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Initiative']>, ParentType, ContextType>;
};

export type InitiativeGroupConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['InitiativeGroupConnection'] = ResolversParentTypes['InitiativeGroupConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InitiativeGroupEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Group']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type InitiativeGroupEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['InitiativeGroupEdge'] = ResolversParentTypes['InitiativeGroupEdge']> = {
  confidence?: Resolver<ResolversTypes['JoinConfidence'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  matchedBy?: Resolver<ReadonlyArray<ResolversTypes['JoinEvidence']>, ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Group'], ParentType, ContextType>;
};

export type JoinEvidenceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['JoinEvidence'] = ResolversParentTypes['JoinEvidence']> = {
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LabelResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Label'] = ResolversParentTypes['Label']> = {
  color?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LabelConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LabelConnection'] = ResolversParentTypes['LabelConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['LabelEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Label']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LabelEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['LabelEdge'] = ResolversParentTypes['LabelEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Label']>, ParentType, ContextType>;
};

export type LinkResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Link'] = ResolversParentTypes['Link']> = {
  rel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
};

export interface LocalTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['LocalTime'], any> {
  name: 'LocalTime';
}

export type MeetingResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Meeting'] = ResolversParentTypes['Meeting']> = {
  addToCalendar?: Resolver<ResolversTypes['AddToCalendar'], ParentType, ContextType>;
  agendaUrl?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  duration?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatives?: Resolver<ResolversTypes['InitiativeConnection'], ParentType, ContextType, Partial<MeetingInitiativesArgs>>;
  isAllDay?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isException?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  joinUrl?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
  lastModifiedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  matchedBy?: Resolver<ReadonlyArray<ResolversTypes['JoinEvidence']>, ParentType, ContextType>;
  notesUrl?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
  originalStartsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType, Partial<MeetingProvenanceArgs>>;
  recordingUrl?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
  recurrenceId?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['MeetingSeries']>, ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startsAtLocal?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<MeetingStartsAtLocalArgs>>;
  status?: Resolver<ResolversTypes['MeetingStatus'], ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['TimeZone']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uid?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MeetingConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['MeetingConnection'] = ResolversParentTypes['MeetingConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['MeetingEdge']>>>, ParentType, ContextType>;
  isPartial?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Meeting']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  readings?: Resolver<ReadonlyArray<ResolversTypes['SourceReading']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MeetingEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['MeetingEdge'] = ResolversParentTypes['MeetingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Meeting']>, ParentType, ContextType>;
};

export type MeetingSeriesResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['MeetingSeries'] = ResolversParentTypes['MeetingSeries']> = {
  agreesWithFeed?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  declaredSchedule?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recurrence?: Resolver<Maybe<ResolversTypes['Recurrence']>, ParentType, ContextType>;
  recurrenceText?: Resolver<ResolversTypes['String'], ParentType, ContextType, Partial<MeetingSeriesRecurrenceTextArgs>>;
  rrule?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uid?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unresolvedReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MeetingSeriesConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['MeetingSeriesConnection'] = ResolversParentTypes['MeetingSeriesConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['MeetingSeriesEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['MeetingSeries']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MeetingSeriesEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['MeetingSeriesEdge'] = ResolversParentTypes['MeetingSeriesEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['MeetingSeries']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Community' | 'Finding' | 'Group' | 'Initiative' | 'Meeting' | 'MeetingSeries' | 'Person' | 'Repository' | 'Role' | 'Source', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PersonResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Person'] = ResolversParentTypes['Person']> = {
  avatarUrl?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType, Partial<PersonAvatarUrlArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatives?: Resolver<ResolversTypes['InitiativeConnection'], ParentType, ContextType, Partial<PersonInitiativesArgs>>;
  login?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  meetings?: Resolver<ResolversTypes['MeetingConnection'], ParentType, ContextType, Partial<PersonMeetingsArgs>>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<ResolversTypes['RoleConnection'], ParentType, ContextType, Partial<PersonRolesArgs>>;
  url?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProvenanceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Provenance'] = ResolversParentTypes['Provenance']> = {
  fetchedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  path?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  communities?: Resolver<ReadonlyArray<ResolversTypes['Community']>, ParentType, ContextType>;
  community?: Resolver<Maybe<ResolversTypes['Community']>, ParentType, ContextType, Partial<QueryCommunityArgs>>;
  findings?: Resolver<ResolversTypes['FindingConnection'], ParentType, ContextType, Partial<QueryFindingsArgs>>;
  group?: Resolver<Maybe<ResolversTypes['Group']>, ParentType, ContextType, RequireFields<QueryGroupArgs, 'slug'>>;
  groups?: Resolver<ResolversTypes['GroupConnection'], ParentType, ContextType, Partial<QueryGroupsArgs>>;
  initiative?: Resolver<Maybe<ResolversTypes['Initiative']>, ParentType, ContextType, RequireFields<QueryInitiativeArgs, 'number' | 'repository'>>;
  initiatives?: Resolver<ResolversTypes['InitiativeConnection'], ParentType, ContextType, Partial<QueryInitiativesArgs>>;
  meetingSeries?: Resolver<ResolversTypes['MeetingSeriesConnection'], ParentType, ContextType, Partial<QueryMeetingSeriesArgs>>;
  meetings?: Resolver<ResolversTypes['MeetingConnection'], ParentType, ContextType, Partial<QueryMeetingsArgs>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType, RequireFields<QueryPersonArgs, 'login'>>;
  rateLimit?: Resolver<Maybe<ResolversTypes['RateLimit']>, ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryResourceArgs, 'url'>>;
  search?: Resolver<ResolversTypes['SearchResultItemConnection'], ParentType, ContextType, RequireFields<QuerySearchArgs, 'query'>>;
  sources?: Resolver<ResolversTypes['SourceConnection'], ParentType, ContextType, Partial<QuerySourcesArgs>>;
};

export type RaiseAtResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RaiseAt'] = ResolversParentTypes['RaiseAt']> = {
  meeting?: Resolver<ResolversTypes['Meeting'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RateLimitResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RateLimit'] = ResolversParentTypes['RateLimit']> = {
  cost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resetAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  upstream?: Resolver<ReadonlyArray<ResolversTypes['UpstreamBudget']>, ParentType, ContextType>;
};

export type RecurrenceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Recurrence'] = ResolversParentTypes['Recurrence']> = {
  exceptions?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Meeting']>>>, ParentType, ContextType, Partial<RecurrenceExceptionsArgs>>;
  excludedDates?: Resolver<ReadonlyArray<ResolversTypes['DateTime']>, ParentType, ContextType>;
  firstMeeting?: Resolver<Maybe<ResolversTypes['Meeting']>, ParentType, ContextType>;
  rrule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['TimeZone']>, ParentType, ContextType>;
};

export type RepositoryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Repository'] = ResolversParentTypes['Repository']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nameWithOwner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RequirementResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Requirement'] = ResolversParentTypes['Requirement']> = {
  details?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RoleResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Role'] = ResolversParentTypes['Role']> = {
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  group?: Resolver<ResolversTypes['Group'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RoleKind'], ParentType, ContextType>;
  kindLabel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  person?: Resolver<Maybe<ResolversTypes['Person']>, ParentType, ContextType>;
  provenance?: Resolver<ReadonlyArray<ResolversTypes['Provenance']>, ParentType, ContextType, Partial<RoleProvenanceArgs>>;
  termEnd?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  termStart?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  termState?: Resolver<ResolversTypes['TermState'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RoleConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RoleConnection'] = ResolversParentTypes['RoleConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['RoleEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Role']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RoleEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RoleEdge'] = ResolversParentTypes['RoleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
};

export type RuleResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Rule'] = ResolversParentTypes['Rule']> = {
  citationUrl?: Resolver<ResolversTypes['URI'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['FindingSeverity'], ParentType, ContextType>;
  parameters?: Resolver<ReadonlyArray<ResolversTypes['RuleParameter']>, ParentType, ContextType>;
  quote?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RuleParameterResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['RuleParameter'] = ResolversParentTypes['RuleParameter']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SearchResultItemResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SearchResultItem'] = ResolversParentTypes['SearchResultItem']> = {
  __resolveType: TypeResolveFn<'Group' | 'Initiative' | 'Meeting' | 'Person', ParentType, ContextType>;
};

export type SearchResultItemConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SearchResultItemConnection'] = ResolversParentTypes['SearchResultItemConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['SearchResultItemEdge']>>>, ParentType, ContextType>;
  groupCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  initiativeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isPartial?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  meetingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['SearchResultItem']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  personCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SearchResultItemEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SearchResultItemEdge'] = ResolversParentTypes['SearchResultItemEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['SearchResultItem']>, ParentType, ContextType>;
};

export type SourceResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Source'] = ResolversParentTypes['Source']> = {
  diagnostics?: Resolver<ResolversTypes['DiagnosticConnection'], ParentType, ContextType, Partial<SourceDiagnosticsArgs>>;
  etag?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SourceKind'], ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastErrorAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastSuccessAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nextRefreshAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SourceState'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URI']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourceConnectionResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SourceConnection'] = ResolversParentTypes['SourceConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['SourceEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Source']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SourceEdgeResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SourceEdge'] = ResolversParentTypes['SourceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Source']>, ParentType, ContextType>;
};

export type SourceReadingResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SourceReading'] = ResolversParentTypes['SourceReading']> = {
  age?: Resolver<Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fetchedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SourceState'], ParentType, ContextType>;
};

export type SourcedResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Sourced'] = ResolversParentTypes['Sourced']> = {
  __resolveType: TypeResolveFn<'Group' | 'Initiative' | 'Meeting' | 'Role', ParentType, ContextType>;
};

export type StatusCountResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['StatusCount'] = ResolversParentTypes['StatusCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InitiativeStatus'], ParentType, ContextType>;
};

export type StepResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['Step'] = ResolversParentTypes['Step']> = {
  details?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubIssuesSummaryResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['SubIssuesSummary'] = ResolversParentTypes['SubIssuesSummary']> = {
  completed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  percentCompleted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface TimeZoneScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TimeZone'], any> {
  name: 'TimeZone';
}

export interface UriScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URI'], any> {
  name: 'URI';
}

export type UpstreamBudgetResolvers<ContextType = GraphContext, ParentType extends ResolversParentTypes['UpstreamBudget'] = ResolversParentTypes['UpstreamBudget']> = {
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resetAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['Source'], ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphContext> = {
  AddToCalendar?: AddToCalendarResolvers<ContextType>;
  Aspect?: AspectResolvers<ContextType>;
  Channel?: ChannelResolvers<ContextType>;
  Checklist?: ChecklistResolvers<ContextType>;
  Community?: CommunityResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Diagnostic?: DiagnosticResolvers<ContextType>;
  DiagnosticConnection?: DiagnosticConnectionResolvers<ContextType>;
  DiagnosticEdge?: DiagnosticEdgeResolvers<ContextType>;
  Duration?: GraphQLScalarType;
  Evidence?: EvidenceResolvers<ContextType>;
  Evolution?: EvolutionResolvers<ContextType>;
  Feeds?: FeedsResolvers<ContextType>;
  Finding?: FindingResolvers<ContextType>;
  FindingConnection?: FindingConnectionResolvers<ContextType>;
  FindingEdge?: FindingEdgeResolvers<ContextType>;
  FocusArea?: FocusAreaResolvers<ContextType>;
  Group?: GroupResolvers<ContextType>;
  GroupConnection?: GroupConnectionResolvers<ContextType>;
  GroupEdge?: GroupEdgeResolvers<ContextType>;
  GroupKindProfile?: GroupKindProfileResolvers<ContextType>;
  Guidance?: GuidanceResolvers<ContextType>;
  HelpWanted?: HelpWantedResolvers<ContextType>;
  Initiative?: InitiativeResolvers<ContextType>;
  InitiativeConnection?: InitiativeConnectionResolvers<ContextType>;
  InitiativeEdge?: InitiativeEdgeResolvers<ContextType>;
  InitiativeGroupConnection?: InitiativeGroupConnectionResolvers<ContextType>;
  InitiativeGroupEdge?: InitiativeGroupEdgeResolvers<ContextType>;
  JoinEvidence?: JoinEvidenceResolvers<ContextType>;
  Label?: LabelResolvers<ContextType>;
  LabelConnection?: LabelConnectionResolvers<ContextType>;
  LabelEdge?: LabelEdgeResolvers<ContextType>;
  Link?: LinkResolvers<ContextType>;
  LocalTime?: GraphQLScalarType;
  Meeting?: MeetingResolvers<ContextType>;
  MeetingConnection?: MeetingConnectionResolvers<ContextType>;
  MeetingEdge?: MeetingEdgeResolvers<ContextType>;
  MeetingSeries?: MeetingSeriesResolvers<ContextType>;
  MeetingSeriesConnection?: MeetingSeriesConnectionResolvers<ContextType>;
  MeetingSeriesEdge?: MeetingSeriesEdgeResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Person?: PersonResolvers<ContextType>;
  Provenance?: ProvenanceResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RaiseAt?: RaiseAtResolvers<ContextType>;
  RateLimit?: RateLimitResolvers<ContextType>;
  Recurrence?: RecurrenceResolvers<ContextType>;
  Repository?: RepositoryResolvers<ContextType>;
  Requirement?: RequirementResolvers<ContextType>;
  Role?: RoleResolvers<ContextType>;
  RoleConnection?: RoleConnectionResolvers<ContextType>;
  RoleEdge?: RoleEdgeResolvers<ContextType>;
  Rule?: RuleResolvers<ContextType>;
  RuleParameter?: RuleParameterResolvers<ContextType>;
  SearchResultItem?: SearchResultItemResolvers<ContextType>;
  SearchResultItemConnection?: SearchResultItemConnectionResolvers<ContextType>;
  SearchResultItemEdge?: SearchResultItemEdgeResolvers<ContextType>;
  Source?: SourceResolvers<ContextType>;
  SourceConnection?: SourceConnectionResolvers<ContextType>;
  SourceEdge?: SourceEdgeResolvers<ContextType>;
  SourceReading?: SourceReadingResolvers<ContextType>;
  Sourced?: SourcedResolvers<ContextType>;
  StatusCount?: StatusCountResolvers<ContextType>;
  Step?: StepResolvers<ContextType>;
  SubIssuesSummary?: SubIssuesSummaryResolvers<ContextType>;
  TimeZone?: GraphQLScalarType;
  URI?: GraphQLScalarType;
  UpstreamBudget?: UpstreamBudgetResolvers<ContextType>;
};

