import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDemo } from '../../src/demo/start-demo.ts';
import { recording, testClock } from '../support/github-harness.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
  await mkdir(join(folder, 'github', 'cncf'), { recursive: true });
  await mkdir(join(folder, 'calendars', 'calendar.example.org', 'cncf'), { recursive: true });
  await writeFile(join(folder, 'github', 'cncf', 'toc.json'), JSON.stringify(recording('cncf/toc', [{ number: 1 }])));
  await writeFile(join(folder, 'calendars', 'calendar.example.org', 'cncf', 'all.ics'), 'BEGIN:VCALENDAR\r\n');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('the demo', () => {
  it('serves calendars under their own path, with a validator, from loopback only', async () => {
    const demo = await startDemo({ recordings: folder, clock: testClock() });
    const base = demo.routes.get('https://calendar.example.org') ?? '';
    expect(demo.allow).toEqual([new URL(demo.githubApiUrl).host, new URL(base).host]);
    expect(new URL(base).hostname).toBe('127.0.0.1');

    const first = await fetch(`${base}/cncf/all.ics`);
    expect([first.status, await first.text()]).toEqual([200, 'BEGIN:VCALENDAR\r\n']);
    const again = await fetch(`${base}/cncf/all.ics`, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    expect((await fetch(`${base}/cncf/other.ics`)).status).toBe(404);
    expect((await fetch(`${base}/%2e%2e/%2e%2e/github/cncf/toc.json`)).status).toBe(404);
    await demo.close();
  });

  it('serves the recorded issues', async () => {
    const demo = await startDemo({ recordings: folder, clock: testClock() });
    const response = await fetch(`${demo.githubApiUrl}/graphql`, {
      method: 'POST',
      headers: { authorization: 'bearer any' },
      body: JSON.stringify({ query: '{ repository(owner: "cncf", name: "toc") { issues { totalCount } } }' }),
    });
    expect(await response.json()).toEqual({ data: { repository: { issues: { totalCount: 1 } } } });
    await demo.close();
  });

  it('names the recording that cannot be read', async () => {
    await writeFile(join(folder, 'github', 'cncf', 'bad.json'), '{');
    await expect(startDemo({ recordings: folder, clock: testClock() })).rejects.toThrow(/bad\.json/u);
  });

  it('starts without recordings', async () => {
    const demo = await startDemo({ recordings: join(folder, 'none'), clock: testClock() });
    expect(demo.routes.size).toBe(0);
    await demo.close();
  });
});
