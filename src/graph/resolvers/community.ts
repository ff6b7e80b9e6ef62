import { badUserInput } from '../bad-user-input.ts';
import type { Complete } from '../complete.ts';
import { findGroups, toGroupsPage } from '../groups.ts';
import { toGlobalId } from '../ids.ts';
import { whenReady } from '../maybe-promise.ts';

export const communityQueries: Pick<Complete<'Query'>, 'community' | 'communities'> = {
  community: (_root, { slug }, { registry }) => {
    if (slug !== null && slug !== undefined) return registry.community(slug);
    const [only, ...others] = registry.record.communities;
    if (others.length > 0) {
      const slugs = registry.record.communities.map((community) => community.slug).join(', ');
      throw badUserInput('slug', `is needed, because the registry holds several communities: ${slugs}.`);
    }
    return only ?? null;
  },
  communities: (_root, _args, { registry }) => registry.record.communities,
};

export const Community: Complete<'Community'> = {
  id: ({ slug }) => toGlobalId('Community', slug),
  kinds: ({ kinds, slug }) => kinds.map((profile) => ({ ...profile, community: slug })),
  groups: ({ slug }, args, context) =>
    whenReady(
      findGroups(
        context,
        context.registry.groups.filter(({ community }) => community === slug),
        args.filterBy,
        args.orderBy,
      ),
      (groups) => toGroupsPage(groups, args),
    ),
};

export const GroupKindProfile: Complete<'GroupKindProfile'> = {
  rules: ({ kind, community }, _args, { registry }) =>
    registry.record.rulePacks
      .filter((pack) => pack.community === community)
      .flatMap(({ rules }) => rules.filter((rule) => rule.kinds.includes(kind))),
  groups: ({ kind, community }, args, context) =>
    whenReady(
      findGroups(
        context,
        context.registry.groups.filter((group) => group.community === community && group.kind === kind),
        null,
        null,
      ),
      (groups) => toGroupsPage(groups, args),
    ),
};
