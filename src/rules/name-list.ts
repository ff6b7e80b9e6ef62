/** Parameters that list names out of a few, separated by commas: rule packs give scalars alone. */
import { z } from 'zod';

/** @returns the schema of a list of some of the names, e.g. `slack, mailing-list` */
export function nameList(names: readonly string[]): z.ZodString {
  const one = `(?:${names.join('|')})`;
  return z.string().regex(new RegExp(`^${one}(?:, *${one})*$`, 'u'), {
    error: `expected names out of ${names.join(', ')}, separated by commas`,
  });
}

/** @returns the entries that a list of {@link nameList} names, in the order of the entries */
export function namedEntries<Name extends string, Value>(
  entries: Readonly<Record<Name, Value>>,
  list: string,
): readonly (readonly [name: Name, value: Value])[] {
  const wanted = new Set(list.split(/, */u));
  return (Object.entries(entries) as [Name, Value][]).filter(([name]) => wanted.has(name));
}
