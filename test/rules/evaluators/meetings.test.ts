import { describe, expect, test } from 'vitest';
import type { Known, MeetingFact } from '../../../src/model/facts.ts';
import type { GroupRecord } from '../../../src/model/group.ts';
import { FEED, facts, group, known, meeting, place, reading, rule, series } from '../facts-support.ts';
import { finding, findings, outcomes } from '../judged.ts';

const fresh = reading(FEED);
const failing = reading(FEED, 'FAILING');
const unread = reading(FEED, 'UNREAD');
const staleBy = (fetchedAt: string) => reading(FEED, 'STALE', fetchedAt);
const old = known([series('2020-01-01T16:00:00Z')], fresh);

interface Given {
  readonly meetings?: Known<MeetingFact>;
  readonly begins?: string;
  readonly now?: string;
  readonly group?: Partial<GroupRecord>;
}

function given({ meetings = known<MeetingFact>([]), begins, now, group: parts = {} }: Given) {
  const at = now === undefined ? {} : { now };
  return facts({
    ...at,
    groups: [group('tag-a', parts)],
    meetings,
    series: begins === undefined ? old : known([series(begins)], fresh),
  });
}

const at = (...starts: string[]) => starts.map((start) => meeting(`${start}T16:00:00Z`));
const cancelled = (start: string) => meeting(`${start}T16:00:00Z`, { status: 'CANCELLED' });

// Today is 2026-11-21.
describe('no-meeting-in-days', () => {
  const of = rule('no-meeting-in-days', { parameters: { days: 60 } });
  test.each([
    ['met yesterday', { meetings: known(at('2026-11-20'), fresh) }, 'met'],
    ['met 60 days ago', { meetings: known(at('2026-09-22'), fresh) }, 'met'],
    ['met 61 days ago', { meetings: known(at('2026-09-21'), fresh) }, 'not-met'],
    ['never', { meetings: known<MeetingFact>([], fresh) }, 'not-met'],
    ['only cancelled', { meetings: known([...at('2026-08-01'), cancelled('2026-11-01')], fresh) }, 'not-met'],
    ['moved is held', { meetings: known([meeting('2026-11-02T16:00:00Z', { status: 'MOVED' })], fresh) }, 'met'],
    ['a coming meeting is none yet', { meetings: known(at('2026-08-01', '2026-11-25'), fresh) }, 'not-met'],
    ['no feed', {}, 'cannot-tell'],
    ['the feed fails', { meetings: known<MeetingFact>([], failing) }, 'cannot-tell'],
    ['the feed is unread', { meetings: known<MeetingFact>([], unread) }, 'cannot-tell'],
    ['one of two feeds fails, the other shows a meeting', { meetings: known(at('2026-11-01'), fresh, failing) }, 'met'],
    [
      'one of two feeds fails, the other shows none',
      { meetings: known<MeetingFact>([], fresh, failing) },
      'cannot-tell',
    ],
    [
      'the feed begins later',
      { meetings: known<MeetingFact>([], fresh), begins: '2026-12-01T16:00:00Z' },
      'cannot-tell',
    ],
    [
      'idle long before a stale copy',
      { meetings: known(at('2026-07-01'), staleBy('2026-11-01T00:00:00Z')) },
      'not-met',
    ],
    [
      'idle only since a stale copy',
      { meetings: known(at('2026-09-15'), staleBy('2026-10-01T00:00:00Z')) },
      'cannot-tell',
    ],
  ] satisfies [string, Given, string][])('%s', (_name, parts, expected) => {
    expect(outcomes(given(parts), of)).toEqual([expected]);
  });

  test('the finding names the last meeting and counts from it', () => {
    expect(finding(given({ meetings: known(at('2026-08-01'), fresh) }), of)).toMatchObject({
      message: 'tag-a has not met since 2026-08-01; it is to meet within 60 days.',
      openedAt: '2026-10-01T00:00:00Z',
      evidence: [
        { text: '“Meeting” was the last meeting, on 2026-08-01.', sourceId: FEED.id, observedAt: FEED.fetchedAt },
      ],
    });
  });

  test('without any meeting the span that was looked at is named', () => {
    expect(finding(given({ meetings: known<MeetingFact>([], fresh) }), of).message).toBe(
      'The calendar has no meeting of tag-a since 2026-05-25; it is to meet within 60 days.',
    );
  });

  test('a feed that fails is named with its public reason', () => {
    expect(finding(given({ meetings: known<MeetingFact>([], failing) }), of)).toMatchObject({
      cannotTell: true,
      severity: 'INFO',
      message: 'The meetings of tag-a could not all be read. LFX calendar: The upstream did not answer in time.',
      evidence: [{ sourceId: FEED.id }],
    });
  });
});

