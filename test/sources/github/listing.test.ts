import { afterEach, describe, expect, it } from 'vitest';
import type { InitiativeRecord } from '../../../src/model/initiative.ts';
import type { Answer } from '../../../src/model/source.ts';
import { feedRef, type GitHubHarness, recording, startGitHubHarness } from '../../support/github-harness.ts';

let harness: GitHubHarness;
afterEach(async () => {
  await harness.close();
});

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ number: from + index, labels: ['kind/initiative'] }));

async function read(ref = feedRef()): Promise<Answer<readonly InitiativeRecord[]>> {
  const answer = (await harness.source.initiatives([ref])).get(ref.id);
  if (!answer) throw new Error('no answer');
  return answer;
}

const numbers = (answer: Answer<readonly InitiativeRecord[]>) => answer.value?.map(({ number }) => number) ?? null;

describe('a cold listing', () => {
  it('takes one request for what fits a page', async () => {
    harness = await startGitHubHarness([recording('cncf/toc', numbered(1, 42))]);
    const answer = await read();
    expect(numbers(answer)).toHaveLength(42);
    expect(answer.reading.state).toBe('FRESH');
    expect(harness.standIn.requests).toHaveLength(1);
  });

  it('reads every page, and each issue once', async () => {
    harness = await startGitHubHarness([recording('cncf/toc', numbered(1, 240))]);
    expect(numbers(await read())).toEqual(Array.from({ length: 240 }, (_, index) => index + 1));
    expect(harness.standIn.requests).toHaveLength(5);
  });

  it('of 600 issues in 6 repositories takes no more requests than one of them has pages', async () => {
    const names = ['a/one', 'a/two', 'b/three', 'b/four', 'c/five', 'c/six'];
    harness = await startGitHubHarness(names.map((name) => recording(name, numbered(1, 100))));
    const refs = names.map((repository) => feedRef({ repository }));
    const answers = await harness.source.initiatives(refs);
    expect(refs.map((ref) => answers.get(ref.id)?.value?.length)).toEqual([100, 100, 100, 100, 100, 100]);
    expect(harness.standIn.requests).toHaveLength(2);
    expect(harness.standIn.maxConcurrency).toBe(1);
  });

  it('asks for the labels of the feed, any of them', async () => {
    harness = await startGitHubHarness([
      recording('cncf/toc', [
        { number: 1, labels: ['kind/initiative'] },
        { number: 2, labels: ['needs-triage'] },
        { number: 3, labels: ['kind/dd'] },
      ]),
    ]);
    expect(numbers(await read(feedRef({ anyLabels: ['Kind/Initiative', 'needs-triage'] })))).toEqual([1, 2]);
  });

  it('is warm afterwards: no further request', async () => {
    harness = await startGitHubHarness([recording('cncf/toc', numbered(1, 5))]);
    await read();
    expect(harness.source.initiatives([feedRef()])).toBeInstanceOf(Map);
    expect(harness.standIn.requests).toHaveLength(1);
  });
});

describe('the labels of a repository', () => {
  const labels = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `label-${index}` }));
  const names = async () => {
    const answer = await harness.source.labels(feedRef());
    return { count: answer.value?.length ?? null, state: answer.reading.state };
  };

  it('come with the listing', async () => {
    harness = await startGitHubHarness([recording('cncf/toc', numbered(1, 60), { labels: labels(100) })]);
    await read();
    expect(await names()).toEqual({ count: 100, state: 'FRESH' });
    expect(harness.standIn.requests).toHaveLength(2);
  });

  it('are asked for alone where no listing was', async () => {
    harness = await startGitHubHarness([recording('cncf/toc', numbered(1, 60), { labels: labels(100) })]);
    expect(await names()).toEqual({ count: 100, state: 'FRESH' });
    expect(harness.standIn.requests).toHaveLength(1);
  });

  it('are all read where they are more than a page', async () => {
    harness = await startGitHubHarness([recording('cncf/toc', [], { labels: labels(230) })]);
    await read();
    expect(await names()).toEqual({ count: 230, state: 'FRESH' });
    expect(harness.standIn.requests).toHaveLength(1 + 3);
  });

  it('of a repository that does not exist fail as a reading', async () => {
    harness = await startGitHubHarness([]);
    expect(await names()).toEqual({ count: null, state: 'FAILING' });
  });
});
