import { describe, expect, test } from 'vitest';
import type { InitiativeFact, MeetingFact } from '../../../src/model/facts.ts';
import type { InitiativeDetailsRecord, InitiativeRecord } from '../../../src/model/initiative.ts';
import { neededFacts } from '../../../src/rules/evaluate.ts';
import {
  FEED,
  facts,
  GITHUB,
  group,
  initiative,
  initiativeFact,
  known,
  meeting,
  NOW,
  reading,
  role,
  rule,
  series,
} from '../facts-support.ts';
import { finding, outcomes } from '../judged.ts';

const fresh = reading(GITHUB);
const ada = { login: 'ada', name: null };
const bob = { login: 'bob', name: null };
const cyd = { login: 'cyd', name: null };

function details(parts: Partial<InitiativeDetailsRecord> = {}): InitiativeDetailsRecord {
  return {
    nodeId: 'I_1',
    lastActivityAt: null,
    participants: [],
    openLinkedPullRequests: 0,
    ...parts,
  };
}

function given(record: Partial<InitiativeRecord>, parts: Partial<InitiativeFact> = {}) {
  const fact = initiativeFact(initiative(1, record), parts);
  const groups = [
    group('tag-a', {
      roles: [
        role('tag-a', 'TECH_LEAD', 'Ada', { name: 'Ada Lovelace' }),
        role('tag-a', 'CHAIR', 'chair', { name: 'Some Chair' }),
        role('tag-a', 'EMERITUS', 'former'),
      ],
    }),
    group('toc', { kind: 'COMMITTEE', roles: [role('toc', 'MEMBER', 'member')] }),
  ];
  return facts({ groups, initiatives: known([fact], fact.reading) });
}

describe('applies to', () => {
  const of = rule('initiative-over-age');
  test.each([
    ['open work', {}, ['met']],
    ['closed', { state: 'CLOSED' }, []],
    ['complete but still open', { status: 'COMPLETE' }, []],
    ['cancelled but still open', { status: 'CANCELLED' }, []],
  ] as const)('%s', (_name, record, expected) => {
    expect(outcomes(given(record), of)).toEqual(expected);
  });
  test('initiatives of the kinds of group that the rule names', () => {
    expect(outcomes(given({}), { ...of, kinds: ['ADVISORY_GROUP'] })).toEqual(['met']);
    expect(outcomes(given({}), { ...of, kinds: ['COMMITTEE'] })).toEqual([]);
  });
  test('a listing that could not be read is one "cannot tell" about its source', () => {
    const unread = facts({ initiatives: known<InitiativeFact>([], reading(GITHUB, 'UNREAD')) });
    expect(finding(unread, of)).toMatchObject({
      subject: { type: 'Source', id: GITHUB.id },
      cannotTell: true,
      message: 'The initiatives could not be read. cncf/toc: it has not been read',
    });
  });
});

describe('initiative-without-sponsor', () => {
  const of = rule('initiative-without-sponsor', { roleKinds: ['TECH_LEAD'] });
  test.each([
    ['a tech lead is assigned', { assignees: [ada] }, 'met'],
    ['a tech lead is a contact', { contacts: [bob, ada] }, 'met'],
    ['a committee member', { contacts: [{ login: 'member', name: null }] }, 'met'],
    ['a tech lead by name', { contacts: [{ login: null, name: 'ADA  Lovelace' }] }, 'met'],
    ['a chair, whom the clause does not name', { assignees: [{ login: 'chair', name: null }] }, 'not-met'],
    ['a former lead', { assignees: [{ login: 'former', name: null }] }, 'not-met'],
    ['somebody else', { assignees: [bob] }, 'not-met'],
    ['nobody', {}, 'not-met'],
    ['a contact is wanted', { isContactWanted: true }, 'not-met'],
    ['a chair by name', { contacts: [{ login: null, name: 'Some Chair' }] }, 'not-met'],
    ['a name that nobody has', { contacts: [{ login: null, name: 'Grace Hopper' }] }, 'cannot-tell'],
  ] satisfies [string, Partial<InitiativeRecord>, string][])('%s', (_name, record, expected) => {
    expect(outcomes(given(record), of)).toEqual([expected]);
  });
  test('the finding names who was found and what is wanted', () => {
    expect(finding(given({ assignees: [bob] }), of)).toMatchObject({
      id: 'cncf|initiative-without-sponsor|initiative:I_1',
      message: 'Nobody who is named in “Initiative 1” is a tech lead or committee member.',
      groups: ['cncf/tag-a'],
      evidence: [{ text: 'The issue names @bob.', url: 'https://github.com/cncf/toc/issues/1', sourceId: GITHUB.id }],
      openedAt: '2026-10-01T00:00:00Z',
    });
  });
});

