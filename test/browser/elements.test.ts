import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE, type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';
import { hasBrowser, launch, openPage, serveHost } from './browser.ts';

describe.skipIf(!hasBrowser)('the elements on another site', () => {
  let browser: Browser;
  let pages: PagesGateway;
  let gateway: string;
  beforeAll(async () => {
    browser = await launch();
    pages = await startPagesGateway();
    gateway = await pages.server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
  });

  const strict = () => `default-src 'none'; script-src ${gateway}; connect-src ${gateway}; style-src 'self'`;
  const embedding = (elements: string) =>
    `<!doctype html><html lang="en"><head><title>Host</title><link rel="icon" href="data:,"><script type="module" src="${gateway}/embed.js"></script></head><body><main><h1>Host</h1><h2>Embedded</h2>${elements}</main></body></html>`;
  const all = `
    <community-meetings groups="storage" days="60" limit="20">See our calendar.</community-meetings>
    <community-initiatives groups="storage" status="in-progress,unknown">See our board.</community-initiatives>
    <community-group slug="storage">See our page.</community-group>
    <community-findings groups="storage">See our rules.</community-findings>`;

  it.each([
    ['UTC', 'Dec 1'],
    ['Asia/Kolkata', '8:30'],
    ['America/St_Johns', '11:30'],
  ])('show the graph under a strict policy in %s', async (timezoneId, part) => {
    const host = await serveHost(embedding(all), strict());
    // The clock of the browser is the wall's, so the page is told that of the data.
    const { page, problems, requests, close } = await openPage(browser, 'about:blank', { timezoneId, locale: 'en-US' });
    await page.clock.install({ time: new Date('2026-11-21T12:00:00Z') });
    await page.goto(host.url);
    await page.getByText('Storage weekly').first().waitFor();
    await page.getByText('Initiative <script>').first().waitFor();
    await page.getByText('Storage <b>Group</b>').first().waitFor();
    expect(await page.locator('community-meetings ul').innerText()).toContain(part);
    expect(await page.locator('community-meetings ul').innerText()).toContain(HOSTILE.rightToLeft);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    // The policy refuses only the empty icon.
    expect(problems.filter((problem) => !problem.includes('data:,'))).toEqual([]);
    expect(
      requests.filter(
        (url) => !url.startsWith(gateway) && !url.startsWith(host.url) && url !== 'about:blank' && url !== 'data:,',
      ),
    ).toEqual([]);
    expect(await page.context().cookies()).toEqual([]);
    await close();
    await host.close();
  });

  it('leave their content standing where the gateway cannot be asked, and say so in an event', async () => {
    const html = embedding('<community-meetings gateway="http://127.0.0.1:1">See our calendar.</community-meetings>');
    const host = await serveHost(html, strict());
    const { page, close } = await openPage(browser, host.url);
    const message = await page.locator('community-meetings').evaluate(
      (element) =>
        new Promise<string>((resolve) => {
          element.addEventListener('community-graph-error', (event) =>
            resolve((event as CustomEvent<{ message: string }>).detail.message),
          );
          void (element as unknown as { refresh(): Promise<void> }).refresh();
        }),
    );
    expect(message).not.toBe('');
    expect(await page.getByText('See our calendar.').isVisible()).toBe(true);
    await close();
    await host.close();
  });

  it('keep the last good data, and say how old it is', async () => {
    const host = await serveHost(
      embedding('<community-initiatives groups="storage"></community-initiatives>'),
      strict(),
    );
    const { page, close } = await openPage(browser, host.url);
    await page.getByText('Initiative <script>').waitFor();
    await page.route(`${gateway}/graphql`, (route) => route.abort());
    await page.reload();
    await page.getByText('newer data could not be read').waitFor();
    expect(await page.getByText('Initiative <script>').isVisible()).toBe(true);
    await close();
    await host.close();
  });

  it('ask again when an attribute changes, and answer the event with data', async () => {
    const host = await serveHost(embedding('<community-group slug="empty"></community-group>'), strict());
    const { page, close } = await openPage(browser, host.url);
    await page.getByText('Empty group').waitFor();
    await page.locator('community-group').evaluate((element) => element.setAttribute('slug', 'storage-sub'));
    await page.getByText('Storage subproject').waitFor();
    expect(await page.getByText('Empty group').count()).toBe(0);
    await close();
    await host.close();
  });
});
