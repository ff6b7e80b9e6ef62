/** Recurring meetings asked for whole. */
import { expect, it } from 'vitest';
import { group, meetingFeed, occurrence, registry, series } from '../support/records.ts';
import { queryData, type World } from '../support/run-query.ts';

const FIRST = '2026-10-06T10:00:00Z';
const MOVED = '2026-12-01T10:00:00Z';

const exception = (start: string, changes = {}) =>
  occurrence('shared', start, { uid: 'weekly', recurrenceId: start, isException: true, summary: 'One', ...changes });

const world: World = {
  registry: registry({
    groups: [group('one', { topics: ['storage'] }), group('two')],
    meetingFeeds: [
      meetingFeed('shared', {
        match: ['one', 'two'].map((slug) => ({
          group: group(slug).key,
          meetingId: null,
          uid: null,
          organizerDomain: null,
          category: null,
          title: `^${slug}`,
        })),
      }),
      meetingFeed('dead'),
    ],
  }),
  occurrences: { shared: [] },
  series: {
    shared: [
      series('shared', {
        uid: 'weekly',
        summary: 'One',
        recurrence: {
          rrule: 'FREQ=WEEKLY',
          zone: 'Europe/Berlin',
          excluded: ['2026-10-13T10:00:00Z'],
          first: occurrence('shared', FIRST, { uid: 'weekly', summary: 'One', sequence: 2, lastModified: FIRST }),
          exceptions: [exception(MOVED), exception('2026-12-08T10:00:00Z', { summary: 'Two', status: 'CANCELLED' })],
        },
      }),
      series('shared', { uid: 'odd', summary: 'Nobody knows whose' }),
      series('shared', { uid: 'single', summary: 'One alone', rrule: null }),
    ],
  },
};

const SERIES = `query($filterBy: MeetingSeriesFilters, $exceptions: MeetingFilters) {
  meetingSeries(filterBy: $filterBy) {
    totalCount
    nodes {
      title
      recurrence {
        rrule timeZone excludedDates
        firstMeeting { startsAt group { slug } sequence lastModifiedAt }
        exceptions(filterBy: $exceptions) { recurrenceId status group { slug } }
      }
    }
  }
}`;

interface SeriesData {
  readonly meetingSeries: {
    readonly totalCount: number | null;
    readonly nodes: readonly {
      readonly title: string;
      readonly recurrence: { readonly exceptions: readonly { readonly recurrenceId: string }[] } | null;
    }[];
  };
}

const ask = (filterBy: object | null, exceptions: object | null = null): Promise<SeriesData> =>
  queryData<SeriesData>(world, SERIES, { filterBy, exceptions });

it('answers the rule with what departs from it, each with its own group', async () => {
  const { meetingSeries } = await ask({ groups: ['one'] });
  expect(meetingSeries.nodes).toEqual([
    {
      title: 'One',
      recurrence: {
        rrule: 'FREQ=WEEKLY',
        timeZone: 'Europe/Berlin',
        excludedDates: ['2026-10-13T10:00:00Z'],
        firstMeeting: { startsAt: FIRST, group: { slug: 'one' }, sequence: 2, lastModifiedAt: FIRST },
        exceptions: [
          { recurrenceId: MOVED, status: 'CONFIRMED', group: { slug: 'one' } },
          { recurrenceId: '2026-12-08T10:00:00Z', status: 'CANCELLED', group: { slug: 'two' } },
        ],
      },
    },
  ]);
});

it('leaves out single events, and counts nothing while a feed cannot be read', async () => {
  const { meetingSeries } = await ask(null);
  expect(meetingSeries.nodes.map(({ title }) => title)).toEqual(['Nobody knows whose', 'One']);
  expect(meetingSeries.totalCount).toBeNull();
});

it.each([
  [{ topics: ['storage'] }, ['One']],
  [{ groups: ['two'] }, []],
  [{ groups: ['nope'] }, []],
])('selects series by %o', async (filterBy, titles) => {
  const { meetingSeries } = await ask(filterBy);
  expect(meetingSeries.nodes.map(({ title }) => title)).toEqual(titles);
});

it.each([
  [{ groups: ['one'] }, [MOVED]],
  [{ status: ['CANCELLED'] }, ['2026-12-08T10:00:00Z']],
  // Of all times, unless a filter bounds it.
  [{ startsBefore: '2026-12-02T00:00:00Z', startsAfter: '2026-11-01T00:00:00Z' }, [MOVED]],
])('selects exceptions by %o', async (exceptions, expected) => {
  const { meetingSeries } = await ask({ groups: ['one'] }, exceptions);
  expect(meetingSeries.nodes[0]?.recurrence?.exceptions.map(({ recurrenceId }) => recurrenceId)).toEqual(expected);
});
