/** The registry with its indexes: built once for each version of the registry, then only read. */
import type { CommunityRecord, GroupKey, GroupRecord, RoleRecord } from '../model/group.ts';
import type { InitiativeFeedRef, InitiativeRuleRecord } from '../model/initiative.ts';
import type { MeetingFeedRef } from '../model/meeting.ts';
import type { RegistryRecord } from '../model/registry.ts';
import { GroupNames } from './join/group-names.ts';
import { rememberIn } from './remember-in.ts';

export class RegistryView {
  readonly record: RegistryRecord;
  readonly groups: readonly GroupRecord[];
  readonly roles: readonly RoleRecord[];
  /** Feeds of the registry, and one for each group whose meetings are only declared. */
  readonly meetingFeeds: readonly MeetingFeedRef[];
  readonly #communities = new Map<string, CommunityRecord>();
  readonly #groups = new Map<GroupKey, GroupRecord>();
  readonly #groupsBySlug = new Map<string, GroupRecord[]>();
  readonly #children = new Map<GroupKey, GroupRecord[]>();
  readonly #roles = new Map<string, RoleRecord>();
  readonly #rolesByLogin = new Map<string, RoleRecord[]>();
  readonly #meetingFeeds = new Map<string, MeetingFeedRef>();
  readonly #meetingFeedsOf: ReadonlyMap<GroupKey, readonly MeetingFeedRef[]>;
  readonly #initiativeFeedsOf: ReadonlyMap<GroupKey, readonly InitiativeFeedRef[]>;
  readonly #initiativeFeeds = new Map<string, InitiativeFeedRef>();
  readonly #names = new Map<string, GroupNames>();
  readonly #rules = new Map<string, InitiativeRuleRecord>();

