/**
 * What a page weighs and how soon it is seen: `node test/bench/pages.ts`. Every load is a first visit of Chromium, on
 * loopback and warm on the server; median of five.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { median } from './median.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const ORIGIN = 'http://127.0.0.1:4169';
const RUNS = 5;
const PAGES = ['/', '/groups/tag-infrastructure', '/groups/tag-infrastructure?embed', '/embed?what=meetings'];
const FILES = ['/assets/pages.css', '/assets/page.js', '/embed.js', '/data/v1/meetings.json'];

interface Load {
  /** Of the page and all that it loads, as it comes over the wire with headers. */
  readonly transferBytes: number;
  readonly requests: number;
  /** First contentful paint, and the largest. */
  readonly fcpMs: number;
  readonly lcpMs: number;
  readonly layoutShift: number;
}

async function waitUntilServing(server: ChildProcess): Promise<void> {
  while (
    !(await fetch(`${ORIGIN}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (server.exitCode !== null) throw new Error('The server ended.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'Asia/Kolkata' });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  const result = await page.evaluate(async () => {
    const entriesOf = (type: string): Promise<readonly PerformanceEntry[]> =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type, buffered: true });
        setTimeout(() => resolve([]), 500);
      });
    const [lcp, shifts] = await Promise.all([entriesOf('largest-contentful-paint'), entriesOf('layout-shift')]);
    const loaded = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource'),
    ] as PerformanceResourceTiming[];
    return {
      transferBytes: loaded.reduce((sum, { transferSize }) => sum + transferSize, 0),
      requests: loaded.length,
      fcpMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      lcpMs: lcp.at(-1)?.startTime ?? Number.NaN,
      layoutShift: (shifts as unknown as readonly { value: number }[]).reduce((sum, { value }) => sum + value, 0),
    };
  });
  await context.close();
  return result;
}

async function sizeOf(url: string, encoding: string): Promise<number> {
  const response = await fetch(url, { headers: { 'accept-encoding': encoding } });
  const length = response.headers.get('content-length');
  await response.arrayBuffer();
  return Number(length);
}

const cacheDir = mkdtempSync(path.join(tmpdir(), 'bench-pages-'));
const server = spawn(
  process.execPath,
  ['src/main.ts', 'serve', 'examples/cncf/registry.yaml', '--demo', '--port', '4169', '--host', '127.0.0.1'],
  { cwd: ROOT, stdio: 'ignore', env: { ...process.env, CACHE_DIR: cacheDir, LOG_LEVEL: 'warn' } },
);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
try {
  await waitUntilServing(server);
  for (const url of PAGES) {
    await load(browser, `${ORIGIN}${url}`);
    const loads: Load[] = [];
    while (loads.length < RUNS) loads.push(await load(browser, `${ORIGIN}${url}`));
    const middle = (of: (one: Load) => number): number => Math.round(median(loads.map(of)) * 1000) / 1000;
    console.log(
      `${url}: ${await sizeOf(`${ORIGIN}${url}`, 'identity')} B, br ${await sizeOf(`${ORIGIN}${url}`, 'br')} B; with all it loads ` +
        `${middle((one) => one.transferBytes)} B in ${middle((one) => one.requests)} requests; ` +
        `FCP ${Math.round(middle((one) => one.fcpMs))} ms, LCP ${Math.round(middle((one) => one.lcpMs))} ms, CLS ${middle((one) => one.layoutShift)}`,
    );
  }
  for (const url of FILES) {
    const sizes = await Promise.all(['identity', 'gzip', 'br'].map((encoding) => sizeOf(`${ORIGIN}${url}`, encoding)));
    console.log(`${url}: ${sizes[0]} B, gzip ${sizes[1]} B, br ${sizes[2]} B`);
  }
} finally {
  await browser.close();
  server.kill();
  rmSync(cacheDir, { recursive: true, force: true });
}
