import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { DeclaredMeetingRecord } from '../../src/model/group.ts';
import { compareSchedule } from '../../src/rules/schedule.ts';
import { FEED, facts, group, known, meeting, place, reading, rule } from './facts-support.ts';
import { finding, outcomes } from './judged.ts';

// Twelve weeks from NOW, a Saturday.
const window = { from: '2026-11-21T00:00:00Z', to: '2027-02-13T00:00:00Z' };
const zone = 'America/Los_Angeles';

function declared(rrule: string | null, parts: Partial<DeclaredMeetingRecord> = {}): DeclaredMeetingRecord {
  return {
    title: 'TAG meeting',
    schedule: 'as declared',
    rrule,
    startTime: '08:00',
    timeZone: zone,
    anchorDate: null,
    duration: 'PT1H',
    unresolved: rrule === null ? 'It names no week to count from.' : null,
    joinUrl: null,
    notesUrl: null,
    recordingUrl: null,
    place: place('groups.tag-a.meetings[0]', 30),
    ...parts,
  };
}

/** Instances at 08:00 in California, `count` of them, `weeks` apart. */
function instances(firstDay: string, weeks: number, count: number, uid = 'one', time = '08:00') {
  return Array.from({ length: count }, (_, index) => {
    const day = Temporal.PlainDate.from(firstDay).add({ weeks: weeks * index });
    const start = day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant().toString();
    return meeting(start, { uid, zone }).record;
  });
}

const thursdays = instances('2026-11-26', 1, 12);
const everyOther = instances('2026-11-26', 2, 6);
const firstAndThird = [
  ...instances('2026-12-03', 2, 2),
  ...instances('2027-01-07', 2, 2),
  ...instances('2027-02-04', 2, 1),
];

test('a daily meeting of centuries costs no more than one of today', () => {
  const began = process.cpuUsage().user;
  for (let times = 0; times < 20; times += 1) {
    compareSchedule(declared('FREQ=DAILY', { anchorDate: '1700-01-01' }), thursdays, window);
  }
  expect((process.cpuUsage().user - began) / 1000).toBeLessThan(3000);
});

test.each([
  ['weekly, as declared', declared('FREQ=WEEKLY;BYDAY=TH'), thursdays, 'agrees'],
  ['a holiday is left out', declared('FREQ=WEEKLY;BYDAY=TH'), thursdays.toSpliced(4, 2), 'agrees'],
  [
    'a cancelled instance counts',
    declared('FREQ=WEEKLY;BYDAY=TH'),
    thursdays.map((one) => ({ ...one, status: 'CANCELLED' as const })),
    'agrees',
  ],
  [
    'moved instances stand for their own',
    declared('FREQ=WEEKLY;BYDAY=TH'),
    thursdays.map((one) => ({ ...one, start: '2026-12-25T10:00:00Z' })),
    'agrees',
  ],
  ['weekly is declared, every other week is held', declared('FREQ=WEEKLY;BYDAY=TH'), everyOther, 'differs'],
  [
    'every other week is declared, weekly is held',
    declared('FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', { anchorDate: '2026-11-12' }),
    thursdays,
    'differs',
  ],
  [
    'every other week from the right week',
    declared('FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', { anchorDate: '2026-11-12' }),
    everyOther,
    'agrees',
  ],
  [
    'every other week from the wrong week',
    declared('FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', { anchorDate: '2026-11-05' }),
    everyOther,
    'differs',
  ],
  [
    'every other week, counted from the year 1',
    declared('FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', { anchorDate: '0001-01-04' }),
    everyOther,
    'agrees',
  ],
  ['no week to count from', declared('FREQ=WEEKLY;INTERVAL=2;BYDAY=TH'), everyOther, 'unknown'],
  ['another weekday', declared('FREQ=WEEKLY;BYDAY=TU'), thursdays, 'differs'],
  ['another hour', declared('FREQ=WEEKLY;BYDAY=TH', { startTime: '09:00' }), thursdays, 'differs'],
  ['another zone', declared('FREQ=WEEKLY;BYDAY=TH', { timeZone: 'America/New_York' }), thursdays, 'differs'],
  [
    'the same hour in another zone',
    declared('FREQ=WEEKLY;BYDAY=TH', { timeZone: 'America/New_York', startTime: '11:00' }),
    thursdays,
    'agrees',
  ],
  ['no hour is declared', declared('FREQ=WEEKLY;BYDAY=TH', { startTime: null }), thursdays, 'agrees'],
  ['first and third', declared('FREQ=MONTHLY;BYDAY=1TH,3TH'), firstAndThird, 'agrees'],
  ['monthly, one left out', declared('FREQ=MONTHLY;BYDAY=1TH'), instances('2026-12-03', 9, 2), 'agrees'],
  ['first and third against each', declared('FREQ=MONTHLY;BYDAY=1TH,3TH'), thursdays, 'differs'],
  [
    'two series keep it together',
    declared('FREQ=WEEKLY;BYDAY=TH'),
    [...everyOther, ...instances('2026-12-03', 2, 5, 'two')],
    'agrees',
  ],
  [
    'another series beside it',
    declared('FREQ=WEEKLY;BYDAY=TH'),
    [...thursdays, ...instances('2026-11-24', 1, 12, 'two')],
    'agrees',
  ],
  ['words that are not complete', declared(null), thursdays, 'unknown'],
  ['no zone', declared('FREQ=WEEKLY;BYDAY=TH', { timeZone: null }), thursdays, 'unknown'],
  ['a rule that never ends its search', declared('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'), thursdays, 'unknown'],
  ['no meeting in the feed', declared('FREQ=WEEKLY;BYDAY=TH'), [], 'unknown'],
  [
    'only all-day events',
    declared('FREQ=WEEKLY;BYDAY=TH'),
    thursdays.map((one) => ({ ...one, isAllDay: true })),
    'unknown',
  ],
])('%s', (_name, meetingDeclared, occurrences, expected) => {
  expect(compareSchedule(meetingDeclared, occurrences, window).outcome).toBe(expected);
});

