/** Merged drafts to records: defaults filled in, references resolved. */
import type { CommunityRecord, GroupKey, GroupKind, GroupRecord, RoleRecord } from '../../model/group.ts';
import type { Place, Places } from '../../model/source.ts';
import { slugify } from '../slug.ts';
import type { GroupDraft, RoleDraft, Stated } from './group-draft.ts';
import type { GroupIndex } from './group-index.ts';
import { GROUP_KIND_LABELS, ROLE_KIND_LABELS } from './kind-labels.ts';
import type { ProblemReporter } from './problem-reporter.ts';

/** Kind of a group of which no document states it. */
const DEFAULT_KIND: GroupKind = 'WORKING_GROUP';

/** @returns the records in the order of the drafts. */
export function finishGroups(
  drafts: readonly GroupDraft[],
  communities: readonly CommunityRecord[],
  index: GroupIndex,
  report: ProblemReporter,
): GroupRecord[] {
  const records = drafts.map((draft) => finishGroup(draft, communities, index, report));
  return withoutCycles(records, report);
}

function finishGroup(
  draft: GroupDraft,
  communities: readonly CommunityRecord[],
  index: GroupIndex,
  report: ProblemReporter,
): GroupRecord {
  const { single, lists, community, key } = draft;
  const kind = single.kind?.value ?? DEFAULT_KIND;
  if (single.name === undefined) {
    report(
      'REGISTRY_MISSING',
      draft.place,
      `The group "${draft.slug}" has no name in any registry; its slug is served.`,
      {
        hint: 'Add the name, or correct the slug if another group is meant.',
      },
    );
  }
  if (single.kind === undefined) {
    report(
      'REGISTRY_MISSING',
      draft.place,
      `The group "${draft.slug}" has no kind in any registry; it is served as ${DEFAULT_KIND}.`,
    );
  }
  const resolved = (stated: readonly Stated<string>[], what: string): GroupKey[] => {
    const keys = stated.map(({ value, place }) =>
      index.resolve(value, community, place, `${draft.slug} names as ${what}`),
    );
    const own = stated[keys.indexOf(key)];
    if (own !== undefined) {
      report('REGISTRY_BAD_REFERENCE', own.place, `${draft.slug} names itself as ${what}; that is not served.`);
    }
    return [...new Set(keys.filter((other) => other !== null && other !== key))] as GroupKey[];
  };
  const profile = communities
    .find(({ slug }) => slug === community)
    ?.kinds.find((candidate) => candidate.kind === kind);
  const values = <T>(stated: readonly Stated<T>[]): T[] => stated.map(({ value }) => value);
  const name = single.name?.value ?? draft.slug;
  return {
    key,
    community,
    slug: draft.slug,
    name,
    aliases: values(lists.aliases).filter((alias) => alias !== name && alias !== draft.slug),
    kind,
    kindLabel: single.kindLabel?.value ?? profile?.kindLabel ?? GROUP_KIND_LABELS[kind],
    state: single.state?.value ?? 'ACTIVE',
    mission: single.mission?.value ?? null,
    topics: values(lists.topics),
    focusAreas: values(lists.focusAreas),
    guidance: values(lists.guidance),
    url: single.url?.value ?? null,
    charterUrl: single.charterUrl?.value ?? null,
    parent: single.parent === undefined ? null : (resolved([single.parent], 'parent')[0] ?? null),
    related: resolved(lists.related, 'related'),
    stakeholders: resolved(lists.stakeholders, 'stakeholder'),
    roles: finishRoles(draft.roles, key),
    channels: values(lists.channels),
    links: values(lists.links),
    repositories: values(lists.repositories),
    declaredMeetings: values(lists.meetings),
    meetingFeeds: values(lists.calendars),
    initiativeQueries: values(lists.initiatives),
    waivers: values(lists.waivers),
    places: placesOf(draft),
  };
}

