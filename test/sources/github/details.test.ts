import { afterEach, describe, expect, it } from 'vitest';
import { issueNodeId } from '../../../src/demo/github-issue.ts';
import type { GitHubRecordingInput } from '../../../src/demo/github-recording.ts';
import type { InitiativeDetailsRecord } from '../../../src/model/initiative.ts';
import type { Answer } from '../../../src/model/source.ts';
import {
  feedRef,
  feedRule,
  type GitHubHarness,
  recording,
  START,
  startGitHubHarness,
} from '../../support/github-harness.ts';

let harness: GitHubHarness;
afterEach(async () => {
  await harness.close();
});

const id = (number: number) => issueNodeId('cncf/toc', number);

async function details(number: number): Promise<Answer<InitiativeDetailsRecord>> {
  const answer = (await harness.source.details([id(number)])).get(id(number));
  if (!answer) throw new Error('no answer');
  return answer;
}

type Issue = Partial<GitHubRecordingInput['issues'][number]>;

const users = [{ login: 'renovate', type: 'Bot' as const }, { login: 'k8s-ci-robot' }, { login: 'jo', name: 'Jo Roe' }];

async function start(issue: Issue, standIn = {}): Promise<void> {
  const base = { number: 1, author: 'jo', createdAt: '2026-01-01T00:00:00Z' };
  harness = await startGitHubHarness([recording('cncf/toc', [{ ...base, ...issue }], { users })], { standIn });
}

describe('the last human activity', () => {
  const cases: readonly (readonly [string, Issue, string])[] = [
    ['is the creation where nothing else happened', { updatedAt: '2026-09-09T00:00:00Z' }, '2026-01-01T00:00:00Z'],
    [
      'is a later comment',
      { comments: [{ author: 'jo', createdAt: '2026-02-02T00:00:00Z', body: '' }] },
      '2026-02-02T00:00:00Z',
    ],
    [
      'passes over bots, and users that are machines by name',
      {
        comments: [
          { author: 'jo', createdAt: '2026-02-02T00:00:00Z', body: '' },
          { author: 'renovate', createdAt: '2026-03-03T00:00:00Z', body: '' },
          { author: 'k8s-ci-robot', createdAt: '2026-03-04T00:00:00Z', body: '' },
        ],
      },
      '2026-02-02T00:00:00Z',
    ],
    [
      'counts a deleted account as a person',
      { comments: [{ author: null, createdAt: '2026-02-02T00:00:00Z', body: '' }] },
      '2026-02-02T00:00:00Z',
    ],
    ['is an edit of the body', { lastEditedAt: '2026-04-04T00:00:00Z', editor: 'jo' }, '2026-04-04T00:00:00Z'],
    ['is no edit by a bot', { lastEditedAt: '2026-04-04T00:00:00Z', editor: 'renovate' }, '2026-01-01T00:00:00Z'],
    [
      'is a linked pull request',
      { linkedPullRequests: [{ number: 5, state: 'MERGED', createdAt: '2026-05-05T00:00:00Z', author: 'jo' }] },
      '2026-05-05T00:00:00Z',
    ],
  ];
  it.each(cases)('%s', async (_name, issue, expected) => {
    await start(issue);
    expect((await details(1)).value?.lastActivityAt).toBe(expected);
  });
});

