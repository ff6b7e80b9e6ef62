import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GitHubFault } from '../../../src/demo/github-faults.ts';
import { feedRef, type GitHubHarness, recording, startGitHubHarness } from '../../support/github-harness.ts';

const PAGES = 4;
const issues = Array.from({ length: 50 * PAGES }, (_, index) => ({ number: index + 1, labels: ['kind/initiative'] }));
const ref = feedRef();

let harness: GitHubHarness;
beforeEach(async () => {
  harness = await startGitHubHarness([recording('cncf/toc', issues)]);
});
afterEach(async () => {
  await harness.close();
});

async function read() {
  const answer = (await harness.source.initiatives([ref])).get(ref.id);
  if (!answer) throw new Error('no answer');
  return { count: answer.value?.length ?? null, state: answer.reading.state, code: answer.reading.error?.code ?? null };
}

const deadly: readonly (readonly [string, GitHubFault, string])[] = [
  ['401', { kind: 'answer', status: 401, body: '{"message":"Bad credentials"}' }, 'UPSTREAM_UNAUTHORIZED'],
  ['403', { kind: 'answer', status: 403, body: '{"message":"Forbidden"}' }, 'UPSTREAM_UNAUTHORIZED'],
  ['404', { kind: 'answer', status: 404 }, 'UPSTREAM_NOT_FOUND'],
  ['500', { kind: 'answer', status: 500 }, 'UPSTREAM_ERROR'],
  ['HTML with 200', { kind: 'answer', status: 200, body: '<h1>Hi</h1>' }, 'UPSTREAM_BAD_BODY'],
  ['half a JSON text', { kind: 'answer', status: 200, body: '{"data":{"repository0":' }, 'UPSTREAM_BAD_BODY'],
  ['an empty object', { kind: 'answer', status: 200, body: '{"data":{}}' }, 'UPSTREAM_BAD_BODY'],
  ['a list', { kind: 'answer', status: 200, body: '[1]' }, 'UPSTREAM_BAD_BODY'],
  ['a closed connection', { kind: 'disconnect' }, 'UPSTREAM_UNREACHABLE'],
  ['the primary limit', { kind: 'primary-limit' }, 'UPSTREAM_RATE_LIMITED'],
  ['the secondary limit', { kind: 'secondary-limit', status: 403, retryAfterSeconds: 30 }, 'UPSTREAM_RATE_LIMITED'],
];

describe.each(deadly)('%s', (_name, fault, code) => {
  it.each(Array.from({ length: PAGES }, (_, page) => page))('at request %i gives no half list', async (page) => {
    let seen = 0;
    harness.standIn.inject(fault, { when: () => seen++ === page });
    expect(await read()).toEqual({ count: null, state: 'FAILING', code });
  });

  it('is forgotten once GitHub answers', async () => {
    harness.standIn.inject(fault);
    await read();
    harness.clock.advance(4000);
    expect(await read()).toEqual({ count: issues.length, state: 'FRESH', code: null });
  });

  it('leaves the earlier answer in service', async () => {
    await read();
    harness.standIn.inject(fault, { times: 9 });
    harness.clock.advance(7 * 3600);
    const stale = { count: issues.length, state: 'STALE', code };
    await expect.poll(read).toEqual(stale);
  });

  it('tells a client nothing of address, token or body', async () => {
    harness.standIn.inject(fault);
    const answer = (await harness.source.initiatives([ref])).get(ref.id);
    expect(answer?.reading.error?.message).not.toMatch(/a-token|credentials|<h1>|\/graphql|repository0/iu);
  });
});

describe('a query that is too heavy', () => {
  it.each([502, 504])('goes on with half the page after %i', async (status) => {
    harness.standIn.inject(
      { kind: 'answer', status, body: '<html>Unicorn</html>' },
      { times: 99, when: ({ variables }) => Number(variables.size0) > 20 },
    );
    expect(await read()).toEqual({ count: issues.length, state: 'FRESH', code: null });
    expect(harness.standIn.requests.slice(0, 3).map(({ variables }) => variables.size0)).toEqual([50, 25, 12]);
  });

  it('gives up in the end', async () => {
    harness.standIn.inject({ kind: 'answer', status: 502 }, { times: 99 });
    expect(await read()).toEqual({ count: null, state: 'FAILING', code: 'UPSTREAM_ERROR' });
    expect(harness.standIn.requests).toHaveLength(5);
  });

  it('in one repository does not take the others down', async () => {
    const refs = ['a/good', 'a/bad'].map((repository) => feedRef({ repository }));
    harness.serve(refs.map(({ repository }) => recording(repository, issues.slice(0, 5))));
    harness.standIn.inject(
      { kind: 'answer', status: 502 },
      { times: 99, when: ({ variables }) => Object.values(variables).includes('bad') },
    );
    const answers = await harness.source.initiatives(refs);
    expect(refs.map(({ id }) => answers.get(id)?.value?.length ?? null)).toEqual([5, null]);
  });

  it('that spends a resource limit is not taken for whole', async () => {
    harness.standIn.inject({
      kind: 'errors-beside-data',
      errors: [{ type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.' }],
    });
    expect(await read()).toEqual({ count: issues.length, state: 'FRESH', code: null });
    expect(harness.standIn.requests[1]?.variables.size0).toBe(25);
  });
});

describe('a listing that broke off', () => {
  it('goes on where it stood', async () => {
    harness.standIn.inject(
      { kind: 'secondary-limit', status: 403, retryAfterSeconds: 30 },
      { when: () => harness.standIn.requests.length === 3 },
    );
    expect(await read()).toMatchObject({ count: null });
    harness.clock.advance(60);
    expect(await read()).toMatchObject({ count: issues.length, state: 'FRESH' });
    expect(harness.standIn.requests).toHaveLength(PAGES + 1);
  });

  it('does not trust pages from before a fault of another kind', async () => {
    harness.standIn.inject(
      { kind: 'answer', status: 200, body: '{}' },
      { when: () => harness.standIn.requests.length === 3 },
    );
    await read();
    harness.clock.advance(60);
    expect(await read()).toMatchObject({ count: issues.length });
    expect(harness.standIn.requests).toHaveLength(3 + PAGES);
  });
});

describe('partial answers', () => {
  it('serve what can be read, and say how much cannot', async () => {
    harness.standIn.inject({ kind: 'unreadable-issues', numbers: [7, 9] }, { times: 99 });
    expect(await read()).toEqual({ count: issues.length - 2, state: 'FRESH', code: null });
    expect(harness.source.diagnostics(ref.id)).toMatchObject([
      { code: 'GITHUB_UNREADABLE_ISSUE', message: '2 issues of cncf/toc could not be read.' },
    ]);
  });

  it('a repository that does not exist fails alone', async () => {
    const gone = feedRef({ repository: 'cncf/gone' });
    const answers = await harness.source.initiatives([ref, gone]);
    expect(answers.get(ref.id)?.value).toHaveLength(issues.length);
    expect(answers.get(gone.id)?.reading).toMatchObject({ state: 'FAILING', error: { code: 'UPSTREAM_NOT_FOUND' } });
  });
});
