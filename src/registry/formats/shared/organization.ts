/** Communities that are known by their organisation on GitHub alone. */
import { slugify } from '../../slug.ts';
import type { CommunityName } from '../format.ts';
import { repositoryOf } from './urls.ts';

/** @returns the owner of the repository in which a document lies; undefined where it lies in none, or nobody knows where */
export function ownerOf(url: string | null): string | undefined {
  return repositoryOf(url ?? '')?.split('/')[0];
}

export function organizationOf(owner: string): CommunityName {
  return { slug: slugify(owner), name: owner, url: `https://github.com/${owner}` };
}
