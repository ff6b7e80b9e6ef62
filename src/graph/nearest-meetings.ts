/** The meetings of a group that stand next to now: the next one, and the last one. */
import type { GroupRecord } from '../model/group.ts';
import type { Instant, MaybePromise, Window } from '../model/source.ts';
import type { GraphContext } from './context.ts';
import type { JoinedMeeting } from './join/meetings.ts';
import { whenReady } from './maybe-promise.ts';
import { MAX_WINDOW_DAYS, noteSliding, wholeDays } from './meeting-window.ts';
import { rememberLast } from './remember-last.ts';
import { addDays } from './time.ts';

/** `nextMeeting` looks so far first, which finds nearly every one, and only then {@link MAX_WINDOW_DAYS}. */
const NEAR_DAYS = 35;

const nearWindow = rememberLast((now: Instant) => ({ from: now, to: addDays(now, NEAR_DAYS) }));

/** @returns the next meeting of the group that has not begun and is not cancelled; null where none is known. */
export function findNextMeeting(context: GraphContext, group: GroupRecord): MaybePromise<JoinedMeeting | null> {
  const { validity } = context;
  const search = (window: Window, isLast: boolean): MaybePromise<JoinedMeeting | null> => {
    const loaded = wholeDays(window);
    return whenReady(groupMeetings(context, group, loaded), (meetings) => {
      const coming = meetings.filter(({ startsAt, status }) => startsAt >= window.from && status !== 'CANCELLED');
      noteSliding(validity, window, { from: true, to: isLast }, loaded, coming);
      return earliest(coming.filter(({ startsAt }) => startsAt < window.to));
    });
  };
  const far = (): Window => ({ from: validity.now, to: addDays(validity.now, MAX_WINDOW_DAYS) });
  return context.loaders.once(`next ${group.key}`, () =>
    whenReady(search(nearWindow(validity.now), false), (near) => near ?? search(far(), true)),
  );
}

/** @returns the latest meeting of the group that has ended and was not cancelled; null where none is known. */
export function findLastMeeting(context: GraphContext, group: GroupRecord): MaybePromise<JoinedMeeting | null> {
  const { validity } = context;
  const search = (days: number): MaybePromise<JoinedMeeting | null> => {
    const window = { from: addDays(validity.now, -days), to: validity.now };
    const loaded = wholeDays(window);
    return whenReady(groupMeetings(context, group, loaded), (meetings) => {
      const held = meetings.filter(({ endsAt, status }) => endsAt > window.from && status !== 'CANCELLED');
      validity.changesAt(loaded.to);
      for (const { endsAt } of held) validity.changesAt(endsAt);
      const last = latest(held.filter(({ endsAt }) => endsAt <= window.to));
      if (last !== null) validity.changesAt(addDays(last.endsAt, days));
      return last;
    });
  };
  return context.loaders.once(`last ${group.key}`, () =>
    whenReady(search(NEAR_DAYS), (near) => near ?? search(MAX_WINDOW_DAYS)),
  );
}

function groupMeetings(
  context: GraphContext,
  group: GroupRecord,
  window: Window,
): MaybePromise<readonly JoinedMeeting[]> {
  const feeds = context.registry.meetingFeedsOf(group);
  return whenReady(context.loaders.groupMeetings(feeds, window, [group]), ({ items }) => items);
}

function earliest(meetings: readonly JoinedMeeting[]): JoinedMeeting | null {
  return meetings.reduce<JoinedMeeting | null>(
    (best, meeting) => (best === null || meeting.startsAt < best.startsAt ? meeting : best),
    null,
  );
}

function latest(meetings: readonly JoinedMeeting[]): JoinedMeeting | null {
  return meetings.reduce<JoinedMeeting | null>(
    (best, meeting) => (best === null || meeting.startsAt > best.startsAt ? meeting : best),
    null,
  );
}
