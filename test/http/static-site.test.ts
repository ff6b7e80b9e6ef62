import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crawlStaticSite, type SkippedAddress } from '../../src/http/static-site/crawl-static-site.ts';
import { toStaticPath } from '../../src/http/static-site/static-path.ts';
import { type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';

const BASE_URL = 'https://static.example.org/some/base';

describe('toStaticPath', () => {
  it.each([
    ['/', 'index.html'],
    ['/?static', 'index.html'],
    ['/groups/storage', 'groups/storage/index.html'],
    ['/groups/acme/storage', 'groups/acme/storage/index.html'],
    ['/groups/caf%C3%A9', 'groups/café/index.html'],
    ['/groups/storage/calendar.ics', 'groups/storage/calendar.ics'],
    ['/feeds/meetings.ics', 'feeds/meetings.ics'],
    ['/feeds/initiatives.atom?groups=storage', 'feeds/groups/storage/initiatives.atom'],
    ['/badges/storage/health.svg', 'badges/storage/health.svg'],
    ['/embed.js', 'embed.js'],
    ['/assets/page.js', 'assets/page.js'],
    ['/graphql', null],
    ['/oembed?url=x', null],
    ['/groups', null],
    ['/groups/%2e%2e%2f%2e%2e%2fetc', null],
    ['/feeds/x.ics?groups=../../etc', null],
    ['/groups/a%00b', null],
    ['/groups/%ff', null],
  ])('%s is %s', (address, file) => {
    expect(toStaticPath(address)).toBe(file);
  });

  it('names a meeting by a hash, whatever its id', () => {
    expect(toStaticPath(`/feeds/meetings.ics?id=${'x'.repeat(5000)}`)).toMatch(/^feeds\/meetings\/[0-9a-f]{24}\.ics$/u);
  });
});

describe('crawlStaticSite', () => {
  let pages: PagesGateway;
  beforeAll(async () => {
    pages = await startPagesGateway({ PUBLIC_URL: BASE_URL });
  });
  afterAll(() => pages.close());

  async function crawl() {
    const files = new Map<string, string>();
    const skipped: SkippedAddress[] = [];
    await crawlStaticSite(pages.server, BASE_URL, {
      onFile: async ({ path: file, body }) => {
        files.set(file, body);
      },
      onSkipped: (address) => skipped.push(address),
    });
    return { files, skipped };
  }

  it('writes every page with links that lead to files, under any base path', async () => {
    const { files, skipped } = await crawl();
    const missing = new Set(skipped.map(({ url }) => toStaticPath(url)));
    const pagePaths = [...files.keys()].filter((file) => file.endsWith('.html'));
    expect(pagePaths.sort()).toEqual([
      'groups/broken/index.html',
      'groups/empty/index.html',
      'groups/storage-sub/index.html',
      'groups/storage/index.html',
      'index.html',
    ]);
    for (const page of pagePaths) {
      for (const [, value = ''] of (files.get(page) ?? '').matchAll(/ (?:href|src)="([^"]*)"/gu)) {
        if (/^(?:https?:|data:|#)/u.test(value)) continue;
        const target = path.posix.join(path.posix.dirname(page), decodeURIComponent(value.replace(/#.*$/u, '')));
        expect(files.has(target) || missing.has(target), `${page} links to ${value}`).toBe(true);
      }
    }
    expect([...files.keys()].filter((file) => file.startsWith('feeds/meetings/')).length).toBeGreaterThan(5);
    expect(files.get('badges/storage/next-meeting.svg')).toContain('24 Nov 2026');
  });

  it('has no form that needs a server, and skips what is not known at present', async () => {
    const { files, skipped } = await crawl();
    expect(files.get('index.html')).not.toMatch(/\/graphql"|href="\/|month=|name="q"/u);
    // The script alone shows it.
    expect(files.get('index.html')?.match(/<form[^>]*>/gu)).toEqual(['<form class="zone" method="get" hidden>']);
    expect(skipped).toContainEqual({
      url: '/groups/broken/calendar.ics',
      reason: expect.stringMatching(/^Not known at present: .* could not be read\.$/u),
    });
    expect(files.has('groups/broken/calendar.ics')).toBe(false);
  });

  it('follows its own base in feeds, data and what search engines read', async () => {
    const { files, skipped } = await crawl();
    const missing = new Set(skipped.map(({ url }) => toStaticPath(url)));
    const text = (file: string): string => files.get(file)?.replaceAll('\r\n ', '') ?? '';
    for (const file of files.keys()) {
      for (const [url] of text(file).matchAll(/https:\/\/static\.example\.org[^\s"'<>\\]*/gu)) {
        expect(url.startsWith(`${BASE_URL}/`), `${file} names ${url}`).toBe(true);
        const target = decodeURIComponent(url.slice(BASE_URL.length + 1).replace(/[?#].*$/u, ''));
        const path = target === '' || target.endsWith('/') ? `${target}index.html` : target;
        expect(files.has(path) || missing.has(path), `${file} names ${url}`).toBe(true);
      }
    }
    const self = `${BASE_URL}/feeds/groups/storage/initiatives.atom`;
    expect(text('feeds/groups/storage/initiatives.atom')).toContain(` href="${self}"`);
    expect(text('groups/storage/calendar.ics')).toContain(`SOURCE;VALUE=URI:${BASE_URL}/groups/storage/calendar.ics`);
    expect(text('groups/storage/index.html')).toContain(`<link rel="canonical" href="${BASE_URL}/groups/storage/">`);
    const { meetings } = JSON.parse(text('data/v1/index.json')).files;
    expect(meetings).toBe('meetings.json');
    expect(text('data/v1/meetings.json')).not.toContain('static.example.org');
    expect(text('groups/storage/calendar.ics').split('\r\n').length).toBeGreaterThan(20);
  });

  it('gives the same bytes for the same input, whoever writes them', async () => {
    const first = await crawl();
    const again = await startPagesGateway({ PUBLIC_URL: BASE_URL });
    const files = new Map<string, string>();
    await crawlStaticSite(again.server, BASE_URL, {
      onFile: async ({ path: file, body }) => {
        files.set(file, body);
      },
      onSkipped: () => {},
    });
    await again.close();
    expect([...files.keys()]).toEqual([...first.files.keys()]);
    for (const [file, body] of files) {
      const expected = first.files.get(file)?.replaceAll(pages.directory, again.directory);
      expect(expected === body, file).toBe(true);
    }
  });
});
