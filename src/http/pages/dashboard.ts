/** The dashboard: who meets next, what is worked on, who leads, what needs attention, how fresh it is. */
import { addMonths, type DashboardFilters, toAddress } from './dashboard-filters.ts';
import { DASHBOARD_WEEKS, type Dashboard } from './dashboard-query.ts';
import { renderPage, renderZoneField } from './layout.ts';
import { type Markup, markup } from './markup.ts';
import { renderLegend, renderWeeks } from './parts/charts.ts';
import { renderFindings } from './parts/findings.ts';
import { renderEmpty, renderFreshness, renderMore } from './parts/freshness.ts';
import { renderGroups } from './parts/groups.ts';
import { renderBoard, renderHelpWanted } from './parts/initiatives.ts';
import { renderMeetings } from './parts/meetings.ts';
import { formatMonth, renderMonth } from './parts/month.ts';
import { renderSources } from './parts/sources.ts';

export interface DashboardContext {
  readonly baseUrl: string;
  readonly root: string;
  readonly timeZone: { readonly name: string; readonly isChosen: boolean };
  /** `YYYY-MM-DD` in UTC. */
  readonly today: string;
  readonly filters: DashboardFilters;
  readonly isStatic: boolean;
}

/** @returns the document. */
export function renderDashboard(data: Dashboard, context: DashboardContext): string {
  const { baseUrl, root, timeZone, isStatic } = context;
  const name = data.communities.map((community) => community.name).join(' · ');
  return renderPage({
    title: name,
    description: `Who meets next, what is worked on and who leads: the groups of ${name}.`,
    url: `${baseUrl}/`,
    root,
    timeZone,
    hasZoneForm: false,
    isStatic,
    body: renderBody(data, context, name),
    feeds: [
      { type: 'text/calendar', title: 'Meetings', url: `${baseUrl}/feeds/meetings.ics` },
      { type: 'application/atom+xml', title: 'Initiatives', url: `${baseUrl}/feeds/initiatives.atom` },
      { type: 'application/atom+xml', title: 'Findings', url: `${baseUrl}/feeds/findings.atom` },
    ],
  });
}

function renderBody(data: Dashboard, context: DashboardContext, name: string): Markup {
  const { agenda, initiatives, groups, findings, sources } = data;
  const { root, timeZone, today, isStatic } = context;
  const statuses = groups.nodes.flatMap((group) => group.initiatives.countsByStatus.map(({ status }) => status));
  return markup`<h1 dir="auto">${name}</h1>
${!isStatic && renderFilters(data, context)}
<section id="meetings" aria-labelledby="h-meetings"><h2 id="h-meetings">Meetings</h2>
<p class="muted">The next two weeks, times in <span data-zone-name>${timeZone.name}</span>. <a href="${root}/feeds/meetings.ics">Subscribe</a></p>
${renderFreshness(agenda)}
<div class="split agenda"><div>${
    agenda.nodes.length > 0
      ? renderMeetings(agenda.nodes, root)
      : renderEmpty(agenda, 'Nothing is planned in the next two weeks.')
  }${renderMore(agenda.nodes.length, agenda.totalCount)}</div>
<div><h3 id="h-weeks">Meetings a week</h3>${renderWeeks(data.starts, today, DASHBOARD_WEEKS)}${
    data.helpWanted.nodes.length > 0 && markup`<h3>Help is wanted</h3>${renderHelpWanted(data.helpWanted.nodes)}`
  }</div></div>
${renderMonthSection(data, context)}</section>
<section id="initiatives" aria-labelledby="h-initiatives"><h2 id="h-initiatives">Initiatives${renderCount(initiatives.totalCount)}</h2>
${renderFreshness(initiatives)}${
  initiatives.nodes.length > 0
    ? renderBoard(initiatives.nodes, root)
    : renderEmpty(initiatives, 'No initiative fits this view.')
}${renderMore(initiatives.nodes.length, initiatives.totalCount)}</section>
<section id="groups" aria-labelledby="h-groups"><h2 id="h-groups">Groups${renderCount(groups.totalCount)}</h2>
${renderLegend(statuses)}${
  groups.nodes.length > 0 ? renderGroups(groups.nodes, root, today) : renderEmpty(groups, 'No group fits this view.')
}${renderMore(groups.nodes.length, groups.totalCount)}</section>
<section id="findings" aria-labelledby="h-findings"><h2 id="h-findings">Needs attention${renderCount(findings.totalCount)}</h2>
${renderFreshness(findings)}${
  findings.nodes.length > 0 ? renderFindings(findings.nodes) : renderEmpty(findings, 'Every rule that applies is met.')
}${renderMore(findings.nodes.length, findings.totalCount)}</section>
<section id="sources" aria-labelledby="h-sources"><h2 id="h-sources">Sources</h2>
${renderSources(sources)}</section>`;
}

function renderCount(count: number | null): Markup {
  return markup` <span class="count">${count ?? 'how many is unknown'}</span>`;
}

function renderMonthSection(
  { month }: Dashboard,
  { filters, timeZone, today, root, isStatic }: DashboardContext,
): Markup {
  const toLink = (months: number, label: string): Markup => {
    const other = addMonths(filters.month, months);
    return markup`<a href="${toAddress(filters, timeZone, { month: other })}#month">${label} <span class="sr">${formatMonth(other)}</span></a>`;
  };
  return markup`<div id="month" class="month-head"><h3>${formatMonth(filters.month)}</h3>${!isStatic && markup`${toLink(-1, '← earlier')}${toLink(1, 'later →')}`}</div>
${renderMonth(month.items, { month: filters.month, today, root })}`;
}

function renderFilters({ communities }: Dashboard, { filters, timeZone }: DashboardContext): Markup {
  const all = communities.flatMap(({ groups }) => groups.nodes);
  const kinds = new Map(all.map(({ kind, kindLabel }) => [kind, kindLabel]));
  const topics = [...new Set(all.flatMap((group) => group.topics))].sort();
  const { selection, words } = filters;
  return markup`<form class="filters" method="get" role="search" aria-label="What is shown">
<label>Words <input type="search" name="q" value="${words}"></label>
${renderSelect('Kind', 'kinds', [...kinds], selection.kinds?.[0])}
${renderSelect(
  'Topic',
  'topics',
  topics.map((topic) => [topic, topic]),
  selection.topics?.[0],
)}
${
  communities.length > 1 &&
  renderSelect(
    'Community',
    'communities',
    communities.map(({ slug, name }) => [slug, name]),
    selection.communities?.[0],
  )
}
${renderZoneField(timeZone)}
<button>Show</button> <a href="?">Show all</a>
</form>`;
}

function renderSelect(
  label: string,
  name: string,
  options: readonly (readonly [value: string, text: string])[],
  selected: string | undefined,
): Markup {
  return markup`<label>${label} <select name="${name}"><option value="">All</option>${options.map(
    ([value, text]) => markup`<option value="${value}"${value === selected && markup` selected`}>${text}</option>`,
  )}</select></label>`;
}
