/** The registry with its indexes: built once for each version of the registry, then only read. */
import type { CommunityRecord, GroupKey, GroupRecord, RoleRecord } from '../model/group.ts';
import type { InitiativeFeedRef, InitiativeRuleRecord } from '../model/initiative.ts';
import type { MeetingFeedRef } from '../model/meeting.ts';
import type { RegistryRecord } from '../model/registry.ts';
import { GroupNames } from './join/group-names.ts';

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
  readonly #meetingFeedsOf = new Map<GroupRecord, readonly MeetingFeedRef[]>();
  readonly #initiativeFeedsOf = new Map<GroupRecord, readonly InitiativeFeedRef[]>();
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
    this.meetingFeeds = [...record.meetingFeeds, ...record.groups.flatMap((group) => declaredFeed(record, group))];
    for (const feed of this.meetingFeeds) this.#meetingFeeds.set(feed.id, feed);
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
    return remember(this.#meetingFeedsOf, group, () => this.meetingFeeds.filter((feed) => canHold(feed, group)));
  }

  /** @returns the feeds in which initiatives of the group may stand. */
  initiativeFeedsOf(group: GroupRecord): readonly InitiativeFeedRef[] {
    return remember(this.#initiativeFeedsOf, group, () =>
      this.record.initiativeFeeds.filter(
        (feed) =>
          group.initiativeQueries.some((query) => isSameRepository(query.repository, feed.repository)) ||
          feed.rules.some((rule) => rule.community === group.community && canRuleName(rule, group)),
      ),
    );
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
    return remember(
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

function canHold(feed: MeetingFeedRef, group: GroupRecord): boolean {
  return (
    feed.owner === group.key ||
    group.meetingFeeds.includes(feed.id) ||
    feed.match.some((rule) => rule.group === group.key)
  );
}

/**
 * A group that has a feed meets by its feed; its declared schedule is compared with that, not added to it. Words that
 * did not become a rule make no feed: when the group meets is then unknown.
 */
function declaredFeed(record: RegistryRecord, group: GroupRecord): readonly MeetingFeedRef[] {
  const first = group.declaredMeetings.find(({ rrule, unresolved }) => rrule !== null && unresolved === null);
  if (first === undefined || record.meetingFeeds.some((feed) => canHold(feed, group))) return [];
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

function canRuleName(rule: InitiativeRuleRecord, group: GroupRecord): boolean {
  if (rule.groups.form !== null || rule.groups.projectField !== null) return true;
  if (rule.groups.titles.some((title) => title.group === group.key)) return true;
  return Object.values(rule.groups.labels).includes(group.key);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function remember<K, V>(memory: Map<K, V>, key: K, make: () => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}
