/** Which groups a filter means. */
import type { GroupKey, GroupRecord } from '../../model/group.ts';
import type { RegistryView } from '../registry-view.ts';
import { isSameTopic } from '../words.ts';

/**
 * @param slugs `slug`, or `community/slug` where two communities use the same
 * @returns keys of the groups named, with everything below them where asked; empty where no group has such a slug
 */
export function selectGroups(
  registry: RegistryView,
  slugs: readonly string[],
  includeSubgroups: boolean,
): ReadonlySet<GroupKey> {
  const named = slugs.flatMap((slug) => {
    const byKey = registry.group(slug);
    return byKey === null ? registry.groupsBySlug(slug) : [byKey];
  });
  const selected = includeSubgroups ? named.flatMap((group) => registry.withDescendants(group)) : named;
  return new Set(selected.map(({ key }) => key));
}

/** @returns whether the group deals with one of the topics. */
export function hasTopic(group: GroupRecord | null, topics: readonly string[]): boolean {
  return group?.topics.some((own) => topics.some((topic) => isSameTopic(own, topic))) ?? false;
}
