/** What a selection makes of a calendar that several groups share. */
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FeedGateway, startFeedGateway } from '../../support/feed-gateway.ts';
import { readWithOwnEngine, toLines } from '../../support/feed-readers.ts';

const event = (uid: string, title: string, ...lines: readonly string[]): string =>
  ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', `SUMMARY:${title}`, ...lines, 'END:VEVENT', ''].join(
    '\r\n',
  );

const calendar = (...events: readonly string[]): string =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n${events.join('')}END:VCALENDAR\r\n`;

const WEEKLY = ['DTSTART;TZID=Europe/Berlin:20261006T160000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY'];
const SHARED = calendar(
  event('weekly', 'One weekly', ...WEEKLY, 'SEQUENCE:4', 'LAST-MODIFIED:20261101T120000Z'),
  event(
    'weekly',
    'Two takes this week',
    'RECURRENCE-ID;TZID=Europe/Berlin:20261201T160000',
    ...WEEKLY.slice(1, 2),
    'DTSTART;TZID=Europe/Berlin:20261201T160000',
  ),
  event('secret', 'One in private', 'CLASS:PRIVATE', 'DESCRIPTION:hush', ...WEEKLY),
);
/** The same event in a second calendar, of a group's own. */
const OWN = calendar(event('weekly', 'One weekly', ...WEEKLY, 'SEQUENCE:4', 'LAST-MODIFIED:20261101T120000Z'));

let gateway: FeedGateway;
beforeAll(async () => {
  gateway = await startFeedGateway(
    new Map([['copy', OWN]]),
    '2026-11-21T12:00:00Z',
    `  - { slug: one, name: One, kind: TEAM, topics: [storage] }
  - { slug: two, name: Two, kind: TEAM }
`,
    { text: SHARED, match: "{ title: '^One', group: one }, { title: '^Two', group: two }" },
  );
});
afterAll(() => gateway.close());

const WINDOW = { from: '2026-11-21T00:00:00Z', to: '2027-02-01T00:00:00Z' };

it.each(['one', 'two'])('the instances of %s are those of the graph', async (slug) => {
  const feed = await gateway.feed(slug);
  const expected = toLines(await gateway.meetings(slug, WINDOW), WINDOW);
  expect(expected.length).toBeGreaterThan(0);
  expect(toLines(readWithOwnEngine(feed, WINDOW), WINDOW)).toEqual(expected);
});

it('takes an exception that is of another group out of the rule, and gives it to that group', async () => {
  expect(await gateway.feed('one')).toContain('EXDATE;TZID=Europe/Berlin:20261201T160000\r\n');
  const [, ...others] = (await gateway.feed('two')).split('BEGIN:VEVENT');
  expect(others).toHaveLength(1);
  expect(others[0]).not.toContain('RECURRENCE-ID');
});

it.each([
  '/feeds/meetings.ics?topics=storage',
  '/feeds/meetings.ics?groups=one',
  '/feeds/meetings.ics?groups=acme/one',
])('%s selects series and exceptions alike', async (url) => {
  const { body } = await gateway.server.inject({ url });
  expect(body).toContain('SUMMARY:One weekly');
  expect(body).not.toContain('Two takes this week');
});

it('keeps the version of the event', async () => {
  const feed = await gateway.feed('one');
  expect(feed).toContain('SEQUENCE:4\r\n');
  expect(feed).toContain('LAST-MODIFIED:20261101T120000Z\r\n');
});

it('shows of private meetings that the time is taken, and nothing else', async () => {
  const { body } = await gateway.server.inject({ url: '/feeds/meetings.ics' });
  expect(body).toContain('SUMMARY:[withheld]');
  expect(body).not.toMatch(/in private|hush/u);
});

it('has no two series under one UID, and each UID whatever else is selected', async () => {
  const uidsOf = (body: string): string[] =>
    new ICAL.Component(ICAL.parse(body))
      .getAllSubcomponents('vevent')
      .filter((component) => !component.hasProperty('recurrence-id'))
      .map((component) => String(component.getFirstPropertyValue('uid')));
  const uids = uidsOf((await gateway.server.inject({ url: '/feeds/meetings.ics' })).body);
  expect(new Set(uids).size).toBe(uids.length);
  expect(uids).toHaveLength(3);
});
