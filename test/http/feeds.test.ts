import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadFindings } from '../../src/http/feeds/findings.ts';
import { parseSelection } from '../../src/http/feeds/selection.ts';
import { toAtom } from '../../src/http/feeds/to-atom.ts';
import { entriesToJsonFeed } from '../../src/http/feeds/to-json-feed.ts';
import type { QueryGraph } from '../../src/http/graph-client.ts';
import { HOSTILE, type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';

let pages: PagesGateway;
beforeAll(async () => {
  pages = await startPagesGateway();
});
afterAll(() => pages.close());

const get = (url: string, headers: Record<string, string> = {}) => pages.server.inject({ url, headers });

interface Event {
  readonly uid: string;
  readonly start: string;
  readonly recurrenceId: string | null;
  readonly status: string;
  readonly summary: string;
  readonly text: string;
}

function readEvents(body: string): readonly Event[] {
  const calendar = new ICAL.Component(ICAL.parse(body));
  return calendar.getAllSubcomponents('vevent').map((event) => ({
    uid: String(event.getFirstPropertyValue('uid')),
    start: String(event.getFirstPropertyValue('dtstart')),
    recurrenceId: event.getFirstPropertyValue('recurrence-id')?.toString() ?? null,
    status: String(event.getFirstPropertyValue('status')),
    summary: String(event.getFirstPropertyValue('summary')),
    text: event.toString(),
  }));
}

describe('/feeds/meetings.ics', () => {
  it('keeps the rule of a recurring meeting, in its zone, which it defines', async () => {
    const response = await get('/groups/storage/calendar.ics');
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const series = readEvents(response.body).find(
      ({ uid, recurrenceId }) => uid === 'uid-weekly' && recurrenceId === null,
    );
    expect(series?.text).toMatch(/DTSTART;TZID=Europe\/Berlin:20261006T160000\r\n/u);
    expect(series?.text).toMatch(/RRULE:FREQ=WEEKLY;BYDAY=TU\r\n/u);
    expect(response.body).toContain('BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n');
  });

  it('keeps cancelled instances as tombstones, and ties moved ones to their place in the rule', async () => {
    const events = readEvents((await get('/groups/storage/calendar.ics')).body);
    const exceptions = events.filter(({ uid, recurrenceId }) => uid === 'uid-weekly' && recurrenceId !== null);
    expect(exceptions).toMatchObject([
      { recurrenceId: '2026-12-01T16:00:00', start: '2026-12-01T15:00:00Z', status: 'CANCELLED' },
      { recurrenceId: '2026-12-08T16:00:00', start: '2026-12-09T17:00:00Z', status: 'CONFIRMED' },
    ]);
  });

  it('says which version of an event it is, and never when it was asked', async () => {
    const before = await get('/groups/storage/calendar.ics');
    const [series] = readEvents(before.body).filter(({ uid }) => uid === 'uid-weekly');
    expect(series?.text).toMatch(/DTSTAMP:20261001T000000Z\r\n/u);
    expect(series?.text).toMatch(/LAST-MODIFIED:20261001T000000Z\r\n/u);
    expect(series?.text).toMatch(/SEQUENCE:0\r\n/u);
    pages.advance(7200);
    expect((await get('/groups/storage/calendar.ics')).body).toBe(before.body);
  });

  it('writes all-day events as days and leaves out an end that is no end', async () => {
    const events = readEvents((await get('/feeds/meetings.ics')).body);
    expect(events.find(({ uid }) => uid === 'uid-day')?.text).toMatch(
      /DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261203/u,
    );
    expect(events.find(({ uid }) => uid === 'uid-emoji')?.text).not.toContain('DTEND');
  });

  it('ends lines with CRLF and folds them at 75 octets, between characters', async () => {
    const { rawPayload, body } = await get('/feeds/meetings.ics');
    expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    const lines = rawPayload.toString('latin1').split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(75);
    for (const line of lines)
      expect(() => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(line, 'latin1'))).not.toThrow();
    const { longWord, emoji, script, rightToLeft } = HOSTILE;
    const titles = readEvents(body).map(({ summary }) => summary);
    for (const title of [longWord, emoji.trimEnd(), script, rightToLeft]) expect(titles).toContain(`Storage ${title}`);
  });

  it('has no UID twice and says when to ask again', async () => {
    const { body } = await get('/feeds/meetings.ics');
    const uids = readEvents(body).map(({ uid, recurrenceId }) => `${uid} ${recurrenceId}`);
    expect(new Set(uids).size).toBe(uids.length);
    expect(body).toContain('\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n');
  });

  it('withholds passcodes and addresses of people', async () => {
    for (const url of ['/feeds/meetings.ics', '/feeds/meetings.json']) {
      const body = (await get(url)).body.replaceAll('\r\n ', '');
      expect(body).not.toMatch(/hidden123|lead@example|4711/u);
    }
  });

  it('answers one meeting by its id, and no other thing', async () => {
    const { items } = (await get('/feeds/meetings.json')).json<{ items: { id: string; title: string }[] }>();
    const [meeting] = items;
    const response = await get(`/feeds/meetings.ics?id=${meeting?.id}`);
    expect(readEvents(response.body).map(({ summary }) => summary)).toEqual([meeting?.title]);
    expect(response.headers['content-disposition']).toContain('meeting.ics');
    const group = await pages.gateway.execute('{ group(slug: "storage") { id } }');
    const { id } = (group.data as { group: { id: string } }).group;
    expect((await get(`/feeds/meetings.ics?id=${id}`)).statusCode).toBe(404);
    expect((await get('/feeds/meetings.ics?id=nonsense')).statusCode).toBe(404);
  });

  it('does not say "no meetings" where it could not read them', async () => {
    const response = await get('/groups/broken/calendar.ics');
    expect(response.statusCode).toBe(503);
    expect(response.headers['retry-after']).toBe('120');
    expect((await get('/groups/empty/calendar.ics')).statusCode).toBe(200);
    const all = (await get('/feeds/meetings.ics')).body.replaceAll('\r\n ', '');
    expect(all).toContain('Not complete: ');
  });

  it('knows which groups there are', async () => {
    expect((await get('/groups/nope/calendar.ics')).statusCode).toBe(404);
    expect((await get('/groups/acme/storage/calendar.ics')).statusCode).toBe(200);
    expect((await get('/groups/other/storage/calendar.ics')).statusCode).toBe(404);
  });
});

