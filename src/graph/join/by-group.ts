/** Finds the items of a group in a long list without walking it for every group. */
import type { GroupRecord } from '../../model/group.ts';

/**
 * @param groupsOf the groups that an item belongs to
 * @returns the function that gives the items of any of the groups, each once, those of the first group first. A list is
 *   indexed once, and forgotten with the list.
 */
export function createGroupIndex<T extends object>(
  groupsOf: (item: T) => readonly GroupRecord[],
): (items: readonly T[], groups: readonly GroupRecord[]) => readonly T[] {
  const indexes = new WeakMap<readonly T[], ReadonlyMap<GroupRecord, readonly T[]>>();
  return (items, groups) => {
    const index = indexes.get(items) ?? indexItems(items, groupsOf);
    indexes.set(items, index);
    const [only] = groups;
    if (only !== undefined && groups.length === 1) return index.get(only) ?? [];
    return [...new Set(groups.flatMap((group) => index.get(group) ?? []))];
  };
}

function indexItems<T>(
  items: readonly T[],
  groupsOf: (item: T) => readonly GroupRecord[],
): ReadonlyMap<GroupRecord, readonly T[]> {
  const index = new Map<GroupRecord, T[]>();
  for (const item of items) {
    for (const group of groupsOf(item)) {
      const list = index.get(group);
      if (list === undefined) index.set(group, [item]);
      else list.push(item);
    }
  }
  return index;
}
