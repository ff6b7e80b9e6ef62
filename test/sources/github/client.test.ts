import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GitHubFault } from '../../../src/demo/github-faults.ts';
import { type GitHubStandIn, startGitHubStandIn } from '../../../src/demo/github-stand-in.ts';
import { createGitHubClient, type GitHubClient } from '../../../src/sources/github/client.ts';
import { testClock } from '../../support/github-harness.ts';

const TOKEN = 'ghp_planted-secret';
const RATE_LIMIT = '{ rateLimit { cost limit remaining resetAt } }';

let standIn: GitHubStandIn;
let client: GitHubClient;
beforeAll(async () => {
  standIn = await startGitHubStandIn({ recordings: [], clock: testClock() });
});
afterAll(async () => {
  await standIn.close();
});
beforeEach(() => {
  standIn.clearFaults();
  client = createGitHubClient({
    graphqlBase: standIn.url,
    token: async () => TOKEN,
    fetch: (url, init) => fetch(url, init),
    clock: testClock(),
    random: () => 0,
  });
});

const query = (text = RATE_LIMIT, signal = new AbortController().signal) =>
  client.query({ text, variables: {}, points: 1, signal });

describe('an error', () => {
  const faults: readonly GitHubFault[] = [
    { kind: 'answer', status: 401 },
    { kind: 'answer', status: 502 },
    { kind: 'answer', status: 200, body: '{"data":null,"errors":[{"message":"no"}]}' },
    { kind: 'answer', status: 200, body: '{"errors":[{"type":"INSUFFICIENT_SCOPES","message":"no"}]}' },
    { kind: 'errors-beside-data', errors: [{ type: 'RESOURCE_LIMITS_EXCEEDED', message: 'no' }] },
    { kind: 'secondary-limit', status: 403, retryAfterSeconds: 5 },
    { kind: 'primary-limit' },
    { kind: 'disconnect' },
  ];

  it.each(faults)('of %j carries no token, however deep one looks', async (fault) => {
    standIn.inject(fault);
    const error: unknown = await query().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Error);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(TOKEN);
  });
});

describe('a query', () => {
  it("is answered with GitHub's clock and leaves the budget behind", async () => {
    expect(client.budget).toBeNull();
    expect((await query()).answeredAt).toBe('2026-11-21T12:00:00Z');
    expect(client.budget).toMatchObject({ limit: 5000 });
  });

  it('that nobody waits for is not sent', async () => {
    const asked = standIn.requests.length;
    await expect(query(RATE_LIMIT, AbortSignal.abort())).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(standIn.requests).toHaveLength(asked);
  });

  it('that fails does not hold up the next', async () => {
    const bad = query('{ viewer { shoeSize } }');
    const good = query();
    await expect(bad).rejects.toMatchObject({ code: 'UPSTREAM_ERROR' });
    expect((await good).errors).toEqual([]);
  });
});
