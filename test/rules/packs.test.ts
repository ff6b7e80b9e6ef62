import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parseRulePack } from '../../src/registry/rule-pack.ts';
import { evaluateRules, neededFacts } from '../../src/rules/evaluate.ts';
import { evaluatorParameters } from '../../src/rules/evaluators/index.ts';
import { shippedRulePacks } from '../../src/rules/packs/index.ts';
import { facts, group, NOW } from './facts-support.ts';

describe.each([...shippedRulePacks])('shipped pack %s', (name, url) => {
  const parsed = readFile(url).then((bytes) =>
    parseRulePack(bytes, { location: url.href, sourceId: name, community: 'cncf', evaluators: evaluatorParameters }),
  );

  test('has no fault', async () => {
    const { pack, diagnostics } = await parsed;
    expect(diagnostics).toEqual([]);
    expect(pack.rules.length).toBeGreaterThan(10);
  });

  test('runs over nothing and over a bare group of each kind', async () => {
    const { pack } = await parsed;
    const bare = (['ADVISORY_GROUP', 'COMMUNITY_GROUP', 'SUBPROJECT', 'WORKING_GROUP', 'COMMITTEE'] as const).map(
      (kind) => group(kind.toLowerCase(), { kind, mission: null, charterUrl: null }),
    );
    expect(evaluateRules([pack], facts())).toEqual([]);
    expect(evaluateRules([pack], facts({ groups: bare })).length).toBeGreaterThan(0);
    expect(neededFacts([pack], NOW).meetings).not.toBeNull();
  });
});

test('the CNCF pack has the rules that clients ask for', async () => {
  const url = shippedRulePacks.get('cncf');
  const bytes = url === undefined ? new Uint8Array() : await readFile(url);
  const { pack } = parseRulePack(bytes, {
    location: 'cncf.yaml',
    sourceId: 'cncf',
    community: 'cncf',
    evaluators: evaluatorParameters,
  });
  expect(pack.rules.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'term-expired',
      'term-ending-within-60d',
      'no-meeting-in-60d',
      'initiative-inactive-90d',
      'initiative-over-2-quarters',
      'initiative-without-sponsor',
      'fewer-than-2-organizers',
      'schedule-differs-from-feed',
      'page-differs-from-registry',
      'query-label-does-not-exist',
      'feed-event-matches-no-group',
    ]),
  );
});
