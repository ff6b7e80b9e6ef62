import { describe, expect, it } from 'vitest';
import { toDay } from '../../../src/sources/icalendar/civil.ts';
import { ruleTimes } from '../../../src/sources/icalendar/recurrence.ts';
import { readRule } from '../../../src/sources/icalendar/rule.ts';
import { Work } from '../../../src/sources/icalendar/work.ts';

const wall = (text: string): number => Date.parse(`${text}Z`) / 1000;
const text = (time: number): string => new Date(time * 1000).toISOString().slice(0, 16);

function times(rule: string, start: string, from: string, to: string): string[] {
  const read = readRule(rule, () => {});
  if (read === null) return ['unreadable'];
  const range = { start: wall(start), from: wall(from), to: wall(to), limit: 1000 };
  return ruleTimes(read, range, new Work(1_000_000)).times.map(text);
}

const CASES: readonly (readonly [
  name: string,
  rule: string,
  start: string,
  from: string,
  to: string,
  expected: string[],
])[] = [
  [
    'leap day every year',
    'FREQ=YEARLY',
    '2024-02-29T10:00',
    '2024-01-01T00:00',
    '2033-01-01T00:00',
    ['2024-02-29T10:00', '2028-02-29T10:00', '2032-02-29T10:00'],
  ],
  [
    'the 31st of every month',
    'FREQ=MONTHLY',
    '2026-01-31T10:00',
    '2026-01-01T00:00',
    '2026-06-01T00:00',
    ['2026-01-31T10:00', '2026-03-31T10:00', '2026-05-31T10:00'],
  ],
  [
    'day 366 and the last',
    'FREQ=YEARLY;BYYEARDAY=366,-1',
    '2023-12-31T10:00',
    '2023-01-01T00:00',
    '2026-01-01T00:00',
    ['2023-12-31T10:00', '2024-12-31T10:00', '2025-12-31T10:00'],
  ],
  [
    'week 53 exists in some years only',
    'FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO',
    '2020-12-28T10:00',
    '2020-01-01T00:00',
    '2033-01-01T00:00',
    ['2020-12-28T10:00', '2026-12-28T10:00', '2032-12-27T10:00'],
  ],
  [
    'a week number without BYDAY takes DTSTART’s weekday',
    'FREQ=YEARLY;BYWEEKNO=10',
    '2026-03-04T10:00',
    '2026-01-01T00:00',
    '2028-01-01T00:00',
    ['2026-03-04T10:00', '2027-03-10T10:00'],
  ],
  [
    'week 1 may begin in the year before',
    'FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO',
    '2024-12-30T10:00',
    '2024-06-01T00:00',
    '2027-06-01T00:00',
    ['2024-12-30T10:00', '2025-12-29T10:00', '2027-01-04T10:00'],
  ],
  [
    'WKST decides which week is the first',
    'FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU',
    '2026-01-04T10:00',
    '2026-01-01T00:00',
    '2028-01-05T00:00',
    ['2026-01-04T10:00', '2027-01-03T10:00', '2028-01-02T10:00'],
  ],
  [
    'fifth Friday',
    'FREQ=MONTHLY;BYDAY=5FR',
    '2026-01-30T10:00',
    '2026-01-01T00:00',
    '2026-08-01T00:00',
    ['2026-01-30T10:00', '2026-05-29T10:00', '2026-07-31T10:00'],
  ],
  [
    'nth of the month where BYMONTH is given',
    'FREQ=YEARLY;BYMONTH=3,11;BYDAY=2SU',
    '2026-03-08T02:00',
    '2026-01-01T00:00',
    '2027-01-01T00:00',
    ['2026-03-08T02:00', '2026-11-08T02:00'],
  ],
  [
    'nth of the year where BYMONTH is not, also beside BYMONTHDAY',
    'FREQ=YEARLY;BYMONTHDAY=1;BYDAY=13WE,MO',
    '2026-04-01T10:00',
    '2026-01-01T00:00',
    '2027-03-02T00:00',
    ['2026-04-01T10:00', '2026-06-01T10:00', '2027-02-01T10:00', '2027-03-01T10:00'],
  ],
  [
    'nth of the year limits BYYEARDAY',
    'FREQ=YEARLY;BYYEARDAY=1,-1;BYDAY=1TH,-1TH',
    '2026-01-01T10:00',
    '2026-01-01T00:00',
    '2033-01-01T00:00',
    ['2026-01-01T10:00', '2026-12-31T10:00', '2032-01-01T10:00'],
  ],
  [
    'BYSETPOS over days and times',
    'FREQ=MONTHLY;BYDAY=MO;BYHOUR=9,17;BYSETPOS=2,-1',
    '2026-01-05T17:00',
    '2026-01-01T00:00',
    '2026-03-01T00:00',
    ['2026-01-05T17:00', '2026-01-26T17:00', '2026-02-02T17:00', '2026-02-23T17:00'],
  ],
  [
    'BYSETPOS counts what lies before DTSTART',
    'FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=3',
    '2026-01-07T10:00',
    '2026-01-01T00:00',
    '2026-01-20T00:00',
    ['2026-01-09T10:00', '2026-01-16T10:00'],
  ],
  [
    'BYSETPOS within the hour',
    'FREQ=HOURLY;INTERVAL=6;BYMINUTE=10,20,30;BYSETPOS=-1',
    '2026-01-01T00:30',
    '2026-01-01T00:00',
    '2026-01-02T00:00',
    ['2026-01-01T00:30', '2026-01-01T06:30', '2026-01-01T12:30', '2026-01-01T18:30'],
  ],
  [
    'an interval counts weeks from WKST',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU',
    '2026-01-04T10:00',
    '2026-01-01T00:00',
    '2026-01-31T00:00',
    ['2026-01-04T10:00', '2026-01-05T10:00', '2026-01-18T10:00', '2026-01-19T10:00'],
  ],
  [
    'hourly intervals reach over midnight',
    'FREQ=HOURLY;INTERVAL=7',
    '2026-01-01T09:00',
    '2026-01-02T00:00',
    '2026-01-03T00:00',
    ['2026-01-02T06:00', '2026-01-02T13:00', '2026-01-02T20:00'],
  ],
  [
    'an interval longer than a day',
    'FREQ=MINUTELY;INTERVAL=4000',
    '2026-01-01T09:00',
    '2026-01-08T00:00',
    '2026-01-15T00:00',
    ['2026-01-09T17:00', '2026-01-12T11:40'],
  ],
  [
    'seconds that act as a daily meeting',
    'FREQ=SECONDLY;BYHOUR=9;BYMINUTE=0;BYSECOND=0',
    '2020-01-01T09:00',
    '2026-11-05T00:00',
    '2026-11-07T00:00',
    ['2026-11-05T09:00', '2026-11-06T09:00'],
  ],
  [
    'COUNT counts from DTSTART, not from the window',
    'FREQ=DAILY;COUNT=3',
    '2026-01-01T09:00',
    '2026-01-03T00:00',
    '2026-02-01T00:00',
    ['2026-01-03T09:00'],
  ],
  [
    'nothing before DTSTART',
    'FREQ=DAILY',
    '2026-01-05T09:00',
    '2026-01-01T00:00',
    '2026-01-07T00:00',
    ['2026-01-05T09:00', '2026-01-06T09:00'],
  ],
  [
    'a date that never is',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    '2026-02-28T09:00',
    '2026-01-01T00:00',
    '2126-01-01T00:00',
    [],
  ],
  [
    'years before 1970',
    'FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
    '1601-11-04T02:00',
    '1899-01-01T00:00',
    '1901-01-01T00:00',
    ['1899-11-05T02:00', '1900-11-04T02:00'],
  ],
  [
    'parts in lower case, with spaces',
    'freq = monthly; byday = +1TU ',
    '2026-01-06T09:00',
    '2026-01-01T00:00',
    '2026-02-28T00:00',
    ['2026-01-06T09:00', '2026-02-03T09:00'],
  ],
  [
    'weekdays written out',
    'FREQ=MONTHLY;BYDAY=4THU',
    '2026-01-22T09:00',
    '2026-01-01T00:00',
    '2026-02-28T00:00',
    ['2026-01-22T09:00', '2026-02-26T09:00'],
  ],
  [
    'named twice',
    'RRULE:FREQ=DAILY;COUNT=2',
    '2026-01-05T09:00',
    '2026-01-01T00:00',
    '2026-02-01T00:00',
    ['2026-01-05T09:00', '2026-01-06T09:00'],
  ],
  [
    'escaped, quoted, and with blanks in its lists',
    'FREQ=WEEKLY\\;BYDAY=MO\\, WE FR ;COUNT="4"',
    '2026-01-05T09:00',
    '2026-01-01T00:00',
    '2026-02-01T00:00',
    ['2026-01-05T09:00', '2026-01-07T09:00', '2026-01-09T09:00', '2026-01-12T09:00'],
  ],
];