describe('meets-monthly', () => {
  const one = rule('meets-monthly');
  const three = rule('meets-monthly', { parameters: { months: 3 } });
  test.each([
    ['in each month', { meetings: known(at('2026-08-05', '2026-09-02', '2026-10-07'), fresh) }, 'met', 'met'],
    ['not two months ago', { meetings: known(at('2026-08-05', '2026-10-07'), fresh) }, 'met', 'not-met'],
    ['not last month', { meetings: known(at('2026-08-05', '2026-09-02', '2026-11-04'), fresh) }, 'not-met', 'not-met'],
    [
      'cancelled last month',
      { meetings: known([...at('2026-08-05', '2026-09-02'), cancelled('2026-10-07')], fresh) },
      'not-met',
      'not-met',
    ],
    ['no feed', {}, 'cannot-tell', 'cannot-tell'],
    ['the feed fails', { meetings: known<MeetingFact>([], failing) }, 'cannot-tell', 'cannot-tell'],
    [
      'the feed begins this month',
      { meetings: known<MeetingFact>([], fresh), begins: '2026-11-03T16:00:00Z' },
      'cannot-tell',
      'cannot-tell',
    ],
    [
      'a copy from within the month',
      { meetings: known<MeetingFact>([], staleBy('2026-10-10T00:00:00Z')) },
      'cannot-tell',
      'not-met',
    ],
  ] satisfies [string, Given, string, string][])('%s', (_name, parts, ofOne, ofThree) => {
    expect(outcomes(given(parts), one)).toEqual([ofOne]);
    expect(outcomes(given(parts), three)).toEqual([ofThree]);
  });

  test('only months that the feed covers are held against a group', () => {
    const none = known<MeetingFact>([], staleBy('2026-10-10T00:00:00Z'));
    expect(finding(given({ meetings: none, begins: '2026-08-20T16:00:00Z' }), three).message).toBe(
      'tag-a held no meeting in 2026-08, 2026-09; one a month is required.',
    );
    expect(finding(given({ meetings: none, begins: '2026-09-01T16:00:00Z' }), three).message).toBe(
      'tag-a held no meeting in 2026-09; one a month is required.',
    );
  });

  test('a meeting belongs to the month of its own zone', () => {
    const evening = meeting('2026-11-01T03:00:00Z', { zone: 'America/Los_Angeles' });
    expect(outcomes(given({ meetings: known([evening], fresh) }), one)).toEqual(['met']);
    const inUtc = meeting('2026-11-01T03:00:00Z');
    expect(outcomes(given({ meetings: known([inUtc], fresh) }), one)).toEqual(['not-met']);
  });
});

describe('min-meetings-per-year', () => {
  const of = rule('min-meetings-per-year', { parameters: { min: 3 } });
  test.each([
    ['enough', { meetings: known(at('2025-01-01', '2025-06-01', '2025-12-31'), fresh) }, 'met'],
    ['too few', { meetings: known(at('2025-01-01', '2025-06-01', '2026-01-01', '2026-02-01'), fresh) }, 'not-met'],
    [
      'cancelled ones do not count',
      { meetings: known([...at('2025-01-01', '2025-06-01'), cancelled('2025-07-01')], fresh) },
      'not-met',
    ],
    [
      'founded within the year',
      { meetings: known(at('2025-11-01'), fresh), begins: '2025-11-01T16:00:00Z' },
      'cannot-tell',
    ],
    ['no feed', {}, 'cannot-tell'],
    ['the feed fails', { meetings: known(at('2025-01-01'), failing) }, 'cannot-tell'],
    [
      'a copy from within the year',
      { meetings: known(at('2025-01-01'), staleBy('2025-10-01T00:00:00Z')) },
      'cannot-tell',
    ],
  ] satisfies [string, Given, string][])('%s', (_name, parts, expected) => {
    expect(outcomes(given(parts), of)).toEqual([expected]);
  });
});