describe('initiative-participants', () => {
  const of = rule('initiative-participants', { parameters: { min: 2 } });
  const lead = { primaryContact: ada, contacts: [ada] };
  test.each([
    ['two besides the lead', lead, details({ participants: [ada, bob, cyd] }), 'met'],
    ['two contacts, details unread', { ...lead, contacts: [ada, bob, cyd] }, null, 'met'],
    ['one besides the lead', lead, details({ participants: [ada, bob] }), 'not-met'],
    [
      'the lead under another case',
      { ...lead, contacts: [ada, bob] },
      details({ participants: [{ login: 'ADA', name: null }] }),
      'not-met',
    ],
    ['details unread', lead, null, 'cannot-tell'],
  ] satisfies [string, Partial<InitiativeRecord>, InitiativeDetailsRecord | null, string][])(
    '%s',
    (_name, record, parts, expected) => {
      expect(outcomes(given(record, { details: parts }), of)).toEqual([expected]);
    },
  );
});

describe('initiative-over-age', () => {
  const of = rule('initiative-over-age', { parameters: { quarters: 2 } });
  test.each([
    ['two quarters to the day', '2026-05-21T23:00:00Z', 'met'],
    ['a day more', '2026-05-20T00:00:00Z', 'not-met'],
  ])('%s', (_name, createdAt, expected) => {
    expect(outcomes(given({ createdAt }), of)).toEqual([expected]);
  });
  test('it is due when the two quarters are over', () => {
    const { message, openedAt, dueAt } = finding(given({ createdAt: '2026-02-28T12:00:00Z' }), of);
    expect({ message, openedAt, dueAt }).toEqual({
      message: '“Initiative 1” has been open since 2026-02-28, longer than 2 quarters.',
      openedAt: '2026-08-29T00:00:00Z',
      dueAt: '2026-08-29T00:00:00Z',
    });
  });
});

describe('initiative-inactive', () => {
  const of = rule('initiative-inactive', { parameters: { days: 90 } });
  const changed = { updatedAt: '2026-11-20T00:00:00Z', createdAt: '2026-01-01T00:00:00Z' };
  const idle = { updatedAt: '2026-06-01T00:00:00Z', createdAt: '2026-01-01T00:00:00Z' };
  const active = (lastActivityAt: string | null) => details({ lastActivityAt });
  const machinesSince = (activityUnknownBefore: string) => details({ activityUnknownBefore });
  const stale = (fetchedAt: string) => reading(GITHUB, 'STALE', fetchedAt);
  test.each([
    ['a person was active', changed, { details: active('2026-11-01T00:00:00Z') }, 'met'],
    ['90 days ago', changed, { details: active('2026-08-23T00:00:00Z') }, 'met'],
    ['91 days ago, changed by a bot since', changed, { details: active('2026-08-22T00:00:00Z') }, 'not-met'],
    ['nobody since it was opened', changed, { details: active(null) }, 'not-met'],
    [
      'opened lately, nobody since',
      { ...changed, createdAt: '2026-11-01T00:00:00Z' },
      { details: active(null) },
      'met',
    ],
    ['not changed at all, whatever the details', idle, { details: active('2026-11-01T00:00:00Z') }, 'not-met'],
    ['not changed at all, details unread', idle, { details: null }, 'not-met'],
    [
      'only machines lately, the rest unread',
      changed,
      { details: machinesSince('2026-09-01T00:00:00Z') },
      'cannot-tell',
    ],
    ['only machines for longer than that', changed, { details: machinesSince('2026-03-01T00:00:00Z') }, 'not-met'],
    ['changed, details unread', changed, { details: null }, 'cannot-tell'],
    ['idle long before a stale copy', idle, { details: null, reading: stale('2026-11-01T00:00:00Z') }, 'not-met'],
    ['idle only since a stale copy', idle, { details: null, reading: stale('2026-08-01T00:00:00Z') }, 'cannot-tell'],
  ] satisfies [string, Partial<InitiativeRecord>, Partial<InitiativeFact>, string][])(
    '%s',
    (_name, record, parts, expected) => {
      expect(outcomes(given(record, parts), of)).toEqual([expected]);
    },
  );
  test('details are asked only of open initiatives that changed lately', () => {
    const { detailsFor, initiatives } = neededFacts([{ name: 'p', community: 'cncf', rules: [of] }], NOW);
    expect(initiatives).toBe(true);
    expect(
      [changed, idle, { ...changed, state: 'CLOSED' as const }].map((record) => detailsFor(initiative(1, record))),
    ).toEqual([true, false, false]);
  });
  test('it opens when the days are over', () => {
    expect(finding(given(idle, { details: null }), of)).toMatchObject({
      message: 'Nobody has worked on “Initiative 1” since 2026-06-01, for more than 90 days.',
      openedAt: '2026-08-31T00:00:00Z',
    });
  });
});

