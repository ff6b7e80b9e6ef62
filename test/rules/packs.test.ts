import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseRulePack } from '../../src/registry/rule-pack.ts';
import { neededFacts } from '../../src/rules/evaluate.ts';
import { evaluatorParameters } from '../../src/rules/evaluators/index.ts';
import { shippedRulePacks } from '../../src/rules/packs/index.ts';
import { evaluateRules } from '../support/evaluate-rules.ts';
import { facts, group, NOW } from './facts-support.ts';

const shipped = new Map([...shippedRulePacks].map(([name, url]) => [name, readFileSync(url)]));

function parsed(bytes: Uint8Array | string): ReturnType<typeof parseRulePack> {
  return parseRulePack(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, {
    location: 'rules.yaml',
    sourceId: 'registry:rules.yaml',
    community: 'cncf',
    evaluators: evaluatorParameters,
    shippedPack: (name) => {
      const content = shipped.get(name);
      return content === undefined ? null : parsed(content).pack;
    },
  });
}

describe.each([...shipped])('shipped pack %s', (name, bytes) => {
  const { pack, diagnostics } = parsed(bytes);

  test('has no fault', () => {
    expect(diagnostics).toEqual([]);
    expect(pack.rules.length).toBeGreaterThan(10);
  });

  test('runs over nothing and over a bare group of each kind', () => {
    const kinds = ['ADVISORY_GROUP', 'COMMUNITY_GROUP', 'SUBPROJECT', 'WORKING_GROUP', 'COMMITTEE'] as const;
    const bare = kinds.map((kind) => group(kind.toLowerCase(), { kind, mission: null, charterUrl: null }));
    expect(evaluateRules([pack], facts())).toEqual([]);
    expect(evaluateRules([pack], facts({ groups: bare })).length).toBeGreaterThan(0);
    expect(neededFacts([pack], NOW).meetings).not.toBeNull();
  });

  test('can be extended by its name', () => {
    const { pack: own, diagnostics: problems } = parsed(`name: Ours\nextends: ${name}\n`);
    expect(problems).toEqual([]);
    expect(own.rules).toEqual(pack.rules);
  });
});

test('the CNCF pack has the rules that clients ask for', () => {
  expect(parsed(shipped.get('cncf') ?? '').pack.rules.map(({ id }) => id)).toEqual(
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

test('the pack of the example has no fault', () => {
  const { diagnostics } = parsed(readFileSync(new URL('../../examples/cncf/rules.yaml', import.meta.url)));
  expect(diagnostics).toEqual([]);
});
