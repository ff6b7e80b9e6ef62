import { renderWhen, type Span } from '../local-time.ts';
import { type Markup, markup } from '../markup.ts';

export interface PageMeeting extends Span {
  readonly id: string;
  readonly title: string;
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' | 'MOVED';
  readonly location: string | null;
  readonly joinUrl: string | null;
  readonly agendaUrl: string | null;
  readonly notesUrl: string | null;
  readonly addToCalendar: { readonly ics: string; readonly google: string; readonly outlook: string };
  readonly group: { readonly name: string; readonly resourcePath: string } | null;
}

export const PAGE_MEETING = `fragment PageMeeting on Meeting {
  id title status location startsAt endsAt isAllDay startsAtLocal(timeZone: $tz) joinUrl agendaUrl notesUrl
  addToCalendar { ics google outlook }
  group { name resourcePath }
}`;

const STATUS_WORDS: Readonly<Record<PageMeeting['status'], string | null>> = {
  CONFIRMED: null,
  TENTATIVE: 'tentative',
  CANCELLED: 'cancelled',
  MOVED: 'moved',
};

/** @param root relative path to the root of the site; given where rows name their group */
export function renderMeetings(meetings: readonly PageMeeting[], root: string | null): Markup {
  return markup`<ol class="rows meetings">${meetings.map((meeting, at) => renderRow(meeting, meetings[at - 1], root))}</ol>`;
}

function renderRow(meeting: PageMeeting, previous: PageMeeting | undefined, root: string | null): Markup {
  const { title, status, group } = meeting;
  const words = STATUS_WORDS[status];
  return markup`<li class="row" data-status="${status}">
${renderWhen(meeting, previous)}
<div class="what"><span class="title" dir="auto">${title}</span>${words !== null && markup` <span class="tag">${words}</span>`}${
    root !== null &&
    group !== null &&
    markup`<a class="of" dir="auto" href="${root}${group.resourcePath}">${group.name}</a>`
  }</div>
<div class="do">${renderLinks(meeting)}</div>
</li>`;
}

/** Every link says to a screen reader which meeting it is about. */
export function renderLinks({ title, status, joinUrl, agendaUrl, notesUrl, addToCalendar }: PageMeeting): Markup {
  if (status === 'CANCELLED') return markup``;
  const about = markup`<span class="sr">: ${title.slice(0, 120)}</span>`;
  return markup`${joinUrl !== null && markup`<a href="${joinUrl}">Join${about}</a> `}${
    agendaUrl !== null && markup`<a href="${agendaUrl}">Agenda${about}</a> `
  }${notesUrl !== null && notesUrl !== agendaUrl && markup`<a href="${notesUrl}">Notes${about}</a> `}<details class="menu"><summary>Add<span class="sr"> to calendar: ${title.slice(0, 120)}</span></summary><span class="menu-items"><a href="${addToCalendar.ics}">iCalendar file</a><a href="${addToCalendar.google}">Google</a><a href="${addToCalendar.outlook}">Outlook</a></span></details>`;
}
