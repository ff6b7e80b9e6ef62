import { badUserInput } from '../bad-user-input.ts';
import type { Complete } from '../complete.ts';
import { type ConnectionArgs, CountedPage, type SortOrder, sortItems, spanOf } from '../connection.ts';
import { toGlobalId } from '../ids.ts';
import { isUnderWay } from '../initiative-insights.ts';
import { findGroupInitiatives, initiativesByUpdate } from '../initiatives.ts';
import { agreesWithFeed, type JoinedSeries } from '../join/series.ts';
import { gatewayUrl } from '../links.ts';
import { isPartial, type Listing, toPage, toUpstreamPage } from '../listing.ts';
import { whenReady } from '../maybe-promise.ts';
import { createMeetingFilter, feedsFor, findMeetings, seriesKey, toMeetingOrder } from '../meetings.ts';
import { findSeries } from '../node.ts';
import { upstreamProvenance } from '../provenance.ts';
import { toRecurrenceText } from '../recurrence-text.ts';
import { findAllSeries } from '../series.ts';
import { toDate, toDuration, toEpochMs, toLocalTime } from '../time.ts';

export const meetingQueries: Pick<Complete<'Query'>, 'meetings' | 'meetingSeries'> = {
  meetings: (_root, args, context) =>
    whenReady(findMeetings(context, feedsFor(context, args.filterBy), args.filterBy), (listing) =>
      // Of no group there is certainly none.
      (args.filterBy?.groups?.length === 0 ? toPage : toUpstreamPage)(listing, args, toMeetingOrder(args.orderBy)),
    ),
  meetingSeries: (_root, args, context) =>
    whenReady(findAllSeries(context, args.filterBy), (listing) => toSeriesPage(listing, args)),
};

const seriesOrder: SortOrder<JoinedSeries> = {
  name: 'TITLE',
  direction: 'ASC',
  valueOf: ({ title }) => title,
  keyOf: ({ feedId, uid }) => seriesKey(feedId, uid),
};

/** @returns the page of the series, by title. */
export function toSeriesPage(listing: Listing<JoinedSeries>, args: ConnectionArgs) {
  const sorted = sortItems(listing.items, seriesOrder);
  return new CountedPage(spanOf(sorted, args, seriesOrder), isPartial(listing.readings) ? null : sorted.length);
}

export const Meeting: Complete<'Meeting'> = {
  id: (meeting) => toGlobalId('Meeting', meeting.key),
  startsAtLocal: (meeting, args) => {
    if (meeting.isAllDay) return toDate(meeting.startsAt);
    const { date, time, offset } = toLocalTime(toEpochMs(meeting.startsAt), args.timeZone ?? meeting.timeZone ?? 'UTC');
    return `${date}T${time}${offset}`;
  },
  duration: ({ startsAt, endsAt }) => toDuration(toEpochMs(endsAt) - toEpochMs(startsAt)),
  series: ({ feedId, uid, recurrenceId }, _args, context) =>
    recurrenceId === null ? null : findSeries(context, seriesKey(feedId, uid)),
  addToCalendar: (meeting) => meeting,
  initiatives: ({ group }, args, context) => {
    if (group === null) return toPage({ items: [], readings: [] }, args, initiativesByUpdate);
    return whenReady(findGroupInitiatives(context, group, { includeSubgroups: true }), (listing) => {
      const open = { items: listing.items.filter(isUnderWay), readings: listing.readings };
      return toUpstreamPage(open, args, initiativesByUpdate);
    });
  },
  provenance: ({ sourceId }, args, context, info) => upstreamProvenance(context, { sourceId, url: null }, args, info),
};

/** `20261121T080000Z`, as Google's template link wants it. */
function toBasicFormat(instant: string): string {
  return instant.replace(/[-:]/gu, '');
}

export const AddToCalendar: Complete<'AddToCalendar'> = {
  ics: (meeting, _args, context) => gatewayUrl(context, `/feeds/meetings.ics?id=${toGlobalId('Meeting', meeting.key)}`),
  google: ({ title, startsAt, endsAt, isAllDay, location, joinUrl }) => {
    const [from, to] = isAllDay
      ? [toDate(startsAt).replaceAll('-', ''), toDate(endsAt).replaceAll('-', '')]
      : [toBasicFormat(startsAt), toBasicFormat(endsAt)];
    const query = new URLSearchParams({ action: 'TEMPLATE', text: title, dates: `${from}/${to}` });
    if (location !== null) query.set('location', location);
    if (joinUrl !== null) query.set('details', joinUrl);
    return `https://calendar.google.com/calendar/render?${query}`;
  },
  outlook: ({ title, startsAt, endsAt, isAllDay, location, joinUrl }) => {
    const query = new URLSearchParams({
      path: '/calendar/action/compose',
      rru: 'addevent',
      subject: title,
      startdt: startsAt,
      enddt: endsAt,
    });
    if (isAllDay) query.set('allday', 'true');
    if (location !== null) query.set('location', location);
    if (joinUrl !== null) query.set('body', joinUrl);
    return `https://outlook.office.com/calendar/deeplink/compose?${query}`;
  },
};

export const MeetingSeries: Complete<'MeetingSeries'> = {
  id: ({ feedId, uid }) => toGlobalId('MeetingSeries', seriesKey(feedId, uid)),
  recurrenceText: (series, { locale }) => {
    const { rrule, declared } = series;
    if (rrule === null) return declared?.schedule ?? series.title;
    try {
      return toRecurrenceText(rrule, series, locale ?? 'en') ?? declared?.schedule ?? rrule;
    } catch (error) {
      if (error instanceof RangeError) throw badUserInput('locale', `must be a BCP 47 language, but got "${locale}".`);
      throw error;
    }
  },
  declaredSchedule: ({ declared }) => declared?.schedule ?? null,
  unresolvedReason: ({ declared }) => declared?.unresolved ?? null,
  agreesWithFeed: (series) => agreesWithFeed(series),
};

export const Recurrence: Complete<'Recurrence'> = {
  exceptions: ({ overrides }, { filterBy }, context) => {
    const { startsAfter, startsBefore, within } = filterBy ?? {};
    const isBounded = Boolean(startsAfter ?? startsBefore ?? within);
    return filterBy ? overrides.filter(createMeetingFilter(context, filterBy, isBounded)) : overrides;
  },
};
