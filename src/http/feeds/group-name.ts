/** Whether there are the groups that an address names. */
import { isBadUserInput, type QueryGraph } from '../graph-client.ts';

export const GROUP_NAME = `query FeedGroup($slug: String!, $community: String) {
  group(slug: $slug, community: $community) { slug name community { slug } }
}`;

/** The answer to {@link GROUP_NAME}. */
export interface NamedGroup {
  readonly group: {
    readonly slug: string;
    readonly name: string;
    readonly community: { readonly slug: string };
  } | null;
}

/** @param names `slug`, or `community/slug` @returns whether one of them is that of a group, or of several */
export async function isAnyGroup(query: QueryGraph, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    const [slug = '', community = null] = name.split('/', 2).reverse();
    try {
      const { group } = await query<NamedGroup>(GROUP_NAME, { slug, community });
      if (group !== null) return true;
    } catch (error) {
      // Groups of several communities are called so.
      if (isBadUserInput(error)) return true;
      throw error;
    }
  }
  return false;
}
