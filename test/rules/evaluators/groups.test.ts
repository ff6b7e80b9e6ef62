import { describe, expect, test } from 'vitest';
import type { DeclaredMeetingRecord, GroupRecord } from '../../../src/model/group.ts';
import { facts, group, known, place, role, rule } from '../facts-support.ts';
import { finding, findings, outcomes } from '../judged.ts';

function judged(parts: Partial<GroupRecord>, of: ReturnType<typeof rule>) {
  return outcomes(facts({ groups: [group('tag-a', parts)] }), of);
}

function declared(parts: Partial<DeclaredMeetingRecord> = {}): DeclaredMeetingRecord {
  return {
    title: 'Meeting',
    schedule: null,
    rrule: null,
    startTime: null,
    timeZone: null,
    anchorDate: null,
    duration: null,
    unresolved: 'No schedule is stated.',
    joinUrl: null,
    notesUrl: null,
    recordingUrl: null,
    place: place('groups.tag-a.meetings[0]', 30),
    ...parts,
  };
}

describe('role-count', () => {
  const chairs = (...logins: string[]) => logins.map((login) => role('tag-a', 'CHAIR', login));
  const three = rule('role-count', { roleKinds: ['CHAIR'], parameters: { min: 3, max: 3 } });
  const two = rule('role-count', { roleKinds: ['CHAIR'], parameters: { min: 2, unlisted: 'cannot-tell' } });

  test.each([
    ['too few', chairs('a', 'b'), 'not-met', 'met'],
    ['as many as are wanted', chairs('a', 'b', 'c'), 'met', 'met'],
    ['too many', chairs('a', 'b', 'c', 'd'), 'not-met', 'met'],
    ['one person twice', chairs('a', 'b', 'A'), 'not-met', 'met'],
    ['a name without login counts', [...chairs('a'), role('tag-a', 'CHAIR', null, { name: 'Bob' })], 'not-met', 'met'],
    [
      'a term that ended counts',
      [...chairs('a', 'b'), role('tag-a', 'CHAIR', 'c', { termEnd: '2026-01-01' })],
      'met',
      'met',
    ],
    [
      'a term to come does not',
      [...chairs('a', 'b'), role('tag-a', 'CHAIR', 'c', { termStart: '2027-01-01' })],
      'not-met',
      'met',
    ],
    ['former leads do not', [...chairs('a', 'b'), role('tag-a', 'EMERITUS', 'c')], 'not-met', 'met'],
    ['other roles do not', [...chairs('a'), role('tag-a', 'LIAISON', 'b')], 'not-met', 'not-met'],
    ['nobody in the role', [role('tag-a', 'LIAISON', 'b')], 'not-met', 'not-met'],
    ['nobody at all', [], 'not-met', 'cannot-tell'],
  ])('%s', (_name, roles, ofThree, ofTwo) => {
    expect(judged({ roles }, three)).toEqual([ofThree]);
    expect(judged({ roles }, two)).toEqual([ofTwo]);
  });

  test('the message counts and names the role', () => {
    const given = facts({ groups: [group('tag-a', { roles: chairs('a') })] });
    expect(finding(given, three)).toMatchObject({
      message: 'The registry lists 1 chair of tag-a; 3 are expected.',
      suggestedFix: 'Name and list 2 further chairs.',
    });
    const leads = rule('role-count', { roleKinds: ['SUBPROJECT_LEAD', 'CHAIR'], parameters: { min: 2 } });
    expect(finding(facts({ groups: [group('tag-a')] }), leads).message).toBe(
      'The registry lists no subproject lead of tag-a; at least 2 are expected.',
    );
  });
});

