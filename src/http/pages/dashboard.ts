/** The dashboard: who meets next, what is worked on, who leads, what needs attention, how fresh it is. */
import type { Collected } from '../feeds/collect-pages.ts';
import { addMonths, type DashboardFilters, toAddress } from './dashboard-filters.ts';
import type { Dashboard } from './dashboard-query.ts';
import { renderPage, renderZoneField } from './layout.ts';
import { type Markup, markup } from './markup.ts';
import { renderLegend } from './parts/charts.ts';
import { renderFindings, renderNoFindings } from './parts/findings.ts';
import { renderEmpty, renderFreshness, renderMore } from './parts/freshness.ts';
import { renderGroups } from './parts/groups.ts';
import { renderBoard, renderHelpWanted } from './parts/initiatives.ts';
import { renderMeetings } from './parts/meetings.ts';
import { formatMonth, renderMonth } from './parts/month.ts';
import { renderSources } from './parts/sources.ts';
import { renderWeeks } from './parts/weeks.ts';

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
    // Else it stands among the filters.
    hasZoneForm: isStatic,
    isStatic,
    body: renderBody(data, context, name),
    feeds: [
      { type: 'text/calendar', title: 'Meetings', url: `${baseUrl}/feeds/meetings.ics` },
      { type: 'application/atom+xml', title: 'Initiatives', url: `${baseUrl}/feeds/initiatives.atom` },
      { type: 'application/atom+xml', title: 'Findings', url: `${baseUrl}/feeds/findings.atom` },
    ],
  });
}

/** What comes later is in the month view. */
const MAX_AGENDA = 40;

function renderBody(data: Dashboard, context: DashboardContext, name: string): Markup {
  const { communities, agenda, initiatives, groups, findings, sources, helpWanted } = data;
  const { root, timeZone, today, isStatic } = context;
  const statuses = groups.items.flatMap((group) => group.initiatives.countsByStatus.map(({ status }) => status));
  return markup`<h1 dir="auto">${name}</h1>
${renderSummary(data)}
${!isStatic && renderFilters(data, context)}
<section id="meetings" aria-labelledby="h-meetings"><h2 id="h-meetings">Meetings</h2>
<p class="muted">The next two weeks. Times in <span data-zone-name>${timeZone.name}</span>. <a href="${root}/feeds/meetings.ics">Subscribe</a></p>
${renderFreshness(agenda)}
<div class="split agenda"><div>${
    agenda.items.length > 0
      ? renderMeetings(agenda.items.slice(0, MAX_AGENDA), root)
      : renderEmpty(agenda, 'Nothing is planned in the next two weeks.')
  }${renderMore(MAX_AGENDA, agenda.items.length)}</div>
<div class="beside"><section aria-labelledby="h-weeks"><h3 id="h-weeks">Meetings a week</h3>${renderWeeksSection(data)}</section>${
    helpWanted.length > 0 &&
    markup`<section aria-labelledby="h-help"><h3 id="h-help">Help is wanted</h3>${renderHelpWanted(helpWanted)}</section>`
  }</div></div>
${renderMonthSection(data, context)}</section>
<section id="initiatives" aria-labelledby="h-initiatives"><h2 id="h-initiatives">Initiatives${renderCount(initiatives)}</h2>
${renderFreshness(initiatives)}${
  initiatives.items.length > 0
    ? renderBoard(initiatives.items, root)
    : renderEmpty(initiatives, 'No initiative fits this view.')
}${renderCut(initiatives)}</section>
<section id="groups" aria-labelledby="h-groups"><h2 id="h-groups">Groups${renderCount(groups)}</h2>
${renderLegend(statuses)}${
  groups.items.length > 0 ? renderGroups(groups.items, root, today) : renderEmpty(groups, 'No group fits this view.')
}${renderCut(groups)}</section>
<section id="findings" aria-labelledby="h-findings"><h2 id="h-findings">Needs attention${renderCount(findings)}</h2>
${renderFreshness(findings)}${
  findings.items.length > 0
    ? renderFindings(findings.items)
    : renderNoFindings(
        findings,
        communities.flatMap(({ kinds }) => kinds),
      )
}${renderCut(findings)}</section>
<section id="sources" aria-labelledby="h-sources"><h2 id="h-sources">Sources</h2>
${renderSources(sources)}</section>`;
}

/** The first look: how much there is of each, and whether it can be trusted. */
function renderSummary({ agenda, initiatives, groups, findings, sources }: Dashboard): Markup {
  const open = initiatives.items.filter(({ status }) => status !== 'COMPLETE' && status !== 'CANCELLED');
  const must = findings.items.filter(({ severity }) => severity === 'MUST');
  const fresh = sources.filter(({ state }) => state === 'FRESH');
  const counts = [
    { to: 'meetings', list: agenda, count: agenda.items.length, one: 'meeting', many: 'meetings', of: 'in two weeks' },
    { to: 'initiatives', list: initiatives, count: open.length, one: 'open initiative', many: 'open initiatives' },
    { to: 'groups', list: groups, count: groups.items.length, one: 'group', many: 'groups' },
    { to: 'findings', list: findings, count: must.length, one: 'finding', many: 'findings', of: 'that must be fixed' },
  ];
  const entries = [
    ...counts.map(({ to, list, count, one, many, of = '' }) => ({
      to,
      count: countOf(list, count),
      words: `${count === 1 ? one : many} ${of}`.trimEnd(),
    })),
    {
      to: 'sources',
      count: `${fresh.length} of ${sources.length}`,
      words: sources.length === 1 ? 'source is fresh' : 'sources are fresh',
    },
  ];
  return markup`<ul class="summary">${entries.map(
    ({ to, count, words }) => markup`<li><a href="#${to}"><strong>${count}</strong> ${words}</a></li>`,
  )}</ul>`;
}

/** Where a source could not be read there may be more; where a list was cut there are. */
function countOf({ isPartial, hasMore }: Collected<unknown>, count: number): string {
  if (isPartial && count === 0) return 'unknown';
  return isPartial || hasMore ? `at least ${count}` : String(count);
}

function renderCut({ items, hasMore }: Collected<unknown>): Markup | false {
  return (
    hasMore &&
    markup`<p class="muted">These are the first ${items.length}. Choose words, a kind or a topic above to see others.</p>`
  );
}

function renderCount(list: Collected<unknown>): Markup {
  return markup` <span class="count">${countOf(list, list.items.length)}</span>`;
}

function renderWeeksSection({ starts, weeks }: Dashboard): Markup {
  if (starts.isPartial && starts.items.length === 0) return renderEmpty(starts, '');
  const bars = renderWeeks(
    starts.items.map(({ startsAt }) => startsAt),
    weeks,
  );
  return starts.isPartial ? markup`${bars}<p class="muted">At least.</p>` : bars;
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

function renderFilters({ communities, options }: Dashboard, { filters, timeZone }: DashboardContext): Markup {
  const kinds = new Map(options.map(({ kind, kindLabel }) => [kind, kindLabel]));
  const topics = [...new Set(options.flatMap((group) => group.topics))].sort();
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