test('any rule is compared or refused, and none is searched without end', () => {
  const day = fc.constantFrom('MO', '1TU', '-1WE', '5TH', '+2FR');
  const part = fc.oneof(
    fc.tuple(
      fc.constantFrom('BYDAY'),
      fc.array(day, { minLength: 1, maxLength: 3 }).map((days) => days.join(',')),
    ),
    fc.tuple(
      fc.constantFrom('BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'INTERVAL', 'COUNT', 'BYHOUR'),
      fc.integer({ min: -1, max: 40 }).map(String),
    ),
    fc.tuple(fc.constant('UNTIL'), fc.constantFrom('20270101', '20271399', '20270101T000000Z')),
  );
  const frequency = fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'SECONDLY');
  fc.assert(
    fc.property(
      frequency,
      fc.array(part, { maxLength: 3 }),
      fc.constantFrom(null, '2001-02-28'),
      (freq, parts, anchorDate) => {
        const rrule = [`FREQ=${freq}`, ...parts.map(([name, value]) => `${name}=${value}`)].join(';');
        expect(['agrees', 'differs', 'unknown']).toContain(
          compareSchedule(declared(rrule, { anchorDate }), thursdays, window).outcome,
        );
      },
    ),
    { numRuns: 200 },
  );
});

describe('schedule-differs-from-feed', () => {
  const of = rule('schedule-differs-from-feed');
  const feed = reading(FEED);
  const held = (records: typeof thursdays, ...readings: ReturnType<typeof reading>[]) =>
    known(
      records.map((record) => ({ record, sourceId: FEED.id })),
      ...readings,
    );
  const given = (declaredMeetings: DeclaredMeetingRecord[], meetings: ReturnType<typeof held>) =>
    facts({ groups: [group('tag-a', { declaredMeetings })], meetings });

  test.each([
    ['agrees', [declared('FREQ=WEEKLY;BYDAY=TH')], held(thursdays, feed), ['met']],
    ['differs', [declared('FREQ=WEEKLY;BYDAY=TU')], held(thursdays, feed), ['not-met']],
    [
      'one of two differs',
      [declared('FREQ=WEEKLY;BYDAY=TH'), declared('FREQ=WEEKLY;BYDAY=TU')],
      held(thursdays, feed),
      ['not-met'],
    ],
    ['words that are not complete', [declared(null)], held(thursdays, feed), ['cannot-tell']],
    ['the feed fails', [declared('FREQ=WEEKLY;BYDAY=TU')], held([], reading(FEED, 'FAILING')), ['cannot-tell']],
    [
      'one of two feeds fails',
      [declared('FREQ=WEEKLY;BYDAY=TU')],
      held(thursdays, feed, reading(FEED, 'FAILING')),
      ['cannot-tell'],
    ],
    ['no feed to compare with', [declared('FREQ=WEEKLY;BYDAY=TU')], held([]), []],
    ['nothing declared', [], held(thursdays, feed), []],
    ['a meeting without a schedule', [declared(null, { schedule: null })], held(thursdays, feed), []],
  ])('%s', (_name, meetings, known, expected) => {
    expect(outcomes(given(meetings, known), of)).toEqual(expected);
  });

  test('the finding shows both', () => {
    const wrong = declared('FREQ=WEEKLY;BYDAY=TU', { schedule: 'Tuesdays at 8:00 PT' });
    expect(finding(given([wrong], held(thursdays, feed)), of)).toMatchObject({
      message: 'The calendar of tag-a does not hold “TAG meeting” (Tuesdays at 8:00 PT) as the registry declares.',
      evidence: [
        { text: 'The registry declares “TAG meeting”: Tuesdays at 8:00 PT.', place: { line: 30 } },
        { text: '“Meeting” is at 2026-11-26T16:00:00Z, on 2026-11-26.', sourceId: FEED.id },
      ],
    });
  });
});
