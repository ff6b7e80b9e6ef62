import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';

let pages: PagesGateway;
beforeEach(async () => {
  pages = await startPagesGateway();
});
afterEach(() => pages.close());

const get = (url: string, headers: Record<string, string> = {}) => pages.server.inject({ url, headers });

/** @returns how often the registry was looked up meanwhile, which every question to the graph does. */
async function countLookUps(work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(pages.gateway.ports, 'registry');
  await work();
  const count = spy.mock.calls.length;
  spy.mockRestore();
  return count;
}

it.each(['/', '/groups/storage?embed', '/feeds/meetings.ics', '/feeds/findings.json', '/badges/storage/health.svg'])(
  'asks the graph once for %s, and sends the same again with its headers',
  async (url) => {
    // What is read for the first time may still be on its way.
    expect(await countLookUps(() => get(url))).toBeGreaterThan(0);
    const first = await get(url);
    let second = await get(url);
    expect(
      await countLookUps(async () => {
        second = await get(url);
      }),
    ).toBe(0);
    for (const header of ['etag', 'content-type', 'content-security-policy', 'x-frame-options']) {
      expect(second.headers[header], header).toBe(first.headers[header]);
    }
    expect(second.body).toBe(first.body);
  },
);

it('keeps addresses and origins apart', async () => {
  const first = await get('/groups/storage?tz=UTC');
  expect((await get('/groups/storage?tz=Asia/Kolkata')).body).not.toBe(first.body);
});

it('compresses for those who can read it', async () => {
  const plain = await get('/feeds/meetings.ics');
  const { headers, rawPayload } = await get('/feeds/meetings.ics', { 'accept-encoding': 'br' });
  expect(headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(rawPayload).toString()).toBe(plain.body);
  expect(rawPayload.length * 5).toBeLessThan(plain.body.length);
});

it('makes a page anew when the day is another', async () => {
  expect((await get('/')).body).toContain('aria-current="date"><time datetime="2026-11-21"');
  await get('/');
  pages.advance(86_400);
  expect((await get('/')).body).toContain('aria-current="date"><time datetime="2026-11-22"');
});

it('keeps no page that does not exist and no feed that is not known', async () => {
  for (const url of ['/groups/nope', '/groups/broken/calendar.ics']) {
    await get(url);
    expect((await get(url)).headers['cache-control']).toBe('no-store');
  }
});

it('leads an address with a slash too many to the page', async () => {
  const { statusCode, headers } = await get('/groups/storage/');
  expect([statusCode, headers.location]).toEqual([301, '../storage']);
});

it.each(['/', '/groups/storage', '/feeds/meetings.ics'])('makes %s once for all who ask meanwhile', async (url) => {
  // Nothing was read yet, so that making it takes a while.
  const one = await countLookUps(() => get(url));
  await pages.close();
  pages = await startPagesGateway();
  let answers: Awaited<ReturnType<typeof get>>[] = [];
  const many = await countLookUps(async () => {
    answers = await Promise.all(Array.from({ length: 10 }, () => get(url)));
  });
  expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
  expect(many).toBeLessThan(2 * one);
});

it('lets nobody wait for a page that does not exist', async () => {
  const answers = await Promise.all(Array.from({ length: 3 }, () => get('/groups/nope')));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
});

it('takes what a page costs from the budget of its client, and nothing where it is at hand', async () => {
  await pages.close();
  pages = await startPagesGateway({ CLIENT_POINTS_PER_MINUTE: '30000' });
  const from = (url: string, remoteAddress: string) => pages.server.inject({ url, remoteAddress });
  const codes: number[] = [];
  for (let zone = 0; zone < 4; zone += 1) codes.push((await from(`/?tz=Etc/GMT%2B${zone}`, '203.0.113.1')).statusCode);
  expect([codes[0], codes.at(-1)]).toEqual([200, 429]);
  const refused = await from('/feeds/meetings.ics', '203.0.113.1');
  expect([refused.statusCode, refused.headers['retry-after'], refused.headers['cache-control']]).toEqual([
    429,
    '60',
    'no-store',
  ]);
  expect(refused.body).toBe('The budget of 30000 points a minute is spent.\n');
  const graph = await pages.server.inject({
    url: `/graphql?query=${encodeURIComponent('{ groups { totalCount } }')}`,
    remoteAddress: '203.0.113.1',
  });
  expect(graph.statusCode).toBe(429);
  // Others have their own, and what they made is for everybody.
  expect((await from('/feeds/meetings.ics', '203.0.113.2')).statusCode).toBe(200);
  expect((await from('/feeds/meetings.ics', '203.0.113.1')).statusCode).toBe(200);
  pages.advance(61);
  expect((await from('/groups/storage', '203.0.113.1')).statusCode).toBe(200);
});