describe('presence', () => {
  const slack = { kind: 'SLACK', name: '#tag-a', url: null } as const;
  const list = { kind: 'MAILING_LIST', name: null, url: 'https://lists.example.org/tag-a' } as const;
  const zulip = { kind: 'ZULIP', name: null, url: null } as const;
  const both = rule('has-channels');
  const either = rule('has-channels', { parameters: { require: 'any' } });
  const recordings = rule('has-link', { parameters: { rel: 'recordings' } });
  const notes = rule('has-link', { parameters: { rel: 'meeting-notes' } });
  const link = (rel: string) => ({ links: [{ rel, url: 'https://example.org', title: null }] });

  test.each([
    ['a charter', {}, rule('has-charter'), 'met'],
    ['no charter', { charterUrl: null }, rule('has-charter'), 'not-met'],
    [
      'no charter, which may be elsewhere',
      { charterUrl: null },
      rule('has-charter', { parameters: { unlisted: 'cannot-tell' } }),
      'cannot-tell',
    ],
    ['a mission', {}, rule('mission-missing'), 'met'],
    ['a placeholder for a mission', { mission: null }, rule('mission-missing'), 'not-met'],
    ['both channels', { channels: [slack, list] }, both, 'met'],
    ['one of both channels', { channels: [slack] }, both, 'not-met'],
    ['one of either channel', { channels: [list] }, either, 'met'],
    ['another channel', { channels: [zulip] }, either, 'not-met'],
    ['linked recordings', link('recordings'), recordings, 'met'],
    [
      'recordings of a meeting',
      { declaredMeetings: [declared({ recordingUrl: 'https://example.org' })] },
      recordings,
      'met',
    ],
    ['notes are no recordings', link('meeting-notes'), recordings, 'not-met'],
    ['notes of a meeting', { declaredMeetings: [declared({ notesUrl: 'https://example.org' })] }, notes, 'met'],
    ['no notes', { declaredMeetings: [declared()] }, notes, 'not-met'],
  ] as const)('%s', (_name, parts, of, expected) => {
    expect(judged(parts, of)).toEqual([expected]);
  });

  test('what is missing is named', () => {
    const given = facts({ groups: [group('tag-a', { channels: [slack] })] });
    expect(finding(given, both).message).toBe('The registry lists no mailing list of tag-a.');
    expect(finding(facts({ groups: [group('tag-a')] }), both).message).toBe(
      'The registry lists no Slack channel and no mailing list of tag-a.',
    );
  });
});

describe('same-company-share', () => {
  const of = rule('same-company-share', { roleKinds: ['ORGANIZER'] });
  const from = (...companies: (string | null)[]) =>
    companies.map((company, index) => role('tag-a', 'ORGANIZER', `p${index}`, { company }));
  test.each([
    ['half', from('A', 'A', 'B', 'C'), ['met']],
    ['more than half', from('A', 'A', 'B'), ['not-met']],
    ['more than half even if the others differ', from('A', 'A', 'A', null, null), ['not-met']],
    ['two of one company', from('A', 'A'), ['not-met']],
    ['spelt differently', from('Red Hat, Inc.', '@redhat', 'B'), ['not-met']],
    ['companies unknown', from(null, null, null), ['cannot-tell']],
    ['one unknown decides', from('A', null, 'B'), ['cannot-tell']],
    ['one unknown does not decide', from('A', null, 'B', 'C'), ['met']],
    ['one person', from('A'), []],
    [
      'one person in two roles',
      [...from('A', 'B'), role('tag-a', 'ORGANIZER', 'P0', { company: 'A', key: 'twice' })],
      ['met'],
    ],
    [
      'one person, the company in one role',
      [...from('A', 'B'), role('tag-a', 'ORGANIZER', 'p0', { key: 'twice' })],
      ['met'],
    ],
  ])('%s', (_name, roles, expected) => {
    expect(judged({ roles }, of)).toEqual(expected);
  });
});

