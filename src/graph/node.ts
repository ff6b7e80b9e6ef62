/** Finding one object: by its global id, or by a URL that stands for it. */

import type { FindingRecord } from '../model/finding.ts';
import type { CommunityRecord, GroupRecord, RoleRecord } from '../model/group.ts';
import type { Instant, MaybePromise, SourceStatus } from '../model/source.ts';
import type { GraphContext } from './context.ts';
import { findFindings } from './findings.ts';
import { fromGlobalId, splitKey } from './ids.ts';
import type { JoinedInitiative } from './join/initiatives.ts';
import type { JoinedMeeting } from './join/meetings.ts';
import { type PersonView, toPerson } from './join/people.ts';
import type { RepositoryView } from './join/repository.ts';
import type { JoinedSeries } from './join/series.ts';
import { gatewayUrl, groupPath } from './links.ts';
import { whenReady } from './maybe-promise.ts';
import { isSameRepository } from './registry-view.ts';
import { findGroupSeries } from './series.ts';
import { findSource } from './sources.ts';
import { addDays } from './time.ts';

export type GraphNode =
  | CommunityRecord
  | GroupRecord
  | RoleRecord
  | PersonView
  | RepositoryView
  | JoinedInitiative
  | JoinedMeeting
  | JoinedSeries
  | FindingRecord
  | SourceStatus;

/** @returns the object with the global id; null where the id is none of this graph or its object is gone. */
export function findNode(context: GraphContext, id: string): MaybePromise<GraphNode | null> {
  const parsed = fromGlobalId(id);
  if (parsed === null) return null;
  const { type, key } = parsed;
  switch (type) {
    case 'Community':
      return context.registry.community(key);
    case 'Group':
      return context.registry.group(key);
    case 'Role':
      return context.registry.role(key);
    case 'Person':
      return findPerson(context, key);
    case 'Repository':
      return isKnownRepository(context, key) ? { nameWithOwner: key } : null;
    case 'Initiative': {
      const [, repository, number] = /^(.+)#(\d+)$/u.exec(key) ?? [];
      return repository === undefined ? null : findInitiative(context, repository, Number(number));
    }
    case 'Meeting':
      return findMeeting(context, key);
    case 'MeetingSeries':
      return findSeries(context, key);
    case 'Finding':
      return whenReady(findFindings(context, null), ({ items }) => items.find((finding) => finding.id === key) ?? null);
    case 'Source':
      return findSource(context, key);
  }
}

/** @returns the initiative that the issue is; null where its repository is not listed or the issue is none. */
export function findInitiative(
  context: GraphContext,
  repository: string,
  number: number,
): MaybePromise<JoinedInitiative | null> {
  const feeds = context.registry.record.initiativeFeeds.filter((feed) => isSameRepository(feed.repository, repository));
  return whenReady(
    context.loaders.initiatives(feeds),
    ({ items }) => items.find((initiative) => initiative.number === number) ?? null,
  );
}

export function findInitiativeByNodeId(context: GraphContext, nodeId: string): MaybePromise<JoinedInitiative | null> {
  return whenReady(
    context.loaders.initiatives(context.registry.record.initiativeFeeds),
    ({ items }) => items.find((initiative) => initiative.nodeId === nodeId) ?? null,
  );
}

/** @returns the person; initiatives are read only where nobody in the registry has the login. */
export function findPerson(context: GraphContext, login: string): MaybePromise<PersonView | null> {
  if (context.registry.rolesOfLogin(login).length > 0) return toPerson(context.registry, { login, name: null });
  const wanted = login.toLowerCase();
  return whenReady(context.loaders.initiatives(context.registry.record.initiativeFeeds), ({ items }) => {
    for (const { author, assignees, contacts } of items) {
      for (const person of [author, ...assignees, ...contacts]) {
        if (person !== null && person.login?.toLowerCase() === wanted) {
          return toPerson(context.registry, { login: person.login, name: person.name });
        }
      }
    }
    return null;
  });
}

/** How far an override may move an instance from its rule and still be found by its id. */
const MOVED_WITHIN_DAYS = 90;
const MONTH_DAYS = 31;

