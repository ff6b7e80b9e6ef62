import type { GitHubFault } from '../../../src/demo/github-faults.ts';
import { testSource, type UpstreamBehaviour } from '../../contract/source.ts';
import { countOnlyRunningTime } from '../../support/count-only-running-time.ts';
import { feedRef, recording, startGitHubHarness } from '../../support/github-harness.ts';

countOnlyRunningTime();

const FAULTS: Readonly<Record<Exclude<UpstreamBehaviour, 'healthy'>, GitHubFault>> = {
  'not-found': { kind: 'answer', status: 404 },
  'rate-limited': { kind: 'secondary-limit', status: 403, retryAfterSeconds: 60 },
  hanging: { kind: 'slow', delayMs: 30_000 },
  garbage: { kind: 'answer', status: 200, body: '<!doctype html>' },
  broken: { kind: 'answer', status: 500 },
};

testSource(
  'github',
  async () => {
    const harness = await startGitHubHarness([recording('cncf/toc', [{ number: 1 }, { number: 2 }])], {
      limits: { headersTimeoutMs: 200, totalTimeoutMs: 400 },
    });
    const ref = feedRef();
    return {
      description: harness.source.describe(ref),
      read: async () => {
        const answer = (await harness.source.initiatives([ref])).get(ref.id);
        if (!answer) throw new Error('A source must answer every feed.');
        return answer;
      },
      behave: (behaviour) => {
        harness.standIn.clearFaults();
        if (behaviour !== 'healthy') harness.standIn.inject(FAULTS[behaviour], { times: Number.POSITIVE_INFINITY });
      },
      requestCount: () => harness.standIn.requests.length,
      advance: harness.clock.advance,
      close: harness.close,
    };
  },
  { staleAfterSeconds: 301, recoversAfterSeconds: 600, secrets: ['a-token'] },
);
