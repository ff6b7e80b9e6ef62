/** Every page and every element: for a screen reader, in light and dark, wide and narrow, and without anything moving. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PagesGateway, REGISTRY_WITH_RULES, startPagesGateway } from '../support/pages-gateway.ts';
import { findAxeViolations, hasBrowser, launch, openPage, serveHost } from './browser.ts';

/** What a scheme of colours can break; all else is looked at once a width. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const VARIANTS = [
  ['light', 1440, undefined],
  ['dark', 1440, COLOUR_RULES],
  ['dark', 360, undefined],
] as const;
const OTHER_WIDTHS = [768, 2200];

describe.skipIf(!hasBrowser)('in light and dark, wide and narrow', () => {
  let browser: Browser;
  let pages: PagesGateway;
  let gateway: string;
  beforeAll(async () => {
    browser = await launch();
    pages = await startPagesGateway({}, { registry: REGISTRY_WITH_RULES });
    gateway = await pages.server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
  });

  async function expectGood(page: Page): Promise<void> {
    expect(await page.evaluate(() => window.layoutShift)).toBeLessThan(0.01);
    await page.locator('details').evaluateAll((all) => {
      for (const details of all) details.setAttribute('open', '');
    });
    for (const [colorScheme, width, rules] of VARIANTS) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const name = `${colorScheme}, ${width} pixels`;
      expect(await findAxeViolations(page, rules), name).toEqual([]);
      await expectToFit(page, width);
    }
    for (const width of OTHER_WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await expectToFit(page, width);
    }
  }

  async function expectToFit(page: Page, width: number): Promise<void> {
    const widest = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(widest, `${width} pixels`).toBeLessThanOrEqual(width);
  }

  // Far from UTC, so that the script has every time to change.
  const options = { viewport: { width: 1440, height: 900 }, timezoneId: 'Pacific/Auckland' };

  it.each(['/', '/?q=nothing-is-called-so', '/groups/storage', '/groups/broken', '/groups/storage?embed'])(
    '%s',
    async (path) => {
      const { page, problems, requests, close } = await openPage(browser, `${gateway}${path}`, options);
      await expectGood(page);
      expect(problems).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(gateway) && !url.startsWith('data:'))).toEqual([]);
      expect(await page.context().cookies()).toEqual([]);
      await close();
    },
  );

  it('/embed', async () => {
    const url = `${gateway}/embed?what=findings&group=acme/storage`;
    const { page, problems, close } = await openPage(browser, url, options);
    await page.locator('community-findings [part="title"]').first().waitFor();
    await expectGood(page);
    expect(problems).toEqual([]);
    await close();
  });

  it('the elements, with data and without', async () => {
    const elements = [
      '<community-meetings groups="storage" days="60" limit="20"></community-meetings>',
      '<community-initiatives status="in-progress,unknown,complete"></community-initiatives>',
      '<community-group slug="storage"></community-group>',
      '<community-findings></community-findings>',
      '<community-meetings groups="broken"></community-meetings>',
      '<community-findings gateway="http://127.0.0.1:1"></community-findings>',
      '<community-group slug="nobody"></community-group>',
    ];
    const html = `<!doctype html><html lang="en"><head><title>Host</title><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="host.css"><script type="module" src="${gateway}/embed.js"></script></head><body><main><h1>Host</h1><h2>Embedded</h2>${elements.join('')}</main></body></html>`;
    const css = ':root { color-scheme: light dark; background: Canvas; color: CanvasText; }';
    const policy = `default-src 'none'; script-src ${gateway}; connect-src ${gateway} http://127.0.0.1:1; style-src 'self'`;
    const host = await serveHost(html, policy, css);
    const { page, close } = await openPage(browser, host.url, options);
    for (const element of ['meetings', 'initiatives', 'group', 'findings']) {
      await page.locator(`community-${element} [part="title"]`).first().waitFor();
    }
    await page.getByText('Not available at present.').waitFor();
    expect(await page.getByText('Nothing is known at present.').count()).toBe(2);
    // What loads after the page may move what follows it; only what is said counts here.
    await page.evaluate(() => {
      window.layoutShift = 0;
    });
    await expectGood(page);
    await close();
    await host.close();
  });

  it('without motion where the viewer wants none', async () => {
    const { page, close } = await openPage(browser, gateway, { ...options, reducedMotion: 'reduce' });
    const moving = await page.evaluate(() => [
      getComputedStyle(document.documentElement).scrollBehavior,
      ...[...document.querySelectorAll('*')].map((element) => getComputedStyle(element).transitionDuration),
    ]);
    expect(new Set(moving)).toEqual(new Set(['auto', '0s']));
    await close();
  });
});
