/** Data that wants to break the pages, and parts that fail while somebody looks. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE, type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';
import { hasBrowser, launch, openPage, serveHost } from './browser.ts';

const MANY = `BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//EN\r
${Array.from(
  { length: 500 },
  (_, number) => `BEGIN:VEVENT\r
UID:many-${number}\r
DTSTAMP:20261001T000000Z\r
DTSTART:202611${String(22 + (number % 9)).padStart(2, '0')}T${String(number % 24).padStart(2, '0')}0000Z\r
DURATION:PT1H\r
SUMMARY:Storage ${number} ${number % 3 === 0 ? HOSTILE.rightToLeft : HOSTILE.script}\r
END:VEVENT\r
`,
).join('')}END:VCALENDAR\r
`;

const NOBODY = 'apiVersion: community-graph/v1\ncommunity: { slug: nobody, name: Nobody yet }\n';
const WIDE = `apiVersion: community-graph/v1
community: { slug: wide, name: ${'Donaudampfschifffahrt'.repeat(5)} }
groups:
  - slug: wide
    name: ${'Elektrizitätenhauptbetriebswerk'.repeat(4)}
    kind: TEAM
    topics: [${'a-topic-that-no-column-can-hold-'.repeat(4)}at-all]
    roles:
      - { kind: CHAIR, github: ann, name: Ann }
      - { kind: CHAIR, github: ali, name: علي }
`;

describe.skipIf(!hasBrowser)('hostile data and failing parts', () => {
  let browser: Browser;
  const gateways: PagesGateway[] = [];
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all(gateways.map((gateway) => gateway.close()));
  });

  async function start(...options: Parameters<typeof startPagesGateway>): Promise<string> {
    const pages = await startPagesGateway(...options);
    gateways.push(pages);
    return pages.server.listen({ port: 0, host: '127.0.0.1' });
  }

  it('500 meetings are all in the month, and nothing of them runs', async () => {
    const gateway = await start({}, { calendar: MANY });
    const options = { timezoneId: 'UTC', viewport: { width: 360, height: 800 } };
    const { page, problems, close } = await openPage(browser, gateway, options);
    expect(await page.locator('.month li').count()).toBe(500);
    expect(await page.locator('.meetings .row').count()).toBe(40);
    expect(await page.getByText('460 more are not shown here').count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await page.evaluate(() => window.layoutShift)).toBeLessThan(0.01);
    const first = page.locator('.meetings .title', { hasText: HOSTILE.rightToLeft }).first();
    expect(await first.getAttribute('dir')).toBe('auto');
    expect(problems).toEqual([]);
    await close();
  });

  it('long words do not widen the page, and names in another script stand where the others do', async () => {
    const gateway = await start({}, { registry: WIDE });
    const { page, close } = await openPage(browser, `${gateway}/groups/wide?embed`, {
      viewport: { width: 320, height: 800 },
    });
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBeLessThanOrEqual(320);
    const left = (text: string) =>
      page.locator('.roles td a', { hasText: text }).evaluate((link) => link.getBoundingClientRect().left);
    expect(await left('علي')).toBe(await left('Ann'));
    await page.goto(gateway);
    expect(await width()).toBeLessThanOrEqual(320);
    const state = page.locator('.sources td:nth-child(2)').first();
    const lines = await state.evaluate((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom / 10))).size;
    });
    expect(lines).toBe(1);
    await close();
  });

  it('a community without anything says so', async () => {
    const gateway = await start({}, { registry: NOBODY });
    const { page, problems, close } = await openPage(browser, gateway);
    for (const words of ['No group fits this view.', '0 groups']) {
      expect(await page.getByText(words).first().isVisible(), words).toBe(true);
    }
    // No source was named, so nothing is known rather than absent.
    expect(await page.getByText('The registry names no source of this.').count()).toBe(2);
    expect(problems).toEqual([]);
    await page.goto(`${gateway}/embed`);
    expect(await page.getByText('There is no group yet.').isVisible()).toBe(true);
    await close();
  });

  it('without JavaScript the dashboard is whole, and its filters work', async () => {
    const gateway = await start();
    const { page, close } = await openPage(browser, gateway, { javaScriptEnabled: false });
    expect(await page.locator('.meetings .clock').first().innerText()).toBe('15:00');
    await page.getByLabel('Times in').fill('Asia/Kolkata');
    const kind = page.getByRole('combobox', { name: 'Kind' });
    await kind.selectOption('ADVISORY_GROUP');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(page.url()).toContain('tz=Asia%2FKolkata');
    expect(await page.locator('.meetings .clock').first().innerText()).toBe('20:30');
    expect(await page.locator('#groups tbody tr:not(.kind)').count()).toBe(1);
    await page.getByRole('link', { name: /later/u }).click();
    expect(await page.getByRole('heading', { name: 'December 2026' }).isVisible()).toBe(true);
    expect(await kind.inputValue()).toBe('ADVISORY_GROUP');
    await close();
  });

  it('with every upstream dead the pages keep what was read, and say since when', async () => {
    const pages = await startPagesGateway();
    const gateway = await pages.server.listen({ port: 0, host: '127.0.0.1' });
    const { page, problems, close } = await openPage(browser, gateway, { timezoneId: 'UTC' });
    expect(await page.getByText('Initiative <script>').first().isVisible()).toBe(true);
    await pages.stopUpstreams();
    pages.advance(2 * 86_400);
    // The first answer may come from memory while the attempt to read anew still runs.
    await expect
      .poll(
        async () => {
          await page.reload();
          return page.locator('#initiatives [role="note"]').allInnerTexts();
        },
        { timeout: 20_000 },
      )
      .toEqual([expect.stringContaining('as of 21 Nov 2026, 12:00 UTC')]);
    expect(await page.getByText('Initiative <script>').first().isVisible()).toBe(true);
    expect(problems).toEqual([]);
    await close();
    await pages.close();
  });

  it('an element keeps what it shows when the gateway dies, says how old it is, and comes back', async () => {
    const pages = await startPagesGateway();
    const gateway = await pages.server.listen({ port: 0, host: '127.0.0.1' });
    const html = `<!doctype html><html lang="en"><title>Host</title><script type="module" src="${gateway}/embed.js"></script><community-initiatives></community-initiatives></html>`;
    const host = await serveHost(html, `default-src 'none'; script-src ${gateway}; connect-src ${gateway}`);
    const { page, close } = await openPage(browser, 'about:blank');
    await page.clock.install({ time: new Date('2026-11-21T12:00:00Z') });
    await page.goto(host.url);
    await page.getByText('Initiative <script>').waitFor();
    await pages.close();
    // It asks again every ten minutes.
    await page.clock.fastForward('02:00:00');
    await page.getByText('As of 2 hours ago; newer data could not be read.').waitFor();
    expect(await page.getByText('Initiative <script>').isVisible()).toBe(true);
    expect(await page.locator('community-initiatives:state(failing)').count()).toBe(1);
    await close();
    await host.close();
  });
});
