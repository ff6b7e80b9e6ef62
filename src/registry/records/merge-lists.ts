/** The fields of one group that have many values: every statement is kept, each value once. */
import type { GroupLists, Stated } from './group-draft.ts';
import { ChannelMerge } from './merge-channels.ts';
import { withoutSlash } from './values.ts';

/**
 * Takes the lists of one document after the other. Of two statements of one value the first of a document is served, and
 * that of the last document; the place is that of the very first.
 */
export class ListsMerge {
  readonly #aliases = new ListMerge<string>(lower);
  readonly #topics = new ListMerge<string>(lower);
  readonly #focusAreas = new ListMerge<ValueOf<'focusAreas'>>(({ title }) => lower(title));
  readonly #guidance = new ListMerge<ValueOf<'guidance'>>(({ title }) => lower(title));
  readonly #related = new ListMerge<string>(lower);
  readonly #stakeholders = new ListMerge<string>(lower);
  readonly #channels = new ChannelMerge();
  readonly #links = new ListMerge<ValueOf<'links'>>(({ rel, url }) => `${rel} ${withoutSlash(url)}`);
  readonly #repositories = new ListMerge<string>(lower);
  readonly #meetings = new ListMerge<ValueOf<'meetings'>>(({ title, schedule, rrule, joinUrl }) =>
    JSON.stringify([lower(title), schedule ?? rrule, joinUrl]),
  );
  readonly #calendars = new ListMerge<string>(lower);
  readonly #initiatives = new ListMerge<ValueOf<'initiatives'>>(({ url: _url, ...conditions }) =>
    lower(JSON.stringify(conditions)),
  );
  readonly #waivers = new ListMerge<ValueOf<'waivers'>>((waiver) => JSON.stringify(waiver));

  add(lists: GroupLists): void {
    this.#aliases.add(lists.aliases);
    this.#topics.add(lists.topics);
    this.#focusAreas.add(lists.focusAreas);
    this.#guidance.add(lists.guidance);
    this.#related.add(lists.related);
    this.#stakeholders.add(lists.stakeholders);
    this.#channels.add(lists.channels);
    this.#links.add(lists.links);
    this.#repositories.add(lists.repositories);
    this.#meetings.add(lists.meetings);
    this.#calendars.add(lists.calendars);
    this.#initiatives.add(lists.initiatives);
    this.#waivers.add(lists.waivers);
  }

  all(): GroupLists {
    return {
      aliases: this.#aliases.all(),
      topics: this.#topics.all(),
      focusAreas: this.#focusAreas.all(),
      guidance: this.#guidance.all(),
      related: this.#related.all(),
      stakeholders: this.#stakeholders.all(),
      channels: this.#channels.all(),
      links: this.#links.all(),
      repositories: this.#repositories.all(),
      meetings: this.#meetings.all(),
      calendars: this.#calendars.all(),
      initiatives: this.#initiatives.all(),
      waivers: this.#waivers.all(),
    };
  }
}

type ValueOf<K extends keyof GroupLists> = GroupLists[K][number]['value'];

class ListMerge<T> {
  readonly #values = new Map<string, Stated<T>>();
  readonly #keyOf: (value: T) => string;

  /** @param keyOf what makes two values one */
  constructor(keyOf: (value: T) => string) {
    this.#keyOf = keyOf;
  }

  /** @param statements of one document */
  add(statements: readonly Stated<T>[]): void {
    const own = new Map<string, Stated<T>>();
    for (const stated of statements) {
      const key = this.#keyOf(stated.value);
      if (!own.has(key)) own.set(key, stated);
    }
    for (const [key, { value, place }] of own) {
      this.#values.set(key, { value, place: this.#values.get(key)?.place ?? place });
    }
  }

  all(): readonly Stated<T>[] {
    return [...this.#values.values()];
  }
}

function lower(text: string): string {
  return text.toLowerCase();
}
