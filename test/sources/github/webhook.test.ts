import { sign } from '@octokit/webhooks-methods';
import { beforeEach, describe, expect, it } from 'vitest';
import { createGitHubWebhook, type WebhookDelivery, type WebhookOutcome } from '../../../src/sources/github/index.ts';
import { testClock } from '../../support/github-harness.ts';

const SECRET = 'shared';
const repository = { full_name: 'cncf/toc' };
const issue = { node_id: 'I_1' };

let calls: string[];
let clock = testClock();
let take: (delivery: WebhookDelivery) => Promise<WebhookOutcome>;
beforeEach(() => {
  calls = [];
  clock = testClock();
  take = createGitHubWebhook({
    secret: SECRET,
    clock,
    source: {
      expire: async (name, options) => {
        calls.push(`expire ${name}${options?.full ? ' full' : ''}${options?.labels ? ' labels' : ''}`);
      },
      expireDetails: async (nodeIds) => {
        calls.push(`details ${nodeIds.join(' ')}`);
      },
      repositoryOf: async (nodeId) => (nodeId === 'I_1' ? 'cncf/toc' : null),
    },
    onPush: (name, paths) => calls.push(`push ${name} ${paths.join(' ')}`),
  });
});

async function deliver(event: string, payload: unknown, id = 'one'): Promise<WebhookOutcome> {
  const body = JSON.stringify(payload);
  return await take({ id, event, signature: await sign(SECRET, body), body });
}

describe('a delivery', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['issues', { action: 'labeled', repository, issue }, ['expire cncf/toc', 'details I_1']],
    ['issues', { action: 'deleted', repository, issue }, ['expire cncf/toc full', 'details I_1']],
    ['issues', { action: 'transferred', repository, issue }, ['expire cncf/toc full', 'details I_1']],
    ['issue_comment', { action: 'deleted', repository, issue }, ['expire cncf/toc', 'details I_1']],
    [
      'sub_issues',
      { action: 'sub_issue_added', repository, parent_issue: issue, sub_issue: { node_id: 'I_2' } },
      ['expire cncf/toc full', 'details I_1 I_2'],
    ],
    ['label', { action: 'edited', repository }, ['expire cncf/toc full labels']],
    ['milestone', { action: 'edited', repository }, ['expire cncf/toc full']],
    [
      'projects_v2_item',
      { projects_v2_item: { content_node_id: 'I_1', content_type: 'Issue' } },
      ['expire cncf/toc full', 'details I_1'],
    ],
    [
      'push',
      { repository, commits: [{ added: ['a'], modified: ['tags.yaml'] }, { modified: ['tags.yaml'] }] },
      ['push cncf/toc a tags.yaml'],
    ],
  ])('of %s refreshes what it touches', async (event, payload, expected) => {
    expect(await deliver(event, payload)).toBe('ACCEPTED');
    expect(calls).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['star', { repository }],
    ['projects_v2_item', { projects_v2_item: { content_node_id: 'I_9', content_type: 'Issue' } }],
    ['projects_v2_item', { projects_v2_item: { content_node_id: 'PR_1', content_type: 'PullRequest' } }],
  ])('of %s that touches nothing is ignored', async (event, payload) => {
    expect(await deliver(event, payload)).toBe('IGNORED');
    expect(calls).toEqual([]);
  });
});

describe('what is refused', () => {
  const body = JSON.stringify({ action: 'edited', repository, issue });

  it.each(['sha256=00', 'sha1=abc', 'nonsense', `sha256=${'0'.repeat(64)}`])('the signature %s', async (signature) => {
    expect(await take({ id: 'one', event: 'issues', signature, body })).toBe('BAD_SIGNATURE');
    expect(calls).toEqual([]);
  });

  it('a body that another was signed for', async () => {
    const signature = await sign(SECRET, body);
    expect(await take({ id: 'one', event: 'issues', signature, body: `${body} ` })).toBe('BAD_SIGNATURE');
  });

  it('a delivery that came before', async () => {
    expect(await deliver('label', { repository })).toBe('ACCEPTED');
    expect(await deliver('label', { repository })).toBe('REPLAYED');
    expect(await deliver('label', { repository }, 'two')).toBe('ACCEPTED');
    expect(calls).toHaveLength(2);
  });

  it.each<[string, Partial<WebhookDelivery>]>([
    ['without an id', { id: undefined }],
    ['without an event', { event: undefined }],
    ['without a signature', { signature: undefined }],
  ])('a delivery %s', async (_name, missing) => {
    expect(await take({ id: 'one', event: 'issues', signature: await sign(SECRET, body), body, ...missing })).toBe(
      'MALFORMED',
    );
  });

  it.each(['{', '[]', 'null', '{"action":"edited"}'])('the signed body %s', async (malformed) => {
    const signature = await sign(SECRET, malformed);
    expect(await take({ id: 'one', event: 'issues', signature, body: malformed })).toBe('MALFORMED');
  });
});
