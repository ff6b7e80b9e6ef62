import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toSvg } from '../../src/http/badges/to-svg.ts';
import { HOSTILE, type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';

let pages: PagesGateway;
beforeAll(async () => {
  pages = await startPagesGateway();
});
afterAll(() => pages.close());

const get = (url: string) => pages.server.inject({ url });

describe('/badges', () => {
  it.each([
    ['/badges/storage/next-meeting', 'next meeting', '24 Nov 2026, 15:00 UTC'],
    ['/badges/storage/next-meeting.svg?tz=Asia/Kolkata', 'next meeting', '24 Nov 2026, 20:30 Asia/Kolkata'],
    ['/badges/acme/storage/initiatives', 'initiatives', '1 in progress, 1 unknown'],
    ['/badges/empty/next-meeting', 'next meeting', 'unknown'],
    ['/badges/broken/next-meeting', 'next meeting', 'unknown'],
    ['/badges/empty/initiatives', 'initiatives', 'none open'],
  ])('%s', async (path, label, message) => {
    const [file = '', query = ''] = path.replace('.svg', '').split('?');
    const endpoint = (await get(`${file}.json?${query}`)).json();
    expect(endpoint).toMatchObject({ schemaVersion: 1, label, message });
    const svg = await get(`${file}.svg?${query}`);
    expect(svg.headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(svg.body).toContain(`<title id="t">${label}: ${message}</title>`);
  });

  it('says so where there is no such group or zone', async () => {
    const response = await get('/badges/nope/health.svg');
    expect([response.statusCode, response.body.includes('no such group')]).toEqual([404, true]);
    expect((await get('/badges/nope/health.json')).statusCode).toBe(404);
    expect((await get('/badges/storage/next-meeting.svg?tz=Mars/Olympus')).statusCode).toBe(400);
    expect((await get('/badges/storage/nothing.svg')).statusCode).toBe(404);
  });

  it('cuts and escapes what comes from outside', () => {
    const svg = toSvg({ label: HOSTILE.script, message: HOSTILE.longWord, tone: 'bad' });
    expect(svg).not.toContain('<script');
    expect(Number(/width="(\d+)"/u.exec(svg)?.[1])).toBeLessThan(900);
  });
});

describe('/oembed', () => {
  const ask = (url: string, rest = '') => get(`/oembed?url=${encodeURIComponent(url)}${rest}`);

  it.each(['https://graph.example.org/groups/storage', 'https://graph.example.org/groups/acme/storage?x#y'])(
    'frames %s',
    async (url) => {
      const answer = (await ask(url, '&maxwidth=400')).json<{ html: string }>();
      expect(answer).toMatchObject({ version: '1.0', type: 'rich', width: 400, title: 'Storage <b>Group</b>' });
      expect(answer.html).toContain('src="https://graph.example.org/groups/storage?embed"');
      expect(answer.html).toContain('title="Storage &lt;b&gt;Group&lt;/b&gt;"');
    },
  );

  it.each([
    'https://elsewhere.example.org/groups/storage',
    'https://graph.example.org/groups/nope',
    'https://graph.example.org/groups/a/b/c',
    'https://graph.example.org/groups/%ff',
    'https://graph.example.org/',
    'javascript:alert(1)',
    '',
  ])('does not know %s', async (url) => {
    expect((await ask(url)).statusCode).toBe(404);
  });

  it('writes JSON only', async () => {
    expect((await ask('https://graph.example.org/groups/storage', '&format=xml')).statusCode).toBe(501);
  });
});
