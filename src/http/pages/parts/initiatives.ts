import { formatDate } from '../local-time.ts';
import { type Markup, markup } from '../markup.ts';
import { renderMore } from './freshness.ts';

export type InitiativeStatus =
  | 'PROPOSED'
  | 'NOT_STARTED'
  | 'IN_PROGRESS'
  | 'STALE'
  | 'BLOCKED'
  | 'COMPLETE'
  | 'CANCELLED'
  | 'UNKNOWN';

export interface PageInitiative {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly status: InitiativeStatus;
  readonly statusReason: string;
  readonly targetDate: string | null;
  readonly overdue: boolean;
  readonly overdueReason: string | null;
  readonly checklist: { readonly total: number; readonly completed: number } | null;
  readonly subIssuesSummary: { readonly total: number; readonly completed: number } | null;
  readonly helpWanted: { readonly wanted: boolean; readonly reasons: readonly string[] };
  readonly assignees: readonly { readonly login: string; readonly name: string | null }[];
  readonly responsibleGroup: { readonly name: string; readonly resourcePath: string } | null;
}

export const PAGE_INITIATIVE = `fragment PageInitiative on Initiative {
  number title url status statusReason targetDate overdue overdueReason
  checklist { total completed }
  subIssuesSummary { total completed }
  helpWanted { wanted reasons }
  assignees(first: 5) { login name }
  responsibleGroup { name resourcePath }
}`;

/** Of a status: more are not looked through card by card. */
const MAX_CARDS = 50;

/** What asks for attention stands first. */
export const STATUS_ORDER: readonly InitiativeStatus[] = [
  'IN_PROGRESS',
  'BLOCKED',
  'STALE',
  'NOT_STARTED',
  'PROPOSED',
  'UNKNOWN',
  'COMPLETE',
  'CANCELLED',
];

/** @returns e.g. `In progress`. */
export function toStatusWords(status: string): string {
  const words = status.toLowerCase().replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** @returns a column for each status that an initiative has. @param root as in `renderMeetings` */
export function renderBoard(initiatives: readonly PageInitiative[], root: string | null): Markup {
  const columns = STATUS_ORDER.map((status) => ({ status, cards: initiatives.filter((one) => one.status === status) }));
  return markup`<div class="board">${columns
    .filter(({ cards }) => cards.length > 0)
    .map(
      ({ status, cards }) => markup`<section class="column" data-status="${status}" aria-labelledby="s-${status}">
<h3 id="s-${status}"><span class="dot" data-status="${status}"></span>${toStatusWords(status)} <span class="count">${cards.length}</span></h3>
<ul>${cards.slice(0, MAX_CARDS).map((card) => renderCard(card, root))}</ul>${renderMore(MAX_CARDS, cards.length)}
</section>`,
    )}</div>`;
}

function renderCard(initiative: PageInitiative, root: string | null): Markup {
  const { title, url, number, overdue, overdueReason, targetDate, helpWanted, assignees, responsibleGroup } =
    initiative;
  return markup`<li class="card">
<a class="title" dir="auto" href="${url}">${title}</a>
<p class="meta"><span>#${number}</span>${
    root !== null &&
    responsibleGroup !== null &&
    markup`<a dir="auto" href="${root}${responsibleGroup.resourcePath}">${responsibleGroup.name}</a>`
  }${targetDate !== null && markup`<span>due ${formatDate(targetDate)}</span>`}${
    assignees.length > 0 && markup`<span>${assignees.map(({ login }) => `@${login}`).join(', ')}</span>`
  }</p>
${renderProgress(initiative)}<p class="tags">${
    helpWanted.wanted && markup`<span class="tag help" title="${helpWanted.reasons.join('; ')}">help wanted</span>`
  }${overdue && markup`<span class="tag late" title="${overdueReason}">overdue</span>`}</p>
</li>`;
}

/** The weightiest come first. */
const MAX_REASONS = 3;

/** @returns the reason without its points, e.g. `nobody is assigned` for `+1 nobody is assigned`. */
function toReason(reason: string): string {
  return reason.replace(/^\+[\d.]+ /u, '');
}

/** @returns where somebody new can start, and why. */
export function renderHelpWanted(initiatives: readonly PageInitiative[]): Markup {
  return markup`<ul class="help-wanted">${initiatives.map(
    ({ title, url, helpWanted, responsibleGroup }) =>
      markup`<li><a class="title" dir="auto" href="${url}">${title}</a><span class="muted">${responsibleGroup !== null && `${responsibleGroup.name} · `}${helpWanted.reasons.slice(0, MAX_REASONS).map(toReason).join(', ')}</span></li>`,
  )}</ul>`;
}

/** Sub-issues say more than a task list, which says more than nothing. */
function renderProgress({ subIssuesSummary, checklist, title }: PageInitiative): Markup | null {
  const progress = subIssuesSummary ?? checklist;
  if (progress === null || progress.total === 0) return null;
  const { completed, total } = progress;
  return markup`<p class="progress"><progress aria-label="Progress of ${title.slice(0, 120)}" value="${completed}" max="${total}"></progress> ${completed} of ${total}</p>
`;
}
