/** Which recurring meetings a question means: those of feeds, then what the registry alone declares. */
import type { GroupRecord } from '../model/group.ts';
import type { MaybePromise } from '../model/source.ts';
import type { GraphContext } from './context.ts';
import type { MeetingSeriesFilters } from './generated.ts';
import { selectGroups } from './join/group-selection.ts';
import { declaredSeries, isFromFeed, type JoinedSeries } from './join/series.ts';
import type { Listing } from './listing.ts';
import { whenReady } from './maybe-promise.ts';
import { feedsFor, feedsOf, isAbout } from './meetings.ts';

/** @returns the recurring meetings of the group. */
export function findGroupSeries(context: GraphContext, group: GroupRecord): MaybePromise<Listing<JoinedSeries>> {
  return whenReady(context.loaders.series(feedsOf(context, [group])), ({ items, readings }) => {
    const own = items.filter((series) => series.group === group && series.rrule !== null);
    return { items: [...own.filter(isFromFeed), ...declaredSeries(group, own)], readings };
  });
}

/** @returns the recurring meetings for which the filters hold, of groups and of none. */
export function findAllSeries(
  context: GraphContext,
  filters: MeetingSeriesFilters | null | undefined,
): MaybePromise<Listing<JoinedSeries>> {
  const { registry } = context;
  const { groups: slugs, includeSubgroups, topics } = filters ?? {};
  const keys = slugs ? selectGroups(registry, slugs, includeSubgroups ?? false) : null;
  const groups = keys === null ? registry.groups : registry.groupsOf([...keys]);
  return whenReady(context.loaders.series(feedsFor(context, filters)), ({ items, readings }) => {
    const recurring = items.filter(({ group, rrule }) => rrule !== null && (keys?.has(group?.key ?? '') ?? true));
    const byGroup = Map.groupBy(recurring, ({ group }) => group);
    const all = [
      ...recurring.filter(isFromFeed),
      ...groups.flatMap((group) => declaredSeries(group, byGroup.get(group) ?? [])),
    ];
    return { items: topics ? all.filter((series) => isAbout(series, topics)) : all, readings };
  });
}
