import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GitHubRecordingInput } from '../../../src/demo/github-recording.ts';
import { feedRef, feedRule, type GitHubHarness, recording, startGitHubHarness } from '../../support/github-harness.ts';

const ref = feedRef({ anyLabels: ['kind/initiative'] });
const label = { labels: ['kind/initiative'] };
const initial = [1, 2, 3].map((number) => ({ number, ...label }));

let harness: GitHubHarness;
beforeEach(async () => {
  harness = await startGitHubHarness([recording('cncf/toc', initial)]);
  await harness.source.initiatives([ref]);
});
afterEach(async () => {
  await harness.close();
});

/** Lets the answer grow stale, and reads until the refresh that this starts has ended. */
async function refresh(recordings?: readonly GitHubRecordingInput[], seconds = 301): Promise<void> {
  if (recordings) harness.serve(recordings);
  harness.clock.advance(seconds);
  await harness.readFresh(ref);
}

async function titles(): Promise<string[] | undefined> {
  const answers = await harness.source.initiatives([ref]);
  return answers.get(ref.id)?.value?.map(({ number, title }) => `${number} ${title}`);
}

const changedAt = '2026-11-21T12:03:00Z';

describe('a refresh', () => {
  it('where nothing changed is one request, and keeps the version', async () => {
    const before = (await harness.source.initiatives([ref])).get(ref.id);
    await refresh();
    const after = (await harness.source.initiatives([ref])).get(ref.id);
    expect(harness.standIn.requests).toHaveLength(2);
    expect(after?.reading).toMatchObject({ state: 'FRESH', version: before?.reading.version });
    expect(after?.value).toBe(before?.value);
  });

  it('asks for what changed since, a minute before the last answer', async () => {
    await refresh();
    expect(harness.standIn.requests[1]?.variables).toMatchObject({ since0: '2026-11-21T11:59:00Z', labels0: null });
  });

  it('moves on: the next one does not ask for the same span again', async () => {
    await refresh();
    await refresh();
    expect(harness.standIn.requests[2]?.variables).toMatchObject({ since0: '2026-11-21T12:04:01Z' });
  });

  it('takes in new and changed issues', async () => {
    const changed = { number: 2, ...label, title: 'Changed', updatedAt: changedAt };
    const added = { number: 4, ...label, title: 'Added', createdAt: changedAt };
    await refresh([recording('cncf/toc', [...initial.filter(({ number }) => number !== 2), changed, added])]);
    expect(await titles()).toEqual(['1 Issue 1', '2 Changed', '3 Issue 3', '4 Added']);
    expect(harness.standIn.requests).toHaveLength(2);
  });

  it('reads only what changed again', async () => {
    const before = (await harness.source.initiatives([ref])).get(ref.id)?.value ?? [];
    await refresh([
      recording('cncf/toc', [...initial.slice(0, 2), { number: 3, ...label, title: 'New', updatedAt: changedAt }]),
    ]);
    const after = (await harness.source.initiatives([ref])).get(ref.id)?.value ?? [];
    expect(after.map((initiative) => before.includes(initiative))).toEqual([true, true, false]);
  });

  it('drops an issue that lost its label, and leaves out changed issues that never had it', async () => {
    const unlabelled = { number: 3, labels: [], updatedAt: changedAt };
    const other = { number: 9, labels: ['kind/dd'], updatedAt: changedAt };
    await refresh([recording('cncf/toc', [...initial.slice(0, 2), unlabelled, other])]);
    expect(await titles()).toEqual(['1 Issue 1', '2 Issue 2']);
  });

  it('in full sees deletions, six hours later', async () => {
    const withoutTwo = [recording('cncf/toc', [initial[0] ?? { number: 1 }, initial[2] ?? { number: 3 }])];
    await refresh(withoutTwo);
    expect(await titles()).toHaveLength(3);
    await refresh(withoutTwo, 6 * 3600);
    expect(await titles()).toEqual(['1 Issue 1', '3 Issue 3']);
  });

  it('in full is not put off by a listing of a clock that was ahead', async () => {
    harness.clock.advance(-7 * 3600);
    await harness.readFresh(ref);
    expect(harness.standIn.requests.map(({ variables }) => variables.since0)).toEqual([null, null]);
  });

  it('in full that was asked for is tried again after a failure', async () => {
    harness.standIn.inject({ kind: 'answer', status: 500 });
    await harness.source.expire('cncf/toc', { full: true });
    const error = async () => (await harness.source.initiatives([ref])).get(ref.id)?.reading.error?.code;
    await expect.poll(error).toBe('UPSTREAM_ERROR');
    harness.clock.advance(600);
    await harness.readFresh(ref);
    expect(harness.standIn.requests.map(({ variables }) => variables.since0)).toEqual([null, null, null]);
  });

  it('in full can be asked for, for what does not move updatedAt', async () => {
    harness.serve([recording('cncf/toc', [{ number: 1, ...label, subIssues: [{ number: 7, state: 'CLOSED' }] }])]);
    await harness.source.expire('CNCF/TOC', { full: true });
    const [first] = (await harness.readFresh(ref)).value ?? [];
    expect(first?.subIssuesSummary).toEqual({ total: 1, completed: 1, percentCompleted: 100 });
  });
});

describe('a change of the registry', () => {
  it('that reads the same issues in another way asks GitHub nothing', async () => {
    const rules = [feedRule({ id: 'other', status: { ...feedRule().status, labels: { 'kind/initiative': 'STALE' } } })];
    const answer = (await harness.source.initiatives([{ ...ref, rules }])).get(ref.id);
    expect(answer?.value?.map(({ status, ruleId }) => `${ruleId} ${status}`)).toEqual(Array(3).fill('other STALE'));
    expect(harness.standIn.requests).toHaveLength(1);
  });

  it('that selects other issues lists them', async () => {
    await harness.source.initiatives([{ ...ref, anyLabels: null }]);
    expect(harness.standIn.requests).toHaveLength(2);
  });
});