describe('selections', () => {
  it.each([
    ['groups=storage', 'Storage weekly', 'Nobody knows whose'],
    ['groups=acme/storage', 'Storage weekly', 'Nobody knows whose'],
    ['topics=data', 'Storage weekly', 'Nobody knows whose'],
    ['kinds=advisory-group', 'Storage weekly', 'Nobody knows whose'],
    ['communities=acme', 'Storage weekly', 'Nobody knows whose'],
  ])('%s', async (query, present, absent) => {
    const { body } = await get(`/feeds/meetings.json?${query}`);
    expect(body).toContain(present);
    expect(body).not.toContain(absent);
  });

  it.each(['kinds=SUBPROJECT', 'communities=other', 'groups=empty', 'topics=nothing'])('%s has none', async (query) => {
    const { statusCode, body } = await get(`/feeds/initiatives.json?${query}`);
    expect([statusCode, body.includes('"items": []')]).toEqual([200, true]);
  });

  it('takes names with commas and repeated parameters, each once', () => {
    expect(parseSelection({ groups: ['a,b', 'b, c'], topics: '', kinds: 'user-group' })).toEqual({
      groups: ['a', 'b', 'c'],
      topics: null,
      kinds: ['USER_GROUP'],
      communities: null,
      includeSubgroups: false,
    });
  });
});

describe('a selection of groups', () => {
  it.each(['/feeds/meetings.ics', '/feeds/meetings.json', '/feeds/initiatives.atom', '/feeds/findings.json'])(
    '%s is not empty, but not there, where no group is called so',
    async (url) => {
      const none = await get(`${url}?groups=storag,test/nobody`);
      expect([none.statusCode, none.body]).toEqual([404, 'No group is called "storag" or "test/nobody".\n']);
      expect(none.headers['cache-control']).toBe('no-store');
      // A name that has gone takes nothing from the others, and a group without anything is still one.
      expect((await get(`${url}?groups=storag,storage`)).statusCode).toBe(200);
      expect((await get(`${url}?groups=empty`)).statusCode).toBe(200);
    },
  );
});

