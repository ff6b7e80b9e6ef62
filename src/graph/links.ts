/** Addresses on this gateway. */
import type { GroupRecord } from '../model/group.ts';
import type { GraphContext } from './context.ts';

/** @returns the absolute address of a path on this gateway. */
export function gatewayUrl({ request }: GraphContext, path: string): string {
  return `${request.baseUrl}${path}`;
}

/** @returns the path of the group's page; the community is named where another one uses the same slug. */
export function groupPath({ registry }: GraphContext, { slug, community }: GroupRecord): string {
  const isShared = registry.groupsBySlug(slug).length > 1;
  const name = isShared ? `${community}/${slug}` : slug;
  return `/groups/${name.split('/').map(encodeURIComponent).join('/')}`;
}

/** @returns the group's own page where the registry names one, else its page on this gateway. */
export function groupUrl(context: GraphContext, group: GroupRecord): string {
  return group.url ?? gatewayUrl(context, groupPath(context, group));
}
