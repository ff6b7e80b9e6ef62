/** A key that stands twice in a mapping: both values are kept where they can be. */
import { isPlaceholder } from '../placeholder.ts';
import type { Problems } from '../problems.ts';
import { type Located, type LocatedEntry, LocatedList, LocatedMap, LocatedScalar } from './located.ts';

/**
 * Lists are joined, mappings merged. Of two single values a placeholder or nothing loses against data; of two that
 * both are data the later is taken, as YAML loaders do, and the earlier is quoted in the diagnostic.
 */
export function mergeDuplicates(
  key: string,
  earlier: LocatedEntry,
  later: LocatedEntry,
  problems: Problems,
): LocatedEntry {
  const lost = { text: '' };
  const value = merged(earlier.value, later.value, lost, problems);
  const where = `also at line ${earlier.key.line ?? '?'}`;
  const loss = lost.text === '' ? 'both values are kept' : lost.text;
  problems.add('REGISTRY_DUPLICATE_KEY', later.key, `The key "${key}" stands twice, ${where}; ${loss}.`);
  return { key: earlier.key, value };
}

function merged(earlier: Located, later: Located, lost: { text: string }, problems: Problems): Located {
  if (isEmpty(earlier)) return later;
  if (isEmpty(later)) return earlier;
  if (earlier instanceof LocatedList && later instanceof LocatedList) {
    return new LocatedList(earlier.spot, [...earlier.items, ...later.items]);
  }
  if (earlier instanceof LocatedMap && later instanceof LocatedMap) {
    const entries = new Map(earlier.entries);
    for (const [key, entry] of later.entries) {
      const other = entries.get(key);
      entries.set(
        key,
        other === undefined ? entry : { key: other.key, value: merged(other.value, entry.value, lost, problems) },
      );
    }
    return new LocatedMap(earlier.spot, entries);
  }
  if (earlier instanceof LocatedScalar && later instanceof LocatedScalar) {
    if (earlier.value === later.value) return earlier;
    if (isPlaceholder(later.source)) return earlier;
    if (!isPlaceholder(earlier.source)) lost.text = `the later one is served, not "${earlier.source.slice(0, 80)}"`;
    return later;
  }
  // A list or mapping beside a single value: the structure holds more.
  const [kept, dropped] = later instanceof LocatedScalar ? [earlier, later] : [later, earlier];
  lost.text =
    dropped instanceof LocatedScalar
      ? `"${dropped.source.slice(0, 80)}" is not served`
      : 'the two have different types and the later is served';
  return kept;
}

function isEmpty(node: Located): boolean {
  if (node instanceof LocatedScalar) return node.value === null || node.value === '';
  return node instanceof LocatedList ? node.items.length === 0 : node.entries.size === 0;
}