describe('conditional requests', () => {
  it.each(['/feeds/meetings.ics', '/feeds/meetings.json', '/feeds/initiatives.atom', '/feeds/findings.json'])(
    '%s',
    async (url) => {
      const first = await get(url);
      const etag = String(first.headers['etag']);
      expect(first.headers['cache-control']).toContain('public');
      for (const validator of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
        const again = await get(url, { 'if-none-match': validator });
        expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', etag]);
      }
      expect((await get(url, { 'if-none-match': '"other"' })).statusCode).toBe(200);
    },
  );
});

const absoluteUrl = z.url({ protocol: /^https?$/u });
/** https://www.jsonfeed.org/version/1.1/; strict, so that what is no member must be an extension. */
const jsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  description: z.string(),
  home_page_url: absoluteUrl,
  feed_url: absoluteUrl,
  language: z.string(),
  items: z.array(
    z.strictObject({
      id: z.string().min(1),
      url: absoluteUrl.optional(),
      external_url: absoluteUrl.optional(),
      title: z.string(),
      content_text: z.string(),
      date_published: z.iso.datetime().optional(),
      date_modified: z.iso.datetime().optional(),
      authors: z.array(z.strictObject({ name: z.string() })).optional(),
      tags: z.array(z.string()),
      _meeting: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
});

describe('Atom and JSON Feed', () => {
  it.each([
    '/feeds/meetings.json',
    '/feeds/initiatives.json',
    '/feeds/findings.json',
    '/feeds/findings.json?groups=empty',
  ])('%s is JSON Feed 1.1, each item once', async (url) => {
    const feed = jsonFeed.parse((await get(url)).json());
    expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length);
  });

  it('gives no finding the time at which somebody looked', async () => {
    const finding = {
      severity: 'MUST',
      message: 'Nobody meets',
      suggestedFix: null,
      dueAt: null,
      rule: { id: 'r', title: 'Meet', quote: 'Groups meet.', citationUrl: 'https://rules.example/1' },
      evidence: [],
      subject: { slug: 'a', kind: 'TEAM', community: { slug: 'c' }, url: 'https://a.example' },
    };
    const nodes = [
      { ...finding, id: 'known', heldSince: '2026-10-01T00:00:00Z' },
      { ...finding, id: 'unknown', heldSince: null },
    ];
    const page = { nodes, pageInfo: { hasNextPage: false, endCursor: null }, isPartial: false, readings: [] };
    const query: QueryGraph = async <T>() => ({ findings: page }) as T;
    const { items } = await loadFindings(query, parseSelection({}));
    const info = { title: 'F', description: '', url: 'https://g.example/f', homePageUrl: 'https://g.example/' };
    expect(toAtom(items, { ...info, updatedAt: null }).match(/<(?:updated|published)>.*</gu)).toEqual([
      '<updated>1970-01-01T00:00:00Z<',
      '<updated>2026-10-01T00:00:00Z<',
      '<published>2026-10-01T00:00:00Z<',
      '<updated>1970-01-01T00:00:00Z<',
    ]);
    const json = jsonFeed.parse(JSON.parse(entriesToJsonFeed(items, { ...info, updatedAt: null })));
    expect(json.items.map(({ date_modified }) => date_modified)).toEqual(['2026-10-01T00:00:00Z', undefined]);
  });

  it('escapes what comes from outside', async () => {
    const { body, headers } = await get('/feeds/initiatives.atom');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(body).toContain('Initiative &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &quot;quotes&quot;');
    expect(body).not.toContain('<script');
    expect(body.match(/<entry>/gu)).toHaveLength(3);
    expect(body).toContain('<updated>2026-11-20T00:00:00Z</updated>');
  });

  it('is JSON Feed 1.1', async () => {
    const { body, headers } = await get('/feeds/initiatives.json');
    expect(headers['content-type']).toBe('application/feed+json; charset=utf-8');
    expect(JSON.parse(body)).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: 'https://graph.example.org/feeds/initiatives.json',
      items: [
        { id: 'https://github.com/acme/work/issues/1', date_modified: '2026-11-20T00:00:00Z' },
        { id: 'https://github.com/acme/work/issues/2' },
        { id: 'https://github.com/acme/work/issues/3' },
      ],
    });
  });
});
