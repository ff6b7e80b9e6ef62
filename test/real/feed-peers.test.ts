/**
 * The same as test/http/feed-agreement.test.ts for libraries in other languages, and for the feeds of ../shared/data.
 * What a machine does not have is skipped, by name.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FeedGateway, startFeedGateway } from '../support/feed-gateway.ts';
import {
  type FeedReader,
  findPeers,
  readWithIcalJs,
  readWithNodeIcal,
  readWithOwnEngine,
  toLines,
} from '../support/feed-readers.ts';
import { syntheticCalendar } from '../support/synthetic-calendar.ts';

const NOW = '2026-11-21T12:00:00Z';
const WINDOW = { from: '2026-11-21T00:00:00Z', to: '2031-11-21T00:00:00Z' };
const CALENDARS = path.join(import.meta.dirname, '../../../shared/data/calendars');

const peers = findPeers();
const calendars = new Map<string, string | Uint8Array>([['synthetic', syntheticCalendar()]]);
for (const file of existsSync(CALENDARS) ? readdirSync(CALENDARS).filter((name) => name.endsWith('.ics')) : []) {
  calendars.set(path.basename(file, '.ics').toLowerCase(), readFileSync(path.join(CALENDARS, file)));
}

let gateway: FeedGateway;
const expected = new Map<string, readonly string[]>();
beforeAll(async () => {
  gateway = await startFeedGateway(calendars, NOW);
  for (const slug of calendars.keys()) expected.set(slug, toLines(await gateway.meetings(slug, WINDOW), WINDOW));
}, 120_000);
afterAll(() => gateway.close());

async function compare(slug: string, read: FeedReader): Promise<void> {
  const found = toLines(read(await gateway.feed(slug), WINDOW), WINDOW);
  const wanted = expected.get(slug) ?? [];
  const [have, want] = [new Set(found), new Set(wanted)];
  expect({
    missing: wanted.filter((line) => !have.has(line)).slice(0, 5),
    added: found.filter((line) => !want.has(line)).slice(0, 5),
  }).toEqual({ missing: [], added: [] });
}

describe.each([
  ['ical.js', readWithIcalJs],
  ['node-ical', readWithNodeIcal],
  ['our own engine', readWithOwnEngine],
] as const)('%s reads what the graph has', (_name, read) => {
  it.each([...calendars.keys()])('%s', (slug) => compare(slug, read), 60_000);
});

for (const { name, packages, isHere, read } of peers) {
  const title = isHere ? `${name} reads what the graph has` : `${name} is not here (apt-get install ${packages})`;
  describe.skipIf(!isHere)(title, () => {
    it.each([...calendars.keys()])('%s', (slug) => compare(slug, read), 120_000);
  });
}

it.skipIf(existsSync(CALENDARS))('skips the feeds of ../shared/data, which are not here', () => {});
