/** What search engines read: https://schema.org/Organization and https://schema.org/Event. */
import type { PageMeeting } from './parts/meetings.ts';

interface Organization {
  readonly name: string;
  readonly description: string | null;
  readonly url: string;
  readonly communityName: string;
  readonly communityUrl: string | null;
  /** Other places that are the group's. */
  readonly sameAs: readonly string[];
}

const CONTEXT = 'https://schema.org';

const EVENT_STATUS: Readonly<Record<PageMeeting['status'], string>> = {
  CONFIRMED: 'EventScheduled',
  TENTATIVE: 'EventScheduled',
  CANCELLED: 'EventCancelled',
  MOVED: 'EventRescheduled',
};

export function toOrganization({ name, description, url, communityName, communityUrl, sameAs }: Organization): object {
  return {
    '@context': CONTEXT,
    '@type': 'Organization',
    '@id': url,
    name,
    url,
    ...(description !== null && { description }),
    ...(sameAs.length > 0 && { sameAs }),
    parentOrganization: {
      '@type': 'Organization',
      name: communityName,
      ...(communityUrl !== null && { url: communityUrl }),
    },
  };
}

/** @param organizer address of the group's page */
export function toEvent(meeting: PageMeeting, organizer: { readonly name: string; readonly url: string }): object {
  const { title, startsAt, endsAt, isAllDay, status, joinUrl } = meeting;
  const toTime = (instant: string): string => (isAllDay ? instant.slice(0, 10) : instant);
  return {
    '@context': CONTEXT,
    '@type': 'Event',
    name: title,
    startDate: toTime(startsAt),
    endDate: toTime(endsAt),
    eventStatus: `${CONTEXT}/${EVENT_STATUS[status]}`,
    // A place that is no link may be a room; nothing is said of what is not known.
    ...(joinUrl !== null && {
      eventAttendanceMode: `${CONTEXT}/OnlineEventAttendanceMode`,
      location: { '@type': 'VirtualLocation', url: joinUrl },
    }),
    organizer: { '@type': 'Organization', name: organizer.name, url: organizer.url },
  };
}
