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
const WIDTH = 200;
const HEIGHT = 12;

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
      markup`<li>${axis !== null && renderTerm(role, axis, today)}<span dir="auto">${nameOf(role)}</span> <span class="sr">${role.kindLabel}, ${describeTerm(role)}</span></li>`,
  )}</ul>`;
}

function nameOf({ person, name }: PageRole): string {
  return person?.name ?? name ?? person?.login ?? 'vacant';
}

/** The words beside it say the same, so the drawing is hidden from screen readers. */
function renderTerm({ termStart, termEnd, termState }: PageRole, axis: Axis, today: string): Markup {
  const toX = (date: string): number =>
    Math.round(((Date.parse(date) - axis.from) / (axis.to - axis.from)) * WIDTH * 10) / 10;
  const from = termStart === null ? 0 : toX(termStart);
  const to = termEnd === null ? WIDTH : toX(termEnd);
  const now = toX(today);
  const bar =
    (termStart !== null || termEnd !== null) &&
    markup`<rect class="bar" data-term="${termState}" x="${from}" y="3" width="${Math.max(2, to - from)}" height="6" rx="3"/>`;
  return markup`<svg class="timeline" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"><rect class="track" y="5" width="${WIDTH}" height="2"/>${bar}<rect class="now" x="${now}" width="1.5" height="${HEIGHT}"/></svg>`;
}
