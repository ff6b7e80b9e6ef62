/** A loaded registry as a document of the native form that loads to the same records. */
import type { CommunityRecord, GroupKindProfileRecord, GroupRecord, RoleRecord } from '../../model/group.ts';
import type { InitiativeRuleRecord } from '../../model/initiative.ts';
import type { MeetingFeedRef } from '../../model/meeting.ts';
import type { RegistryRecord } from '../../model/registry.ts';
import { DEFAULT_FIELDS, DEFAULT_GROUP_QUESTION, DEFAULT_HELP_LABELS } from '../records/initiative-rules.ts';
import { ROLE_KIND_LABELS } from '../records/kind-labels.ts';
import { toNativeMeeting } from './to-native-meeting.ts';

/** Values of the native form; what is null or an empty list says nothing and is left out. */
export type NativeValue = string | number | boolean | readonly NativeValue[] | NativeMap;
export interface NativeMap {
  readonly [key: string]: NativeValue;
}
type Loose = string | number | boolean | null | undefined | readonly Loose[] | { readonly [key: string]: Loose };

/** @returns the document, keys in the order of the documentation, groups in that of the registry. */
export function toNative(record: RegistryRecord): NativeMap {
  const [only, ...others] = record.communities;
  const isSingle = others.length === 0;
  const groupsOf = (slug: string) =>
    record.groups.filter(({ community }) => community === slug).map((group) => toGroup(group));
  const rulePacks = record.files.filter(({ format }) => format === 'rule-pack').map(({ location }) => location);
  return compactMap({
    apiVersion: 'community-graph/v1',
    community: isSingle && only !== undefined ? toCommunity(only) : undefined,
    communities: isSingle
      ? undefined
      : record.communities.map((community) => ({ ...toCommunity(community), groups: groupsOf(community.slug) })),
    rules: rulePacks,
    initiatives: record.initiativeRules.map((rule) => toRule(rule, isSingle)),
    calendars: record.meetingFeeds.map((feed) => toCalendar(feed, isSingle)),
    groups: isSingle && only !== undefined ? groupsOf(only.slug) : undefined,
  });
}

function toCommunity({ slug, name, url, kinds }: CommunityRecord): { readonly [key: string]: Loose } {
  return { slug, name, url, kinds: kinds.map(toProfile) };
}

function toProfile(profile: GroupKindProfileRecord): Loose {
  return {
    kind: profile.kind,
    label: profile.kindLabel,
    description: profile.description,
    aspects: profile.aspects.map(({ name, value }) => ({ name, value })),
    requirements: profile.requirements.map(({ title, details }) => ({ title, details })),
    formation: profile.formation.map(({ title, details }) => ({ title, details })),
    evolvesInto: profile.evolvesInto.map(({ kind, conditions }) => ({ kind, conditions })),
    links: profile.links.map(({ rel, url, title }) => ({ rel, url, title })),
  };
}

function toGroup(group: GroupRecord): Loose {
  const reference = (key: string) => relativeKey(key, group.community);
  return {
    slug: group.slug,
    name: group.name,
    aliases: group.aliases,
    kind: group.kind,
    label: group.kindLabel,
    state: group.state === 'ACTIVE' ? undefined : group.state,
    mission: group.mission,
    topics: group.topics,
    focusAreas: group.focusAreas.map(({ title, items }) => ({ title, items })),
    guidance: group.guidance.map(({ title, text }) => ({ title, text })),
    url: group.url,
    charter: group.charterUrl,
    parent: group.parent === null ? undefined : reference(group.parent),
    related: group.related.map(reference),
    stakeholders: group.stakeholders.map(reference),
    roles: group.roles.map(toRole),
    channels: group.channels.map(({ kind, name, url }) => ({ kind, name, url })),
    links: group.links.map(({ rel, url, title }) => ({ rel, url, title })),
    repositories: group.repositories,
    calendars: group.meetingFeeds,
    meetings: group.declaredMeetings.map(toNativeMeeting),
    // Several queries may come from one search.
    initiatives: [...new Set(group.initiativeQueries.map(({ url }) => url))],
    waivers: group.waivers.map(({ rule, reason, until }) => ({ rule, reason, until })),
  };
}

function toRole(role: RoleRecord): Loose {
  return {
    kind: role.kind,
    label: role.kindLabel === ROLE_KIND_LABELS[role.kind] ? undefined : role.kindLabel,
    github: role.login,
    name: role.name,
    company: role.company,
    term: { start: role.termStart, end: role.termEnd },
  };
}

function toRule(rule: InitiativeRuleRecord, isSingle: boolean): Loose {
  const reference = (key: string) => relativeKey(key, rule.community);
  const fields = Object.entries(rule.fields).filter(
    ([field, questions]) => !isEqual(questions, DEFAULT_FIELDS[field as keyof typeof DEFAULT_FIELDS]),
  );
  return {
    id: rule.id,
    community: isSingle ? undefined : rule.community,
    source: rule.source === 'github' ? undefined : rule.source,
    repository: rule.repository,
    labels: rule.labels,
    candidates: rule.candidates,
    groups: {
      labels: Object.fromEntries(Object.entries(rule.groups.labels).map(([label, key]) => [label, reference(key)])),
      form:
        rule.groups.form === null ? false : rule.groups.form === DEFAULT_GROUP_QUESTION ? undefined : rule.groups.form,
      projectField: rule.groups.projectField,
      titles: rule.groups.titles.map(({ pattern, group }) => ({ pattern, group: reference(group) })),
    },
    status: { ...rule.status },
    fields: Object.fromEntries(fields),
    helpLabels: isEqual(rule.helpLabels, DEFAULT_HELP_LABELS) ? undefined : rule.helpLabels,
    limits: { ...rule.limits },
  };
}

function toCalendar(feed: MeetingFeedRef, isSingle: boolean): Loose {
  const { url, ...others } = feed.ref as { readonly url?: Loose; readonly [key: string]: Loose };
  const isByUrl = feed.source === 'icalendar' && Object.keys(others).length === 0;
  return {
    id: feed.id,
    community: isSingle ? undefined : feed.community,
    name: feed.name === feed.id ? undefined : feed.name,
    ...(isByUrl ? { url } : { [feed.source]: feed.ref as Loose }),
    match: feed.match.map(({ group, meetingId, uid, organizerDomain, category, title }) => ({
      group: relativeKey(group, feed.community),
      meetingId,
      uid,
      organizerDomain,
      category,
      title,
    })),
  };
}

/** The slug alone in the same community. */
function relativeKey(key: string, community: string): string {
  return key.startsWith(`${community}/`) ? key.slice(community.length + 1) : key;
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function compactMap(map: { readonly [key: string]: Loose }): NativeMap {
  const entries = Object.entries(map).flatMap(([key, value]) => {
    const kept = compact(value);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return Object.fromEntries(entries);
}

function compact(value: Loose): NativeValue | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (Array.isArray(value)) {
    const items = (value as readonly Loose[]).map(compact).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (typeof value !== 'object') return value as NativeValue;
  const map = compactMap(value as { readonly [key: string]: Loose });
  return Object.keys(map).length === 0 ? undefined : map;
}
