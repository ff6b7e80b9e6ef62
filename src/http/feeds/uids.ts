import { createHash } from 'node:crypto';
import type { FeedCalendar } from './calendar.ts';
import type { FeedMeeting } from './meetings.ts';

/**
 * The UID of every event, stable while its source keeps its own. A series has the one of its source. An instance that
 * is an event of its own adds the start that its rule gives, which stays when it is moved or cancelled. Where different
 * events would have the same, and where the source's is only a number, the meeting's id makes it another.
 * @returns UIDs by the id of the meeting: of a series, of its first
 */
export function toUids({ series, meetings }: FeedCalendar): ReadonlyMap<string, string> {
  const wanted = [
    ...series.map(({ first: { id, uid } }) => ({ id, uid })),
    ...meetings.map((meeting) => ({ id: meeting.id, uid: ownUid(meeting) })),
  ];
  const taken = new Set<string>();
  const uids = new Map<string, string>();
  // Ordered, so that it does not depend on what else the calendar holds today which of two keeps its UID.
  for (const { id, uid } of wanted.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const own = taken.has(uid) || uid.startsWith('declared:') ? `${uid.replace(':', '-')}-${digest(id)}` : uid;
    taken.add(own);
    uids.set(id, own);
  }
  return uids;
}

function ownUid({ uid, recurrenceId }: FeedMeeting): string {
  return recurrenceId === null ? uid : `${uid}-${recurrenceId.replace(/[-:]/gu, '')}`;
}

function digest(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}
