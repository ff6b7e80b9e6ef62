/** Atom as a real XML parser reads it, with what RFC 4287 §4.1 asks of feed and entries. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE, type PagesGateway, startPagesGateway } from '../support/pages-gateway.ts';
import { hasBrowser, launch } from './browser.ts';

describe.skipIf(!hasBrowser)('Atom', () => {
  let pages: PagesGateway;
  let browser: Browser;
  beforeAll(async () => {
    pages = await startPagesGateway();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await pages.close();
  });

  it.each(['/feeds/initiatives.atom', '/feeds/findings.atom', '/feeds/initiatives.atom?groups=empty'])(
    '%s is valid',
    async (url) => {
      const { body } = await pages.server.inject({ url });
      const page = await browser.newPage();
      const feed = await page.evaluate((text) => {
        const document = new DOMParser().parseFromString(text, 'application/xml');
        const read = (element: Element) =>
          [...element.children].map((child) => ({
            name: child.localName,
            namespace: child.namespaceURI,
            text: child.textContent ?? '',
            rel: child.getAttribute('rel'),
          }));
        return {
          error: document.querySelector('parsererror')?.textContent ?? null,
          root: document.documentElement.localName,
          elements: read(document.documentElement),
          entries: [...document.querySelectorAll('entry')].map(read),
        };
      }, body);
      expect(feed.error).toBeNull();
      expect(feed.root).toBe('feed');
      const all = [feed.elements, ...feed.entries];
      expect(new Set(all.flat().map(({ namespace }) => namespace))).toEqual(new Set(['http://www.w3.org/2005/Atom']));
      for (const elements of all) {
        for (const name of ['id', 'title', 'updated']) {
          expect(elements.filter((element) => element.name === name)).toHaveLength(1);
        }
        expect(elements.find(({ name }) => name === 'id')?.text).toMatch(/^(?:https:|urn:uuid:)/u);
        for (const { name, text } of elements) {
          if (name === 'updated' || name === 'published') expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
        }
      }
      expect(feed.elements.some(({ name }) => name === 'author')).toBe(true);
      expect(feed.elements.filter(({ rel }) => rel === 'self')).toHaveLength(1);
      const ids = feed.entries.map((entry) => entry.find(({ name }) => name === 'id')?.text);
      expect(new Set(ids).size).toBe(ids.length);
      await page.close();
    },
  );

  it('keeps the words of titles as they are', async () => {
    const { body } = await pages.server.inject({ url: '/feeds/initiatives.atom' });
    const page = await browser.newPage();
    const titles = await page.evaluate(
      (text) =>
        [...new DOMParser().parseFromString(text, 'application/xml').querySelectorAll('entry > title')].map(
          (title) => title.textContent,
        ),
      body,
    );
    expect(titles).toContain(`Initiative ${HOSTILE.script}`);
    expect(titles).toContain(`Done ${HOSTILE.rightToLeft}`);
    await page.close();
  });
});
