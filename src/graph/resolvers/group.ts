import type { GroupRecord } from '../../model/group.ts';
import { badUserInput } from '../bad-user-input.ts';
import type { Complete } from '../complete.ts';
import type { SortOrder } from '../connection.ts';
import { firstOf } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { findFindings, toFindingOrder } from '../findings.ts';
import { findGroups, toGroupsPage } from '../groups.ts';
import { toGlobalId } from '../ids.ts';
import { findGroupInitiatives, loadInitiativeOrder } from '../initiatives.ts';
import { gatewayUrl, groupName, groupPath, groupUrl } from '../links.ts';
import { toPage, toUpstreamPage } from '../listing.ts';
import { whenReady } from '../maybe-promise.ts';
import { findGroupMeetings, toMeetingOrder } from '../meetings.ts';
import { findLastMeeting, findNextMeeting } from '../nearest-meetings.ts';
import { placesToProvenance } from '../provenance.ts';
import { registryReadings } from '../registry-readings.ts';
import { renderedMarkdown } from '../rendered-markdown.ts';
import { findGroupSeries } from '../series.ts';
import { toSeriesPage } from './meeting.ts';
import { toRolePage } from './person.ts';

export const groupQueries: Pick<Complete<'Query'>, 'group' | 'groups'> = {
  group: (_root, { slug, community }, { registry }) => {
    const groups = registry
      .groupsBySlug(slug)
      .filter((group) => community === null || community === undefined || group.community === community);
    if (groups.length > 1) {
      const names = groups.map((group) => group.community).join(', ');
      throw badUserInput('community', `is needed, because several communities have a group "${slug}": ${names}.`);
    }
    return groups[0] ?? null;
  },
  groups: (_root, args, context) =>
    whenReady(findGroups(context, context.registry.groups, args.filterBy, args.orderBy), (groups) =>
      toGroupsPage(groups, args),
    ),
};

const byName: SortOrder<GroupRecord> = {
  name: 'NAME',
  direction: 'ASC',
  isFixed: true,
  valueOf: ({ name }) => name,
  keyOf: ({ key }) => key,
};

/** A page of groups that the registry alone decides. */
function toGroupPage(
  context: GraphContext,
  groups: readonly GroupRecord[],
  args: { first?: number | null | undefined; after?: string | null | undefined },
) {
  return toPage({ items: groups, readings: registryReadings(context) }, args, byName);
}

export const Guidance: Complete<'Guidance'> = {
  textHTML: (guidance) => whenReady(renderedMarkdown(guidance, guidance.text), ({ html }) => html),
};

export const Group: Complete<'Group'> = {
  id: ({ key }) => toGlobalId('Group', key),
  community: ({ community }, _args, { registry }) => {
    const record = registry.community(community);
    if (record === null)
      throw new Error(`A group names the community "${community}", which the registry does not have.`);
    return record;
  },
  missionHTML: (group) =>
    group.mission === null ? null : whenReady(renderedMarkdown(group, group.mission), ({ html }) => html),
  missionText: (group) =>
    group.mission === null ? null : whenReady(renderedMarkdown(group, group.mission), ({ text }) => text),
  related: ({ related }, args, context) => toGroupPage(context, context.registry.groupsOf(related), args),
  url: (group, _args, context) => groupUrl(context, group),
  resourcePath: (group, _args, context) => groupPath(context, group),
  parent: ({ parent }, _args, { registry }) => (parent === null ? null : registry.group(parent)),
  subgroups: ({ key }, args, context) => toGroupPage(context, context.registry.children(key), args),
  stakeholders: ({ stakeholders }, args, context) =>
    toGroupPage(context, context.registry.groupsOf(stakeholders), args),
  roles: ({ roles }, args, context) => toRolePage(context, roles, args),
  repositories: ({ repositories }, { first }) =>
    firstOf(repositories, first).map((nameWithOwner) => ({ nameWithOwner })),
  meetingSeries: (group, args, context) =>
    whenReady(findGroupSeries(context, group), (listing) => toSeriesPage(listing, args)),
  meetings: (group, args, context) => {
    const groups = args.filterBy?.includeSubgroups ? context.registry.withDescendants(group) : [group];
    return whenReady(findGroupMeetings(context, groups, args.filterBy), (listing) =>
      toUpstreamPage(listing, args, toMeetingOrder(args.orderBy)),
    );
  },
  nextMeeting: (group, _args, context) => findNextMeeting(context, group),
  lastMeeting: (group, _args, context) => findLastMeeting(context, group),
  initiatives: (group, args, context) =>
    whenReady(findGroupInitiatives(context, group, args.filterBy), (listing) =>
      whenReady(loadInitiativeOrder(context, listing.items, args.orderBy), (order) =>
        toUpstreamPage(listing, args, order),
      ),
    ),
  findings: (group, args, context) =>
    whenReady(
      findFindings(context, args.filterBy, ({ groups }) => groups.includes(group.key)),
      (listing) => toPage(listing, args, toFindingOrder(args.orderBy)),
    ),
  feeds: (group) => group,
  provenance: ({ places }, args, context, info) => placesToProvenance(context, places, args, info),
};

export const Feeds: Complete<'Feeds'> = {
  ics: (group, _args, context) => gatewayUrl(context, `${groupPath(context, group)}/calendar.ics`),
  atom: (group, _args, context) =>
    gatewayUrl(context, `/feeds/initiatives.atom?groups=${encodeURIComponent(groupName(context, group))}`),
  json: (group, _args, context) =>
    gatewayUrl(context, `/feeds/meetings.json?groups=${encodeURIComponent(groupName(context, group))}`),
  embed: (group, _args, context) => gatewayUrl(context, `${groupPath(context, group)}?embed`),
  badge: (group, _args, context) =>
    gatewayUrl(context, `${groupPath(context, group).replace('/groups/', '/badges/')}/next-meeting.svg`),
};

export const Repository: Complete<'Repository'> = {
  id: ({ nameWithOwner }) => toGlobalId('Repository', nameWithOwner),
  url: ({ nameWithOwner }) => `https://github.com/${nameWithOwner}`,
};
