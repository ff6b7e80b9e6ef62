/** What a reader of a feed selects in its address: `?groups=&topics=&kinds=&communities=`. */

export interface Selection {
  /** `slug`, or `community/slug`. Null selects every group; so for the others. */
  readonly groups: readonly string[] | null;
  readonly topics: readonly string[] | null;
  /** Names of `GroupKind`. */
  readonly kinds: readonly string[] | null;
  readonly communities: readonly string[] | null;
  /** Whether the subgroups of the groups named count too. */
  readonly includeSubgroups: boolean;
}

/** More is no selection a person made. */
const MAX_NAMES = 100;

/** @param query a parameter may hold several names with commas, and may come several times; empty is absent */
export function parseSelection(query: Readonly<Record<string, unknown>>): Selection {
  return {
    groups: toNames(query['groups']),
    topics: toNames(query['topics']),
    kinds: toNames(query['kinds'])?.map((kind) => kind.toUpperCase().replaceAll('-', '_')) ?? null,
    communities: toNames(query['communities']),
    includeSubgroups: ['', '1', 'true'].includes(String(query['subgroups'] ?? 'false')),
  };
}

function toNames(value: unknown): readonly string[] | null {
  const texts = (Array.isArray(value) ? value : [value]).filter((text): text is string => typeof text === 'string');
  const names = texts
    .flatMap((text) => text.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? null : [...new Set(names)].slice(0, MAX_NAMES);
}

/** A group as far as a selection looks at it. */
export interface SelectableGroup {
  readonly slug: string;
  readonly kind: string;
  readonly community: { readonly slug: string };
}

/** @returns whether one of the groups is of the kinds and communities selected; what has no group is in no such selection. */
export function isSelected({ kinds, communities }: Selection, groups: readonly SelectableGroup[]): boolean {
  if (kinds === null && communities === null) return true;
  return groups.some(
    ({ kind, community }) =>
      (kinds === null || kinds.includes(kind)) && (communities === null || communities.includes(community.slug)),
  );
}

/** @returns e.g. ` · tag-infrastructure, toc`; empty where everything is selected. */
export function describeSelection({ groups, topics, kinds, communities }: Selection): string {
  return [groups, topics, kinds, communities]
    .filter((names) => names !== null)
    .map((names) => ` · ${names.join(', ')}`)
    .join('');
}
