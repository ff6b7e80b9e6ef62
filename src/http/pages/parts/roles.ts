/** Who leads, and for how long: a table with the terms drawn on one axis. */
import { formatDate } from '../local-time.ts';
import { type Markup, markup } from '../markup.ts';

export interface PageRole {
  readonly kindLabel: string;
  readonly name: string | null;
  readonly company: string | null;
  readonly termStart: string | null;
  readonly termEnd: string | null;
  readonly termState: 'CURRENT' | 'ENDING_SOON' | 'EXPIRED' | 'UPCOMING' | 'UNKNOWN';
  readonly person: { readonly login: string; readonly name: string | null; readonly url: string | null } | null;
}

export const PAGE_ROLE = `fragment PageRole on Role {
  kindLabel name company termStart termEnd termState
  person { login name url }
}`;

const DAY_MS = 86_400_000;
const MAX_LABELS = 6;

/** Days that the drawings of terms have in common. */
export interface Axis {
  readonly from: number;
  readonly to: number;
}

const STATE_WORDS: Readonly<Record<PageRole['termState'], string | null>> = {
  CURRENT: null,
  ENDING_SOON: 'ends soon',
  EXPIRED: 'expired',
  UPCOMING: 'not begun',
  UNKNOWN: null,
};

/** @param today `YYYY-MM-DD` */
export function renderRoles(roles: readonly PageRole[], today: string): Markup {
  const axis = toAxis(roles, today);
  return markup`<table class="roles">
<thead><tr><th scope="col">Role</th><th scope="col">Who</th><th scope="col">Term</th></tr></thead>
<tbody>${roles.map((role) => renderRole(role, axis, today))}</tbody>
</table>`;
}

function renderRole(role: PageRole, axis: Axis | null, today: string): Markup {
  const { kindLabel, person, company, termState } = role;
  const shown = nameOf(role);
  const state = STATE_WORDS[termState];
  return markup`<tr>
<td>${kindLabel}</td>
<td dir="auto">${person?.url ? markup`<a href="${person.url}">${shown}</a>` : shown}${company !== null && markup` <span class="muted">${company}</span>`}</td>
<td>${axis !== null && renderTerm(role, axis, today)}<span class="term">${describeTerm(role)}</span>${state !== null && markup` <span class="tag" data-term="${termState}">${state}</span>`}</td>
</tr>`;
}

function describeTerm({ termStart, termEnd }: PageRole): string {
  if (termStart === null && termEnd === null) return 'not recorded';
  if (termEnd === null) return `since ${formatDate(termStart ?? '')}`;
  return termStart === null ? `until ${formatDate(termEnd)}` : `${formatDate(termStart)} – ${formatDate(termEnd)}`;
}

/** @returns the span of all terms and today; null where no role has a term. */
export function toAxis(roles: readonly PageRole[], today: string): Axis | null {
  const dates = roles.flatMap(({ termStart, termEnd }) => [termStart, termEnd]).filter((date) => date !== null);
  if (dates.length === 0) return null;
  const times = [...dates, today].map((date) => Date.parse(date));
  return { from: Math.min(...times) - 30 * DAY_MS, to: Math.max(...times) + 30 * DAY_MS };
}

/** @returns every lead with the term drawn beside the name: the same axis lets groups be compared. */
export function renderTerms(roles: readonly PageRole[], axis: Axis | null, today: string): Markup {
  return markup`<ul class="terms">${roles.map(
    (role) =>
      markup`<li>${axis !== null && renderTerm(role, axis, today)}<span dir="auto" class="name">${nameOf(role)}</span> <span class="sr">${role.kindLabel}, ${describeTerm(role)}${STATE_WORDS[role.termState] !== null && `, ${STATE_WORDS[role.termState]}`}</span></li>`,
  )}</ul>`;
}

/** @returns the axis of the terms below it: its years, and today. */
export function renderAxis(axis: Axis, today: string): Markup {
  const first = new Date(axis.from).getUTCFullYear() + 1;
  const count = new Date(axis.to).getUTCFullYear() - first + 1;
  // Labels that would run into each other are left out.
  const step = Math.ceil(count / MAX_LABELS);
  const years = Array.from({ length: count }, (_, at) => first + at).filter((_, at) => at % step === 0);
  return markup`<svg class="timeline axis" aria-hidden="true">${years.map(
    (year) => markup`<text x="${toX(axis, `${year}-01-01`)}%" y="9">${year}</text>`,
  )}<rect class="now" x="${toX(axis, today)}%" y="11" width="1.5" height="3"/></svg>`;
}

/** @returns per cent of the width */
function toX({ from, to }: Axis, date: string): number {
  return Math.round(((Date.parse(date) - from) / (to - from)) * 1000) / 10;
}

function nameOf({ person, name }: PageRole): string {
  return person?.name ?? name ?? person?.login ?? 'vacant';
}

/** The words beside it say the same, so the drawing is hidden from screen readers. */
function renderTerm({ termStart, termEnd, termState }: PageRole, axis: Axis, today: string): Markup {
  const from = termStart === null ? 0 : toX(axis, termStart);
  const to = termEnd === null ? 100 : toX(axis, termEnd);
  const bar =
    (termStart !== null || termEnd !== null) &&
    markup`<rect class="bar" data-term="${termState}" x="${from}%" y="3" width="${Math.max(1, Math.round((to - from) * 10) / 10)}%" height="6" rx="3"/>`;
  return markup`<svg class="timeline" aria-hidden="true"><rect class="track" y="5" width="100%" height="2"/>${bar}<rect class="now" x="${toX(axis, today)}%" width="1.5" height="12"/></svg>`;
}
