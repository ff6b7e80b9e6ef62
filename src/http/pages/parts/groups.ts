/** Groups by kind: when they meet, what they work on, who leads them and for how long. */
import { renderWhen, type Span } from '../local-time.ts';
import { type Markup, markup } from '../markup.ts';
import { renderStatusBar, type StatusCount } from './charts.ts';
import { type Axis, type PageRole, renderAxis, renderTerms, toAxis } from './roles.ts';

export interface PageGroupRow {
  readonly slug: string;
  readonly community: { readonly slug: string };
  readonly name: string;
  readonly kind: string;
  readonly kindLabel: string;
  readonly resourcePath: string;
  readonly nextMeeting: Span | null;
  readonly meetings: { readonly isPartial: boolean };
  readonly initiatives: { readonly isPartial: boolean; readonly countsByStatus: readonly StatusCount[] };
  readonly findings: { readonly totalCount: number | null };
  readonly roles: { readonly nodes: readonly PageRole[] };
}

export const PAGE_GROUP_ROW = `fragment PageGroupRow on Group {
  slug community { slug } name kind kindLabel resourcePath
  nextMeeting { startsAt endsAt isAllDay startsAtLocal(timeZone: $tz) }
  meetings(first: 1) { isPartial }
  initiatives(first: 1) { isPartial countsByStatus { status count } }
  findings(first: 1, filterBy: { state: [OPEN], severity: [MUST] }) { totalCount }
  roles(first: 30, filterBy: { kind: [CHAIR, TECH_LEAD, SUBPROJECT_LEAD, ORGANIZER] }) { nodes { ...PageRole } }
}`;

/** @param root relative path to the root of the site @param today `YYYY-MM-DD` */
export function renderGroups(groups: readonly PageGroupRow[], root: string, today: string): Markup {
  const axis = toAxis(
    groups.flatMap(({ roles }) => roles.nodes),
    today,
  );
  const max = Math.max(...groups.map(({ initiatives }) => sum(initiatives.countsByStatus)));
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="Groups by kind"><table class="groups">
<caption class="sr">Groups by kind</caption>
<thead><tr><th scope="col">Group</th><th scope="col">Next meeting</th><th scope="col">Initiatives</th><th scope="col">To fix</th><th scope="col" class="leads"><span>Leads and terms</span>${axis !== null && renderAxis(axis, today)}</th></tr></thead>
${[...Map.groupBy(groups, ({ kindLabel }) => kindLabel)].map(
  ([kindLabel, found]) => markup`<tbody>
<tr class="kind"><th colspan="5" scope="rowgroup">${kindLabel} <span class="count">${found.length}</span></th></tr>
${found.map((group) => renderGroup(group, { root, today, axis, max }))}</tbody>
`,
)}</table></div>`;
}

interface RowOptions {
  readonly root: string;
  readonly today: string;
  readonly axis: Axis | null;
  readonly max: number;
}

function renderGroup(group: PageGroupRow, { root, today, axis, max }: RowOptions): Markup {
  const { name, resourcePath, nextMeeting, meetings, initiatives, findings, roles } = group;
  const count = sum(initiatives.countsByStatus);
  return markup`<tr>
<th scope="row" dir="auto"><a href="${root}${resourcePath}">${name}</a></th>
<td>${nextMeeting !== null ? renderWhen(nextMeeting) : meetings.isPartial ? 'unknown' : '–'}</td>
<td>${count > 0 ? markup`${renderStatusBar(initiatives.countsByStatus, max)}${count}` : initiatives.isPartial ? 'unknown' : '–'}</td>
<td${(findings.totalCount ?? 0) > 0 && markup` class="bad"`}>${findings.totalCount ?? 'unknown'}</td>
<td>${roles.nodes.length === 0 ? '–' : renderTerms(roles.nodes, axis, today)}</td>
</tr>`;
}

function sum(counts: readonly StatusCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