  constructor(record: RegistryRecord) {
    this.record = record;
    this.groups = record.groups;
    this.roles = record.groups.flatMap((group) => group.roles);
    for (const community of record.communities) this.#communities.set(community.slug, community);
    for (const group of record.groups) {
      this.#groups.set(group.key, group);
      push(this.#groupsBySlug, group.slug, group);
      if (group.parent !== null) push(this.#children, group.parent, group);
    }
    for (const role of this.roles) {
      this.#roles.set(role.key, role);
      if (role.login !== null) push(this.#rolesByLogin, role.login.toLowerCase(), role);
    }
    const withFeed = new Set(indexMeetingFeeds(record.meetingFeeds, record.groups).keys());
    const declared = record.groups.filter(({ key }) => !withFeed.has(key)).flatMap(declaredFeed);
    this.meetingFeeds = [...record.meetingFeeds, ...declared];
    this.#meetingFeedsOf = indexMeetingFeeds(this.meetingFeeds, record.groups);
    this.#initiativeFeedsOf = indexInitiativeFeeds(record.initiativeFeeds, record.groups);
    for (const feed of this.meetingFeeds) this.#meetingFeeds.set(feed.id, feed);
    for (const feed of record.initiativeFeeds) this.#initiativeFeeds.set(feed.id, feed);
    for (const rule of record.initiativeRules) this.#rules.set(rule.id, rule);
  }

  community(slug: string): CommunityRecord | null {
    return this.#communities.get(slug) ?? null;
  }

  group(key: GroupKey): GroupRecord | null {
    return this.#groups.get(key) ?? null;
  }

  groupsOf(keys: readonly GroupKey[]): readonly GroupRecord[] {
    return keys.flatMap((key) => this.#groups.get(key) ?? []);
  }

  /** @returns the groups with this slug, one a community. */
  groupsBySlug(slug: string): readonly GroupRecord[] {
    return this.#groupsBySlug.get(slug) ?? [];
  }

  children(key: GroupKey): readonly GroupRecord[] {
    return this.#children.get(key) ?? [];
  }

  /** @returns the group and everything below it, each once, also where the registry's parents run in a circle. */
  withDescendants(group: GroupRecord): readonly GroupRecord[] {
    const seen = new Set([group]);
    for (const member of seen) for (const child of this.children(member.key)) seen.add(child);
    return [...seen];
  }

  role(key: string): RoleRecord | null {
    return this.#roles.get(key) ?? null;
  }

  /** @param login compared without case */
  rolesOfLogin(login: string): readonly RoleRecord[] {
    return this.#rolesByLogin.get(login.toLowerCase()) ?? [];
  }

  meetingFeed(id: string): MeetingFeedRef | null {
    return this.#meetingFeeds.get(id) ?? null;
  }

  initiativeRule(id: string): InitiativeRuleRecord | null {
    return this.#rules.get(id) ?? null;
  }

  /** @returns the feeds in which events of the group may stand. */
  meetingFeedsOf(group: GroupRecord): readonly MeetingFeedRef[] {
    return this.#meetingFeedsOf.get(group.key) ?? [];
  }

  initiativeFeed(id: string): InitiativeFeedRef | null {
    return this.#initiativeFeeds.get(id) ?? null;
  }

  /** @returns the feeds in which initiatives of the group may stand. */
  initiativeFeedsOf(group: GroupRecord): readonly InitiativeFeedRef[] {
    return this.#initiativeFeedsOf.get(group.key) ?? [];
  }

  /** @returns the feeds in which initiatives of a community may stand. */
  initiativeFeedsOfCommunity(community: string): readonly InitiativeFeedRef[] {
    const groups = this.groups.filter((group) => group.community === community);
    return this.record.initiativeFeeds.filter(
      (feed) =>
        feed.rules.some((rule) => rule.community === community) ||
        groups.some((group) =>
          group.initiativeQueries.some((query) => isSameRepository(query.repository, feed.repository)),
        ),
    );
  }

  /** @returns the names of a community's groups. */
  names(community: string): GroupNames {
    return rememberIn(
      this.#names,
      community,
      () => new GroupNames(this.groups.filter((group) => group.community === community)),
    );
  }
}

/** GitHub compares owner and name without case. */
export function isSameRepository(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** @returns by group the feeds that are its own, that it lists, and that have a match rule for it, in their order */
function indexMeetingFeeds(
  feeds: readonly MeetingFeedRef[],
  groups: readonly GroupRecord[],
): ReadonlyMap<GroupKey, readonly MeetingFeedRef[]> {
  const listedBy = new Map<string, GroupKey[]>();
  for (const group of groups) for (const id of group.meetingFeeds) push(listedBy, id, group.key);
  const index = new Map<GroupKey, MeetingFeedRef[]>();
  for (const feed of feeds) {
    const owner = feed.owner === null ? [] : [feed.owner];
    const named = new Set([...owner, ...(listedBy.get(feed.id) ?? []), ...feed.match.map(({ group }) => group)]);
    for (const key of named) push(index, key, feed);
  }
  return index;
}

/** @returns by group the feeds that its issue searches read, and those of rules that can name it, in their order */
function indexInitiativeFeeds(
  feeds: readonly InitiativeFeedRef[],
  groups: readonly GroupRecord[],
): ReadonlyMap<GroupKey, readonly InitiativeFeedRef[]> {
  const searchedBy = new Map<string, GroupKey[]>();
  const members = new Map<string, GroupKey[]>();
  for (const { key, community, initiativeQueries } of groups) {
    push(members, community, key);
    for (const { repository } of initiativeQueries) push(searchedBy, repository.toLowerCase(), key);
  }
  const index = new Map<GroupKey, InitiativeFeedRef[]>();
  for (const feed of feeds) {
    const named = new Set(searchedBy.get(feed.repository.toLowerCase()));
    for (const rule of feed.rules) {
      const ofCommunity = members.get(rule.community) ?? [];
      const keys = canNameAny(rule) ? ofCommunity : intersect(ofCommunity, groupsNamedBy(rule));
      for (const key of keys) named.add(key);
    }
    for (const key of named) push(index, key, feed);
  }
  return index;
}

/** Answers of a form and values of a project field can be the name of any group. */
function canNameAny({ groups }: InitiativeRuleRecord): boolean {
  return groups.form !== null || groups.projectField !== null;
}

function groupsNamedBy({ groups }: InitiativeRuleRecord): ReadonlySet<GroupKey> {
  return new Set([...groups.titles.map(({ group }) => group), ...Object.values(groups.labels)]);
}

function intersect(keys: readonly GroupKey[], others: ReadonlySet<GroupKey>): readonly GroupKey[] {
  return keys.filter((key) => others.has(key));
}

/**
 * For a group without a feed: one that has a feed meets by its feed; its declared schedule is compared with that, not
 * added to it. Words that did not become a rule make no feed: when the group meets is then unknown.
 */
function declaredFeed(group: GroupRecord): readonly MeetingFeedRef[] {
  const first = group.declaredMeetings.find(({ rrule, unresolved }) => rrule !== null && unresolved === null);
  if (first === undefined) return [];
  return [
    {
      id: group.key,
      community: group.community,
      source: 'declared',
      ref: group.declaredMeetings,
      name: group.name,
      match: [],
      owner: group.key,
      places: { '': first.place },
    },
  ];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
