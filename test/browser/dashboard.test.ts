import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';
import { hasBrowser, launch, openPage } from './browser.ts';

describe.skipIf(!hasBrowser)('the dashboard', () => {
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

  it('moves meetings of the month view to the day of the viewer', async () => {
    const options = { timezoneId: 'Pacific/Kiritimati', locale: 'en-GB' };
    const { page, close } = await openPage(browser, gateway, options);
    // 24 November 15:00 UTC is 25 November 05:00 on Kiritimati.
    expect(await page.locator('ul[data-day="2026-11-25"]').innerText()).toContain('5:00 Storage weekly');
    expect(await page.locator('ul[data-day="2026-11-24"]').innerText()).toBe('');
    expect(await page.locator('.meetings time').first().innerText()).toMatch(/Wed,? 25 Nov\s5:00/u);
    await close();
  });

  it('shows another zone at once, keeps it in its address, and says where it is none', async () => {
    const options = { timezoneId: 'UTC', locale: 'en-GB' };
    const { page, requests, close } = await openPage(browser, gateway, options);
    const first = page.locator('.meetings time').first();
    expect(await first.innerText()).toMatch(/Tue,? 24 Nov\s15:00/u);
    const before = requests.length;
    await page.getByLabel('Times in').fill('Pacific/Kiritimati');
    await page.getByLabel('Times in').press('Tab');
    expect(await first.innerText()).toMatch(/Wed,? 25 Nov\s5:00/u);
    expect(await page.locator('ul[data-day="2026-11-24"]').innerText()).toBe('');
    expect(requests.length).toBe(before);
    expect(page.url()).toContain('tz=Pacific%2FKiritimati');
    expect(await page.getByRole('link', { name: /later/u }).getAttribute('href')).toContain('tz=Pacific%2FKiritimati');
    await page.getByLabel('Times in').fill('Mars/Olympus');
    await page.getByLabel('Times in').press('Tab');
    expect(await page.getByLabel('Times in').evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(false);
    expect(await first.innerText()).toMatch(/Wed,? 25 Nov\s5:00/u);
    await page.reload();
    await page.getByLabel('Times in').fill('');
    await page.getByLabel('Times in').press('Tab');
    expect(await first.innerText()).toMatch(/Tue,? 24 Nov\s15:00/u);
    expect(page.url()).not.toContain('tz=');
    await close();
  });

  it('is filtered with the keyboard alone, and its address shows the same to everybody', async () => {
    const { page, close } = await openPage(browser, gateway, { timezoneId: 'UTC' });
    await page.getByLabel('Words').focus();
    await page.keyboard.type('empty');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=empty/u);
    expect(await page.getByLabel('Words').inputValue()).toBe('empty');
    expect(await page.locator('#groups tbody tr:not(.kind)').count()).toBe(1);
    await close();
  });
});
