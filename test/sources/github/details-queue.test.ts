import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GitHubClient, GitHubQuery } from '../../../src/sources/github/client.ts';
import { createDetailsQueue } from '../../../src/sources/github/details-queue.ts';

const asked: string[][] = [];
const client: GitHubClient = {
  budget: null,
  query: async ({ variables }: GitHubQuery) => {
    const ids = variables['ids'] as string[];
    asked.push(ids);
    return { data: { nodes: ids.map(toIssue) }, errors: [], answeredAt: '2026-11-21T12:00:00Z' };
  },
};

function toIssue(id: string): object {
  return {
    id,
    createdAt: '2026-01-01T00:00:00Z',
    lastEditedAt: null,
    author: null,
    editor: null,
    comments: { nodes: [], pageInfo: { hasPreviousPage: false, startCursor: null } },
    participants: { nodes: [] },
    closedByPullRequestsReferences: { nodes: [] },
  };
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `I_${index}`);

beforeEach(() => {
  asked.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('issues whose details are asked for together', () => {
  const { signal } = new AbortController();

  it('wait for the reads that have not asked yet, however far apart these do', async () => {
    const { fetch, announce } = createDetailsQueue(client);
    const reads = names(3).map(() => Promise.withResolvers<void>());
    reads.forEach((read, index) => {
      announce(`I_${index}`, read.promise);
    });
    const first = fetch('I_0', signal);
    await vi.advanceTimersByTimeAsync(400);
    const second = fetch('I_1', signal);
    await vi.advanceTimersByTimeAsync(400);
    expect(asked).toEqual([]);
    // This one was in the cache.
    reads[2]?.resolve();
    await vi.advanceTimersByTimeAsync(10);
    expect(asked).toEqual([['I_0', 'I_1']]);
    expect([(await first).nodeId, (await second).nodeId]).toEqual(['I_0', 'I_1']);
  });

  it('wait no longer than a second for a read that hangs', async () => {
    const { fetch, announce } = createDetailsQueue(client);
    announce('I_9', new Promise(() => {}));
    const details = fetch('I_0', signal);
    await vi.advanceTimersByTimeAsync(999);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(10);
    expect(asked).toEqual([['I_0']]);
    await details;
  });

  it('do not wait for a read of what is asked for already', async () => {
    const { fetch, announce } = createDetailsQueue(client);
    const first = fetch('I_0', signal);
    announce('I_0', first);
    announce('I_1', Promise.resolve());
    await vi.advanceTimersByTimeAsync(50);
    expect(asked).toEqual([['I_0']]);
    await first;
  });

  it('wait for each other a little where nobody announced them', async () => {
    const { fetch } = createDetailsQueue(client);
    const details = [fetch('I_0', signal)];
    for (const id of ['I_1', 'I_2']) {
      await vi.advanceTimersByTimeAsync(20);
      details.push(fetch(id, signal));
    }
    await vi.advanceTimersByTimeAsync(50);
    expect(asked).toEqual([names(3)]);
    await Promise.all(details);
  });

  it('are no more than 50 a request, which leaves as soon as it is full', async () => {
    const { fetch } = createDetailsQueue(client);
    const all = names(120).map((id) => fetch(id, signal));
    expect(asked.map((ids) => ids.length)).toEqual([50, 50]);
    await vi.advanceTimersByTimeAsync(50);
    expect(asked.map((ids) => ids.length)).toEqual([50, 50, 20]);
    expect((await Promise.all(all)).map(({ nodeId }) => nodeId)).toEqual(names(120));
  });
});
