/** Addresses on this gateway. */
import type { GroupRecord } from '../model/group.ts';
import type { GraphContext } from './context.ts';

/** @returns the absolute address of a path on this gateway. */
export function gatewayUrl({ request }: GraphContext, path: string): string {
  return `${request.baseUrl}${path}`;
}

/** @returns the slug; `community/slug` where another community uses the same. */
export function groupName({ registry }: GraphContext, { slug, key }: GroupRecord): string {
  return registry.groupsBySlug(slug).length > 1 ? key : slug;
}

/** @returns the path of the group's page. */
export function groupPath(context: GraphContext, group: GroupRecord): string {
  return `/groups/${groupName(context, group).split('/').map(encodeURIComponent).join('/')}`;
}

/** @returns the group's own page where the registry names one, else its page on this gateway. */
export function groupUrl(context: GraphContext, group: GroupRecord): string {
  return group.url ?? gatewayUrl(context, groupPath(context, group));
}
