/** Whatever goes wrong inside, no secret leaves: one is planted in every port, and answers and log lines are searched. */
import { afterEach, describe, expect, test } from 'vitest';
import { SourceError } from '../../../src/errors.ts';
import type { GraphPorts } from '../../../src/graph/context.ts';
import { createSyntheticCommunity } from '../../support/synthetic-community.ts';
import { post, SMALL, startTestServer, type TestServer } from '../support/test-server.ts';

const SECRET = 'ghp_plantedSecret0123456789';
const ADDRESS = `https://calendar.example/private-${'0123456789abcdef'}/basic.ics?token=${SECRET}`;

/** Asks every port. */
const QUERY = `{
  groups(first: 2) { nodes { slug nextMeeting { startsAt } initiatives(first: 2) { nodes { lastActivityAt } } meetingSeries { nodes { title } } } }
  sources { totalCount }
  findings { totalCount }
  rateLimit { upstream { remaining } }
}`;

const clock = { now: () => Date.parse('2026-11-16T00:00:00Z') };

function failing(name: keyof GraphPorts, fail: () => never): GraphPorts {
  return { ...createSyntheticCommunity(SMALL, clock).ports, knownDetails: () => null, [name]: fail };
}

const ports = [
  'initiatives',
  'initiativeDetails',
  'knownDetails',
  'occurrences',
  'series',
  'sources',
  'budgets',
  'registry',
] as const;

let subject: TestServer;
afterEach(() => subject.server.close());

describe('a port that throws a secret', () => {
  test.each(ports)('%s: neither the answer nor the log shows it', async (name) => {
    subject = await startTestServer({
      ports: failing(name, () => {
        throw new Error(`connect to ${ADDRESS} failed for lead@example.org`, { cause: { authorization: SECRET } });
      }),
    });
    const response = await subject.server.inject(post(QUERY));
    expect(response.statusCode).toBeLessThanOrEqual(500);
    expect(response.body).toContain('"errors"');
    expect(response.body).toContain('INTERNAL_SERVER_ERROR');
    for (const text of [response.body, JSON.stringify(response.headers), ...subject.logLines]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain('lead@example.org');
      expect(text).not.toContain('private-0123');
    }
    expect(response.body).not.toMatch(/stack|\.ts:\d+|private-/u);
    expect(subject.logLines.join()).toMatch(/A resolver failed unexpectedly|A request failed unexpectedly/u);
  });

  test('a port that rejects is masked the same way', async () => {
    subject = await startTestServer({
      ports: failing('occurrences', () => Promise.reject(new TypeError(`fetch failed: ${ADDRESS}`)) as never),
    });
    const response = await subject.server.inject(post('{ groups(first: 1) { nodes { nextMeeting { startsAt } } } }'));
    expect(response.json().data.groups.nodes).toEqual([{ nextMeeting: null }]);
    expect(response.json().errors).toEqual([
      {
        message: 'Unexpected error.',
        locations: [{ line: 1, column: 30 }],
        path: ['groups', 'nodes', 0, 'nextMeeting'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
    expect(subject.logLines.join()).not.toContain(SECRET);
  });

  test('an error of the catalogue is shown, its private parts withheld', async () => {
    subject = await startTestServer({
      ports: failing('occurrences', () => {
        throw new SourceError('UPSTREAM_TIMEOUT', 'The calendar of lead@example.org did not answer.');
      }),
    });
    const response = await subject.server.inject(post('{ groups(first: 1) { nodes { nextMeeting { startsAt } } } }'));
    expect(response.body).not.toContain('lead@example.org');
  });
});

test('what clients put into an address gets into no line of the log', async () => {
  subject = await startTestServer();
  await subject.server.inject(`/groups/a?token=secretOfClient&q=lead%40example.org`);
  await subject.server.inject(`/nowhere/${SECRET}`);
  expect(subject.logLines.join()).toContain('incoming request');
  expect(subject.logLines.join()).not.toMatch(new RegExp(`secretOfClient|lead(?:%40|@)example|${SECRET}`, 'u'));
});

test('what Apollo Server refuses without a code is a bad request, and no failure of ours', async () => {
  subject = await startTestServer();
  const { statusCode, body } = await subject.server.inject({
    ...post(''),
    payload: JSON.stringify({ query: '{ __typename }', extensions: { persistedQuery: { version: 2 } } }),
  });
  expect([statusCode, JSON.parse(body).errors]).toEqual([
    400,
    [{ message: 'Unsupported persisted query version', extensions: { code: 'BAD_REQUEST' } }],
  ]);
  expect(subject.logLines.filter((line) => JSON.parse(line).level >= 40)).toEqual([]);
});
