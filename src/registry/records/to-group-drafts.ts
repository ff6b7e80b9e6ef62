/** Groups of the native form to drafts; nested groups become drafts of their own with a parent. */
import type { ChannelRecord, DeclaredMeetingRecord, InitiativeQueryRecord, LinkRecord } from '../../model/group.ts';
import type { Place } from '../../model/source.ts';
import { withholdPrivate } from '../../privacy.ts';
import type { NativeCalendar, NativeGroup, NativeInitiativeQuery } from '../native/schema.ts';
import { isPlaceholder, isPlaceholderGroupName } from '../placeholder.ts';
import type { Problems } from '../problems.ts';
import { slugify } from '../slug.ts';
import { toDeclaredMeeting } from './declared-meeting.ts';
import type { GroupDraft, GroupSingles, Stated } from './group-draft.ts';
import { parseInitiativeSearch } from './initiative-search.ts';
import type { PlaceFinder } from './place-finder.ts';
import { toRoleDraft } from './to-role-draft.ts';
import { asList, repositoryName, shownUrl } from './values.ts';

type Path = readonly PropertyKey[];

export interface OwnerOfCalendar {
  readonly key: string;
  readonly slug: string;
  readonly community: string;
}

export interface DraftContext {
  /** Slug of the community of groups that name none. */
  readonly community: string;
  readonly places: PlaceFinder;
  readonly problems: Problems;
  /** Registers a calendar that a group states itself. @returns the feed's id. */
  readonly ownCalendar: (calendar: NativeCalendar, path: Path, group: OwnerOfCalendar) => string | null;
}

/** @returns drafts of the group and the groups nested in it, parents first. */
export function toGroupDrafts(
  group: NativeGroup,
  path: Path,
  parent: GroupDraft | null,
  context: DraftContext,
): GroupDraft[] {
  const draft = toDraft(group, path, parent, context);
  if (draft === null) return [];
  const nested = [
    ...(group.subgroups ?? []).map((child, index) => [child, [...path, 'subgroups', index]] as const),
    ...(group.subprojects ?? []).map(
      (child, index) => [{ ...child, kind: child.kind ?? 'SUBPROJECT' }, [...path, 'subprojects', index]] as const,
    ),
  ];
  return [draft, ...nested.flatMap(([child, childPath]) => toGroupDrafts(child, childPath, draft, context))];
}

function toDraft(group: NativeGroup, path: Path, parent: GroupDraft | null, context: DraftContext): GroupDraft | null {
  const { places, problems } = context;
  const slug = group.slug ?? (group.name === undefined ? null : slugify(group.name));
  if (slug === null) {
    problems.add('REGISTRY_MISSING', places.spot(path), 'A group has neither slug nor name; it is not served.');
    return null;
  }
  if (group.name !== undefined && isPlaceholderGroupName(group.name)) {
    problems.add(
      'REGISTRY_PLACEHOLDER',
      places.spot([...path, 'name']),
      `The group "${group.name}" is a placeholder; it is not served.`,
    );
    return null;
  }
  const community = group.community ?? parent?.community ?? context.community;
  const key = `${community}/${slug}`;
  const at = (...steps: PropertyKey[]) => places.place([...path, ...steps]);
  const stated = <T>(field: string, values: T | readonly T[] | undefined): Stated<T>[] =>
    asList(values).map((value, index) => ({ value, place: at(field, ...(Array.isArray(values) ? [index] : [])) }));
  const calendars = stated<string | NativeCalendar>('calendars', group.calendars).flatMap(({ value, place }, index) => {
    const id =
      typeof value === 'string'
        ? value
        : context.ownCalendar(value, [...path, 'calendars', ...(Array.isArray(group.calendars) ? [index] : [])], {
            key,
            slug,
            community,
          });
    return id === null ? [] : [{ value: id, place }];
  });
  return {
    key,
    community,
    slug,
    place: at(),
    single: singlesOf(group, path, parent, context),
    lists: {
      aliases: publicText(stated('aliases', group.aliases)),
      topics: publicText(stated('topics', group.topics)),
      focusAreas: stated('focusAreas', group.focusAreas).map(({ value, place }) => ({
        value: { title: withholdPrivate(value.title), items: (value.items ?? []).map(withholdPrivate) },
        place,
      })),
      guidance: stated('guidance', group.guidance).map(({ value, place }) => ({
        value: { title: withholdPrivate(value.title), text: withholdPrivate(value.text) },
        place,
      })),
      related: stated('related', group.related),
      stakeholders: stated('stakeholders', group.stakeholders),
      channels: stated('channels', group.channels).map(({ value, place }) => ({ value: toChannel(value), place })),
      links: stated('links', group.links).flatMap(({ value, place }) => {
        const link = toLink(value, place, context);
        return link === null ? [] : [{ value: link, place }];
      }),
      repositories: stated('repositories', group.repositories).map(({ value, place }) => ({
        value: repositoryName(value),
        place,
      })),
      meetings: (group.meetings ?? []).map((meeting, index): Stated<DeclaredMeetingRecord> => {
        const place = at('meetings', index);
        return {
          value: toDeclaredMeeting(
            meeting,
            group.name ?? slug,
            place,
            problems,
            places.spot([...path, 'meetings', index]),
          ),
          place,
        };
      }),
      calendars,
      initiatives: stated('initiatives', group.initiatives).flatMap(({ value, place }) =>
        queriesOf(value, place.path, context, place).map((query) => ({ value: query, place })),
      ),
      waivers: stated('waivers', group.waivers),
    },
    roles: (group.roles ?? []).flatMap((role, index) => toRoleDraft(role, [...path, 'roles', index], context) ?? []),
  };
}

