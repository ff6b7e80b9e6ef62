import { html, nothing, type TemplateResult } from 'lit';
import type { DataFiles, GroupRef } from './data-files.ts';
import { formatSpan, type Span, toLink, toNames } from './format.ts';
import { GraphElement, type Listed } from './graph-element.ts';
import { createGroupTest, createTopicTest, type GroupFilter } from './select.ts';

interface Meeting extends Span {
  readonly id: string;
  readonly title: string;
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' | 'MOVED';
  readonly joinUrl: string | null;
  readonly agendaUrl: string | null;
  readonly addToCalendar: { readonly ics: string; readonly google: string; readonly outlook: string };
  readonly group: { readonly name: string } | null;
}

export interface MeetingsVariables {
  readonly first: number;
  readonly filterBy: GroupFilter & { readonly within: string; readonly topics?: readonly string[] };
}

export interface MeetingsData {
  readonly meetings: Listed & { readonly nodes: readonly Meeting[] };
}

export const MEETINGS = `query EmbeddedMeetings($first: Int!, $filterBy: MeetingFilters!) {
  meetings(first: $first, filterBy: $filterBy) {
    isPartial
    nodes {
      id title startsAt endsAt isAllDay status joinUrl agendaUrl
      addToCalendar { ics google outlook }
      group { name }
    }
  }
}`;

const DAY_MS = 86_400_000;

/** Answers {@link MEETINGS} from exported files. @param now milliseconds since the Unix epoch */
export async function readMeetings(
  files: DataFiles,
  { first, filterBy }: MeetingsVariables,
  now: number,
): Promise<MeetingsData> {
  type File = Listed & {
    readonly window: { readonly to: string };
    readonly items: readonly (Omit<Meeting, 'group'> & { readonly group: GroupRef | null })[];
  };
  const [{ items, isPartial, window }, groups] = await Promise.all([
    files.read<File>('meetings.json'),
    files.readGroups(),
  ]);
  const isOfGroup = createGroupTest(filterBy, groups);
  const isAbout = createTopicTest(filterBy.topics, groups);
  const end = now + Number.parseInt(filterBy.within.slice(1), 10) * DAY_MS;
  const nodes = items.filter(({ title, startsAt, group }) => {
    const start = Date.parse(startsAt);
    return start >= now && start < end && isOfGroup([group]) && isAbout({ title, groups: [group], words: [] });
  });
  // The file looks less far ahead than the page may ask.
  return { meetings: { isPartial: isPartial || end > Date.parse(window.to), nodes: nodes.slice(0, first) } };
}

/**
 * The next meetings of the community, or of the groups named.
 * @csspart list @csspart item @csspart title @csspart time @csspart link
 */
export class CommunityMeetings extends GraphElement<MeetingsData, MeetingsVariables> {
  static override properties = {
    ...GraphElement.properties,
    groups: { type: String },
    topics: { type: String },
    days: { type: Number },
    includeSubgroups: { type: Boolean, attribute: 'include-subgroups' },
  };

  /** Slugs, with commas. */
  declare groups: string | null;
  /** With commas. */
  declare topics: string | null;
  /** How far ahead, 1 to 400 days; 30 where absent. */
  declare days: number | null;
  declare includeSubgroups: boolean;

  constructor() {
    super();
    this.groups = null;
    this.topics = null;
    this.days = null;
    this.includeSubgroups = false;
  }

  protected override readonly document = MEETINGS;

  protected override toVariables(): MeetingsVariables {
    const groups = toNames(this.groups);
    const topics = toNames(this.topics);
    const days = Math.min(Math.max(Math.trunc(this.days ?? 30) || 30, 1), 400);
    const filterBy = {
      within: `P${days}D`,
      ...(groups && { groups, includeSubgroups: this.includeSubgroups }),
      ...(topics && { topics }),
    };
    return { first: this.size, filterBy };
  }

  protected override readFiles(files: DataFiles, variables: MeetingsVariables): Promise<MeetingsData> {
    return readMeetings(files, variables, Date.now());
  }

  protected override listsOf({ meetings }: MeetingsData): readonly Listed[] {
    return [meetings];
  }

  protected override renderData({ meetings }: MeetingsData): TemplateResult | null {
    // An answer that was kept may hold meetings that are over by now.
    const coming = meetings.nodes.filter(({ endsAt }) => Date.parse(endsAt) >= Date.now());
    if (coming.length === 0 && meetings.isPartial) return null;
    if (coming.length === 0) return html`<p class="quiet" part="empty">No meeting is planned.</p>`;
    return html`<ul part="list">${coming.map((meeting) => this.#renderMeeting(meeting))}</ul>`;
  }

  #renderMeeting({ title, status, group, joinUrl, agendaUrl, addToCalendar, ...span }: Meeting): TemplateResult {
    const isCancelled = status === 'CANCELLED';
    const links = [
      ['Join', joinUrl],
      ['Agenda', agendaUrl],
      ['iCalendar', addToCalendar.ics],
      ['Google', addToCalendar.google],
      ['Outlook', addToCalendar.outlook],
    ] as const;
    return html`<li part="item">
      <span part="title" class="title ${isCancelled ? 'away' : ''}" dir="auto">${title}</span>
      <time part="time" datetime=${span.startsAt}>${formatSpan(span, this.zone, this.language)}</time>
      ${status === 'CONFIRMED' ? nothing : html`<span class="tag">${status.toLowerCase()}</span>`}
      ${group === null || group.name === title ? nothing : html`<span class="quiet">· <bdi>${group.name}</bdi></span>`}
      ${
        isCancelled
          ? nothing
          : html`<p class="links">${links.map(([label, url]) => {
              const link = toLink(url);
              return link === null
                ? nothing
                : html`<a part="link" href=${link} aria-label="${label}: ${title}">${label}</a>`;
            })}</p>`
      }
    </li>`;
  }
}
