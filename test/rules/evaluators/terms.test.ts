import { describe, expect, test } from 'vitest';
import type { RoleRecord } from '../../../src/model/group.ts';
import { facts, group, place, role, rule } from '../facts-support.ts';
import { finding, findings, outcomes } from '../judged.ts';

const expired = rule('term-expired');
const ending = rule('term-ending-within', { parameters: { days: 60 } });

function withTerm(termStart: string | null, termEnd: string | null, parts: Partial<RoleRecord> = {}) {
  return group('tag-a', { roles: [role('tag-a', 'CHAIR', 'ada', { termStart, termEnd, ...parts })] });
}

// Today is 2026-11-21.
test.each([
  ['a term that runs', '2025-07-01', '2027-06-30', 'met', 'met'],
  ['a staggered first term of one year', '2026-07-01', '2027-06-30', 'met', 'met'],
  ['ended yesterday', '2024-11-21', '2026-11-20', 'not-met', 'met'],
  ['ends today', '2024-11-22', '2026-11-21', 'met', 'not-met'],
  ['ends in 60 days', '2025-01-21', '2027-01-20', 'met', 'not-met'],
  ['ends in 61 days', '2025-01-22', '2027-01-21', 'met', 'met'],
  ['no start', null, '2026-06-30', 'not-met', 'met'],
  ['has not begun', '2027-01-01', '2028-12-31', 'met', 'met'],
  ['no end', '2025-07-01', null, 'cannot-tell', 'cannot-tell'],
  ['ends before it starts', '2027-07-01', '2026-06-30', 'cannot-tell', 'cannot-tell'],
])('%s', (_name, start, end, expectedExpired, expectedEnding) => {
  const given = facts({ groups: [withTerm(start, end)] });
  expect(outcomes(given, expired)).toEqual([expectedExpired]);
  expect(outcomes(given, ending)).toEqual([expectedEnding]);
});

test('a role without an end of term is passed over where terms are not kept', () => {
  const given = facts({ groups: [withTerm(null, null)] });
  expect(outcomes(given, { ...expired, parameters: { undated: 'skip' } })).toEqual([]);
  expect(outcomes(given, { ...ending, parameters: { days: 60, undated: 'skip' } })).toEqual([]);
});

test('a renewed term silences the old entry, whatever the case of the login', () => {
  const roles = [
    role('tag-a', 'CHAIR', 'ada', { termEnd: '2026-06-30' }),
    role('tag-a', 'CHAIR', 'Ada', { termEnd: '2028-06-30', key: 'second' }),
  ];
  expect(outcomes(facts({ groups: [group('tag-a', { roles })] }), expired)).toEqual(['met', 'met']);
});

test('two seats of one person that end together are two findings', () => {
  const roles = [
    role('tag-a', 'CHAIR', 'ada', { termEnd: '2026-06-30' }),
    role('tag-a', 'TECH_LEAD', 'ada', { termEnd: '2026-06-30' }),
  ];
  const given = facts({ groups: [group('tag-a', { roles })] });
  expect(outcomes(given, { ...expired, roleKinds: ['CHAIR', 'TECH_LEAD'] })).toEqual(['not-met', 'not-met']);
});

test('a later term in another role does not renew', () => {
  const roles = [
    role('tag-a', 'CHAIR', 'ada', { termEnd: '2026-06-30' }),
    role('tag-a', 'TECH_LEAD', 'ada', { termEnd: '2028-06-30' }),
  ];
  const given = facts({ groups: [group('tag-a', { roles })] });
  expect(outcomes(given, { ...expired, roleKinds: ['CHAIR', 'TECH_LEAD'] })).toEqual(['not-met', 'met']);
});

describe('applies to', () => {
  const ended = { termEnd: '2026-06-30' };
  test('no former leads', () => {
    const roles = [role('tag-a', 'EMERITUS', 'ada', ended)];
    expect(outcomes(facts({ groups: [group('tag-a', { roles })] }), expired)).toEqual([]);
  });
  test('active groups of the kinds and roles of the rule', () => {
    const roles = (slug: string) => ({
      roles: [role(slug, 'CHAIR', 'ada', ended), role(slug, 'LIAISON', 'bob', ended)],
    });
    const only = { ...expired, kinds: ['ADVISORY_GROUP'], roleKinds: ['CHAIR'] } as const;
    const given = facts({
      groups: [
        group('tag-a', roles('tag-a')),
        group('sub', { kind: 'SUBPROJECT', ...roles('sub') }),
        group('gone', { state: 'ARCHIVED', ...roles('gone') }),
        group('other', { community: 'kubernetes', ...roles('other') }),
      ],
    });
    expect(findings(given, only).map(({ subject }) => subject)).toEqual([
      { type: 'Role', key: 'cncf/tag-a:CHAIR:ada' },
    ]);
  });
});

test('the finding tells when the term ended, where it is written, and what to do', () => {
  const places = { termEnd: place('tags[0].leadership.chairs[0].term.end', 42) };
  const found = finding(facts({ groups: [withTerm('2025-07-01', '2026-06-30', { places })] }), expired);
  const { message, evidence, suggestedFix, ...others } = found;
  expect({ message, evidence, suggestedFix, ...others }).toEqual({
    id: 'cncf|term-expired|role:cncf/tag-a:CHAIR:ada',
    ruleId: 'term-expired',
    community: 'cncf',
    severity: 'MUST',
    state: 'OPEN',
    message: 'The term of @ada as CHAIR of tag-a ended on 2026-06-30.',
    subject: { type: 'Role', key: 'cncf/tag-a:CHAIR:ada' },
    groups: ['cncf/tag-a'],
    evidence: [
      {
        text: 'The term of @ada as CHAIR of tag-a runs from 2025-07-01 and ends on 2026-06-30.',
        url: 'https://github.com/cncf/toc/blob/main/reg.yaml#L42',
        observedAt: '2026-11-21T07:00:00Z',
        sourceId: 'registry:reg.yaml',
        place: places.termEnd,
      },
    ],
    openedAt: '2026-07-01T00:00:00Z',
    heldSince: '2026-07-01T00:00:00Z',
    dueAt: '2026-07-01T00:00:00Z',
    suggestedFix: 'Record the new term if it was renewed; else remove the entry and name a successor.',
    cannotTell: false,
  });
});

test('an ending term opens 60 days before its last day and is due when that day is over', () => {
  const { openedAt, dueAt } = finding(facts({ groups: [withTerm(null, '2026-12-31')] }), ending);
  expect({ openedAt, dueAt }).toEqual({ openedAt: '2026-11-01T00:00:00Z', dueAt: '2027-01-01T00:00:00Z' });
});