describe('an issue in which machines wrote last', () => {
  const machine = { author: 'k8s-ci-robot', body: '' };
  /** A person's comment, then that many of machines, an hour apart. */
  const comments = (count: number) => [
    { author: 'jo', createdAt: '2026-02-01T00:00:00Z', body: '' },
    ...Array.from({ length: count }, (_, hour) => ({
      ...machine,
      createdAt: new Date(Date.UTC(2026, 2, 1, hour)).toISOString().replace('.000', ''),
    })),
  ];

  it.each([
    [19, 1],
    [20, 2],
    [119, 2],
    [120, 3],
    [319, 4],
  ])('is read on until the person is found: %i comments of machines take %i requests', async (count, requests) => {
    await start({ comments: comments(count) });
    expect((await details(1)).value).toMatchObject({ lastActivityAt: '2026-02-01T00:00:00Z' });
    expect((await details(1)).value).not.toHaveProperty('activityUnknownBefore');
    expect(harness.standIn.requests).toHaveLength(requests);
  });

  it('is unknown beyond a bound, which says from when on only machines wrote', async () => {
    await start({ comments: comments(400) });
    const { value } = await details(1);
    expect(value).toMatchObject({ lastActivityAt: null, activityUnknownBefore: '2026-03-04T08:00:00Z' });
    expect(harness.standIn.requests).toHaveLength(4);
  });

  it('needs no further request where a person edited it since', async () => {
    await start({ comments: comments(30), lastEditedAt: '2026-04-01T00:00:00Z', editor: 'jo' });
    expect((await details(1)).value).toMatchObject({ lastActivityAt: '2026-04-01T00:00:00Z' });
    expect(harness.standIn.requests).toHaveLength(1);
  });

  it('is read with others of its kind in one request, and costs its neighbours nothing', async () => {
    const createdAt = '2026-01-01T00:00:00Z';
    const issues = [25, 0, 30].map((count, index) => ({ number: index + 1, createdAt, comments: comments(count) }));
    harness = await startGitHubHarness([recording('cncf/toc', issues, { users })]);
    harness.standIn.inject({ kind: 'answer', status: 401 }, { when: ({ query }) => query.includes('EarlierComments') });
    const answers = await harness.source.details([1, 2, 3].map(id));
    expect([1, 2, 3].map((number) => answers.get(id(number))?.value?.nodeId ?? null)).toEqual([null, id(2), null]);
    expect(harness.standIn.requests).toHaveLength(2);
    expect(harness.standIn.requests[1]?.points).toBe(1);
  });
});

describe('details', () => {
  it('count open linked pull requests, and name participants', async () => {
    await start({
      assignees: ['jo'],
      comments: [{ author: 'sam', createdAt: START, body: '' }],
      linkedPullRequests: [
        { number: 5, state: 'OPEN', createdAt: START },
        { number: 6, state: 'MERGED', createdAt: START },
      ],
    });
    expect((await details(1)).value).toMatchObject({
      openLinkedPullRequests: 1,
      participants: [
        { login: 'jo', name: 'Jo Roe' },
        { login: 'sam', name: null },
      ],
    });
  });

  it('of 120 issues take three requests, and none when asked again', async () => {
    const numbers = Array.from({ length: 120 }, (_, index) => index + 1);
    harness = await startGitHubHarness([
      recording(
        'cncf/toc',
        numbers.map((number) => ({ number })),
      ),
    ]);
    expect(harness.source.knownDetails(id(1))).toBeNull();
    const answers = await harness.source.details(numbers.map(id));
    expect([...answers.keys()]).toEqual(numbers.map(id));
    expect(harness.source.knownDetails(id(1))).toEqual(answers.get(id(1)));
    expect(harness.standIn.requests).toHaveLength(3);
    expect(harness.source.details(numbers.map(id))).toBeInstanceOf(Map);
  });

  it('are asked for again when the listing shows that the issue changed, and not before', async () => {
    const ref = feedRef();
    const issues = [{ number: 1 }, { number: 2 }];
    harness = await startGitHubHarness([recording('cncf/toc', issues)]);
    await harness.source.initiatives([ref]);
    await harness.source.details([id(1), id(2)]);
    harness.clock.advance(301);
    await harness.readFresh(ref);
    await harness.source.details([id(1), id(2)]);
    expect(harness.standIn.requests).toHaveLength(3);

    const comments = [{ author: 'jo', createdAt: '2026-11-21T12:06:00Z', body: '' }];
    const updatedAt = '2026-11-21T12:06:00Z';
    harness.serve([recording('cncf/toc', [{ number: 1 }, { number: 2, updatedAt, comments }])]);
    harness.clock.advance(301);
    await harness.readFresh(ref);
    await expect.poll(async () => (await details(2)).value?.lastActivityAt).toBe(updatedAt);
    await details(1);
    expect(harness.standIn.requests).toHaveLength(5);
    expect(harness.standIn.requests[4]?.variables.ids).toEqual([id(2)]);
  });

  it('of a deleted issue fail alone, however the answer is ordered', async () => {
    harness = await startGitHubHarness([recording('cncf/toc', [{ number: 1 }, { number: 3 }])]);
    const answers = await harness.source.details([1, 2, 3].map(id));
    expect([1, 2, 3].map((number) => answers.get(id(number))?.value?.nodeId ?? null)).toEqual([id(1), null, id(3)]);
    expect(answers.get(id(2))?.reading).toMatchObject({ state: 'FAILING', error: { code: 'UPSTREAM_NOT_FOUND' } });
  });

  it('that are too heavy are asked in halves', async () => {
    harness = await startGitHubHarness([
      recording(
        'cncf/toc',
        [1, 2, 3, 4].map((number) => ({ number })),
      ),
    ]);
    harness.standIn.inject({ kind: 'answer', status: 504 });
    const answers = await harness.source.details([1, 2, 3, 4].map(id));
    expect([...answers.values()].every(({ value }) => value !== null)).toBe(true);
    expect(harness.standIn.requests).toHaveLength(3);
  });
});

