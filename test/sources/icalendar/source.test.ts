import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { MeetingFeedRef } from '../../../src/model/meeting.ts';
import type { Logger } from '../../../src/net/contract.ts';
import { createUpstreamCache } from '../../../src/net/upstream-cache.ts';
import type { FeedContent } from '../../../src/sources/icalendar/calendar-protocol.ts';
import { CalendarThread } from '../../../src/sources/icalendar/calendar-thread.ts';
import { createICalendarSource, type ICalendarOptions } from '../../../src/sources/icalendar/index.ts';
import type { MeetingSource } from '../../../src/sources/source.ts';
import { calendar, event, namedEvent } from './feed-text.ts';

const WINDOW = { from: '2026-11-21T00:00:00Z', to: '2026-11-28T00:00:00Z' };
const WEEKLY = calendar(event('DTSTART:20261102T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY', 'SUMMARY:Weekly'));
const LOG: Logger = { debug() {}, info() {}, warn() {}, error() {} };

type Answerer = (request: Headers) => Response | Promise<Response>;

class Harness {
  nowMs = Date.parse('2026-11-21T08:00:00Z');
  readonly requests: string[] = [];
  answer: Answerer = () => ics(WEEKLY);
  readonly source: MeetingSource;
  readonly #close: () => Promise<void>;

  constructor(options: ICalendarOptions = {}) {
    const clock = { now: () => this.nowMs };
    const cache = createUpstreamCache({ clock, log: LOG });
    const fetch = async (url: string | URL, init?: RequestInit): Promise<Response> => {
      this.requests.push(String(url));
      return this.answer(new Headers(init?.headers));
    };
    this.source = createICalendarSource({ fetch, cache, clock, log: LOG }, options);
    this.#close = async () => {
      await cache.close();
      await this.source.close?.();
    };
  }

  async close(): Promise<void> {
    await this.#close();
  }
}

let open: Harness[] = [];

function harness(options?: ICalendarOptions): Harness {
  const made = new Harness(options);
  open.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(open.map((made) => made.close()));
  open = [];
});

function ics(text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { headers: { 'content-type': 'text/calendar', ...headers } });
}

function feed(url: string): MeetingFeedRef {
  return {
    id: 'lfx',
    community: 'cncf',
    source: 'icalendar',
    ref: { url },
    name: 'LFX calendar',
    match: [],
    owner: null,
    places: {},
  };
}

const FEED = feed('webcal://calendar.example/community.ics');

