/** What badges there are: for each what it asks of the graph, and what it says. A kind is added by adding an entry. */
import type { QueryGraph } from '../graph-client.ts';
import type { Badge } from './badge.ts';

export interface BadgeTarget {
  readonly slug: string;
  readonly community: string | null;
  /** IANA zone in which times are said. */
  readonly timeZone: string;
}

export interface BadgeKind {
  readonly document: string;
  /** @returns null where there is no such group */
  load(query: QueryGraph, target: BadgeTarget): Promise<Badge | null>;
}

const NEXT_MEETING = `query NextMeetingBadge($slug: String!, $community: String, $timeZone: TimeZone!) {
  group(slug: $slug, community: $community) {
    nextMeeting { startsAtLocal(timeZone: $timeZone) isAllDay }
    meetings(first: 1) { isPartial }
  }
}`;

const INITIATIVES = `query InitiativesBadge($slug: String!, $community: String) {
  group(slug: $slug, community: $community) {
    initiatives(first: 1, filterBy: { includeSubgroups: true }) { isPartial countsByStatus { status count } }
  }
}`;

const HEALTH = `query HealthBadge($slug: String!, $community: String) {
  group(slug: $slug, community: $community) {
    must: findings(first: 1, filterBy: { state: [OPEN], severity: [MUST] }) { totalCount isPartial }
    should: findings(first: 1, filterBy: { state: [OPEN], severity: [SHOULD] }) { totalCount isPartial }
  }
}`;

const UNKNOWN = { message: 'unknown', tone: 'unknown' } as const;

export const badgeKinds: ReadonlyMap<string, BadgeKind> = new Map([
  ['next-meeting', { document: NEXT_MEETING, load: loadNextMeeting }],
  ['initiatives', { document: INITIATIVES, load: loadInitiatives }],
  ['health', { document: HEALTH, load: loadHealth }],
]);

async function loadNextMeeting(query: QueryGraph, { slug, community, timeZone }: BadgeTarget): Promise<Badge | null> {
  const { group } = await query<{
    group: {
      nextMeeting: { startsAtLocal: string; isAllDay: boolean } | null;
      meetings: { isPartial: boolean };
    } | null;
  }>(NEXT_MEETING, { slug, community, timeZone });
  if (group === null) return null;
  const label = 'next meeting';
  const { nextMeeting, meetings } = group;
  if (nextMeeting === null) {
    return meetings.isPartial ? { label, ...UNKNOWN } : { label, message: 'none planned', tone: 'unknown' };
  }
  // A picture is kept by caches, so it names the day: "tomorrow" would be wrong the day after.
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(
    Date.parse(`${nextMeeting.startsAtLocal.slice(0, 10)}T00:00:00Z`),
  );
  const time = nextMeeting.isAllDay ? '' : `, ${nextMeeting.startsAtLocal.slice(11, 16)} ${timeZone}`;
  return { label, message: `${day}${time}`, tone: 'busy' };
}

async function loadInitiatives(query: QueryGraph, { slug, community }: BadgeTarget): Promise<Badge | null> {
  const { group } = await query<{
    group: {
      initiatives: { isPartial: boolean; countsByStatus: readonly { status: string; count: number }[] };
    } | null;
  }>(INITIATIVES, { slug, community });
  if (group === null) return null;
  const label = 'initiatives';
  const { isPartial, countsByStatus } = group.initiatives;
  if (isPartial) return { label, ...UNKNOWN };
  const counts = countsByStatus.filter(({ status }) => status !== 'COMPLETE' && status !== 'CANCELLED');
  if (counts.length === 0) return { label, message: 'none open', tone: 'unknown' };
  const words = counts.map(({ status, count }) => `${count} ${status.toLowerCase().replaceAll('_', ' ')}`);
  const isStuck = counts.some(({ status }) => status === 'STALE' || status === 'BLOCKED');
  return { label, message: words.join(', '), tone: isStuck ? 'warn' : 'busy' };
}

interface Count {
  readonly totalCount: number | null;
  readonly isPartial: boolean;
}

async function loadHealth(query: QueryGraph, { slug, community }: BadgeTarget): Promise<Badge | null> {
  const { group } = await query<{ group: { must: Count; should: Count } | null }>(HEALTH, { slug, community });
  if (group === null) return null;
  const label = 'health';
  const { must, should } = group;
  if (must.totalCount === null || should.totalCount === null) return { label, ...UNKNOWN };
  if (must.totalCount > 0) return { label, message: `${must.totalCount} must be fixed`, tone: 'bad' };
  if (should.totalCount > 0) return { label, message: `${should.totalCount} should be fixed`, tone: 'warn' };
  return { label, message: 'all rules met', tone: 'good' };
}
