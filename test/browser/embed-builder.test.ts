import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';
import { hasBrowser, launch, openPage } from './browser.ts';

describe.skipIf(!hasBrowser)('the embed builder', () => {
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

  it('shows what the code that it gives would show, and copies it', async () => {
    const options = { permissions: ['clipboard-read', 'clipboard-write'] };
    const { page, problems, close } = await openPage(
      browser,
      `${gateway}/embed?what=group&group=acme/storage`,
      options,
    );
    await page.getByText('Keeps bytes').waitFor();
    await page.getByRole('button', { name: 'Copy Element' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('<community-group slug="storage"');
    expect(problems).toEqual([]);
    await close();
  });
});
