/** The registry's meeting feeds: those of its `calendars`, and those that a group states itself. */
import type { z } from 'zod';
import type { MeetingFeedRef, MeetingMatchRule } from '../../model/meeting.ts';
import type { Place } from '../../model/source.ts';
import { publicFeedUrl, withholdPrivate } from '../../privacy.ts';
import { nearest } from '../native/nearest.ts';
import type { NativeCalendar } from '../native/schema.ts';
import type { Problems } from '../problems.ts';
import type { PlaceFinder } from './place-finder.ts';
import type { ProblemReporter } from './problem-reporter.ts';

type Path = readonly PropertyKey[];

/** Schema of the reference block of each meeting source, by the source's name. */
export type MeetingSources = Readonly<Record<string, z.ZodType>>;

export interface FeedDraft {
  readonly id: string;
  readonly community: string;
  readonly source: string;
  readonly ref: unknown;
  readonly name: string;
  readonly match: readonly MatchRuleDraft[];
  readonly place: Place;
}

/** A match rule with its group as written, which means one of the community of whoever wrote it. */
export interface MatchRuleDraft {
  readonly rule: MeetingMatchRule;
  readonly community: string;
  readonly place: Place;
}

export interface FeedContext {
  readonly community: string;
  readonly sources: MeetingSources;
  /** Path or URL of the document, against which files beside it are resolved. */
  readonly resolve: (location: string) => string | null;
  readonly places: PlaceFinder;
  readonly problems: Problems;
}

/** The source of entries that give a `url`. */
const CALENDAR_SOURCE = 'icalendar';
const OWN_KEYS = new Set(['id', 'community', 'name', 'url', 'match']);

/** @returns the feed; null, with a problem, where the entry gives no reference that a source accepts. */
export function toFeed(
  entry: NativeCalendar,
  id: string,
  name: string,
  path: Path,
  context: FeedContext,
): FeedDraft | null {
  const reference = referenceOf(entry, path, context);
  if (reference === null) return null;
  const community = entry.community ?? context.community;
  return {
    id,
    community,
    ...reference,
    name: shownName(name),
    match: (entry.match ?? []).map((rule, index) => ({
      place: context.places.place([...path, 'match', index]),
      community,
      rule: {
        group: rule.group,
        meetingId: rule.meetingId === undefined ? null : String(rule.meetingId).replace(/\D/gu, ''),
        uid: rule.uid ?? null,
        organizerDomain: rule.organizerDomain?.toLowerCase() ?? null,
        category: rule.category ?? null,
        title: rule.title ?? null,
      },
    })),
    place: context.places.place(path),
  };
}

/** People name a calendar by its address, which may be the key to it. */
function shownName(name: string): string {
  const shown = name.replace(/[a-z]{1,20}:\/\/[^\s<>"')\]]+/giu, (url) => publicFeedUrl(url) ?? '[withheld]');
  return withholdPrivate(shown);
}

function referenceOf(entry: NativeCalendar, path: Path, context: FeedContext): { source: string; ref: unknown } | null {
  const { places, problems } = context;
  const sources = new Map(Object.entries(context.sources));
  const blocks = Object.keys(entry).filter((key) => !OWN_KEYS.has(key));
  for (const key of blocks.filter((name) => !sources.has(name))) {
    const known = [...OWN_KEYS, ...sources.keys()];
    const suggestion = nearest(key, known);
    const advice = suggestion === null ? `Known are ${known.join(', ')}.` : `Did you mean "${suggestion}"?`;
    problems.add('REGISTRY_UNKNOWN_KEY', places.spot([...path, key]), `The key "${key}" is not known here. ${advice}`);
  }
  if (entry.url !== undefined) {
    const url = context.resolve(entry.url);
    const isAccepted = url !== null && (sources.get(CALENDAR_SOURCE)?.safeParse({ url }).success ?? true);
    if (isAccepted) return { source: CALENDAR_SOURCE, ref: { url } };
    problems.add(
      'REGISTRY_WRONG_TYPE',
      places.spot([...path, 'url']),
      `The address "${entry.url}" of the calendar is neither http(s), webcal nor a path.`,
    );
    return null;
  }
  for (const source of blocks) {
    const schema = sources.get(source);
    if (schema === undefined) continue;
    const result = schema.safeParse(entry[source]);
    if (result.success) return { source, ref: result.data };
    for (const issue of result.error.issues) {
      problems.add(
        'REGISTRY_WRONG_TYPE',
        places.spot([...path, source, ...issue.path]),
        `${source}: ${issue.message}.`,
      );
    }
    return null;
  }
  problems.add('REGISTRY_MISSING', places.spot(path), 'The calendar has no url.');
  return null;
}

/**
 * @param groups key and listed feeds of every group
 * @returns the refs; a feed without match rules that exactly one group lists belongs to that group.
 */
export function finishFeeds(
  feeds: readonly FeedDraft[],
  groups: readonly { readonly key: string; readonly meetingFeeds: readonly string[] }[],
  resolveGroup: (reference: string, community: string, place: Place) => string | null,
  report: ProblemReporter,
): MeetingFeedRef[] {
  const listings = groups.flatMap(({ key, meetingFeeds }) => meetingFeeds.map((feed) => ({ key, feed })));
  const byFeed = Map.groupBy(listings, ({ feed }) => feed);
  return feeds.map((feed) => {
    const owners = byFeed.get(feed.id) ?? [];
    const [owner] = owners;
    if (feed.match.length === 0 && owners.length !== 1) {
      const listed = owners.length === 0 ? 'no group lists it' : `${owners.length} groups list it`;
      report(
        'REGISTRY_MISSING',
        feed.place,
        `The calendar "${feed.id}" has no match rules and ${listed}; its events belong to no group.`,
        {
          level: 'WARNING',
          hint: 'Add match rules, or list it in one group.',
        },
      );
    }
    return {
      id: feed.id,
      community: feed.community,
      source: feed.source,
      ref: feed.ref,
      name: feed.name,
      match: feed.match.flatMap(({ rule, community, place }) => {
        const group = resolveGroup(rule.group, community, place);
        return group === null ? [] : [{ ...rule, group }];
      }),
      owner: feed.match.length === 0 && owner !== undefined && owners.length === 1 ? owner.key : null,
      places: { '': feed.place },
    };
  });
}
