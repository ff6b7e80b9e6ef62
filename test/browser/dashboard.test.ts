import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';
import { findAxeViolations, hasBrowser, launch, openPage } from './browser.ts';

describe.skipIf(!hasBrowser)('the dashboard', { timeout: 90_000 }, () => {
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
    ['light', 1280],
    ['dark', 360],
  ] as const)('is accessible and fits: %s, %i pixels', async (colorScheme, width) => {
    const viewport = { width, height: 800 };
    const { page, problems, requests, close } = await openPage(browser, gateway, { colorScheme, viewport });
    expect(await findAxeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(problems).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(gateway) && !url.startsWith('data:'))).toEqual([]);
    await close();
  });

  it('moves meetings of the month view to the day of the viewer', async () => {
    const options = { timezoneId: 'Pacific/Kiritimati', locale: 'en-GB' };
    const { page, close } = await openPage(browser, gateway, options);
    // 24 November 15:00 UTC is 25 November 05:00 on Kiritimati.
    expect(await page.locator('[data-day="2026-11-25"]').innerText()).toContain('05:00 Storage weekly');
    expect(await page.locator('[data-day="2026-11-24"]').innerText()).toBe('');
    expect(await page.locator('.meetings time').first().innerText()).toContain('25 Nov 2026, 05:00');
    await close();
  });

  it('is filtered with the keyboard alone, and its address shows the same to everybody', async () => {
    const { page, close } = await openPage(browser, gateway, { timezoneId: 'UTC' });
    await page.getByLabel('Words').focus();
    await page.keyboard.type('empty');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=empty/u);
    expect(await page.getByLabel('Words').inputValue()).toBe('empty');
    expect(await page.locator('#groups tbody tr').count()).toBe(1);
    await close();
  });
});
