/** What the dashboard asks of the graph. */
import { type Collected, collectPages, PAGE_FIELDS, type Page } from '../feeds/collect-pages.ts';
import type { QueryGraph } from '../graph-client.ts';
import type { DashboardFilters } from './dashboard-filters.ts';
import { PAGE_FINDING, type PageFinding, type RuledCommunity } from './parts/findings.ts';
import { PAGE_GROUP_ROW, type PageGroupRow } from './parts/groups.ts';
import { PAGE_INITIATIVE, type PageInitiative } from './parts/initiatives.ts';
import { PAGE_MEETING, type PageMeeting } from './parts/meetings.ts';
import { toMonthGrid } from './parts/month.ts';
import { PAGE_ROLE } from './parts/roles.ts';
import { PAGE_SOURCE, type PageSource } from './parts/sources.ts';
import { toWeeks, type Weeks } from './parts/weeks.ts';

/** That of today, and those after it. */
const WEEKS_SHOWN = 12;

/**
 * Rows of a list that are shown, in pages of 100: more than anybody reads, and few enough that the dashboard of the
 * largest community fits into the budget of one client.
 */
const MAX_ROWS = 500;

/** A group as far as filters look at it. */
interface GroupOption {
  readonly slug: string;
  readonly kind: string;
  readonly kindLabel: string;
  readonly topics: readonly string[];
  readonly community: { readonly slug: string };
}

export interface Dashboard {
  readonly communities: readonly (RuledCommunity & { readonly slug: string; readonly name: string })[];
  /** Every group, whatever the filters say. */
  readonly options: readonly GroupOption[];
  readonly agenda: Collected<PageMeeting>;
  readonly month: Collected<PageMeeting>;
  readonly weeks: Weeks;
  /** The meetings that start in these weeks. */
  readonly starts: Collected<{ readonly startsAt: string }>;
  readonly initiatives: Collected<PageInitiative>;
  readonly helpWanted: readonly PageInitiative[];
  readonly groups: Collected<PageGroupRow>;
  readonly findings: Collected<PageFinding>;
  readonly sources: readonly PageSource[];
}

export const DASHBOARD_COMMUNITIES =
  'query DashboardCommunities { communities { slug name kinds { kind rules { id } } } }';

export const DASHBOARD_OPTIONS = `query DashboardOptions($after: String) {
  groups(first: 100, after: $after) { nodes { slug kind kindLabel topics community { slug } } ${PAGE_FIELDS} }
}`;

export const DASHBOARD_MEETINGS = `query DashboardMeetings($tz: TimeZone!, $after: String, $filterBy: MeetingFilters!) {
  meetings(first: 100, after: $after, filterBy: $filterBy) { nodes { ...PageMeeting } ${PAGE_FIELDS} }
}
${PAGE_MEETING}`;

export const DASHBOARD_STARTS = `query DashboardStarts($after: String, $filterBy: MeetingFilters!) {
  meetings(first: 100, after: $after, filterBy: $filterBy) { nodes { startsAt } ${PAGE_FIELDS} }
}`;

export const DASHBOARD_INITIATIVES = `query DashboardInitiatives($after: String, $filterBy: InitiativeFilters!) {
  initiatives(first: 100, after: $after, filterBy: $filterBy) { nodes { ...PageInitiative } ${PAGE_FIELDS} }
}
${PAGE_INITIATIVE}`;

export const DASHBOARD_HELP_WANTED = `query DashboardHelpWanted($filterBy: InitiativeFilters!) {
  initiatives(first: 6, filterBy: $filterBy, orderBy: { field: HELP_WANTED_SCORE, direction: DESC }) {
    nodes { ...PageInitiative }
  }
}
${PAGE_INITIATIVE}`;

export const DASHBOARD_GROUPS = `query DashboardGroups($tz: TimeZone!, $after: String, $filterBy: GroupFilters!) {
  groups(first: 100, after: $after, filterBy: $filterBy) { nodes { ...PageGroupRow } ${PAGE_FIELDS} }
}
${PAGE_GROUP_ROW}
${PAGE_ROLE}`;

export const DASHBOARD_FINDINGS = `query DashboardFindings($after: String, $filterBy: FindingFilters!) {
  findings(first: 100, after: $after, filterBy: $filterBy) { nodes { ...PageFinding } ${PAGE_FIELDS} }
}
${PAGE_FINDING}`;

