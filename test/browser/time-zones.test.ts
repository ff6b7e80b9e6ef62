/** Weeks in which clocks change: what the browser shows must be what the zone database says, instant by instant. */
import type { Browser } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';
import { hasBrowser, launch, openPage, serveHost } from './browser.ts';

const ZONES = ['UTC', 'Asia/Kolkata', 'America/St_Johns'];

/** Clocks change on 1 November 2026 and 14 March 2027 in St John's, on 25 October and 28 March in Berlin. */
const WEEKS = ['20261031T013000Z', '20270313T013000Z'];

const CALENDAR = `BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//EN\r
${WEEKS.map(
  (start, week) => `BEGIN:VEVENT\r
UID:hours-${week}\r
DTSTAMP:20261001T000000Z\r
DTSTART:${start}\r
DURATION:PT45M\r
RRULE:FREQ=HOURLY;INTERVAL=3;COUNT=20\r
SUMMARY:Storage hours\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:days-${week}\r
DTSTAMP:20261001T000000Z\r
DTSTART;TZID=${week === 0 ? 'America/St_Johns' : 'Europe/Berlin'}:${start.slice(0, 8)}T003000\r
DURATION:PT2H\r
RRULE:FREQ=DAILY;COUNT=14\r
SUMMARY:Storage nights\r
END:VEVENT\r
`,
).join('')}END:VCALENDAR\r
`;

describe.skipIf(!hasBrowser)('where clocks change', () => {
  let browser: Browser;
  let pages: PagesGateway;
  let gateway: string;
  beforeAll(async () => {
    browser = await launch();
    pages = await startPagesGateway({}, { calendar: CALENDAR });
    gateway = await pages.server.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
  });

  interface Shown {
    readonly instant: string;
    readonly day: string | null;
    readonly text: string;
  }

  /** @returns where it is wrong */
  function check(shown: readonly Shown[], zone: string): readonly string[] {
    return shown.flatMap(({ instant, day, text }) => {
      const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
      const clock = `${local.hour}:${String(local.minute).padStart(2, '0')}`;
      const isRight = new RegExp(`(?:^|\\D)0?${clock}(?:\\D|$)`, 'u').test(text);
      const isDay = day === null || day === local.toPlainDate().toString();
      return isRight && isDay ? [] : [`${instant} is ${local.toString()}, shown as ${day} ${text}`];
    });
  }

  it.each(ZONES)('the dashboard in %s', async (timezoneId) => {
    const options = { timezoneId, locale: 'en-GB' };
    for (const month of ['2026-11', '2027-03']) {
      const { page, close } = await openPage(browser, `${gateway}/?month=${month}`, options);
      const agenda: Shown[] = await page.locator('.meetings time').evaluateAll((all) =>
        all.map((time) => ({
          instant: (time as HTMLTimeElement).dateTime,
          day: (time as HTMLTimeElement).dataset['day'] ?? null,
          text: time.querySelector('.clock')?.textContent ?? '',
        })),
      );
      const entries: Shown[] = await page.locator('li:not([hidden]) > time[data-clock]').evaluateAll((all) =>
        all.map((time) => ({
          instant: (time as HTMLTimeElement).dateTime,
          day: time.closest<HTMLElement>('ul')?.dataset['day'] ?? null,
          text: time.textContent,
        })),
      );
      expect(entries.length).toBeGreaterThan(25);
      expect(check([...agenda, ...entries], timezoneId)).toEqual([]);
      await close();
    }
  });

  it.each(ZONES)('<community-meetings> in %s', async (timezoneId) => {
    const html = `<!doctype html><html lang="en-GB"><title>Host</title><script type="module" src="${gateway}/embed.js"></script><community-meetings days="400" limit="100"></community-meetings></html>`;
    const host = await serveHost(html, `script-src ${gateway}; connect-src ${gateway}`);
    const { page, close } = await openPage(browser, 'about:blank', { timezoneId, locale: 'en-GB' });
    await page.clock.install({ time: new Date('2026-11-21T12:00:00Z') });
    await page.goto(host.url);
    await page.locator('community-meetings time').first().waitFor();
    const shown: Shown[] = await page
      .locator('community-meetings time')
      .evaluateAll((all) =>
        all.map((time) => ({ instant: (time as HTMLTimeElement).dateTime, day: null, text: time.textContent })),
      );
    expect(shown.length).toBeGreaterThan(30);
    expect(check(shown, timezoneId)).toEqual([]);
    await close();
    await host.close();
  });
});
