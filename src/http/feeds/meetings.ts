/** The meetings that a feed holds, asked of the graph. */
import { toInstant } from '../../clock.ts';
import type { QueryGraph } from '../graph-client.ts';
import { type Collected, collectPages, PAGE_FIELDS, type Page } from './collect-pages.ts';
import { isSelected, type SelectableGroup, type Selection } from './selection.ts';

export interface FeedMeeting {
  readonly id: string;
  readonly uid: string;
  readonly recurrenceId: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly timeZone: string | null;
  readonly isAllDay: boolean;
  readonly sequence: number;
  readonly lastModifiedAt: string | null;
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' | 'MOVED';
  readonly joinUrl: string | null;
  readonly agendaUrl: string | null;
  readonly notesUrl: string | null;
  readonly recordingUrl: string | null;
  readonly group: (SelectableGroup & { readonly name: string; readonly resourcePath: string }) | null;
}

export const MEETING_FIELDS = `fragment FeedMeeting on Meeting {
  id uid recurrenceId title description location startsAt endsAt timeZone isAllDay status sequence lastModifiedAt
  joinUrl agendaUrl notesUrl recordingUrl
  group { slug name kind resourcePath community { slug } }
}`;

export const MEETINGS = `query FeedMeetings($after: String, $filterBy: MeetingFilters!) {
  meetings(first: 100, after: $after, filterBy: $filterBy) { nodes { ...FeedMeeting } ${PAGE_FIELDS} }
}
${MEETING_FIELDS}`;

export const MEETING = `query FeedMeeting($id: ID!) { node(id: $id) { ...FeedMeeting } }
${MEETING_FIELDS}`;

export const DAY_MS = 86_400_000;
/** A reader of news wants what was lately, and a year of what comes; together within the graph's longest window. */
const PAST_DAYS = 30;
const FUTURE_DAYS = 365;

/** @returns the meetings from 30 days ago until in a year, by start. */
export async function loadMeetings(
  query: QueryGraph,
  selection: Selection,
  nowMs: number,
): Promise<Collected<FeedMeeting>> {
  const { groups, topics, includeSubgroups } = selection;
  const filterBy = {
    // Whole days, so that the answer is the same all day long and a reader's copy stays valid.
    startsAfter: toDayStart(nowMs - PAST_DAYS * DAY_MS),
    startsBefore: toDayStart(nowMs + FUTURE_DAYS * DAY_MS),
    ...(groups && { groups, includeSubgroups }),
    ...(topics && { topics }),
  };
  const found = await collectPages((after) =>
    query<{ meetings: Page<FeedMeeting> }>(MEETINGS, { after, filterBy }).then(({ meetings }) => meetings),
  );
  const selected = found.items.filter(({ group }) => isSelected(selection, group === null ? [] : [group]));
  return { ...found, items: withoutRepeated(selected) };
}

/** @returns the meeting; null where no meeting has the id. */
export async function loadMeeting(query: QueryGraph, id: string): Promise<FeedMeeting | null> {
  const { node } = await query<{ node: Partial<FeedMeeting> | null }>(MEETING, { id });
  return node?.uid === undefined ? null : (node as FeedMeeting);
}

/** @returns when the day began in UTC. */
export function toDayStart(epochMs: number): string {
  return toInstant(epochMs - (epochMs % DAY_MS));
}

/** Two calendars of a community often hold the same event; the copy that is tied to a group is kept. */
export function withoutRepeated(meetings: readonly FeedMeeting[]): readonly FeedMeeting[] {
  const kept = new Map<string, FeedMeeting>();
  for (const meeting of meetings) {
    const { uid, recurrenceId, startsAt, title } = meeting;
    const key = JSON.stringify([uid, recurrenceId, startsAt, title]);
    const known = kept.get(key);
    if (known === undefined || (known.group === null && meeting.group !== null)) kept.set(key, meeting);
  }
  return [...kept.values()];
}
