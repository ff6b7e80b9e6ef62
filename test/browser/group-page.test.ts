import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';
import { hasBrowser, launch, openPage, serveHost } from './browser.ts';

describe.skipIf(!hasBrowser)('the page of a group', () => {
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

  it.each([
    ['Asia/Kolkata', '24 Nov 2026, 20:30'],
    ['America/St_Johns', '24 Nov 2026, 11:30'],
  ])('shows the time of the viewer in %s', async (timezoneId, time) => {
    const options = { timezoneId, locale: 'en-GB' };
    const { page, close } = await openPage(browser, `${gateway}/groups/storage`, options);
    expect(await page.locator('.next time').innerText()).toContain(time);
    expect(await page.locator('[data-zone-name]').innerText()).toBe(timezoneId);
    await page.goto(`${gateway}/groups/storage?tz=UTC`);
    expect(await page.locator('.next time').innerText()).toContain('24 Nov 2026, 15:00');
    await close();
  });

  it('says the same without scripts', async () => {
    const options = { javaScriptEnabled: false };
    const { page, close } = await openPage(browser, `${gateway}/groups/storage?tz=Asia/Kolkata`, options);
    expect(await page.locator('.next time').innerText()).toBe('Tue, 24 Nov 2026, 20:30');
    await close();
  });

  it('draws the terms in a frame and on paper too', async () => {
    const { page, close } = await openPage(browser, `${gateway}/groups/storage?embed`);
    const term = page.locator('.roles .timeline .bar').first();
    expect(await term.isVisible()).toBe(true);
    await page.goto(`${gateway}/groups/storage`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('header').isVisible()).toBe(false);
    expect(await term.isVisible()).toBe(true);
    await close();
  });

  it('tells the page that frames it how high it is', async () => {
    const html = `<!doctype html><html lang="en"><title>Host</title><iframe title="Group" src="${gateway}/groups/storage?embed"></iframe></html>`;
    const host = await serveHost(html, `default-src 'none'; frame-src ${gateway}`);
    const { page, close } = await openPage(browser, 'about:blank');
    await page.addInitScript(() => {
      addEventListener('message', ({ data }) => {
        if (data?.type === 'community-graph:height') document.documentElement.dataset['height'] = String(data.height);
      });
    });
    await page.goto(host.url);
    await page.waitForFunction(() => Number(document.documentElement.dataset['height']) > 400);
    await close();
    await host.close();
  });
});
