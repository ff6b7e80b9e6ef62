import type { RoleRecord } from '../../model/group.ts';
import { badUserInput } from '../bad-user-input.ts';
import type { Complete } from '../complete.ts';
import { type ConnectionArgs, paginateList } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import type { RoleFilters } from '../generated.ts';
import { toGlobalId } from '../ids.ts';
import { findInitiatives, loadInitiativeOrder } from '../initiatives.ts';
import { toPerson } from '../join/people.ts';
import { toPage } from '../listing.ts';
import { whenReady } from '../maybe-promise.ts';
import { findGroupMeetings, toMeetingOrder } from '../meetings.ts';
import { findPerson } from '../node.ts';
import { placesToProvenance } from '../provenance.ts';
import { createRoleFilter, isInOffice, termStateOf } from '../terms.ts';

const MAX_AVATAR_PIXELS = 460;

export const personQueries: Pick<Complete<'Query'>, 'person'> = {
  person: (_root, { login }, context) => findPerson(context, login),
};

/** @returns the page of the roles for which the filters hold, in the order given. */
export function toRolePage(
  { validity }: GraphContext,
  roles: readonly RoleRecord[],
  args: ConnectionArgs & { readonly filterBy?: RoleFilters | null | undefined },
) {
  return paginateList(roles.filter(createRoleFilter(args.filterBy, validity)), args, ({ key }) => key);
}

export const Person: Complete<'Person'> = {
  id: ({ login }) => toGlobalId('Person', login.toLowerCase()),
  url: ({ login }) => `https://github.com/${encodeURIComponent(login)}`,
  avatarUrl: ({ login }, { size }) => {
    if (size === null || size === undefined) return `https://github.com/${encodeURIComponent(login)}.png`;
    if (size < 1 || size > MAX_AVATAR_PIXELS) {
      throw badUserInput('size', `must be 1 to ${MAX_AVATAR_PIXELS}, but got ${size}.`);
    }
    return `https://github.com/${encodeURIComponent(login)}.png?size=${size}`;
  },
  roles: ({ roles }, args, context) => toRolePage(context, roles, args),
  initiatives: ({ login }, args, context) => {
    const wanted = login.toLowerCase();
    return whenReady(
      findInitiatives(
        context,
        context.registry.record.initiativeFeeds,
        args.filterBy,
        ({ author, assignees, contacts }) =>
          [author, ...assignees, ...contacts].some((person) => person?.login?.toLowerCase() === wanted),
      ),
      (listing) =>
        whenReady(loadInitiativeOrder(context, listing.items, null), (order) => toPage(listing, args, order)),
    );
  },
  meetings: ({ roles }, args, context) => {
    const groups = roles
      .filter((role) => isInOffice(role, context.validity.today))
      .flatMap((role) => context.registry.group(role.group) ?? []);
    return whenReady(findGroupMeetings(context, [...new Set(groups)], args.filterBy), (listing) =>
      toPage(listing, args, toMeetingOrder(args.orderBy)),
    );
  },
};

export const Role: Complete<'Role'> = {
  id: ({ key }) => toGlobalId('Role', key),
  person: ({ login, name }, _args, { registry }) => (login === null ? null : toPerson(registry, { login, name })),
  group: ({ group, key }, _args, { registry }) => {
    const record = registry.group(group);
    if (record === null)
      throw new Error(`The role "${key}" names the group "${group}", which the registry does not have.`);
    return record;
  },
  termState: (role, _args, { validity }) => termStateOf(role, validity.today),
  provenance: ({ places }, args, context, info) => placesToProvenance(context, places, args, info),
};
