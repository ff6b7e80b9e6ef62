import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InitiativeRecord } from '../../src/model/initiative.ts';
import {
  group,
  initiative,
  initiativeFeed,
  meetingFeed,
  occurrence,
  registry,
  role,
  rule,
} from '../support/records.ts';
import { queryData, type World } from '../support/run-query.ts';

const work = rule({
  groups: { labels: { 'tag/a': 'test/a', 'sub/b': 'test/b' }, form: 'Group', projectField: null, titles: [] },
  limits: { maxAgeDays: 184, inactiveAfterDays: null },
});

function worldOf(record: InitiativeRecord, changes: Partial<World> = {}): World {
  return {
    registry: registry({
      groups: [
        group('a', {
          meetingFeeds: ['a'],
          roles: [
            role('tess', { kind: 'TECH_LEAD', termEnd: '2026-12-31' }),
            role('ted', { kind: 'TECH_LEAD', termEnd: '2026-01-31' }),
            role('carl', { kind: 'CHAIR' }),
          ],
        }),
        group('b', { parent: 'test/a' }),
        group('board', { kind: 'COMMITTEE', roles: [role('bo', { kind: 'MEMBER', group: 'test/board' })] }),
      ],
      initiativeRules: [work],
      initiativeFeeds: [initiativeFeed({ rules: [work] })],
      meetingFeeds: [meetingFeed('a', { owner: 'test/a' })],
    }),
    initiatives: { 'github:org/work': [record] },
    occurrences: { a: [occurrence('a', '2026-11-24T10:00:00Z')] },
    series: { a: [] },
    ...changes,
  };
}

const label = (name: string) => ({ name, color: 'ffffff' });
const person = (login: string) => ({ login, name: null });

async function ask<T>(world: World, selection: string): Promise<T> {
  const data = await queryData<{ initiatives: { nodes: T[] } }>(world, `{ initiatives { nodes { ${selection} } } }`);
  return data.initiatives.nodes[0] as T;
}

