/** An answer is the same until the instant that its validity names: whatever the time, whatever is asked. */
import fc from 'fast-check';
import { execute, parse } from 'graphql';
import { expect, test } from 'vitest';
import { toInstant } from '../../src/clock.ts';
import { createContext } from '../../src/graph/context.ts';
import { createSchema } from '../../src/graph/schema.ts';
import { createSyntheticCommunity, ORIGIN } from '../support/synthetic-community.ts';

const clock = { nowMs: 0, now: () => clock.nowMs };
const { ports } = createSyntheticCommunity({ groups: 3, leads: 3, meetings: 8, initiatives: 3 }, clock);
const schema = createSchema();

const queries = [
  '{ groups { nodes { nextMeeting { startsAt } } } }',
  '{ groups { nodes { lastMeeting { startsAt } } } }',
  '{ groups(orderBy: { field: NEXT_MEETING_AT, direction: ASC }) { nodes { slug } } }',
  '{ meetings(first: 100) { nodes { startsAt } } }',
  '{ meetings(first: 100, filterBy: { within: "P7D" }) { nodes { startsAt } } }',
  '{ meetings(first: 100, filterBy: { within: "PT1H" }) { nodes { startsAt } } }',
  '{ meetings(first: 100, filterBy: { startsBefore: "2026-12-10T12:00:00Z" }) { nodes { startsAt } } }',
  '{ meetings(first: 100, filterBy: { startsBefore: "2026-12-10T12:00:00Z", within: "P3D" }) { nodes { startsAt } } }',
  '{ meetings(first: 100, filterBy: { startsAfter: "2026-12-01T00:00:00Z" }) { nodes { startsAt } } }',
  '{ group(slug: "group-1") { meetings(first: 50, filterBy: { within: "P2D" }) { nodes { startsAt } } } }',
  '{ initiatives { nodes { ageInDays overdue overdueReason sponsor { person { login } } } } }',
  '{ initiatives { nodes { helpWanted { score reasons } raiseAt { reason } } } }',
  '{ initiatives(filterBy: { overdue: true }) { totalCount } }',
  '{ group(slug: "group-0") { roles { nodes { termState } } } }',
  '{ group(slug: "group-0") { roles(filterBy: { termState: [CURRENT] }) { totalCount } } }',
  '{ person(login: "lead-0-0") { meetings { nodes { startsAt } } } }',
  '{ initiatives(first: 1) { readings { age } } }',
  '{ search(query: "weekly") { meetingCount } }',
].map((text) => parse(text));

async function answerAt(nowMs: number, query: (typeof queries)[number]) {
  clock.nowMs = nowMs;
  const contextValue = createContext(ports, { baseUrl: 'https://graph.example', budget: null });
  const result = await execute({ schema, document: query, contextValue });
  const { changes } = contextValue.validity;
  return {
    text: JSON.stringify(result),
    changesAtMs: changes === null ? Number.POSITIVE_INFINITY : Date.parse(changes),
  };
}

const DAY_S = 86_400;

test('time changes no answer before its validity ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...queries),
      // From before the first meeting until after the last, and over the ends of terms.
      fc.integer({ min: -20 * DAY_S, max: 150 * DAY_S }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (query, offsetS, fraction) => {
        const nowMs = Date.parse(ORIGIN) + offsetS * 1000;
        const made = await answerAt(nowMs, query);
        const lastMs = Math.min(made.changesAtMs - 1000, nowMs + 30 * DAY_S * 1000);
        const between = nowMs + Math.floor(((lastMs - nowMs) / 1000) * fraction) * 1000;
        for (const laterMs of [between, lastMs]) {
          const later = await answerAt(laterMs, query);
          expect([toInstant(laterMs), later.text]).toEqual([toInstant(laterMs), made.text]);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test.each([
  ['the next meeting begins', '{ group(slug: "group-0") { nextMeeting { startsAt } } }', '2026-11-16T08:00:01Z'],
  ['a meeting ends', '{ group(slug: "group-0") { lastMeeting { startsAt } } }', '2026-11-16T09:00:00Z'],
  ['a day ends', '{ group(slug: "group-0") { roles { nodes { termState } } } }', '2026-11-17T00:00:00Z'],
  ['an initiative is a day older', '{ initiatives { nodes { ageInDays } } }', '2026-11-16T09:30:00Z'],
  ['never', '{ group(slug: "group-0") { name roles { nodes { termEnd } } } }', null],
])('an answer changes when %s', async (_name, text, instant) => {
  const { changesAtMs } = await answerAt(Date.parse(ORIGIN), parse(text));
  expect(changesAtMs).toBe(instant === null ? Number.POSITIVE_INFINITY : Date.parse(instant));
});