function publicText(texts: readonly Stated<string>[]): Stated<string>[] {
  return texts.map(({ value, place }) => ({ value: withholdPrivate(value), place }));
}

function singlesOf(group: NativeGroup, path: Path, parent: GroupDraft | null, context: DraftContext): GroupSingles {
  const { places, problems } = context;
  const singles: GroupSingles = {};
  const at = (field: string) => places.place([...path, field]);
  if (group.name !== undefined) singles.name = { value: withholdPrivate(group.name), place: at('name') };
  if (group.kind !== undefined) singles.kind = { value: group.kind, place: at('kind') };
  if (group.label !== undefined) singles.kindLabel = { value: withholdPrivate(group.label), place: at('label') };
  if (group.state !== undefined) singles.state = { value: group.state, place: at('state') };
  const url = publicPage(group.url, at('url'), context);
  if (url !== null) singles.url = { value: url, place: at('url') };
  const charter = publicPage(group.charter, at('charter'), context);
  if (charter !== null) singles.charterUrl = { value: charter, place: at('charter') };
  if (group.parent !== undefined) singles.parent = { value: group.parent, place: at('parent') };
  else if (parent !== null) singles.parent = { value: parent.key, place: at('') };
  if (group.mission !== undefined) {
    if (isPlaceholder(group.mission)) {
      problems.add(
        'REGISTRY_PLACEHOLDER',
        places.spot([...path, 'mission']),
        `The mission "${group.mission}" is a placeholder; it is not served.`,
      );
    } else singles.mission = { value: withholdPrivate(group.mission), place: at('mission') };
  }
  return singles;
}

function toChannel(channel: NonNullable<NativeGroup['channels']>[number]): ChannelRecord {
  const name = channel.name === undefined ? null : withholdPrivate(channel.name);
  return { kind: channel.kind, name, url: shownUrl(channel.url) };
}

function toLink(
  link: NonNullable<NativeGroup['links']>[number],
  place: Place,
  context: DraftContext,
): LinkRecord | null {
  const url = publicPage(link.url, place, context);
  return url === null
    ? null
    : { rel: link.rel, url, title: link.title === undefined ? null : withholdPrivate(link.title) };
}

/** @returns the address as it may be shown; null, with a problem, where knowing it gives access. */
function publicPage(url: string | undefined, place: Place, { problems }: DraftContext): string | null {
  const shown = shownUrl(url);
  if (url !== undefined && shown === null) {
    problems.add('REGISTRY_WITHHELD', place, 'Whoever knows this address has access; it is not served.');
  }
  return shown;
}

function queriesOf(
  query: NativeInitiativeQuery,
  path: string,
  context: DraftContext,
  place: { line: number | null; column: number | null },
): readonly InitiativeQueryRecord[] {
  if (typeof query === 'string') {
    const result = parseInitiativeSearch(query);
    if ('queries' in result) return result.queries;
    context.problems.add(
      'REGISTRY_UNSUPPORTED_SEARCH',
      { path, ...place },
      `The initiatives are not read from ${query}. ${result.refusal}`,
    );
    return [];
  }
  const repository = repositoryName(query.repository);
  const labels = asList(query.labels);
  const withoutLabels = asList(query.withoutLabels);
  const words = [
    ...(query.state === undefined ? [] : [`state:${query.state.toLowerCase()}`]),
    ...labels.map((label) => `label:${JSON.stringify(label)}`),
    ...withoutLabels.map((label) => `-label:${JSON.stringify(label)}`),
  ];
  const url = `https://github.com/${repository}/issues?q=${encodeURIComponent(words.join(' '))}`;
  return [{ repository, labels, withoutLabels, state: query.state ?? null, url }];
}