describe('helpWanted', () => {
  it('is exactly the sum of the points that its reasons print', async () => {
    const records = fc.record({
      helpLabel: fc.constantFrom(null, 'help wanted'),
      isContactWanted: fc.boolean(),
      assignees: fc.constantFrom([], [person('ann')]),
      state: fc.constantFrom('OPEN' as const, 'CLOSED' as const),
      labels: fc.constantFrom([], [label('tag/a')]),
    });
    const details = fc.constantFrom(null, '2026-11-20T00:00:00Z', '2026-01-01T00:00:00Z');
    await fc.assert(
      fc.asyncProperty(
        records,
        details,
        fc.nat({ max: 2 }),
        async (changes, lastActivityAt, openLinkedPullRequests) => {
          const record = initiative(1, changes);
          const world = worldOf(record, {
            details: {
              [record.nodeId]: {
                nodeId: record.nodeId,
                lastActivityAt,
                participants: [],
                openLinkedPullRequests,
              },
            },
          });
          const { helpWanted } = await ask<{ helpWanted: { wanted: boolean; score: number; reasons: string[] } }>(
            world,
            'helpWanted { wanted score reasons }',
          );
          const points = helpWanted.reasons.map((reason) => Number(/^\+([\d.]+) /u.exec(reason)?.[1]));
          expect(helpWanted.score).toBe(points.reduce((sum, point) => sum + point, 0));
          const asks = changes.helpLabel !== null || changes.isContactWanted || changes.assignees.length === 0;
          expect(helpWanted.wanted).toBe(asks && changes.state === 'OPEN');
          expect(helpWanted.reasons.length > 0).toBe(helpWanted.wanted);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is told without the details where they cannot be read', async () => {
    const { helpWanted } = await ask<{ helpWanted: unknown }>(
      worldOf(initiative(1, { labels: [label('tag/a')], helpLabel: 'help wanted' })),
      'helpWanted { wanted score reasons }',
    );
    expect(helpWanted).toEqual({
      wanted: true,
      score: 4.5,
      reasons: ['+3 label help wanted', '+1 nobody is assigned', '+0.5 a meets on 2026-11-24'],
    });
  });
});

describe('inactiveSince', () => {
  const SINCE = '2026-10-01T00:00:00Z';
  const EARLIER = '2026-09-01T00:00:00Z';
  const LATER = '2026-11-01T00:00:00Z';

  it.each([
    ['was active before', { lastActivityAt: EARLIER }, { totalCount: 1, isPartial: false }],
    ['was active since', { lastActivityAt: LATER }, { totalCount: 0, isPartial: false }],
    ['heard only machines since before', { activityUnknownBefore: EARLIER }, { totalCount: 1, isPartial: false }],
    [
      'heard only machines, for how long is unknown',
      { activityUnknownBefore: LATER },
      { totalCount: null, isPartial: true },
    ],
    ['has an activity that is unknown', {}, { totalCount: null, isPartial: true }],
    ['has details that cannot be read', null, { totalCount: null, isPartial: true }],
  ])('tells of an initiative that %s', async (_words, activity, expected) => {
    const record = initiative(1, { updatedAt: LATER });
    const details = { nodeId: record.nodeId, lastActivityAt: null, participants: [], openLinkedPullRequests: 0 };
    const world = worldOf(
      record,
      activity === null ? {} : { details: { [record.nodeId]: { ...details, ...activity } } },
    );
    const { initiatives } = await queryData<{ initiatives: object }>(
      world,
      `{ initiatives(filterBy: { inactiveSince: "${SINCE}" }) { totalCount isPartial nodes { number } readings { source { name } } } }`,
    );
    expect(initiatives).toMatchObject({
      ...expected,
      nodes: expected.totalCount === 1 ? [{ number: 1 }] : [],
      readings: { length: 1 },
    });
  });
});

describe('overdue', () => {
  it.each([
    [
      'a target date that has passed',
      { targetDate: '2026-11-20', targetDateReason: 'milestone v1' },
      /2026-11-20 \(milestone v1\) has passed/u,
    ],
    ['a target date of today', { targetDate: '2026-11-21', createdAt: '2026-11-01T00:00:00Z' }, null],
    [
      'an age over the limit',
      { createdAt: '2026-05-20T00:00:00Z' },
      /open for 185 days, the community's limit is 184/u,
    ],
    ['an age at the limit', { createdAt: '2026-05-21T00:00:00Z' }, null],
    ['a closed issue', { targetDate: '2020-01-01', state: 'CLOSED', closedAt: '2026-01-02T00:00:00Z' }, null],
    ['complete work', { targetDate: '2020-01-01', status: 'COMPLETE' }, null],
  ] as const)('with %s', async (_name, changes, reason) => {
    const answer = await ask<{ overdue: boolean; overdueReason: string | null }>(
      worldOf(initiative(1, changes)),
      'overdue overdueReason',
    );
    expect(answer.overdue).toBe(reason !== null);
    if (reason === null) expect(answer.overdueReason).toBeNull();
    else expect(answer.overdueReason).toMatch(reason);
  });
});

describe('sponsor', () => {
  it.each([
    ['a tech lead who is assigned', { assignees: [person('TESS')] }, 'tess'],
    ['a tech lead who is a contact', { contacts: [person('tess')] }, 'tess'],
    ['a member of a committee', { assignees: [person('bo')] }, 'bo'],
    ['a tech lead of the parent', { assignees: [person('tess')], labels: [label('sub/b')] }, 'tess'],
    ['nobody for a lead whose term has ended', { assignees: [person('ted')] }, null],
    ['nobody for a chair', { assignees: [person('carl')] }, null],
    ['nobody for somebody else', { assignees: [person('ann')] }, null],
  ] as const)('is %s', async (_name, changes, login) => {
    const { sponsor } = await ask<{ sponsor: { person: { login: string } } | null }>(
      worldOf(initiative(1, { labels: [label('tag/a')], ...changes })),
      'sponsor { person { login } }',
    );
    expect(sponsor?.person.login ?? null).toBe(login);
  });
});

describe('raiseAt', () => {
  it.each([
    ['the next meeting of its group', 'tag/a', 'next meeting of a, the responsible group'],
    ['that of the parent where its group has none', 'sub/b', 'next meeting of a, the parent of its group'],
  ])('is %s', async (_name, name, reason) => {
    const { raiseAt } = await ask<{ raiseAt: unknown }>(
      worldOf(initiative(1, { labels: [label(name)] })),
      'raiseAt { reason meeting { startsAt } }',
    );
    expect(raiseAt).toEqual({ reason, meeting: { startsAt: '2026-11-24T10:00:00Z' } });
  });

  it('is null where no group is known', async () => {
    expect(await ask(worldOf(initiative(1)), 'raiseAt { reason }')).toEqual({ raiseAt: null });
  });
});

describe('ageInDays', () => {
  it.each([
    [{ createdAt: '2026-11-01T00:00:00Z' }, 20],
    [{ createdAt: '2026-11-20T00:00:01Z' }, 0],
    [{ createdAt: '2026-11-01T00:00:00Z', closedAt: '2026-11-11T00:00:00Z', state: 'CLOSED' }, 10],
  ] as const)('of %o is %d', async (changes, ageInDays) => {
    expect(await ask(worldOf(initiative(1, changes)), 'ageInDays')).toEqual({ ageInDays });
  });
});