describe('what the token may not read of an issue', () => {
  it.each(['comments', 'closedByPullRequestsReferences', 'participants', 'author'])('%s', async (field) => {
    await start({ comments: [{ author: 'jo', createdAt: START, body: '' }] });
    harness.standIn.inject({ kind: 'unreadable-field', field });
    const { value, reading } = await details(1);
    // Without its comments, nobody can say when the issue was last active.
    if (field === 'comments' || field === 'participants') expect(reading.error?.code).toBe('UPSTREAM_NOT_FOUND');
    else expect(value).toMatchObject({ nodeId: id(1), lastActivityAt: START });
    if (field === 'closedByPullRequestsReferences') expect(value?.openLinkedPullRequests).toBeNull();
  });
});

describe('project fields', () => {
  const issue: Issue = {
    labels: ['kind/initiative'],
    projectItems: [{ project: 'Board', fields: { Status: 'Doing', 'Target date': '2026-12-24' } }],
  };
  const ref = feedRef({
    rules: [feedRule({ status: { labels: {}, projectField: 'Status', projectValues: { doing: 'IN_PROGRESS' } } })],
  });

  it('decide status and target date', async () => {
    await start(issue);
    const [initiative] = (await harness.source.initiatives([ref])).get(ref.id)?.value ?? [];
    expect(initiative).toMatchObject({
      status: 'IN_PROGRESS',
      statusReason: 'project field Status: Doing',
      targetDate: '2026-12-24',
      targetDateReason: 'project field Target date',
      projectFields: { Status: ['Doing'] },
    });
  });

  it('that the token may not read are all that is missing', async () => {
    await start(issue, { hasProjectScope: false });
    const answer = (await harness.source.initiatives([ref])).get(ref.id);
    expect(answer?.value?.[0]).toMatchObject({ number: 1, status: 'UNKNOWN', targetDate: null });
    expect(harness.source.diagnostics(ref.id)).toMatchObject([{ code: 'GITHUB_MISSING_SCOPE' }]);
    expect(answer?.reading).toMatchObject({ state: 'FRESH', error: { code: 'GITHUB_MISSING_SCOPE' } });
  });

  it('that are forbidden field by field are all that is missing', async () => {
    await start(issue);
    harness.standIn.inject({ kind: 'unreadable-field', field: 'projectItems' }, { times: 9 });
    const answer = (await harness.source.initiatives([ref])).get(ref.id);
    expect(answer?.value?.[0]).toMatchObject({ number: 1, status: 'UNKNOWN' });
    expect(harness.source.diagnostics(ref.id)).toMatchObject([{ code: 'GITHUB_MISSING_SCOPE' }]);
  });

  it('that the token may not read are not asked for at each refresh', async () => {
    await start(issue, { hasProjectScope: false });
    await harness.source.initiatives([ref]);
    const asked = harness.standIn.requests.length;
    harness.clock.advance(301);
    await harness.readFresh(ref);
    expect(harness.standIn.requests).toHaveLength(asked + 1);
  });
});
