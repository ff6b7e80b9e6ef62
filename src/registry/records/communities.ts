/** Communities of all documents, merged. */
import type { CommunityRecord, GroupKindProfileRecord, LinkRecord } from '../../model/group.ts';
import type { Place } from '../../model/source.ts';
import { publicUrl, withholdPrivate } from '../../privacy.ts';
import type { NativeKindProfile } from '../native/schema.ts';
import { GROUP_KIND_LABELS } from './kind-labels.ts';
import type { PlaceFinder } from './place-finder.ts';
import { shownUrl } from './values.ts';

export interface CommunityDraft {
  readonly slug: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly kinds: readonly GroupKindProfileRecord[];
  readonly place: Place;
}

/** @returns the profile; text without e-mail addresses. */
export function toKindProfile(
  profile: NativeKindProfile,
  path: readonly PropertyKey[],
  places: PlaceFinder,
): GroupKindProfileRecord {
  return {
    kind: profile.kind,
    kindLabel: profile.label === undefined ? GROUP_KIND_LABELS[profile.kind] : withholdPrivate(profile.label),
    description: withholdPrivate(profile.description ?? ''),
    aspects: (profile.aspects ?? []).map(({ name, value }) => ({
      name: withholdPrivate(name),
      value: withholdPrivate(value),
    })),
    requirements: (profile.requirements ?? []).map(({ title, details }) => ({
      title: withholdPrivate(title),
      details: withholdPrivate(details ?? ''),
    })),
    formation: (profile.formation ?? []).map(({ title, details }) => ({
      title: withholdPrivate(title),
      details: (details ?? []).map(withholdPrivate),
    })),
    evolvesInto: (profile.evolvesInto ?? []).map(({ kind, conditions }) => ({
      kind,
      conditions: (conditions ?? []).map(withholdPrivate),
    })),
    links: once(
      (profile.links ?? []).flatMap(({ rel, url, title }) => {
        const shown = shownUrl(url);
        return shown === null ? [] : [{ rel, url: shown, title: title === undefined ? null : withholdPrivate(title) }];
      }),
    ),
    places: { '': places.place(path) },
  };
}

/** @returns one record a slug, in the order in which they are first named; the later statement adds to the earlier. */
export function mergeCommunities(drafts: readonly CommunityDraft[]): CommunityRecord[] {
  const merged = new Map<string, CommunityRecord>();
  for (const draft of drafts) {
    const earlier = merged.get(draft.slug);
    merged.set(draft.slug, {
      slug: draft.slug,
      name: withholdPrivate(draft.name ?? earlier?.name ?? draft.slug),
      url:
        (draft.url === null || publicUrl(draft.url) !== null ? draft.url : shownUrl(draft.url)) ?? earlier?.url ?? null,
      kinds: mergeProfiles(earlier?.kinds ?? [], draft.kinds),
      places: earlier?.places ?? { '': draft.place, name: draft.place },
    });
  }
  return [...merged.values()];
}

function mergeProfiles(
  earlier: readonly GroupKindProfileRecord[],
  later: readonly GroupKindProfileRecord[],
): GroupKindProfileRecord[] {
  const profiles = new Map(earlier.map((profile) => [profile.kind, profile]));
  for (const profile of later) {
    const before = profiles.get(profile.kind);
    if (before === undefined) {
      profiles.set(profile.kind, profile);
      continue;
    }
    profiles.set(profile.kind, {
      kind: profile.kind,
      kindLabel: profile.kindLabel === GROUP_KIND_LABELS[profile.kind] ? before.kindLabel : profile.kindLabel,
      description: profile.description || before.description,
      aspects: byName([...before.aspects, ...profile.aspects], ({ name }) => name),
      requirements: byName([...before.requirements, ...profile.requirements], ({ title }) => title),
      formation: byName([...before.formation, ...profile.formation], ({ title }) => title),
      evolvesInto: byName([...before.evolvesInto, ...profile.evolvesInto], ({ kind }) => kind),
      links: byName([...before.links, ...profile.links], ({ rel, url }) => `${rel} ${url}`),
      places: before.places,
    });
  }
  return [...profiles.values()];
}

function once(links: readonly LinkRecord[]): LinkRecord[] {
  return links.filter(
    ({ rel, url }, index) => links.findIndex((link) => link.rel === rel && link.url === url) === index,
  );
}

function byName<T>(items: readonly T[], name: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [name(item).toLowerCase(), item])).values()];
}
