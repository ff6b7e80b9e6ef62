/** Channels of one group: two statements of one channel may each know a part, the name or the URL. */
import type { ChannelRecord } from '../../model/group.ts';
import type { Stated } from './group-draft.ts';
import { withoutSlash } from './values.ts';

export class ChannelMerge {
  readonly #channels = new ChannelList();

  /** @param statements of one document */
  add(statements: readonly Stated<ChannelRecord>[]): void {
    const own = new ChannelList();
    for (const stated of statements) own.add(stated);
    for (const stated of own.channels) this.#channels.add(stated);
  }

  all(): readonly Stated<ChannelRecord>[] {
    return this.#channels.channels;
  }
}

/** The indexes lead to the first channel of a URL or a name. */
class ChannelList {
  readonly channels: Stated<ChannelRecord>[] = [];
  readonly #byUrl = new Map<string, number>();
  readonly #byName = new Map<string, number>();
  /** Of those without a URL. */
  readonly #byNameAlone = new Map<string, number>();

  add(stated: Stated<ChannelRecord>): void {
    const { kind, name, url } = stated.value;
    const index = this.#find(stated.value) ?? this.channels.length;
    const same = this.channels[index];
    if (same === undefined) {
      this.#keep(index, stated);
      return;
    }
    if (same.value.name !== null && same.value.url === null) this.#byNameAlone.delete(nameKey(kind, same.value.name));
    this.#keep(index, {
      value: { kind, name: name ?? same.value.name, url: url ?? same.value.url },
      place: same.place,
    });
  }

  /** Two channels of one name and two URLs are two. */
  #find({ kind, name, url }: ChannelRecord): number | undefined {
    const byUrl = url === null ? undefined : this.#byUrl.get(urlKey(kind, url));
    if (byUrl !== undefined || name === null) return byUrl;
    return (url === null ? this.#byName : this.#byNameAlone).get(nameKey(kind, name));
  }

  #keep(index: number, stated: Stated<ChannelRecord>): void {
    const { kind, name, url } = stated.value;
    this.channels[index] = stated;
    if (url !== null) keepFirst(this.#byUrl, urlKey(kind, url), index);
    if (name !== null) keepFirst(this.#byName, nameKey(kind, name), index);
    if (name !== null && url === null) keepFirst(this.#byNameAlone, nameKey(kind, name), index);
  }
}

function keepFirst(indexes: Map<string, number>, key: string, index: number): void {
  if (!indexes.has(key)) indexes.set(key, index);
}

function urlKey(kind: string, url: string): string {
  return `${kind} ${withoutSlash(url)}`;
}

function nameKey(kind: string, name: string): string {
  return `${kind} ${name.toLowerCase().replace(/^#/u, '')}`;
}
