import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MeetingFeedRef } from '../../../src/model/meeting.ts';
import { parseAllowList } from '../../../src/net/allow-list.ts';
import { createGuardedFetch } from '../../../src/net/guarded-fetch.ts';
import { createUpstreamCache } from '../../../src/net/upstream-cache.ts';
import { createICalendarSource } from '../../../src/sources/icalendar/index.ts';
import { type SourceSubject, testSource, type UpstreamBehaviour } from '../../contract/source.ts';
import { countOnlyRunningTime } from '../../support/count-only-running-time.ts';
import { calendar, event } from './feed-text.ts';

countOnlyRunningTime();

const SECRET = 'private-0123456789abcdef';
const FEED = calendar(event('DTSTART:20261102T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY'));
const LOG = { debug() {}, info() {}, warn() {}, error() {} };

const ANSWERS: Readonly<Record<UpstreamBehaviour, (response: ServerResponse) => void>> = {
  healthy: (response) => response.writeHead(200, { 'content-type': 'text/calendar', etag: '"1"' }).end(FEED),
  'not-found': (response) => response.writeHead(404).end(),
  'rate-limited': (response) => response.writeHead(429, { 'retry-after': '60' }).end(),
  hanging: () => {},
  garbage: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'),
  broken: (response) => response.writeHead(500).end(SECRET),
};

async function makeSubject(): Promise<SourceSubject> {
  let behaviour: UpstreamBehaviour = 'healthy';
  let requests = 0;
  let nowMs = Date.parse('2026-11-21T08:00:00Z');
  const server = createServer((_request, response) => {
    requests += 1;
    ANSWERS[behaviour](response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const clock = { now: () => nowMs };
  const fetch = createGuardedFetch({
    allowList: parseAllowList(`127.0.0.1:${port}`).allowList,
    limits: { headersTimeoutMs: 200, totalTimeoutMs: 400 },
    clock,
  });
  const cache = createUpstreamCache({ clock, log: LOG });
  const source = createICalendarSource({ fetch, cache, clock, log: LOG });
  const ref: MeetingFeedRef = {
    id: 'feed',
    community: 'example',
    source: 'icalendar',
    ref: { url: `http://127.0.0.1:${port}/${SECRET}/basic.ics` },
    name: 'Community calendar',
    match: [],
    owner: null,
    places: {},
  };
  return {
    description: source.describe(ref),
    read: async () => source.occurrences(ref, { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' }),
    behave: (next) => {
      behaviour = next;
    },
    requestCount: () => requests,
    advance: (seconds) => {
      nowMs += seconds * 1000;
    },
    close: async () => {
      await cache.close();
      await source.close?.();
      await fetch.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

testSource('icalendar', makeSubject, { staleAfterSeconds: 901, recoversAfterSeconds: 3600, secrets: [SECRET] });
