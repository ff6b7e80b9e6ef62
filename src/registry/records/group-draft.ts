/** What documents state of a group before they are merged: a field that no document states is absent. */
import type {
  ChannelRecord,
  DeclaredMeetingRecord,
  FocusAreaRecord,
  GroupKey,
  GroupKind,
  GroupState,
  GuidanceRecord,
  InitiativeQueryRecord,
  LinkRecord,
  RoleKind,
  WaiverRecord,
} from '../../model/group.ts';
import type { CalendarDate, Place } from '../../model/source.ts';

export interface Stated<T> {
  readonly value: T;
  readonly place: Place;
}

export interface GroupDraft {
  readonly key: GroupKey;
  readonly community: string;
  readonly slug: string;
  readonly place: Place;
  readonly single: GroupSingles;
  readonly lists: GroupLists;
  readonly roles: readonly RoleDraft[];
}

/** Fields that have one value; the later statement wins. */
export interface GroupSingles {
  name?: Stated<string>;
  kind?: Stated<GroupKind>;
  kindLabel?: Stated<string>;
  state?: Stated<GroupState>;
  mission?: Stated<string>;
  url?: Stated<string>;
  charterUrl?: Stated<string>;
  /** As written: a slug, name, or community/slug. */
  parent?: Stated<string>;
}

/** Fields that have many values; all statements are kept, each value once. */
export interface GroupLists {
  readonly aliases: readonly Stated<string>[];
  readonly topics: readonly Stated<string>[];
  readonly focusAreas: readonly Stated<FocusAreaRecord>[];
  readonly guidance: readonly Stated<GuidanceRecord>[];
  readonly related: readonly Stated<string>[];
  readonly stakeholders: readonly Stated<string>[];
  readonly channels: readonly Stated<ChannelRecord>[];
  readonly links: readonly Stated<LinkRecord>[];
  readonly repositories: readonly Stated<string>[];
  readonly meetings: readonly Stated<DeclaredMeetingRecord>[];
  /** Ids of meeting feeds. */
  readonly calendars: readonly Stated<string>[];
  readonly initiatives: readonly Stated<InitiativeQueryRecord>[];
  readonly waivers: readonly Stated<WaiverRecord>[];
}

export interface RoleDraft {
  readonly kind: RoleKind;
  /** null where the document leaves the word to the kind. */
  readonly kindLabel: string | null;
  readonly login: string | null;
  readonly name: string | null;
  readonly company: string | null;
  readonly termStart: Stated<CalendarDate> | null;
  readonly termEnd: Stated<CalendarDate> | null;
  readonly place: Place;
  readonly personPlace: Place;
}