describe('organizer-of-too-many-groups', () => {
  const of = rule('organizer-of-too-many-groups', { roleKinds: ['ORGANIZER'] });
  const groups = (...slugs: string[]) =>
    slugs.map((slug) => group(slug, { roles: [role(slug, 'ORGANIZER', slug === 'g2' ? 'ADA' : 'ada')] }));
  test('two groups are allowed, a third is not', () => {
    expect(outcomes(facts({ groups: groups('g1', 'g2') }), of)).toEqual(['met']);
    expect(finding(facts({ groups: groups('g3', 'g1', 'g2') }), of)).toMatchObject({
      message: '@ada is ORGANIZER of 3 groups (g1, g2, g3); at most 2 are allowed.',
      subject: { type: 'Role', key: 'cncf/g1:ORGANIZER:ada' },
      groups: ['cncf/g1', 'cncf/g2', 'cncf/g3'],
    });
  });
  test('people without login are not taken for each other', () => {
    const nameless = ['g1', 'g2', 'g3'].map((slug) =>
      group(slug, { roles: [role(slug, 'ORGANIZER', null, { name: 'Kim' })] }),
    );
    expect(outcomes(facts({ groups: nameless }), of)).toEqual([]);
  });
});

describe('query-label-does-not-exist', () => {
  const of = rule('query-label-does-not-exist');
  const searching = (...labels: string[]) =>
    group('tag-a', {
      initiativeQueries: [
        { repository: 'cncf/toc', labels, withoutLabels: [], state: 'OPEN', url: 'https://github.com/cncf/toc/issues' },
      ],
    });
  test.each([
    ['all labels exist', searching('tag/a'), known(['tag/a', 'init/stale']), ['met']],
    ['compared without case', searching('Tag/A'), known(['tag/a']), ['met']],
    ['one does not', searching('tag/a', 'toc/a'), known(['tag/a']), ['not-met']],
    ['the list is not known', searching('tag/a'), { ...known<string>([]), isComplete: false }, ['cannot-tell']],
    ['seen in a list that is not whole', searching('tag/a'), { ...known(['tag/a']), isComplete: false }, ['met']],
    ['no search', group('tag-a'), known<string>([]), []],
  ])('%s', (_name, given, labels, expected) => {
    expect(outcomes(facts({ groups: [given], labels }), of)).toEqual(expected);
  });
  test('the label is named', () => {
    const given = facts({ groups: [searching('toc/mentoring-subproject')], labels: known(['sub/mentoring']) });
    expect(finding(given, of).message).toBe(
      'tag-a searches for a label that does not exist: “toc/mentoring-subproject” in cncf/toc.',
    );
  });
});

describe('page-differs-from-registry', () => {
  const of = rule('page-differs-from-registry');
  const diagnostic = {
    level: 'WARNING',
    code: 'REGISTRY_CONFLICT',
    message: 'The term of @ada ends on 2026-06-30 here and on 2028-06-30 at tags.yaml:12.',
    hint: 'Make the two agree.',
    sourceId: 'registry:reg.yaml',
    file: 'reg.yaml',
    path: 'leads[0].term',
    line: 7,
    column: 3,
  } as const;
  test('a group is known by the place of what is served', () => {
    const served = { sourceId: diagnostic.sourceId, path: diagnostic.path, line: 7, column: 3 };
    const ada = role('tag-a', 'CHAIR', 'ada', { places: { termEnd: served } });
    const given = facts({ groups: [group('tag-a', { roles: [ada] })], conflicts: [{ diagnostic, group: null }] });
    expect(finding(given, of).subject).toEqual({ type: 'Group', key: 'cncf/tag-a' });
  });
  test('each disagreement about a group is a finding at its place', () => {
    const conflicts = [
      { diagnostic, group: 'cncf/tag-a' },
      { diagnostic: { ...diagnostic, path: 'leads[1].term' }, group: 'cncf/tag-a' },
      { diagnostic, group: null },
      { diagnostic, group: 'kubernetes/sig-a' },
    ];
    const found = findings(facts({ groups: [group('tag-a')], conflicts }), of);
    expect(found.map(({ id }) => id)).toEqual([
      'cncf|page-differs-from-registry|group:cncf/tag-a|registry:reg.yaml#leads[0].term',
      'cncf|page-differs-from-registry|group:cncf/tag-a|registry:reg.yaml#leads[1].term',
    ]);
    expect(found[0]).toMatchObject({
      message: diagnostic.message,
      suggestedFix: 'Make the two agree.',
      evidence: [{ url: 'https://github.com/cncf/toc/blob/main/reg.yaml#L7', place: { line: 7 } }],
    });
  });
});
