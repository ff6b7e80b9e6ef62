/** Many calendars of one host that is down: it is left alone, and asked again when it may be back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createGateway } from '../../src/gateway.ts';
import { startUpstream } from '../net/support/upstream-server.ts';

const FEEDS = 60;
const directory = mkdtempSync(path.join(tmpdir(), 'community-graph-dead-host-'));
afterEach(() => rmSync(directory, { recursive: true }));

const CALENDAR = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//test//EN',
  'BEGIN:VEVENT',
  'UID:daily@example.org',
  'DTSTAMP:20260101T000000Z',
  'DTSTART:20260101T120000Z',
  'RRULE:FREQ=DAILY',
  'SUMMARY:Daily',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

interface GroupsData {
  readonly groups: {
    readonly nodes: readonly {
      readonly nextMeeting: object | null;
      readonly meetings: { readonly isPartial: boolean; readonly totalCount: number | null };
    }[];
  };
}

test('the circuit opens for all of them, lets one find out, and closes', async () => {
  let requests = 0;
  let isUp = false;
  const upstream = await startUpstream((_request, response) => {
    requests += 1;
    if (isUp) response.writeHead(200, { 'content-type': 'text/calendar' }).end(CALENDAR);
    else response.writeHead(503).end();
  });
  const registry = path.join(directory, 'registry.yaml');
  const groups = Array.from(
    { length: FEEDS },
    (_, index) =>
      `  - { slug: g${index}, name: G${index}, kind: WORKING_GROUP, calendars: [{ url: "${upstream.origin}/${index}.ics" }] }`,
  );
  writeFileSync(
    registry,
    `apiVersion: community-graph/v1\ncommunity: { slug: c, name: C }\ngroups:\n${groups.join('\n')}\n`,
  );
  const clock = { ms: Date.parse('2026-11-21T08:00:00Z'), now: () => clock.ms };
  const gateway = await createGateway({
    registry,
    config: readConfig({ CACHE_DIR: path.join(directory, 'cache'), UPSTREAM_ALLOW: '127.0.0.1' }),
    log: pino({ level: 'silent' }),
    clock,
  });
  /** @returns how many groups have a next meeting, and how many requests that took. */
  const ask = async (seconds: number): Promise<{ known: number; asked: number }> => {
    clock.ms += seconds * 1000;
    const before = requests;
    const { data, errors } = await gateway.execute(
      `{ groups(first: ${FEEDS}) { totalCount nodes { nextMeeting { startsAt } meetings(first: 1) { isPartial totalCount } } } }`,
    );
    expect(errors).toBeUndefined();
    const { nodes } = (data as unknown as GroupsData).groups;
    expect(nodes).toHaveLength(FEEDS);
    for (const { nextMeeting, meetings } of nodes) {
      expect(meetings.isPartial).toBe(nextMeeting === null);
      if (meetings.isPartial) expect(meetings.totalCount).toBeNull();
    }
    return { known: nodes.filter(({ nextMeeting }) => nextMeeting !== null).length, asked: requests - before };
  };

  // All begin at once, before the host is known to be down.
  expect(await ask(0)).toEqual({ known: 0, asked: FEEDS });
  // From then on one request an interval finds out, however many calendars want to be read.
  for (let minute = 0; minute < 5; minute += 1) {
    const { known, asked } = await ask(70);
    expect(known).toBe(0);
    expect(asked).toBeLessThanOrEqual(1);
  }
  isUp = true;
  await expect.poll(async () => (await ask(70)).known).toBe(FEEDS);
  const { asked } = await ask(0);
  expect(asked).toBe(0);
  await gateway.close();
  await upstream.close();
});
