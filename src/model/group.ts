/** Communities and their groups, as a registry states them. */
import type { CalendarDate, Place, Places } from './source.ts';

/** `community/slug`; unique in a registry, and the key of every join to a group. */
export type GroupKey = string;

export type GroupKind =
  | 'ADVISORY_GROUP'
  | 'COMMUNITY_GROUP'
  | 'SPECIAL_INTEREST_GROUP'
  | 'WORKING_GROUP'
  | 'SUBPROJECT'
  | 'COMMITTEE'
  | 'TEAM'
  | 'USER_GROUP';

export type GroupState = 'PROPOSED' | 'ACTIVE' | 'PAUSED' | 'ARCHIVED';

export type ChannelKind = 'SLACK' | 'MAILING_LIST' | 'DISCORD' | 'ZULIP' | 'MATRIX' | 'FORUM' | 'GITHUB_TEAM' | 'IRC';

export type RoleKind =
  | 'CHAIR'
  | 'TECH_LEAD'
  | 'SUBPROJECT_LEAD'
  | 'ORGANIZER'
  | 'LIAISON'
  | 'SPONSOR'
  | 'MEMBER'
  | 'EMERITUS';

export interface CommunityRecord {
  readonly slug: string;
  readonly name: string;
  readonly url: string | null;
  readonly kinds: readonly GroupKindProfileRecord[];
  readonly places: Places;
}

/** How a kind of group works in one community. */
export interface GroupKindProfileRecord {
  readonly kind: GroupKind;
  /** The community's word for the kind, e.g. `TAG`. */
  readonly kindLabel: string;
  readonly description: string;
  readonly aspects: readonly { readonly name: string; readonly value: string }[];
  /** Requirements in prose; governance rules that are evaluated stand in the rule pack. */
  readonly requirements: readonly { readonly title: string; readonly details: string }[];
  readonly formation: readonly { readonly title: string; readonly details: readonly string[] }[];
  readonly evolvesInto: readonly { readonly kind: GroupKind; readonly conditions: readonly string[] }[];
  readonly links: readonly LinkRecord[];
  readonly places: Places;
}

export interface GroupRecord {
  readonly key: GroupKey;
  readonly community: string;
  readonly slug: string;
  readonly name: string;
  /** Other names under which issues and events speak of the group, e.g. its label or a former slug. */
  readonly aliases: readonly string[];
  readonly kind: GroupKind;
  readonly kindLabel: string;
  readonly state: GroupState;
  /** Markdown; null where the registry has none or only a placeholder. */
  readonly mission: string | null;
  readonly topics: readonly string[];
  readonly focusAreas: readonly FocusAreaRecord[];
  readonly guidance: readonly GuidanceRecord[];
  /** The group's own page outside the gateway. */
  readonly url: string | null;
  readonly charterUrl: string | null;
  readonly parent: GroupKey | null;
  readonly related: readonly GroupKey[];
  readonly stakeholders: readonly GroupKey[];
  readonly roles: readonly RoleRecord[];
  readonly channels: readonly ChannelRecord[];
  readonly links: readonly LinkRecord[];
  /** `owner/name`. */
  readonly repositories: readonly string[];
  readonly declaredMeetings: readonly DeclaredMeetingRecord[];
  /** Ids of the meeting feeds that the group lists. */
  readonly meetingFeeds: readonly string[];
  readonly initiativeQueries: readonly InitiativeQueryRecord[];
  readonly waivers: readonly WaiverRecord[];
  readonly places: Places;
}

/** A section of a page that no other field holds. */
export interface GuidanceRecord {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}

export interface FocusAreaRecord {
  readonly title: string;
  readonly items: readonly string[];
}

export interface RoleRecord {
  /** Unique in the registry and stable while person, kind and group stay the same. */
  readonly key: string;
  readonly group: GroupKey;
  readonly kind: RoleKind;
  /** The community's word, e.g. `TOC Liaison`. */
  readonly kindLabel: string;
  /** GitHub login as written; null where the registry gives only a name. */
  readonly login: string | null;
  readonly name: string | null;
  readonly company: string | null;
  readonly termStart: CalendarDate | null;
  readonly termEnd: CalendarDate | null;
  readonly places: Places;
}

export interface ChannelRecord {
  readonly kind: ChannelKind;
  readonly name: string | null;
  readonly url: string | null;
}

export interface LinkRecord {
  /** IANA link relation where one fits, else a short word: `recordings`, `meeting-notes`, `calendar`, `initiatives`. */
  readonly rel: string;
  readonly url: string;
  readonly title: string | null;
}

/** A meeting as the registry declares it, in words or as a rule. */
export interface DeclaredMeetingRecord {
  readonly title: string;
  /** The words of the registry, e.g. `1st and 3rd Thursday of each month at 8:00 PT`; a rule that is not complete is among them. */
  readonly schedule: string | null;
  /** RFC 5545 RRULE, where the words are complete and unambiguous. */
  readonly rrule: string | null;
  /** Local start `HH:MM`; null where unknown. */
  readonly startTime: string | null;
  /** IANA zone; null where unknown. */
  readonly timeZone: string | null;
  /** First day on which the rule holds (the anchor week of `INTERVAL=2`); null where no anchor is needed or known. */
  readonly anchorDate: CalendarDate | null;
  /** RFC 3339 duration, e.g. `PT1H`; null where unknown. */
  readonly duration: string | null;
  /** Why the words did not become a rule; null where they did. */
  readonly unresolved: string | null;
  readonly joinUrl: string | null;
  readonly notesUrl: string | null;
  readonly recordingUrl: string | null;
  readonly place: Place;
}

/** A pasted issue search that names a group's initiatives. */
export interface InitiativeQueryRecord {
  readonly repository: string;
  /** All of them must be on the issue. */
  readonly labels: readonly string[];
  readonly withoutLabels: readonly string[];
  /** null: open and closed. */
  readonly state: 'OPEN' | 'CLOSED' | null;
  readonly url: string;
}

/** A finding that the community accepts for a time. */
export interface WaiverRecord {
  readonly rule: string;
  readonly reason: string;
  readonly until: CalendarDate;
}