describe('RFC 5545 §3.3.10', () => {
  it.each(CASES)('%s', (_name, rule, start, from, to, expected) => {
    expect(times(rule, start, from, to)).toEqual(expected);
  });

  it.each([
    ['no frequency', 'INTERVAL=2'],
    ['an unknown frequency', 'FREQ=FORTNIGHTLY'],
    ['another calendar (RFC 7529)', 'RSCALE=HEBREW;FREQ=YEARLY'],
    ['an UNTIL that is no time, without which it would not end', 'FREQ=DAILY;UNTIL=someday'],
    ['a COUNT that is no number', 'FREQ=DAILY;COUNT=0'],
    ['an UNTIL that is empty', 'FREQ=DAILY;UNTIL='],
    ['an UNTIL that is misspelt', 'FREQ=DAILY;UNTL=20260105'],
    ['an INTERVAL that is no number', 'FREQ=DAILY;INTERVAL=two'],
    ['an INTERVAL of zero', 'FREQ=DAILY;INTERVAL=0'],
    ['a limit that is empty', 'FREQ=WEEKLY;BYDAY='],
    ['a part of which nothing can be read', 'FREQ=DAILY;BYDAY=XX'],
    ['a part that is not known', 'FREQ=YEARLY;BYEASTER=0'],
    ['nothing', ''],
  ])('gives no rule for %s', (_name, rule) => {
    expect(readRule(rule, () => {})).toBeNull();
  });

  it('reports the parts that it does not apply, and applies the others', () => {
    const reported: string[] = [];
    const rule = readRule(
      'FREQ=MONTHLY;BYMONTHDAY=1,32,15;BYDAY=MO,XX;COUNT=-1;SKIP=FORWARD;X-A=1;DTSTART=20260101',
      (part) => reported.push(part),
    );
    expect(reported).toEqual(['SKIP=FORWARD', 'COUNT=-1', 'BYMONTHDAY=32', 'BYDAY=XX', 'DTSTART']);
    expect(rule).toMatchObject({ byMonthDay: [1, 15], byDay: [{ weekday: 0, nth: 0 }], interval: 1, count: null });
  });

  it('stops at the limit and says so', () => {
    const rule = readRule('FREQ=SECONDLY', () => {});
    if (rule === null) throw new Error('unreadable');
    const range = { start: 0, from: 0, to: 1e9, limit: 10 };
    expect(ruleTimes(rule, range, new Work(1_000_000))).toMatchObject({ isComplete: false, times: { length: 10 } });
    const spent = ruleTimes({ ...rule, bySecond: [59], byMinute: [59], byHour: [23] }, range, new Work(50));
    expect(spent).toMatchObject({ isComplete: false });
  });

  it('tells where COUNT ended the rule', () => {
    const rule = readRule('FREQ=DAILY;COUNT=3', () => {});
    if (rule === null) throw new Error('unreadable');
    const day = 86_400;
    expect(ruleTimes(rule, { start: 0, from: 0, to: 10 * day, limit: 10 }, new Work(100)).end).toBe(2 * day);
    expect(ruleTimes(rule, { start: 0, from: 0, to: day, limit: 10 }, new Work(100)).end).toBeNull();
  });
});

describe('toDay', () => {
  it.each(['0001-01-01', '1600-02-29', '1899-12-31', '1970-01-01', '2026-11-21', '9999-12-31'])(
    'agrees with Date on %s',
    (date) => {
      const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
      expect(toDay(year, month, day) * 86_400_000).toBe(Date.parse(`${date}T00:00:00Z`));
    },
  );
});
