/** Whoever reads our calendars sees the meetings of the graph, for five years: the same in every library. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FeedGateway, startFeedGateway } from '../support/feed-gateway.ts';
import {
  type FeedReader,
  readWithIcalJs,
  readWithNodeIcal,
  readWithOwnEngine,
  toLines,
} from '../support/feed-readers.ts';
import { syntheticCalendar } from '../support/synthetic-calendar.ts';

const WINDOW = { from: '2026-11-21T00:00:00Z', to: '2031-11-21T00:00:00Z' };
const READERS: readonly (readonly [string, FeedReader])[] = [
  ['ical.js', readWithIcalJs],
  ['node-ical', readWithNodeIcal],
  ['our own engine', readWithOwnEngine],
];

let gateway: FeedGateway;
let expected: readonly string[];
let feed: string;
beforeAll(async () => {
  gateway = await startFeedGateway(
    new Map([['all', syntheticCalendar()]]),
    '2026-11-21T12:00:00Z',
    `  - slug: declared
    name: declared
    kind: WORKING_GROUP
    meetings:
      - { title: Weekly, schedule: "Tuesdays at 8:00 PT (Pacific Time)" }
      - { title: Fortnightly, schedule: "Every other Thursday at 16:00 UTC, starting 2026-11-05" }
`,
  );
  expected = toLines(await gateway.meetings('all', WINDOW), WINDOW);
  feed = await gateway.feed('all');
});
afterAll(() => gateway.close());

it.each(READERS)(
  '%s reads what the graph has',
  (_name, read) => {
    expect(expected.length).toBeGreaterThan(10_000);
    const found = toLines(read(feed, WINDOW), WINDOW);
    const [wanted, got] = [new Set(expected), new Set(found)];
    expect({
      missing: expected.filter((line) => !got.has(line)).slice(0, 20),
      added: found.filter((line) => !wanted.has(line)).slice(0, 20),
    }).toEqual({ missing: [], added: [] });
  },
  60_000,
);

describe('rules', () => {
  const kept = (title: string): boolean =>
    feed
      .replaceAll('\r\n ', '')
      .split('BEGIN:VEVENT')
      .some((event) => event.includes(`SUMMARY:${title}\r\n`) && event.includes('\r\nRRULE:'));

  it.each([
    'America/New_York T180000 FREQ=DAILY INTERVAL=9',
    'Asia/Kolkata T013000 FREQ=DAILY INTERVAL=9',
    'floating',
    'with RDATEs',
    'whose first is not held',
    'cancelled as a whole',
  ])('%s: kept', (title) => expect(kept(title)).toBe(true));

  it.each([
    ['Africa/Casablanca T180000 FREQ=DAILY INTERVAL=9', 'zone data of programs differ'],
    ['in a zone that was changed lately', 'zone data of programs differ'],
    ['America/New_York T233000 FREQ=DAILY COUNT=150 BYDAY=MO TU WE TH FR', 'clocks are changed meanwhile'],
    ['with two rules', 'programs read one'],
    ['with a PERIOD', 'programs read none'],
    ['one of two with a UID', 'programs take one'],
    ['that changes from then on', 'programs know no THISANDFUTURE'],
  ])('%s: told one by one, since %s', (title) => {
    expect(feed.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}\r\n`);
    expect(kept(title)).toBe(false);
  });
});

it('declared meetings go on by their rule, under a UID that no other group has', async () => {
  const text = (await gateway.feed('declared')).replaceAll('\r\n ', '');
  const lines = toLines(await gateway.meetings('declared', WINDOW), WINDOW);
  expect(lines.length).toBeGreaterThan(300);
  for (const [, read] of READERS) expect(toLines(read(text, WINDOW), WINDOW)).toEqual(lines);
  expect(text.match(/^RRULE:FREQ=WEEKLY.*(?=\r)/gmu)).toEqual([
    'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH',
    'RRULE:FREQ=WEEKLY;BYDAY=TU',
  ]);
  expect(text.match(/^UID:declared-\d-[0-9a-f]{16}$/gmu)).toHaveLength(2);
  // Nobody wants decades of meetings that may never have been held.
  expect(text).toMatch(/DTSTART;TZID=America\/Los_Angeles:20250107T080000/u);
});
