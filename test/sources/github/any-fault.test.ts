import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GitHubFault } from '../../../src/demo/github-faults.ts';
import { feedRef, recording, startGitHubHarness } from '../../support/github-harness.ts';

const COUNT = 120;
const all = Array.from({ length: COUNT }, (_, index) => index + 1);
const ref = feedRef();

const fault = fc.constantFrom<GitHubFault>(
  { kind: 'answer', status: 401 },
  { kind: 'answer', status: 500 },
  { kind: 'answer', status: 502 },
  { kind: 'answer', status: 504, body: '' },
  { kind: 'answer', status: 200, body: '{"data":{"repository0":{"issues":{"nodes":[]}}}}' },
  { kind: 'answer', status: 200, body: '{"data":null,"errors":[{"message":"Something went wrong"}]}' },
  { kind: 'disconnect' },
  { kind: 'primary-limit' },
  { kind: 'secondary-limit', status: 200, retryAfterSeconds: 7 },
  { kind: 'secondary-limit', status: 403, retryAfterSeconds: null },
  { kind: 'errors-beside-data', errors: [{ type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits exceeded.' }] },
);

describe('whatever fails, at whatever request', () => {
  it('a listing is whole or absent, and whole in the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.nat({ max: 8 }).map(String), fault), async (faults) => {
        const issues = all.map((number) => ({ number, labels: ['kind/initiative'] }));
        const harness = await startGitHubHarness([recording('cncf/toc', issues)]);
        for (const [index, injected] of Object.entries(faults)) {
          harness.standIn.inject(injected, { when: () => harness.standIn.requests.length === Number(index) + 1 });
        }
        let isWhole = false;
        for (let attempt = 0; attempt < 12 && !isWhole; attempt += 1) {
          const answer = (await harness.source.initiatives([ref])).get(ref.id);
          const numbers = answer?.value?.map(({ number }) => number) ?? null;
          if (numbers !== null) expect(numbers).toEqual(all);
          expect(answer?.reading.state).toBe(numbers === null ? 'FAILING' : 'FRESH');
          isWhole = numbers !== null;
          harness.clock.advance(4000);
        }
        expect(isWhole).toBe(true);
        await harness.close();
      }),
      { numRuns: 25 },
    );
  });
});
