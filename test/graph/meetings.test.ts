import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { group, meetingFeed, occurrence, registry } from '../support/records.ts';
import { NOW, queryData, runQuery, type World } from '../support/run-query.ts';

function worldOf(starts: readonly string[], changes: Partial<Parameters<typeof occurrence>[2]> = {}): World {
  return {
    registry: registry({
      groups: [group('a', { meetingFeeds: ['own'], topics: ['ai', 'Supply Chain'] })],
      meetingFeeds: [meetingFeed('own', { owner: 'test/a' })],
    }),
    occurrences: { own: starts.map((start) => occurrence('own', start, changes)) },
  };
}

async function startsOf(world: World, filterBy: Record<string, unknown>): Promise<string[]> {
  const data = await queryData<{ meetings: { nodes: { startsAt: string }[] } }>(
    world,
    'query ($filterBy: MeetingFilters) { meetings(first: 100, filterBy: $filterBy) { nodes { startsAt } } }',
    { filterBy },
  );
  return data.meetings.nodes.map(({ startsAt }) => startsAt);
}

describe('the window of meetings', () => {
  const days = (count: number): string =>
    new Date(Date.parse(NOW) + count * 86_400_000).toISOString().replace('.000Z', 'Z');
  const world = worldOf([-500, -40, -1, 0, 1, 29, 30, 100, 399, 401].map(days));

  it.each([
    ['nothing: 30 days from now', {}, [0, 1, 29]],
    ['within', { within: 'P1D' }, [0]],
    ['startsAfter alone: 400 days from there', { startsAfter: days(1) }, [1, 29, 30, 100, 399]],
    ['startsAfter and within', { startsAfter: days(29), within: 'P2D' }, [29, 30]],
    ['a future startsBefore alone: from now', { startsBefore: days(29) }, [0, 1]],
    ['a past startsBefore alone: 400 days before', { startsBefore: days(-1) }, [-40]],
    ['both bounds, half open', { startsAfter: days(1), startsBefore: days(30) }, [1, 29]],
  ])('with %s', async (_name, filterBy, expected) => {
    expect(await startsOf(world, filterBy)).toEqual(expected.map(days));
  });

  it.each([
    ['within', { within: 'P401D' }],
    ['startsBefore', { startsAfter: days(0), startsBefore: days(401) }],
    ['startsBefore', { startsBefore: days(401) }],
  ])('refuses a window without measure and names "%s"', async (argumentName, filterBy) => {
    const { result } = await runQuery(
      world,
      'query ($filterBy: MeetingFilters) { meetings(filterBy: $filterBy) { totalCount } }',
      { filterBy },
    );
    expect(result.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argumentName });
  });
});

describe('localHours', () => {
  const zones = fc.constantFrom(
    ...['UTC', 'Asia/Kolkata', 'America/St_Johns', 'America/Los_Angeles', 'Europe/Berlin', 'Australia/Lord_Howe'],
    ...['Pacific/Auckland', 'Africa/Casablanca', 'Asia/Kathmandu', 'America/Sao_Paulo', 'Pacific/Kiritimati'],
  );
  /** Around the changes of the clocks of 2026 in both hemispheres. */
  const starts = fc
    .constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01')
    .chain((day) =>
      fc.integer({ min: -48 * 60, max: 48 * 60 }).map((minutes) => Date.parse(`${day}T00:00:00Z`) + minutes * 60_000),
    );
  const clock = fc.integer({ min: 0, max: 1439 });

  /** Reads the wall clock from the locale's text, apart from how the product reads it. */
  function wall(ms: number, zone: string): { minutes: number; weekday: string; day: number } {
    const [weekday = '', date = '', time = ''] = new Date(ms)
      .toLocaleString('en-GB', {
        timeZone: zone,
        weekday: 'short',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
      })
      .split(/, /u);
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    const [d = 1, m = 1, y = 1970] = date.split('/').map(Number);
    return { minutes: hour * 60 + minute, weekday, day: Date.UTC(y, m - 1, d) / 86_400_000 };
  }

  const text = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

  it('keeps exactly the meetings that lie in the span on the wall clock of the zone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(starts, { maxLength: 20 }),
        zones,
        clock,
        clock,
        fc.boolean(),
        async (list, zone, from, to, weekdaysOnly) => {
          const unique = [...new Set(list)].sort((a, b) => a - b);
          const inside = unique.filter((ms) => {
            const [start, end] = [wall(ms, zone), wall(ms + 3_600_000, zone)];
            if (weekdaysOnly && /Sat|Sun/u.test(start.weekday)) return false;
            // Every minute of the span from its beginning on, over midnight where it runs so.
            const length = (end.day - start.day) * 1440 + end.minutes - start.minutes;
            const span = to > from ? to - from : to - from + 1440;
            const offset = start.minutes >= from ? start.minutes - from : start.minutes - from + 1440;
            return offset + length <= span;
          });
          const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
          const world = worldOf(unique.map(iso));
          const seen = await startsOf(world, {
            startsAfter: '2026-03-01T00:00:00Z',
            startsBefore: '2026-12-01T00:00:00Z',
            timeZone: zone,
            localHours: { from: text(from), to: text(to), weekdaysOnly },
          });
          expect(seen).toEqual(inside.map(iso));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads the clock once for all that begin, or end, together', async () => {
    const format = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
    const world = worldOf(Array.from({ length: 50 }, () => '2026-11-23T10:00:00Z'));
    const localHours = { from: '09:00', to: '17:00' };
    expect(await startsOf(world, { timeZone: 'Europe/Berlin', localHours })).toHaveLength(50);
    expect(format.mock.calls.length).toBeLessThanOrEqual(2);
    format.mockRestore();
  });
});

describe('other conditions', () => {
  it.each([
    [{ topics: ['AI'] }, 1],
    [{ topics: ['supply-chain'] }, 1],
    [{ topics: ['storage'] }, 1],
    [{ topics: ['kubernetes'] }, 0],
    [{ groups: ['a'] }, 1],
    [{ groups: ['unknown'] }, 0],
    [{ status: ['CANCELLED'] }, 0],
    [{ query: 'storage wee' }, 1],
    [{ query: 'networking' }, 0],
  ])('%o leaves %d', async (filterBy, count) => {
    const world = worldOf(['2026-11-22T10:00:00Z'], { summary: 'Storage weekly' });
    expect(await startsOf(world, filterBy)).toHaveLength(count);
  });
});
