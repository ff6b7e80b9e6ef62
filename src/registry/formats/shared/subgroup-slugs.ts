/** Slugs of subgroups that have only a name: the name alone where it is unique in the document, else with the parent's slug. */
import { slugify } from '../../slug.ts';

export interface NamedSubgroup {
  readonly parent: string;
  readonly name: string;
  /** Slug that the document itself gives; null where it gives none. */
  readonly slug: string | null;
}

/**
 * @param taken slugs of the groups above
 * @returns slugs in the order of the subgroups, all different. A name that is unique keeps its slug when others are added.
 */
export function subgroupSlugs(subgroups: readonly NamedSubgroup[], taken: Iterable<string>): string[] {
  const used = new Map<string, number>();
  for (const slug of taken) used.set(slug, 1);
  const wanted = subgroups.map(({ slug, name }) => slug ?? slugify(name));
  for (const slug of wanted) used.set(slug, (used.get(slug) ?? 0) + 1);
  const given = new Set(taken);
  return subgroups.map(({ parent }, index) => {
    const slug = wanted[index] ?? '';
    const base = (used.get(slug) ?? 0) > 1 ? `${parent}-${slug}` : slug;
    let unique = base;
    for (let count = 2; given.has(unique); count += 1) unique = `${base}-${count}`;
    given.add(unique);
    return unique;
  });
}