describe('createICalendarSource', () => {
  it('keeps the whole copy where the feed arrives without its end, and says so where there is none', async () => {
    const subject = harness();
    const cut = WEEKLY.slice(0, WEEKLY.indexOf('END:VCALENDAR'));
    subject.answer = () => ics(cut, { etag: '"1"' });
    const part = await subject.source.occurrences(FEED, WINDOW);
    expect(part.value).toHaveLength(1);
    expect(part.reading).toMatchObject({ isIncomplete: true, error: { code: 'ICAL_TRUNCATED' } });

    // Validators of the whole must not confirm the part.
    subject.answer = (headers) => ics(headers.has('if-none-match') ? '' : WEEKLY);
    subject.nowMs += 61_000;
    await subject.source.occurrences(FEED, WINDOW);
    const reading = async () => (await subject.source.occurrences(FEED, WINDOW)).reading;
    await expect.poll(reading).toMatchObject({ state: 'FRESH', error: null });
    expect(await reading()).not.toHaveProperty('isIncomplete');

    subject.answer = () => ics(cut);
    subject.nowMs += 1_000_000;
    await subject.source.occurrences(FEED, WINDOW);
    await expect.poll(reading).toMatchObject({ state: 'STALE', error: { code: 'UPSTREAM_BAD_BODY' } });
    expect(await reading()).not.toHaveProperty('isIncomplete');
  });

  it('fetches a feed once and answers from memory, synchronously', async () => {
    const { source, requests } = harness();
    const first = await source.occurrences(FEED, WINDOW);
    expect(first.value?.map(({ start, feedId, uid }) => [start, feedId, uid])).toEqual([
      ['2026-11-23T09:00:00Z', 'lfx', 'a@example'],
    ]);
    expect(first.reading.state).toBe('FRESH');
    const second = source.occurrences(FEED, WINDOW);
    expect(second).not.toBeInstanceOf(Promise);
    expect(second).toEqual(first);
    expect(await source.series(FEED)).toMatchObject({
      value: [{ feedId: 'lfx', rrule: 'FREQ=WEEKLY', duration: 'PT1H' }],
    });
    expect(requests).toEqual(['https://calendar.example/community.ics']);
  });

  it('answers a window that begins within a day exactly', async () => {
    const { source } = harness();
    const inside = await source.occurrences(FEED, { from: '2026-11-23T09:59:59Z', to: '2026-11-23T10:00:00Z' });
    const after = await source.occurrences(FEED, { from: '2026-11-23T10:00:00Z', to: '2026-11-23T11:00:00Z' });
    const before = await source.occurrences(FEED, { from: '2026-11-23T08:00:00Z', to: '2026-11-23T09:00:00Z' });
    expect([inside, after, before].map(({ value }) => value?.length)).toEqual([1, 0, 0]);
  });

  it('asks conditionally after the fresh time, and serves what was confirmed', async () => {
    const made = harness({ freshForSeconds: 60 });
    made.answer = (headers) =>
      headers.get('if-none-match') === '"1"' ? new Response(null, { status: 304 }) : ics(WEEKLY, { etag: '"1"' });
    await made.source.occurrences(FEED, WINDOW);
    const revision = made.source.revision('icalendar:lfx');
    made.nowMs += 61_000;
    expect(await made.source.occurrences(FEED, WINDOW)).toMatchObject({ reading: { state: 'STALE' } });
    await expect.poll(() => made.source.occurrences(FEED, WINDOW)).toMatchObject({ reading: { state: 'FRESH' } });
    expect(made.source.revision('icalendar:lfx')).toBe(revision);
    expect(made.requests).toHaveLength(2);
  });

  it('reads a web page as a failure, and the calendar after it', async () => {
    const made = harness();
    made.answer = () =>
      new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } });
    const failed = await made.source.occurrences(FEED, WINDOW);
    expect(failed).toMatchObject({
      value: null,
      reading: {
        state: 'FAILING',
        error: { code: 'UPSTREAM_BAD_BODY', message: 'The answer is a web page, not a calendar.' },
      },
    });
    made.answer = () => ics(WEEKLY);
    made.nowMs += 3_600_000;
    expect((await made.source.occurrences(FEED, WINDOW)).value).toHaveLength(1);
  });

  it('keeps serving the last good copy while the host fails', async () => {
    const made = harness({ freshForSeconds: 60 });
    await made.source.occurrences(FEED, WINDOW);
    made.answer = () => new Response('gone', { status: 500 });
    made.nowMs += 86_400_000;
    await made.source.occurrences(FEED, WINDOW);
    await expect
      .poll(() => made.source.occurrences(FEED, WINDOW))
      .toMatchObject({ value: [{ uid: 'a@example' }], reading: { state: 'STALE', error: { code: 'UPSTREAM_ERROR' } } });
  });

  it('reads a file beside the registry, and its change', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'icalendar-'));
    try {
      const path = join(directory, 'meetings.ics');
      await writeFile(path, WEEKLY);
      const made = harness();
      for (const url of [path, pathToFileURL(path).href]) {
        expect((await made.source.occurrences(feed(url), WINDOW)).value).toHaveLength(1);
      }
      await writeFile(
        path,
        calendar(event('DTSTART:20261124T090000Z'), namedEvent('b@example', 'DTSTART:20261125T090000Z')),
      );
      made.nowMs += 10_000;
      await made.source.occurrences(feed(path), WINDOW);
      await expect.poll(async () => (await made.source.occurrences(feed(path), WINDOW)).value?.length).toBe(2);
      const missing = await made.source.occurrences(feed(join(directory, 'none.ics')), WINDOW);
      expect(missing.reading.error).toEqual({
        code: 'UPSTREAM_NOT_FOUND',
        message: 'The calendar file does not exist.',
      });
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('reads a feed that is sent compressed without a word', async () => {
    const subject = harness();
    subject.answer = () => new Response(gzipSync(WEEKLY));
    const { value } = await subject.source.occurrences(FEED, WINDOW);
    expect(value?.map(({ summary }) => summary)).toEqual(['Weekly']);
  });

  it.each([
    ['damaged', gzipSync(WEEKLY).subarray(0, 60), 'UPSTREAM_BAD_BODY'],
    ['far larger than it looks', gzipSync(Buffer.alloc(2_000_000)), 'UPSTREAM_TOO_LARGE'],
  ])('says of a compressed feed that it is %s', async (_name, body, code) => {
    const subject = harness({ maxBytes: 1_000_000 });
    subject.answer = () => new Response(body);
    const { value, reading } = await subject.source.occurrences(FEED, WINDOW);
    expect([value, reading.error?.code]).toEqual([null, code]);
  });

  it('tells what was repaired', async () => {
    const made = harness();
    made.answer = () => ics(calendar(namedEvent('a', 'DTSTART:20261124T090000Z', 'RRULE:FREQ=FORTNIGHTLY')));
    await made.source.occurrences(FEED, WINDOW);
    expect(made.source.diagnostics('icalendar:lfx')).toMatchObject([
      { code: 'ICAL_BAD_RULE', sourceId: 'icalendar:lfx', file: null, line: 8, level: 'WARNING' },
    ]);
  });

  it('withholds what is private', async () => {
    const made = harness();
    const text = ['SUMMARY:Surgery', 'CLASS:PRIVATE', 'DESCRIPTION:jo@example.org'];
    made.answer = () => ics(calendar(namedEvent('a', 'DTSTART:20261124T090000Z', ...text)));
    const answers = [await made.source.occurrences(FEED, WINDOW), await made.source.series(FEED)];
    expect(answers.map(({ value }) => value?.length)).toEqual([1, 1]);
    expect(JSON.stringify(answers)).not.toMatch(/Surgery|jo@/u);
  });

  it('gives events without UID one that survives a refresh', async () => {
    const made = harness({ freshForSeconds: 1 });
    const nameless = (stamp: string): string =>
      calendar(`BEGIN:VEVENT\r\nDTSTAMP:${stamp}\r\nDTSTART:20261124T090000Z\r\nSUMMARY:x\r\nEND:VEVENT`);
    made.answer = () => ics(nameless('20260101T000000Z'));
    const [first] = (await made.source.occurrences(FEED, WINDOW)).value ?? [];
    expect(first?.uid).toMatch(/^without-uid-[0-9a-f]{16}$/u);
    made.answer = () => ics(nameless('20260202T000000Z'));
    made.nowMs += 2000;
    await made.source.occurrences(FEED, WINDOW);
    await expect
      .poll(async () => (await made.source.occurrences(FEED, WINDOW)).value?.[0])
      .toMatchObject({ uid: first?.uid, lastModified: '2026-02-02T00:00:00Z' });
  });

  it.each([
    ['https://example.org/community.ics', 'https://example.org/community.ics'],
    ['webcal://example.org/community.ics', 'https://example.org/community.ics'],
    [
      'https://calendar.google.com/calendar/ical/c_0123456789abcdef%40group.calendar.google.com/public/basic.ics',
      'https://calendar.google.com/calendar/ical/c_0123456789abcdef%40group.calendar.google.com/public/basic.ics',
    ],
    ['https://calendar.google.com/calendar/ical/someone%40gmail.com/public/basic.ics', null],
    [
      'https://calendar.google.com/calendar/ical/x%40group.calendar.google.com/private-0123456789abcdef/basic.ics',
      null,
    ],
    ['https://p01-calendars.icloud.com/published/2/MTIzNDU2', null],
    ['https://outlook.office365.com/owa/calendar/0123456789abcdef@example.org/0123/calendar.ics', null],
    ['https://example.org/ics/8f14e45fceea167a5a36dedd4bea2543.ics', null],
    ['https://example.org/feed.ics?token=abc', null],
    ['https://example.org/feed.ics?user=8f14e45fceea167a5a36', null],
    ['https://me:secret@example.org/feed.ics', null],
    ['/srv/registry/meetings.ics', null],
  ])('shows the address of %s as %s', (url, shown) => {
    expect(harness().source.describe(feed(url)).url).toBe(shown);
  });

  it.each(['ftp://example.org/a.ics', 'meetings.ics', 'javascript:alert(1)', 'file://host/share/a.ics', ''])(
    'does not accept the address %j',
    (url) => {
      expect(harness().source.refSchema.safeParse({ url }).success).toBe(false);
    },
  );
});