describe('initiative-undocumented', () => {
  const of = rule('initiative-undocumented', {
    parameters: { fields: 'description, exitCriteria', since: '2025-08-20' },
  });
  test.each([
    ['both answered', { description: 'What', exitCriteria: 'Until' }, {}, ['met']],
    ['one missing', { description: 'What' }, {}, ['not-met']],
    ['no response', { description: 'What', exitCriteria: '_No response_' }, {}, ['not-met']],
    ['to be done', { description: 'TBD', exitCriteria: 'Until' }, {}, ['not-met']],
    ['no form', {}, {}, ['cannot-tell']],
    ['opened before the question was asked', {}, { createdAt: '2025-08-19T00:00:00Z' }, []],
  ])('%s', (_name, answers, record, expected) => {
    expect(outcomes(given({ answers, ...record }), of)).toEqual(expected);
  });
  test('what is missing is named', () => {
    expect(finding(given({ answers: { name: 'x' } }), of).message).toBe(
      '“Initiative 1” lacks the description and the deliverables or exit criteria.',
    );
  });
});

describe('labels-exclusive', () => {
  const one = rule('labels-exclusive', { parameters: { labels: 'init/*' } });
  const group = rule('labels-exclusive', { parameters: { labels: 'needs-group', besides: 'toc, tag/*' } });
  const labelled = (...names: string[]) => given({ labels: names.map((name) => ({ name, color: '000000' })) });
  test.each([
    ['none', [], 'met', 'met'],
    ['one', ['init/stale', 'needs-group'], 'met', 'met'],
    ['two that exclude each other', ['init/stale', 'Init/Complete'], 'not-met', 'met'],
    ['one that another makes obsolete', ['needs-group', 'tag/a'], 'met', 'not-met'],
    ['a name that begins alike', ['needs-group', 'toc/initiative/AI'], 'met', 'met'],
  ])('%s', (_name, labels, ofOne, ofGroup) => {
    expect(outcomes(labelled(...labels), one)).toEqual([ofOne]);
    expect(outcomes(labelled(...labels), group)).toEqual([ofGroup]);
  });
});

describe('form-differs-from-label', () => {
  const of = rule('form-differs-from-label');
  test('conflicting evidence is shown; other evidence is not at fault', () => {
    const label = {
      group: 'cncf/tag-a',
      confidence: 'CONFLICTING',
      matchedBy: [{ rule: 'label', value: 'tag/a' }],
    } as const;
    const form = { group: 'cncf/toc', confidence: 'CONFLICTING', matchedBy: [{ rule: 'form', value: 'TOC' }] } as const;
    expect(outcomes(given({}), of)).toEqual(['met']);
    expect(finding(given({}, { groups: [label, form] }), of)).toMatchObject({
      message: 'The form and the labels of “Initiative 1” name different groups: tag-a, toc.',
      evidence: [{ text: 'tag-a by label “tag/a”.' }, { text: 'toc by form “TOC”.' }],
    });
  });
});

describe('subproject-idle', () => {
  const of = rule('subproject-idle', { parameters: { months: 6 } });
  const feed = reading(FEED);
  const old = known([series('2020-01-01T16:00:00Z')], feed);
  const at = (start: string, source = feed) => known([meeting(`${start}T16:00:00Z`)], source);
  const none = known<MeetingFact>([], feed);
  const moved = (updatedAt: string, source = fresh) =>
    known([initiativeFact(initiative(1, { updatedAt: `${updatedAt}T00:00:00Z` }), { reading: source })], source);
  test.each([
    ['met lately', at('2026-10-01'), moved('2026-01-01'), 'met'],
    ['an initiative moved lately', none, moved('2026-10-01'), 'met'],
    [
      'an initiative moved lately, the feed fails',
      known<MeetingFact>([], reading(FEED, 'FAILING')),
      moved('2026-10-01'),
      'met',
    ],
    ['neither', at('2026-05-01'), moved('2026-01-01'), 'not-met'],
    ['nothing on record', none, known<InitiativeFact>([], fresh), 'not-met'],
    ['no feed', known<MeetingFact>([]), moved('2026-01-01'), 'cannot-tell'],
    ['the feed fails', known<MeetingFact>([], reading(FEED, 'FAILING')), moved('2026-01-01'), 'cannot-tell'],
    ['no initiatives are tracked', none, known<InitiativeFact>([]), 'cannot-tell'],
    ['initiatives unread', none, known<InitiativeFact>([], reading(GITHUB, 'UNREAD')), 'cannot-tell'],
    [
      'idle long before a stale copy',
      none,
      moved('2026-01-01', reading(GITHUB, 'STALE', '2026-11-10T00:00:00Z')),
      'not-met',
    ],
    [
      'idle only since a stale copy',
      none,
      moved('2026-05-15', reading(GITHUB, 'STALE', '2026-11-10T00:00:00Z')),
      'cannot-tell',
    ],
    [
      'a copy too old to tell',
      none,
      moved('2026-01-01', reading(GITHUB, 'STALE', '2026-09-01T00:00:00Z')),
      'cannot-tell',
    ],
  ])('%s', (_name, meetings, initiatives, expected) => {
    const groups = [group('tag-a', { kind: 'SUBPROJECT' })];
    expect(outcomes(facts({ groups, meetings, initiatives, series: old }), of)).toEqual([expected]);
  });
});
