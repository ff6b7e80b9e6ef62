/** An export on a plain file server, under a base path that it was not told of. */
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crawlStaticSite } from '../../src/http/static-site/crawl-static-site.ts';
import { type PagesGateway, REGISTRY_WITH_RULES, startPagesGateway } from '../support/pages-gateway.ts';
import { hasBrowser, launch, openPage, serveHost } from './browser.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** Files as they lie, and `index.html` for folders: what every static host does. */
function serveFiles(directory: string, base: string): Server {
  return createServer(async (request, response) => {
    const pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const file = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    try {
      if (!file.startsWith(base)) throw new Error('elsewhere');
      const body = await readFile(path.join(directory, file.slice(base.length)));
      const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
}

describe.skipIf(!hasBrowser)('an export on a file server', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'static-export-'));
  let browser: Browser;
  let pages: PagesGateway;
  let live: string;
  let files: Server;
  let origin: string;
  let site: string;
  beforeAll(async () => {
    browser = await launch();
    pages = await startPagesGateway({}, { registry: REGISTRY_WITH_RULES });
    await crawlStaticSite(pages.server, 'https://graph.example.org', {
      onFile: async (file) => {
        const at = path.join(directory, file.path);
        await mkdir(path.dirname(at), { recursive: true });
        await writeFile(at, file.body);
      },
      onSkipped: () => {},
    });
    live = await pages.server.listen({ port: 0, host: '127.0.0.1' });
    files = serveFiles(directory, '/some/base');
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
    site = `${origin}/some/base/`;
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    files?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('says what the gateway says, page by page, and asks nobody else', async () => {
    const options = { timezoneId: 'America/St_Johns', locale: 'en-GB' };
    for (const address of ['', 'groups/storage/', 'groups/broken/']) {
      const read = async (url: string) => {
        const { page, problems, requests, close } = await openPage(browser, url, options);
        const text = await page.locator('main').evaluate((main) => {
          // What needs a server is left out of an export.
          for (const part of main.querySelectorAll('form, .month-head a')) part.remove();
          return (main as HTMLElement).innerText.replace(/\s+/gu, ' ').replaceAll('%2F', '/');
        });
        await close();
        return { text, problems, requests };
      };
      const exported = await read(`${site}${address}`);
      const served = await read(`${live}/${address.replace(/\/$/u, '')}`);
      expect(exported.text).toBe(served.text);
      expect(exported.problems).toEqual([]);
      expect(exported.requests.filter((url) => !url.startsWith(site) && !url.startsWith('data:'))).toEqual([]);
    }
  });

  it('leads from page to page, to every local file that is linked', async () => {
    const { page, close } = await openPage(browser, site);
    await page.getByRole('link', { name: 'Storage <b>Group</b>' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Storage <b>Group</b>' }).waitFor();
    expect(page.url()).toBe(`${site}groups/storage/index.html`);
    const links = await page
      .locator('a, link')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href.replace(/#.*$/u, '')));
    for (const link of new Set(links.filter((url) => url.startsWith(origin)))) {
      expect((await page.request.get(link)).status(), link).toBe(200);
    }
    await close();
  });

  it('shows another zone, and itself in a frame, by script', async () => {
    const { page, close } = await openPage(browser, `${site}?tz=Asia/Kolkata`, { locale: 'en-GB' });
    expect(await page.locator('.meetings .clock').first().innerText()).toContain('20:30');
    await page.getByLabel('Times in').fill('UTC');
    await page.getByLabel('Times in').press('Tab');
    expect(await page.locator('.meetings .clock').first().innerText()).toContain('15:00');
    await page.goto(`${site}groups/storage/?embed`);
    expect(await page.locator('header').isVisible()).toBe(false);
    await close();
  });

  it.each([
    ['beside their script', (base: string) => ({ script: `${base}embed.js`, attributes: '' })],
    [
      'by src, with the script of a gateway',
      (base: string, gateway: string) => ({ script: `${gateway}/embed.js`, attributes: ` src="${base}data/v1"` }),
    ],
  ])('feeds the elements: %s', async (_where, place) => {
    const { script, attributes } = place(site, live);
    const html = `<!doctype html><html lang="en"><title>Host</title><script type="module" src="${script}"></script>
      <community-meetings groups="storage"${attributes}></community-meetings>
      <community-initiatives${attributes}></community-initiatives>
      <community-group slug="storage"${attributes}></community-group>
      <community-findings groups="empty"${attributes}></community-findings></html>`;
    const host = await serveHost(
      html,
      `default-src 'none'; script-src ${origin} ${live}; connect-src ${origin}; style-src 'self'`,
    );
    const { page, problems, requests, close } = await openPage(browser, 'about:blank', { timezoneId: 'Asia/Kolkata' });
    await page.clock.install({ time: new Date('2026-11-21T15:00:00Z') });
    await page.goto(host.url);
    for (const words of ['Storage weekly', 'Initiative <script>', 'Keeps bytes', 'no organizer of Empty group']) {
      await page.getByText(words).first().waitFor();
    }
    expect(await page.getByText('As of 3 hours ago.').count()).toBe(4);
    const ics = await page.locator('community-meetings a[href*="/feeds/meetings/"]').first().getAttribute('href');
    expect(await (await page.request.get(ics ?? '')).text()).toContain('SUMMARY:Storage weekly');
    expect(problems.filter((problem) => !problem.includes('favicon'))).toEqual([]);
    expect(requests.filter((url) => url.includes('/graphql'))).toEqual([]);
    await close();
    await host.close();
  });
});