it('answers the same list for the same days, so that joins of it are remembered', async () => {
  const { source } = harness();
  const first = await source.occurrences(FEED, WINDOW);
  expect(first.value).toHaveLength(1);
  expect((await source.occurrences(FEED, WINDOW)).value).toBe(first.value);
});

describe('heavy feeds', () => {
  const heavy = calendar(
    ...Array.from({ length: 3000 }, (_, index) =>
      namedEvent(
        `${index}@example`,
        'DTSTART:20260101T090000Z',
        'DURATION:PT1H',
        'RRULE:FREQ=DAILY',
        `DESCRIPTION:${'x'.repeat(200)}`,
      ),
    ),
  );

  it('are read in a thread of their own, and answer like light ones', async () => {
    const made = harness();
    made.answer = () => ics(heavy);
    const answer = await made.source.occurrences(FEED, { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' });
    expect(answer.reading.error).toBeNull();
    expect(answer.value).toHaveLength(3000);
    expect(answer.value?.[0]).toMatchObject({ feedId: 'lfx', start: '2026-11-21T09:00:00Z', isException: false });
    expect((await made.source.series(FEED)).value).toHaveLength(3000);
    // The window is known by then.
    const again = made.source.occurrences(FEED, { from: '2026-11-21T09:30:00Z', to: '2026-11-21T09:31:00Z' });
    expect(again).not.toBeInstanceOf(Promise);
  });

  it('that are too much are so once: the same content is not read again', async () => {
    const thread = new CalendarThread({ deadlineMs: 1 });
    const contentOf = (text: string): FeedContent => ({
      version: thread.versionOf('big'),
      bytes: new TextEncoder().encode(text),
      options: { feedId: 'big' },
    });
    const failure = await thread.open(contentOf(heavy)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'ICAL_TOO_MUCH' });
    expect(await thread.open(contentOf(heavy)).catch((error: unknown) => error)).toBe(failure);
    expect(await thread.open(contentOf(`${heavy} `)).catch((error: unknown) => error)).not.toBe(failure);
    await thread.close();
  });

  it('that do not answer in time fail alone', async () => {
    const made = harness({ deadlineMs: 1 });
    made.answer = () => ics(heavy);
    expect(await made.source.occurrences(FEED, WINDOW)).toMatchObject({
      value: null,
      reading: { state: 'FAILING', error: { code: 'ICAL_TOO_MUCH' } },
    });
    made.answer = () => ics(WEEKLY);
    const other = { ...feed('https://calendar.example/other.ics'), id: 'other' };
    expect((await made.source.occurrences(other, WINDOW)).value).toHaveLength(1);
  });

  it('that are small but costly move to the thread', async () => {
    const made = harness();
    const costly = Array.from({ length: 40 }, (_, index) =>
      namedEvent(`${index}@example`, 'DTSTART:20200101T000000Z', 'RRULE:FREQ=SECONDLY;INTERVAL=7;BYHOUR=3;BYDAY=SA'),
    );
    made.answer = () => ics(calendar(...costly));
    const answer = await made.source.occurrences(FEED, { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' });
    expect(answer.value?.length).toBeGreaterThan(20_000);
    expect(made.source.diagnostics('icalendar:lfx')).toMatchObject([
      { code: 'ICAL_TOO_MUCH', message: expect.stringMatching(/^\d+ recurrence sets give more/u) },
    ]);
  });
});