/** Asking for sources reads none of them: asked last, it tells of what the others were made. */
export const DASHBOARD_SOURCES = `query DashboardSources($after: String) {
  sources(first: 100, after: $after) { nodes { ...PageSource } pageInfo { hasNextPage endCursor } }
}
${PAGE_SOURCE}`;

/** @param tz IANA name @param today `YYYY-MM-DD` */
export async function loadDashboard(
  query: QueryGraph,
  filters: DashboardFilters,
  { tz, today }: { readonly tz: string; readonly today: string },
): Promise<Dashboard> {
  const collect = <T>(document: string, field: string, variables = {}, limit?: number) =>
    collectPages(async (after): Promise<Page<T>> => {
      const answer = await query<Readonly<Record<string, Page<T>>>>(document, { ...variables, after });
      return answer[field] as Page<T>;
    }, limit);
  const [{ communities }, options] = await Promise.all([
    query<Pick<Dashboard, 'communities'>>(DASHBOARD_COMMUNITIES),
    collect<GroupOption>(DASHBOARD_OPTIONS, 'groups'),
  ]);
  const groups = selectGroups(options.items, filters);
  const { topics } = filters.selection;
  const shared = {
    ...(groups && { groups }),
    ...(topics && { topics }),
    ...(filters.words && { query: filters.words }),
  };
  const { startsAfter, startsBefore } = toMonthGrid(filters.month);
  const weeks = toWeeks(today, WEEKS_SHOWN);
  const happens = { status: ['CONFIRMED', 'TENTATIVE', 'MOVED'], ...weeks };
  const rows = collect<PageGroupRow>(
    DASHBOARD_GROUPS,
    'groups',
    { tz, filterBy: { ...toGroupFilters(filters), ...(groups && { groups }) } },
    MAX_ROWS,
  );
  const [agenda, month, starts, initiatives, helpWanted, findings] = await Promise.all([
    collect<PageMeeting>(DASHBOARD_MEETINGS, 'meetings', { tz, filterBy: { ...shared, within: 'P14D' } }),
    collect<PageMeeting>(DASHBOARD_MEETINGS, 'meetings', { tz, filterBy: { ...shared, startsAfter, startsBefore } }),
    collect<{ startsAt: string }>(DASHBOARD_STARTS, 'meetings', { filterBy: { ...shared, ...happens } }),
    collect<PageInitiative>(DASHBOARD_INITIATIVES, 'initiatives', { filterBy: shared }, MAX_ROWS),
    query<{ initiatives: { nodes: readonly PageInitiative[] } }>(DASHBOARD_HELP_WANTED, {
      filterBy: { ...shared, needsHelp: true },
    }),
    rows.then(({ items }) => {
      // Findings have no words of their own: they are those of the groups shown.
      const about = groups === null && topics === null && filters.words === null ? null : items.map(toName);
      const filterBy = { state: ['OPEN'], ...(about && { groups: about }) };
      return collect<PageFinding>(DASHBOARD_FINDINGS, 'findings', { filterBy }, MAX_ROWS);
    }),
  ]);
  const { items: sources } = await collectPages(async (after) => {
    const page = await query<{ sources: Pick<Page<PageSource>, 'nodes' | 'pageInfo'> }>(DASHBOARD_SOURCES, { after });
    return { ...page.sources, isPartial: false, readings: [] };
  });
  return {
    communities,
    options: options.items,
    agenda,
    month,
    weeks,
    starts,
    initiatives,
    helpWanted: helpWanted.initiatives.nodes,
    groups: await rows,
    findings,
    sources,
  };
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
function selectGroups(options: readonly GroupOption[], { selection }: DashboardFilters): readonly string[] | null {
  const { kinds, communities, groups } = selection;
  if (kinds === null && communities === null) return groups;
  return options
    .filter(({ kind }) => kinds === null || kinds.includes(kind))
    .filter(({ community }) => communities === null || communities.includes(community.slug))
    .filter((option) => groups === null || groups.some(isNameOf(option)))
    .map(toName);
}

type Named = Pick<GroupOption, 'slug' | 'community'>;

/** As filters name a group that may share its slug with one of another community. */
function toName({ slug, community }: Named): string {
  return `${community.slug}/${slug}`;
}

function isNameOf(group: Named): (name: string) => boolean {
  return (name) => name === group.slug || name === toName(group);
}
