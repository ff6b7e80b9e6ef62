import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { toGitHubUrls } from '../../../src/sources/github/api-url.ts';
import { feedRef, type GitHubHarness, recording, startGitHubHarness } from '../../support/github-harness.ts';

const ref = feedRef();
const toc = recording('cncf/toc', [{ number: 1 }]);

let harness: GitHubHarness | null = null;
afterEach(async () => {
  await harness?.close();
  harness = null;
});

describe('without credentials', () => {
  it('nothing is asked, and every answer says so', async () => {
    harness = await startGitHubHarness([toc], { source: { auth: null } });
    const { source, standIn } = harness;
    const unread = {
      value: null,
      reading: { state: 'UNREAD', fetchedAt: null, error: { code: 'GITHUB_NO_TOKEN' } },
    };
    expect((await source.initiatives([ref])).get(ref.id)).toMatchObject(unread);
    expect((await source.details(['I_1'])).get('I_1')).toMatchObject(unread);
    expect(await source.labels?.(ref)).toMatchObject(unread);
    expect(standIn.requests).toHaveLength(0);
  });
});

describe('a token', () => {
  it('goes with every request', async () => {
    harness = await startGitHubHarness([toc], { standIn: { tokens: ['a-token'] } });
    expect((await harness.source.initiatives([ref])).get(ref.id)?.value).toHaveLength(1);
    expect(harness.standIn.requests[0]?.token).toBe('a-token');
  });

  it('that is refused is said to be', async () => {
    harness = await startGitHubHarness([toc], { standIn: { tokens: ['another'] } });
    expect((await harness.source.initiatives([ref])).get(ref.id)?.reading.error).toEqual({
      code: 'UPSTREAM_UNAUTHORIZED',
      message: 'GitHub refused the token.',
    });
  });
});

describe('a GitHub App', () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });

  it.each([
    ['in lines', privateKey],
    ['in one line, as an environment variable holds it', privateKey.replaceAll('\n', '\\n')],
  ])('reads with an installation token, from a key %s', async (_name, key) => {
    const auth = { app: { id: '1', privateKey: key, installationId: '42' } };
    harness = await startGitHubHarness([toc], { standIn: { tokens: [] }, source: { auth } });
    expect((await harness.source.initiatives([ref])).get(ref.id)?.value).toHaveLength(1);
    expect(harness.standIn.requests[0]?.token).toBe('ghs_stand-in-1');
  });

  it('with a key that is none fails as a reading', async () => {
    const auth = { app: { id: '1', privateKey: 'no key', installationId: '42' } };
    harness = await startGitHubHarness([toc], { source: { auth } });
    const answer = (await harness.source.initiatives([ref])).get(ref.id);
    expect(answer?.reading).toMatchObject({ state: 'FAILING', error: { code: 'UPSTREAM_ERROR' } });
    expect(answer?.reading.error?.message).not.toContain('no key');
  });
});

describe('the API address', () => {
  it.each([
    ['https://api.github.com', 'https://api.github.com', 'https://api.github.com', 'https://github.com'],
    ['https://api.github.com/graphql', 'https://api.github.com', 'https://api.github.com', 'https://github.com'],
    ['https://ghe.example/api/v3', 'https://ghe.example/api', 'https://ghe.example/api/v3', 'https://ghe.example'],
    ['https://ghe.example/api/v3/', 'https://ghe.example/api', 'https://ghe.example/api/v3', 'https://ghe.example'],
    ['https://ghe.example/api', 'https://ghe.example/api', 'https://ghe.example/api/v3', 'https://ghe.example'],
    ['https://ghe.example/api/graphql', 'https://ghe.example/api', 'https://ghe.example/api/v3', 'https://ghe.example'],
    ['https://api.acme.ghe.com', 'https://api.acme.ghe.com', 'https://api.acme.ghe.com', 'https://acme.ghe.com'],
    ['http://127.0.0.1:4001', 'http://127.0.0.1:4001', 'http://127.0.0.1:4001', 'https://github.com'],
    ['http://127.0.0.1:4001/', 'http://127.0.0.1:4001', 'http://127.0.0.1:4001', 'https://github.com'],
  ])('%s', (apiUrl, graphqlBase, restBase, web) => {
    expect(toGitHubUrls(apiUrl)).toEqual({ graphqlBase, restBase, web });
  });

  it('of a server without sub-issues is asked without them, and not again with them', async () => {
    harness = await startGitHubHarness([toc], { standIn: { missingFields: ['subIssuesSummary'] } });
    const other = feedRef({ repository: 'cncf/other' });
    expect((await harness.source.initiatives([ref])).get(ref.id)?.value).toMatchObject([{ subIssuesSummary: null }]);
    await harness.source.initiatives([other]);
    expect(harness.standIn.requests).toHaveLength(3);
  });

  it.each(['/api/v3', '/api', '/api/graphql', '', '/'])('ending in "%s" is asked', async (apiPath) => {
    harness = await startGitHubHarness([toc], { apiPath });
    expect((await harness.source.initiatives([ref])).get(ref.id)?.value).toHaveLength(1);
  });
});
