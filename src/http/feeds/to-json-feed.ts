/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
import type { Entry, FeedInfo } from './entry.ts';
import type { FeedMeeting } from './meetings.ts';

export function entriesToJsonFeed(entries: readonly Entry[], info: FeedInfo): string {
  return toFeed(
    info,
    entries.map(({ id, url, title, text, publishedAt, updatedAt, author, tags }) => ({
      id,
      ...(url !== null && { url }),
      title,
      content_text: text,
      ...(publishedAt !== null && { date_published: publishedAt }),
      ...(updatedAt !== null && { date_modified: updatedAt }),
      ...(author !== null && { authors: [{ name: author }] }),
      tags,
    })),
  );
}

/** `_meeting` holds what JSON Feed has no member for; its dates are those of the meeting, not of a publication. */
export function meetingsToJsonFeed(meetings: readonly FeedMeeting[], info: FeedInfo, baseUrl: string): string {
  return toFeed(
    info,
    meetings.map((meeting) => ({
      id: meeting.id,
      ...(meeting.group !== null && { url: `${baseUrl}${meeting.group.resourcePath}` }),
      ...(meeting.joinUrl !== null && { external_url: meeting.joinUrl }),
      title: meeting.title,
      content_text: meeting.description ?? '',
      ...(meeting.lastModifiedAt !== null && { date_modified: meeting.lastModifiedAt }),
      tags: [...(meeting.group === null ? [] : [meeting.group.name]), meeting.status.toLowerCase()],
      _meeting: {
        about: `${baseUrl}/graphql`,
        uid: meeting.uid,
        recurrence_id: meeting.recurrenceId,
        starts_at: meeting.startsAt,
        ends_at: meeting.endsAt,
        time_zone: meeting.timeZone,
        is_all_day: meeting.isAllDay,
        status: meeting.status,
        location: meeting.location,
        join_url: meeting.joinUrl,
        agenda_url: meeting.agendaUrl,
        notes_url: meeting.notesUrl,
        recording_url: meeting.recordingUrl,
        group: meeting.group?.slug ?? null,
      },
    })),
  );
}

function toFeed(info: FeedInfo, items: readonly object[]): string {
  return `${JSON.stringify(
    {
      version: 'https://jsonfeed.org/version/1.1',
      title: info.title,
      description: info.description,
      home_page_url: info.homePageUrl,
      feed_url: info.url,
      language: 'en',
      items,
    },
    null,
    2,
  )}\n`;
}