function findMeeting(context: GraphContext, key: string): MaybePromise<JoinedMeeting | null> {
  const [feedId = '', uid = '', recurrenceId = ''] = splitKey(key) ?? [];
  const feed = context.registry.meetingFeed(feedId);
  if (feed === null) return null;
  const around = (instant: Instant | undefined): MaybePromise<JoinedMeeting | null> => {
    if (instant === undefined || Number.isNaN(Date.parse(instant))) return null;
    // From the first of its month, so that meetings of a month share what a feed gives for one window.
    const month = `${instant.slice(0, 7)}-01T00:00:00Z`;
    const window = { from: addDays(month, -MOVED_WITHIN_DAYS), to: addDays(month, MOVED_WITHIN_DAYS + MONTH_DAYS) };
    return whenReady(
      context.loaders.meetings([feed], window),
      ({ items }) => items.find((meeting) => meeting.uid === uid && meeting.key === key) ?? null,
    );
  };
  if (recurrenceId !== '') return around(recurrenceId);
  return whenReady(context.ports.series(feed), ({ value }) =>
    around(value?.find((series) => series.uid === uid)?.start),
  );
}

/** @param key see `seriesKey`; a schedule that only the registry gives is keyed by its group */
export function findSeries(context: GraphContext, key: string): MaybePromise<JoinedSeries | null> {
  const [feedId = '', uid = ''] = splitKey(key) ?? [];
  const isWanted = (series: JoinedSeries): boolean => series.uid === uid && series.feedId === feedId;
  const group = context.registry.group(feedId);
  if (group !== null) return whenReady(findGroupSeries(context, group), ({ items }) => items.find(isWanted) ?? null);
  const feed = context.registry.meetingFeed(feedId);
  if (feed === null) return null;
  return whenReady(context.loaders.series([feed]), ({ items }) => items.find(isWanted) ?? null);
}

/**
 * @param url absolute
 * @returns what the URL stands for: a page of this gateway or one that a single group of the registry names, or an issue, repository or person of
 *   the GitHub that the registry reads; null otherwise
 */
export function findResource(context: GraphContext, url: string): MaybePromise<GraphNode | null> {
  const { href, origin, pathname } = new URL(url);
  const { groups } = context.registry;
  const wanted = toPageAddress(href);
  const named = groups.filter((candidate) => candidate.url !== null && toPageAddress(candidate.url) === wanted);
  // Several groups may name one page, e.g. that of their programme: it is the page of none of them.
  const group =
    groups.find((candidate) => gatewayUrl(context, groupPath(context, candidate)) === `${origin}${pathname}`) ??
    (named.length === 1 ? named[0] : undefined);
  if (group !== undefined) return group;
  const [, owner, name, number] = /^\/([\w-]+)(?:\/([\w.-]+?)(?:\/issues\/(\d+))?)?\/?$/u.exec(pathname) ?? [];
  if (owner === undefined) return null;
  if (name === undefined) return origin === 'https://github.com' ? findPerson(context, owner) : null;
  const repository = `${owner}/${name}`;
  if (number !== undefined) {
    return whenReady(findInitiative(context, repository, Number(number)), (initiative) =>
      initiative !== null && new URL(initiative.url).origin === origin ? initiative : null,
    );
  }
  return origin === 'https://github.com' && isKnownRepository(context, repository)
    ? { nameWithOwner: repository }
    : null;
}

/** @returns the address without what leads to the same page: a fragment, a slash at its end, and on GitHub the case. */
function toPageAddress(url: string): string {
  const address = url.replace(/#.*$/su, '').replace(/\/$/u, '');
  return /^https:\/\/github\.com\//iu.test(address) ? address.toLowerCase() : address;
}

function isKnownRepository({ registry }: GraphContext, repository: string): boolean {
  return (
    registry.record.initiativeFeeds.some((feed) => isSameRepository(feed.repository, repository)) ||
    registry.groups.some((group) => group.repositories.some((own) => isSameRepository(own, repository)))
  );
}