function finishRoles(drafts: readonly RoleDraft[], group: GroupKey): RoleRecord[] {
  const keys = new Set<string>();
  const counts = new Map<string, number>();
  return drafts.map((role) => {
    const kindLabel = role.kindLabel ?? ROLE_KIND_LABELS[role.kind];
    const person = role.login === null ? slugify(role.name ?? '') : `@${role.login.toLowerCase()}`;
    const base = `${group}:${role.kind}:${person}`;
    // One person may hold two roles of a kind, e.g. TC sponsor and spec sponsor.
    let key = keys.has(base) ? `${base}:${slugify(kindLabel)}` : base;
    let count = counts.get(base) ?? 2;
    for (; keys.has(key); count += 1) key = `${base}:${count}`;
    counts.set(base, count);
    keys.add(key);
    const places: Record<string, Place> = {
      '': role.place,
      kind: role.place,
      kindLabel: role.place,
      person: role.personPlace,
    };
    if (role.termStart !== null) places.termStart = role.termStart.place;
    if (role.termEnd !== null) places.termEnd = role.termEnd.place;
    return {
      key,
      group,
      kind: role.kind,
      kindLabel,
      login: role.login,
      name: role.name,
      company: role.company,
      termStart: role.termStart?.value ?? null,
      termEnd: role.termEnd?.value ?? null,
      places,
    };
  });
}

/** Places under the names of the fields of the GraphQL type. */
function placesOf(draft: GroupDraft): Places {
  const { single, lists, roles } = draft;
  const stated: Record<string, Place | undefined> = {
    '': draft.place,
    slug: draft.place,
    ...Object.fromEntries(Object.entries(single).map(([field, value]) => [field, value.place])),
    missionHTML: single.mission?.place,
    aliases: lists.aliases[0]?.place,
    topics: lists.topics[0]?.place,
    focusAreas: lists.focusAreas[0]?.place,
    guidance: lists.guidance[0]?.place,
    related: lists.related[0]?.place,
    stakeholders: lists.stakeholders[0]?.place,
    channels: lists.channels[0]?.place,
    links: lists.links[0]?.place,
    repositories: lists.repositories[0]?.place,
    meetingSeries: lists.meetings[0]?.place ?? lists.calendars[0]?.place,
    meetings: lists.calendars[0]?.place ?? lists.meetings[0]?.place,
    initiatives: lists.initiatives[0]?.place,
    roles: roles[0]?.place,
  };
  const places: Record<string, Place> = {};
  for (const [field, place] of Object.entries(stated)) if (place !== undefined) places[field] = place;
  return places;
}

/** Of each circle of parents the first group loses its parent; the message shows the circle. */
function withoutCycles(records: readonly GroupRecord[], report: ProblemReporter): GroupRecord[] {
  const circles = findCycles(records);
  return records.map((record) => {
    const circle = circles.get(record.key);
    if (circle === undefined) return record;
    const place = record.places['parent'] ?? record.places[''];
    if (place !== undefined) {
      const path = [...circle, record.key].join(' → ');
      report(
        'REGISTRY_BAD_REFERENCE',
        place,
        `"${record.slug}" is its own ancestor: ${path}. It is served without parent.`,
      );
    }
    return { ...record, parent: null };
  });
}

/**
 * Looks at every group once, however deep the parents go.
 * @returns by their first member in the order of the records: the circles, from that member upwards
 */
function findCycles(records: readonly GroupRecord[]): ReadonlyMap<GroupKey, readonly GroupKey[]> {
  const parents = new Map(records.map(({ key, parent }) => [key, parent]));
  const ranks = new Map(records.map(({ key }, index) => [key, index]));
  const rankOf = (key: GroupKey): number => ranks.get(key) ?? Number.POSITIVE_INFINITY;
  const seen = new Set<GroupKey>();
  const circles = new Map<GroupKey, readonly GroupKey[]>();
  for (const { key } of records) {
    const path = new Set<GroupKey>();
    let next: GroupKey | null = key;
    while (next !== null && !seen.has(next)) {
      seen.add(next);
      path.add(next);
      next = parents.get(next) ?? null;
    }
    if (next === null || !path.has(next)) continue;
    const members = [...path];
    const circle = members.slice(members.indexOf(next));
    const first = circle.reduce((best, member) => (rankOf(member) < rankOf(best) ? member : best));
    const start = circle.indexOf(first);
    circles.set(first, [...circle.slice(start), ...circle.slice(0, start)]);
  }
  return circles;
}
