import { describe, expect, test } from 'vitest';
import type { WaiverRecord } from '../../src/model/group.ts';
import { neededFacts } from '../../src/rules/evaluate.ts';
import { evaluateRules } from '../support/evaluate-rules.ts';
import { facts, group, role, rule } from './facts-support.ts';
import { finding, findings } from './judged.ts';

const expired = rule('term-expired');
const ended = (slug: string, waivers: readonly WaiverRecord[] = [], name: string | null = null) =>
  group(slug, { waivers, roles: [role(slug, 'CHAIR', name === null ? 'ada' : null, { termEnd: '2026-06-30', name })] });

describe('waivers', () => {
  test.each([
    ['of the rule, until later', { rule: 'term-expired', until: '2026-12-31' }, 'WAIVED'],
    ['on its last day', { rule: 'term-expired', until: '2026-11-21' }, 'WAIVED'],
    ['the day after', { rule: 'term-expired', until: '2026-11-20' }, 'OPEN'],
    ['of another rule', { rule: 'chairs-count', until: '2026-12-31' }, 'OPEN'],
  ])('%s', (_name, waiver, state) => {
    const given = facts({ groups: [ended('tag-a', [{ ...waiver, reason: 'Election runs.' }])] });
    expect(finding(given, expired).state).toBe(state);
  });

  test('the reason stands in the evidence', () => {
    const waiver = { rule: 'term-expired', until: '2026-12-31', reason: 'Election runs, ask ada@example.org.' };
    const { evidence } = finding(facts({ groups: [ended('tag-a', [waiver])] }), expired);
    expect(evidence.at(-1)?.text).toBe('tag-a waives the rule until 2026-12-31: Election runs, ask [withheld].');
  });
});

test('what cannot be told is of severity INFO, has no due date, and says so', () => {
  const given = facts({ groups: [group('tag-a', { roles: [role('tag-a', 'CHAIR', 'ada')] })] });
  expect(finding(given, expired)).toMatchObject({ severity: 'INFO', cannotTell: true, dueAt: null, state: 'OPEN' });
});

test('an address in a name is withheld from message and evidence', () => {
  const given = facts({ groups: [ended('tag-a', [], 'ada@example.org')] });
  const { message, evidence } = finding(given, expired);
  expect(JSON.stringify([message, evidence])).not.toContain('ada@');
});

test('the same facts give the same findings, in the order of rules and groups, each id once', () => {
  const given = facts({ groups: [ended('tag-b'), ended('tag-a')] });
  const again = rule('term-expired', { id: 'again' });
  const ids = findings(given, again, expired, expired).map(({ id }) => id);
  expect(ids).toEqual([
    'cncf|again|role:cncf/tag-b:CHAIR:ada',
    'cncf|again|role:cncf/tag-a:CHAIR:ada',
    'cncf|term-expired|role:cncf/tag-b:CHAIR:ada',
    'cncf|term-expired|role:cncf/tag-a:CHAIR:ada',
  ]);
  expect(findings(given, again, expired, expired).map(({ id }) => id)).toEqual(ids);
});

test('a selection evaluates and needs nothing else', () => {
  const packs = [{ name: 'p', community: 'cncf', rules: [expired, rule('term-expired', { id: 'again' })] }];
  const given = facts({ groups: [ended('tag-a')] });
  expect(evaluateRules(packs, given, { ruleIds: ['again'] }).map(({ ruleId }) => ruleId)).toEqual(['again']);
  expect(neededFacts(packs, given.now)).toMatchObject({ initiatives: false, meetings: null, labels: false });
});
