/** Collects the meeting feeds of all documents under ids that are unique in the registry. */
import type { GroupRecord } from '../../model/group.ts';
import { nearest } from '../native/nearest.ts';
import type { NativeCalendar } from '../native/schema.ts';
import { type FeedContext, type FeedDraft, type MeetingSources, toFeed } from './calendars.ts';
import type { ProblemReporter } from './problem-reporter.ts';
import type { OwnerOfCalendar } from './to-group-drafts.ts';

type Path = readonly PropertyKey[];

const OWN_ID = { hint: 'Give each calendar an id of its own.' };

export class FeedRegister {
  readonly sources: MeetingSources;
  readonly #feeds = new Map<string, FeedDraft>();
  /** By what a feed was last read from; another may have taken its id since. */
  readonly #ids = new Map<string, string>();
  /** All ids below, of a group's own calendars, are taken. */
  readonly #counts = new Map<string, number>();

  constructor(sources: MeetingSources) {
    this.sources = sources;
  }

  /** @returns the feeds; those that share a name, as "Weekly meeting" is shared, say with their id which one they are */
  all(): readonly FeedDraft[] {
    const feeds = [...this.#feeds.values()];
    const byName = Map.groupBy(feeds, ({ name }) => name);
    return feeds.map((feed) => {
      const isShared = (byName.get(feed.name)?.length ?? 0) > 1 && feed.name !== feed.id;
      return isShared ? { ...feed, name: `${feed.name} (${feed.id})` } : feed;
    });
  }

  /** An entry of the registry's `calendars`. */
  add(entry: NativeCalendar, path: Path, context: FeedContext): void {
    const id = entry.id ?? '';
    const feed = toFeed(entry, id, entry.name ?? id, path, context);
    if (feed === null) return;
    const earlier = this.#feeds.get(id);
    if (earlier !== undefined && referenceKey(earlier) !== referenceKey(feed)) {
      const message = `The calendar "${id}" stands twice with two addresses; the later one is read.`;
      context.problems.add('REGISTRY_CONFLICT', context.places.spot(path), message, OWN_ID);
    }
    this.#keep(feed, earlier?.match);
  }

  /** A calendar that a group states itself. Groups that state the same one share it. @returns its id, or null where it has no usable address. */
  addOwn(entry: NativeCalendar, path: Path, owner: OwnerOfCalendar, context: FeedContext): string | null {
    const feed = toFeed(entry, entry.id ?? this.#freeId(owner), entry.name ?? owner.slug, path, {
      ...context,
      community: owner.community,
    });
    if (feed === null) return null;
    const same = this.#feeds.get(this.#ids.get(referenceKey(feed)) ?? '');
    if (same !== undefined && referenceKey(same) === referenceKey(feed)) {
      this.#keep({ ...same, match: feed.match }, same.match);
      return same.id;
    }
    const isTaken = this.#feeds.has(feed.id);
    const id = isTaken ? this.#freeId(owner) : feed.id;
    if (isTaken) {
      const message = `Another calendar has the id "${feed.id}"; this one is served as "${id}".`;
      context.problems.add('REGISTRY_CONFLICT', context.places.spot(path), message, OWN_ID);
    }
    this.#keep({ ...feed, id });
    return id;
  }

  /** @param earlier rules of the same calendar, which come first */
  #keep(feed: FeedDraft, earlier: FeedDraft['match'] = []): void {
    this.#feeds.set(feed.id, { ...feed, match: [...earlier, ...feed.match] });
    this.#ids.set(referenceKey(feed), feed.id);
  }

  /** @returns the groups without feeds that no document defines, each with a problem. */
  withKnownFeeds(groups: readonly GroupRecord[], report: ProblemReporter): GroupRecord[] {
    return groups.map((group) => {
      const unknown = group.meetingFeeds.filter((id) => !this.#feeds.has(id));
      const place = group.places['meetings'] ?? group.places[''];
      for (const id of unknown) {
        const suggestion = nearest(id, this.#feeds.keys());
        const advice = suggestion === null ? '' : ` Did you mean "${suggestion}"?`;
        if (place !== undefined)
          report(
            'REGISTRY_BAD_REFERENCE',
            place,
            `${group.slug} lists the calendar "${id}", which is not defined.${advice}`,
          );
      }
      return unknown.length === 0
        ? group
        : { ...group, meetingFeeds: group.meetingFeeds.filter((id) => this.#feeds.has(id)) };
    });
  }

  #freeId({ slug, community }: OwnerOfCalendar): string {
    const base = `${community}-${slug}`;
    for (const id of [slug, base]) if (!this.#feeds.has(id)) return id;
    let count = this.#counts.get(base) ?? 2;
    while (this.#feeds.has(`${base}-${count}`)) count += 1;
    this.#counts.set(base, count);
    return `${base}-${count}`;
  }
}

function referenceKey({ source, ref }: FeedDraft): string {
  return JSON.stringify([source, ref]);
}