describe('meets-every-weeks', () => {
  const of = rule('meets-every-weeks', { parameters: { weeks: 3, exceptMonths: '11, 12' } });
  const declared = (schedule: string, rrule: string | null = null) => ({
    title: 'Meeting',
    schedule,
    rrule,
    startTime: null,
    timeZone: null,
    anchorDate: null,
    duration: null,
    unresolved: null,
    joinUrl: null,
    notesUrl: null,
    recordingUrl: null,
    place: place('meetings[0]'),
  });
  const weekly = (...starts: string[]) => known(at(...starts), fresh);
  test.each([
    [
      'every two weeks',
      '2026-08-01',
      weekly('2026-05-20', '2026-06-03', '2026-06-17', '2026-07-01', '2026-07-15', '2026-07-29'),
      'met',
    ],
    [
      'a gap of four weeks',
      '2026-08-01',
      weekly('2026-05-20', '2026-06-03', '2026-07-01', '2026-07-15', '2026-07-29'),
      'not-met',
    ],
    ['none for four weeks', '2026-08-01', weekly('2026-05-20', '2026-06-03', '2026-06-17', '2026-07-01'), 'not-met'],
    ['a gap in November and December', '2027-01-15', weekly('2026-10-28'), 'met'],
    ['a gap that reaches into January', '2027-02-15', weekly('2026-10-28'), 'not-met'],
  ])('%s', (_name, today, meetings, expected) => {
    expect(outcomes(given({ now: `${today}T00:00:00Z`, meetings }), of)).toEqual([expected]);
  });
  test('what was before the feed begins is no gap', () => {
    const parts = {
      now: '2026-08-01T00:00:00Z',
      meetings: weekly('2026-07-15', '2026-07-29'),
      begins: '2026-07-15T16:00:00Z',
    };
    expect(outcomes(given(parts), of)).toEqual(['met']);
  });
  test.each([
    ['biweekly', 'biweekly Tuesday at 9:00 PT', null, 'met'],
    ['bi-weekly', 'Bi-weekly', null, 'met'],
    ['monthly', 'monthly Tuesday at 9:00 PT', null, 'not-met'],
    ['two frequencies', 'weekly, monthly in summer', null, 'cannot-tell'],
    ['no frequency', 'Tuesday at 9:00 PT', null, 'cannot-tell'],
    ['a weekly rule', 'x', 'FREQ=WEEKLY;BYDAY=TU', 'met'],
    ['a rule of every four weeks', 'x', 'FREQ=WEEKLY;INTERVAL=4;BYDAY=TU', 'not-met'],
    ['first and third', 'x', 'FREQ=MONTHLY;BYDAY=1TH,3TH', 'met'],
    ['first and second', 'x', 'FREQ=MONTHLY;BYDAY=1TH,2TH', 'not-met'],
  ])('without a feed the declared schedule decides: %s', (_name, words, rrule, expected) => {
    expect(outcomes(given({ group: { declaredMeetings: [declared(words, rrule)] } }), of)).toEqual([expected]);
  });
  test('two monthly meetings may together be enough', () => {
    const parts = { group: { declaredMeetings: [declared('monthly'), declared('monthly')] } };
    expect(outcomes(given(parts), of)).toEqual(['cannot-tell']);
  });
  test.each([
    ['nothing declared, no feed', {}],
    [
      'the feed fails',
      { meetings: known<MeetingFact>([], failing), group: { declaredMeetings: [declared('weekly')] } },
    ],
  ] satisfies [string, Given][])('cannot tell: %s', (_name, parts) => {
    expect(outcomes(given({ now: '2026-08-01T00:00:00Z', ...parts }), of)).toEqual(['cannot-tell']);
  });
});

describe('feed-event-matches-no-group', () => {
  const of = rule('feed-event-matches-no-group');
  const event = (uid: string, start: string, summary: string) => meeting(`${start}T16:00:00Z`, { uid, summary });
  test('one finding a recurrence set, about the feed, with the next instance', () => {
    const unmatched = known(
      [
        event('a', '2026-11-10', 'Reading group'),
        event('a', '2026-11-24', 'Reading group'),
        event('a:1795536000', '2026-12-08', 'Reading group'),
        event('b', '2026-12-01', 'Mail ada@example.org'),
        { ...cancelled('2026-12-02') },
        event('far', '2027-06-01', 'Far away'),
      ],
      fresh,
    );
    const found = findings(facts({ unmatched }), of);
    expect(found.map(({ id, message }) => [id, message])).toEqual([
      ['cncf|feed-event-matches-no-group|source:icalendar:lfx|a', '“Reading group” in LFX calendar matches no group.'],
      [
        'cncf|feed-event-matches-no-group|source:icalendar:lfx|b',
        '“Mail [withheld]” in LFX calendar matches no group.',
      ],
    ]);
    expect(found[0]?.evidence[0]?.text).toBe('“Reading group” on 2026-11-24, 3 times in the span looked at.');
  });
  test('a feed that fails cannot be told of; without events all is met', () => {
    expect(outcomes(facts({ unmatched: known<MeetingFact>([], failing) }), of)).toEqual(['cannot-tell']);
    expect(outcomes(facts({ unmatched: known<MeetingFact>([], fresh) }), of)).toEqual([]);
  });
});
