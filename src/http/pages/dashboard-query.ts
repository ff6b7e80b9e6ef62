/** What the dashboard asks of the graph. */
import { type Collected, collectPages, PAGE_FIELDS, type Page } from '../feeds/collect-pages.ts';
import type { QueryGraph } from '../graph-client.ts';
import type { DashboardFilters } from './dashboard-filters.ts';
import { PAGE_FINDING, type PageFinding } from './parts/findings.ts';
import { READINGS, type Readable } from './parts/freshness.ts';
import { PAGE_GROUP_ROW, type PageGroupRow } from './parts/groups.ts';
import { PAGE_INITIATIVE, type PageInitiative } from './parts/initiatives.ts';
import { PAGE_MEETING, type PageMeeting } from './parts/meetings.ts';
import { toMonthGrid } from './parts/month.ts';
import { PAGE_ROLE } from './parts/roles.ts';
import { PAGE_SOURCE, type PageSource } from './parts/sources.ts';

export const DASHBOARD_WEEKS = 12;

export interface DashboardData {
  readonly communities: readonly {
    readonly slug: string;
    readonly name: string;
    readonly groups: {
      readonly nodes: readonly {
        readonly kind: string;
        readonly kindLabel: string;
        readonly topics: readonly string[];
      }[];
    };
  }[];
  readonly agenda: Readable & { readonly nodes: readonly PageMeeting[]; readonly totalCount: number | null };
  readonly initiatives: Readable & { readonly nodes: readonly PageInitiative[]; readonly totalCount: number | null };
  readonly helpWanted: { readonly nodes: readonly PageInitiative[] };
  readonly groups: Readable & { readonly nodes: readonly PageGroupRow[]; readonly totalCount: number | null };
  readonly findings: Readable & { readonly nodes: readonly PageFinding[]; readonly totalCount: number | null };
}

export interface Dashboard extends DashboardData {
  readonly month: Collected<PageMeeting>;
  /** Starts of the meetings of the next weeks. */
  readonly starts: readonly string[];
  readonly sources: readonly PageSource[];
}

export const DASHBOARD = `query Dashboard(
  $tz: TimeZone!
  $agenda: MeetingFilters!
  $initiatives: InitiativeFilters!
  $helpWanted: InitiativeFilters!
  $groups: GroupFilters!
  $findings: FindingFilters!
) {
  communities { slug name groups(first: 100) { nodes { kind kindLabel topics } } }
  agenda: meetings(first: 30, filterBy: $agenda) { totalCount ${READINGS} nodes { ...PageMeeting } }
  initiatives(first: 100, filterBy: $initiatives) { totalCount ${READINGS} nodes { ...PageInitiative } }
  helpWanted: initiatives(first: 6, filterBy: $helpWanted, orderBy: { field: HELP_WANTED_SCORE, direction: DESC }) {
    nodes { ...PageInitiative }
  }
  groups(first: 100, filterBy: $groups) { totalCount ${READINGS} nodes { ...PageGroupRow } }
  findings(first: 50, filterBy: $findings) { totalCount ${READINGS} nodes { ...PageFinding } }
}
${PAGE_MEETING}
${PAGE_INITIATIVE}
${PAGE_GROUP_ROW}
${PAGE_ROLE}
${PAGE_FINDING}`;

/** Asking for sources reads none of them: asked last, it tells of what the others were made. */
export const DASHBOARD_SOURCES = `query DashboardSources($after: String) {
  sources(first: 100, after: $after) { nodes { ...PageSource } pageInfo { hasNextPage endCursor } }
}
${PAGE_SOURCE}`;

export const DASHBOARD_GROUPS = `query DashboardGroups($filterBy: GroupFilters!, $after: String) {
  groups(first: 100, after: $after, filterBy: $filterBy) { nodes { slug community { slug } } ${PAGE_FIELDS} }
}`;

export const DASHBOARD_MONTH = `query DashboardMonth($tz: TimeZone!, $after: String, $filterBy: MeetingFilters!) {
  meetings(first: 100, after: $after, filterBy: $filterBy) { nodes { ...PageMeeting } ${PAGE_FIELDS} }
}
${PAGE_MEETING}`;

export const DASHBOARD_STARTS = `query DashboardStarts($after: String, $filterBy: MeetingFilters!) {
  meetings(first: 100, after: $after, filterBy: $filterBy) { nodes { startsAt } ${PAGE_FIELDS} }
}`;

export async function loadDashboard(query: QueryGraph, filters: DashboardFilters, tz: string): Promise<Dashboard> {
  const { topics } = filters.selection;
  const groups = await selectGroups(query, filters);
  const shared = {
    ...(groups && { groups }),
    ...(topics && { topics }),
    ...(filters.words && { query: filters.words }),
  };
  const { startsAfter, startsBefore } = toMonthGrid(filters.month);
  const happens = { status: ['CONFIRMED', 'TENTATIVE', 'MOVED'] };
  const [data, month, starts] = await Promise.all([
    query<DashboardData>(DASHBOARD, {
      tz,
      agenda: { ...shared, within: 'P14D' },
      initiatives: shared,
      helpWanted: { ...shared, needsHelp: true },
      groups: toGroupFilters(filters),
      findings: { state: ['OPEN'], ...(groups && { groups }) },
    }),
    collectPages((after) =>
      query<{ meetings: Page<PageMeeting> }>(DASHBOARD_MONTH, {
        tz,
        after,
        filterBy: { ...shared, startsAfter, startsBefore },
      }).then(({ meetings }) => meetings),
    ),
    collectPages((after) =>
      query<{ meetings: Page<{ startsAt: string }> }>(DASHBOARD_STARTS, {
        after,
        filterBy: { ...shared, ...happens, within: `P${DASHBOARD_WEEKS * 7}D` },
      }).then(({ meetings }) => meetings),
    ),
  ]);
  const sources = await collectPages(async (after) => {
    const page = await query<{ sources: Pick<Page<PageSource>, 'nodes' | 'pageInfo'> }>(DASHBOARD_SOURCES, { after });
    return { ...page.sources, isPartial: false, readings: [] };
  });
  return { ...data, month, starts: starts.items.map(({ startsAt }) => startsAt), sources: sources.items };
}

function toGroupFilters({ selection, words }: DashboardFilters) {
  return {
    state: ['PROPOSED', 'ACTIVE', 'PAUSED'],
    ...(selection.kinds && { kind: selection.kinds }),
    ...(selection.topics && { topics: selection.topics }),
    ...(words && { query: words }),
  };
}

/** @returns the groups of the kinds and communities selected, as other filters name them; null where all are meant. */
async function selectGroups(query: QueryGraph, { selection }: DashboardFilters): Promise<readonly string[] | null> {
  const { kinds, communities, groups } = selection;
  if (kinds === null && communities === null) return groups;
  const found = await collectPages((after) =>
    query<{ groups: Page<{ slug: string; community: { slug: string } }> }>(DASHBOARD_GROUPS, {
      after,
      filterBy: kinds === null ? {} : { kind: kinds },
    }).then(({ groups: page }) => page),
  );
  return found.items
    .filter(({ community }) => communities === null || communities.includes(community.slug))
    .filter(
      ({ slug, community }) => groups === null || groups.includes(slug) || groups.includes(`${community.slug}/${slug}`),
    )
    .map(({ slug, community }) => `${community.slug}/${slug}`);
}
