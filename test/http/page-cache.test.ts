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
