import { afterEach, describe, expect, it } from 'vitest';
import { feedRef, type GitHubHarness, recording, startGitHubHarness } from '../../support/github-harness.ts';

const toc = recording('cncf/toc', [{ number: 1 }]);

let harness: GitHubHarness;
afterEach(async () => {
  await harness.close();
});

async function read(repository = 'cncf/toc') {
  const feed = feedRef({ repository });
  const answer = (await harness.source.initiatives([feed])).get(feed.id);
  if (!answer) throw new Error('no answer');
  return answer;
}

describe('the primary limit', () => {
  it('is not run into: the last points are left alone, and the error says until when', async () => {
    harness = await startGitHubHarness([toc], { standIn: { limit: 6 } });
    for (let repository = 0; repository < 6; repository += 1) await read(`cncf/r${repository}`);
    expect(harness.standIn.requests).toHaveLength(2);
    expect(harness.standIn.budget.remaining).toBe(2);
    expect((await read('cncf/r5')).reading.error).toEqual({
      code: 'UPSTREAM_RATE_LIMITED',
      message: '2 of 6 GitHub points remain until 2026-11-21T13:00:00Z.',
    });
  });

  it('ends with the hour', async () => {
    harness = await startGitHubHarness([toc], { standIn: { limit: 6 } });
    for (let repository = 0; repository < 4; repository += 1) await read(`cncf/r${repository}`);
    harness.clock.advance(3601);
    expect((await read()).reading.state).toBe('FRESH');
  });

  it.each(['RATE_LIMITED', 'RATE_LIMIT'])('met all the same, as HTTP 200 with %s, is waited out', async (type) => {
    harness = await startGitHubHarness([toc]);
    const message = 'API rate limit already exceeded for user ID 1.';
    harness.standIn.inject({ kind: 'answer', status: 200, body: JSON.stringify({ errors: [{ type, message }] }) });
    expect((await read()).reading.error?.code).toBe('UPSTREAM_RATE_LIMITED');
    harness.clock.advance(1800);
    await read('cncf/other');
    expect(harness.standIn.requests).toHaveLength(1);
    harness.clock.advance(1801);
    expect((await read()).reading.state).toBe('FRESH');
  });

  it('shows in the budget', async () => {
    harness = await startGitHubHarness([toc]);
    expect(harness.source.budgets?.()).toEqual([]);
    await read();
    expect(harness.source.budgets?.()).toEqual([
      { sourceId: 'github:cncf/toc', limit: 5000, remaining: 4998, resetAt: '2026-11-21T13:00:00Z' },
    ]);
  });
});

describe('the secondary limit', () => {
  it.each([200, 403, 429] as const)('as status %i stops every request until retry-after', async (status) => {
    harness = await startGitHubHarness([toc]);
    harness.standIn.inject({ kind: 'secondary-limit', status, retryAfterSeconds: 90 });
    expect((await read()).reading.error?.code).toBe('UPSTREAM_RATE_LIMITED');
    harness.clock.advance(89);
    expect((await read('cncf/other')).reading.error?.code).toBe('UPSTREAM_RATE_LIMITED');
    expect(harness.standIn.requests).toHaveLength(1);
    harness.clock.advance(2);
    expect((await read()).reading.state).toBe('FRESH');
  });

  it('without retry-after is waited out for a minute', async () => {
    harness = await startGitHubHarness([toc]);
    harness.standIn.inject({ kind: 'secondary-limit', status: 403, retryAfterSeconds: null });
    await read();
    harness.clock.advance(59);
    await read('cncf/other');
    expect(harness.standIn.requests).toHaveLength(1);
    harness.clock.advance(2);
    expect((await read()).reading.state).toBe('FRESH');
  });

  it('ends later by a random part, so that replicas do not come back together', async () => {
    harness = await startGitHubHarness([toc], { source: { random: () => 0.5 } });
    harness.standIn.inject({ kind: 'secondary-limit', status: 403, retryAfterSeconds: 100 });
    expect((await read()).reading.error?.message).toContain('2026-11-21T12:01:50Z');
  });

  it('is not provoked: requests wait for each other', async () => {
    harness = await startGitHubHarness([toc], { standIn: { latencyMs: 5 } });
    const [issue] = (await read()).value ?? [];
    await Promise.all([
      ...['a', 'b', 'c'].map((name) => read(`cncf/${name}`)),
      harness.source.labels(feedRef({ repository: 'cncf/labelled' })),
      harness.source.details([issue?.nodeId ?? '']),
    ]);
    expect(harness.standIn.requests.length).toBeGreaterThan(3);
    expect(harness.standIn.maxConcurrency).toBe(1);
  });
});
