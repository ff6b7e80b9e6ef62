import { describe, expect, it } from 'vitest';
import { calendar, event, starts } from './feed-text.ts';

const EVERY_DAY = 'SU,MO,TU,WE,TH,FR,SA';
const on = (list: string): string[] => list.split(' ');
const days = (month: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${month}-${String(from + index).padStart(2, '0')}`);

/** Name, DTSTART in New York, further lines, the days of the instances as the RFC lists them, and where it goes on for ever the last day looked at. */
const EXAMPLES: readonly (readonly [string, string, string, readonly string[], string?])[] = [
  ['daily for 10 occurrences', '19970902T090000', 'FREQ=DAILY;COUNT=10', days('1997-09', 2, 11)],
  [
    'daily until December 24, 1997',
    '19970902T090000',
    'FREQ=DAILY;UNTIL=19971224T000000Z',
    [...days('1997-09', 2, 30), ...days('1997-10', 1, 31), ...days('1997-11', 1, 30), ...days('1997-12', 1, 23)],
  ],
  ['every other day', '19970902T090000', 'FREQ=DAILY;INTERVAL=2', on('1997-09-02 1997-09-04 1997-09-06'), '1997-09-07'],
  [
    'every 10 days, 5 occurrences',
    '19970902T090000',
    'FREQ=DAILY;INTERVAL=10;COUNT=5',
    on('1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12'),
  ],
  [
    'every day in January, for 3 years (YEARLY)',
    '19980101T090000',
    `FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=${EVERY_DAY}`,
    [...days('1998-01', 1, 31), ...days('1999-01', 1, 31), ...days('2000-01', 1, 31)],
  ],
  [
    'every day in January, for 3 years (DAILY)',
    '19980101T090000',
    'FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1',
    [...days('1998-01', 1, 31), ...days('1999-01', 1, 31), ...days('2000-01', 1, 31)],
  ],
  [
    'weekly for 10 occurrences',
    '19970902T090000',
    'FREQ=WEEKLY;COUNT=10',
    on('1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30 1997-10-07 1997-10-14 1997-10-21 1997-10-28 1997-11-04'),
  ],
  [
    'weekly until December 24, 1997',
    '19970902T090000',
    'FREQ=WEEKLY;UNTIL=19971224T000000Z',
    on(
      '1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30 1997-10-07 1997-10-14 1997-10-21 1997-10-28 1997-11-04 1997-11-11 1997-11-18 1997-11-25 1997-12-02 1997-12-09 1997-12-16 1997-12-23',
    ),
  ],
  [
    'every other week',
    '19970902T090000',
    'FREQ=WEEKLY;INTERVAL=2;WKST=SU',
    on('1997-09-02 1997-09-16 1997-09-30 1997-10-14 1997-10-28 1997-11-11 1997-11-25 1997-12-09 1997-12-23 1998-01-06'),
    '1998-01-15',
  ],
  [
    'weekly on Tuesday and Thursday for five weeks (UNTIL)',
    '19970902T090000',
    'FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH',
    on('1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25 1997-09-30 1997-10-02'),
  ],
  [
    'weekly on Tuesday and Thursday for five weeks (COUNT)',
    '19970902T090000',
    'FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH',
    on('1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25 1997-09-30 1997-10-02'),
  ],
  [
    'every other week on Monday, Wednesday and Friday until December 24, 1997',
    '19970901T090000',
    'FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR',
    on(
      '1997-09-01 1997-09-03 1997-09-05 1997-09-15 1997-09-17 1997-09-19 1997-09-29 1997-10-01 1997-10-03 1997-10-13 1997-10-15 1997-10-17 1997-10-27 1997-10-29 1997-10-31 1997-11-10 1997-11-12 1997-11-14 1997-11-24 1997-11-26 1997-11-28 1997-12-08 1997-12-10 1997-12-12 1997-12-22',
    ),
  ],
  [
    'every other week on Tuesday and Thursday, 8 occurrences',
    '19970902T090000',
    'FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH',
    on('1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30 1997-10-02 1997-10-14 1997-10-16'),
  ],
  [
    'monthly on the first Friday, 10 occurrences',
    '19970905T090000',
    'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
    on('1997-09-05 1997-10-03 1997-11-07 1997-12-05 1998-01-02 1998-02-06 1998-03-06 1998-04-03 1998-05-01 1998-06-05'),
  ],
  [
    'monthly on the first Friday until December 24, 1997',
    '19970905T090000',
    'FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR',
    on('1997-09-05 1997-10-03 1997-11-07 1997-12-05'),
  ],
  [
    'every other month on the first and last Sunday, 10 occurrences',
    '19970907T090000',
    'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
    on('1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25 1998-03-01 1998-03-29 1998-05-03 1998-05-31'),
  ],
  [
    'monthly on the second-to-last Monday for 6 months',
    '19970922T090000',
    'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
    on('1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19 1998-02-16'),
  ],
  [
    'monthly on the third-to-last day',
    '19970928T090000',
    'FREQ=MONTHLY;BYMONTHDAY=-3',
    on('1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26'),
    '1998-03-01',
  ],
  [
    'monthly on the 2nd and 15th, 10 occurrences',
    '19970902T090000',
    'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15',
    on('1997-09-02 1997-09-15 1997-10-02 1997-10-15 1997-11-02 1997-11-15 1997-12-02 1997-12-15 1998-01-02 1998-01-15'),
  ],
  [
    'monthly on the first and last day, 10 occurrences',
    '19970930T090000',
    'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
    on('1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30 1997-12-01 1997-12-31 1998-01-01 1998-01-31 1998-02-01'),
  ],
  [
    'every 18 months on the 10th to 15th, 10 occurrences',
    '19970910T090000',
    'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
    [...days('1997-09', 10, 15), ...days('1999-03', 10, 13)],
  ],
  [
    'every Tuesday, every other month',
    '19970902T090000',
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=TU',
    on('1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30 1997-11-04 1997-11-11 1997-11-18 1997-11-25 1998-01-06'),
    '1998-01-10',
  ],
  [
    'yearly in June and July, 10 occurrences',
    '19970610T090000',
    'FREQ=YEARLY;COUNT=10;BYMONTH=6,7',
    [1997, 1998, 1999, 2000, 2001].flatMap((year) => [`${year}-06-10`, `${year}-07-10`]),
  ],
  [
    'every other year in January, February and March, 10 occurrences',
    '19970310T090000',
    'FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3',
    ['1997-03-10', ...[1999, 2001, 2003].flatMap((year) => [`${year}-01-10`, `${year}-02-10`, `${year}-03-10`])],
  ],
  [
    'every third year on the 1st, 100th and 200th day, 10 occurrences',
    '19970101T090000',
    'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
    on('1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09 2000-07-18 2003-01-01 2003-04-10 2003-07-19 2006-01-01'),
  ],
  [
    'every 20th Monday of the year',
    '19970519T090000',
    'FREQ=YEARLY;BYDAY=20MO',
    on('1997-05-19 1998-05-18 1999-05-17'),
    '2000-01-01',
  ],
  [
    'Monday of week number 20',
    '19970512T090000',
    'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
    on('1997-05-12 1998-05-11 1999-05-17'),
    '2000-01-01',
  ],
  [
    'every Thursday in March',
    '19970313T090000',
    'FREQ=YEARLY;BYMONTH=3;BYDAY=TH',
    on(
      '1997-03-13 1997-03-20 1997-03-27 1998-03-05 1998-03-12 1998-03-19 1998-03-26 1999-03-04 1999-03-11 1999-03-18 1999-03-25',
    ),
    '2000-01-01',
  ],
  [
    'every Thursday, but only in June, July and August',
    '19970605T090000',
    'FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8',
    on(
      '1997-06-05 1997-06-12 1997-06-19 1997-06-26 1997-07-03 1997-07-10 1997-07-17 1997-07-24 1997-07-31 1997-08-07 1997-08-14 1997-08-21 1997-08-28 1998-06-04',
    ),
    '1998-06-05',
  ],
  [
    'every Friday the 13th, DTSTART excluded',
    '19970902T090000',
    'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13\r\nEXDATE;TZID=America/New_York:19970902T090000',
    on('1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13'),
    '2001-01-01',
  ],
  [
    'the first Saturday that follows the first Sunday of the month',
    '19970913T090000',
    'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
    on('1997-09-13 1997-10-11 1997-11-08 1997-12-13 1998-01-10 1998-02-07 1998-03-07 1998-04-11 1998-05-09 1998-06-13'),
    '1998-06-20',
  ],
  [
    'U.S. Presidential Election day',
    '19961105T090000',
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
    on('1996-11-05 2000-11-07 2004-11-02'),
    '2005-01-01',
  ],
  [
    'the third instance of Tuesday, Wednesday or Thursday, for 3 months',
    '19970904T090000',
    'FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3',
    on('1997-09-04 1997-10-07 1997-11-06'),
  ],
  [
    'the second-to-last weekday of the month',
    '19970929T090000',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
    on('1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29 1998-02-26 1998-03-30'),
    '1998-04-01',
  ],
  [
    'WKST=MO',
    '19970805T090000',
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
    on('1997-08-05 1997-08-10 1997-08-19 1997-08-24'),
  ],
  [
    'WKST=SU',
    '19970805T090000',
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
    on('1997-08-05 1997-08-17 1997-08-19 1997-08-31'),
  ],
  [
    'an invalid date is ignored (February 30)',
    '20070115T090000',
    'FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5',
    on('2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30'),
  ],
];

const DAYS = EXAMPLES.map(
  ([name, dtstart, rule, expected, to = '2010-01-01']) => [name, dtstart, rule, expected, to] as const,
);

const HALF_PAST = [
  '09:00',
  '09:20',
  '09:40',
  '10:00',
  '10:20',
  '10:40',
  '11:00',
  '11:20',
  '11:40',
  '12:00',
  '12:20',
  '12:40',
];
const TWENTY_MINUTES = [
  ...HALF_PAST,
  ...['13', '14', '15', '16'].flatMap((hour) => [`${hour}:00`, `${hour}:20`, `${hour}:40`]),
];

/** Name, rule, the times of the instances on September 2, 1997, 09:00 in New York being the first. */
const TIMES: readonly (readonly [string, string, readonly string[]])[] = [
  ['every 3 hours from 9:00 to 17:00', 'FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z', ['09:00', '12:00', '15:00']],
  [
    'every 15 minutes, 6 occurrences',
    'FREQ=MINUTELY;INTERVAL=15;COUNT=6',
    ['09:00', '09:15', '09:30', '09:45', '10:00', '10:15'],
  ],
  ['every hour and a half, 4 occurrences', 'FREQ=MINUTELY;INTERVAL=90;COUNT=4', ['09:00', '10:30', '12:00', '13:30']],
  [
    'every 20 minutes from 9:00 to 16:40 (DAILY)',
    'FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40',
    TWENTY_MINUTES,
  ],
  [
    'every 20 minutes from 9:00 to 16:40 (MINUTELY)',
    'FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16',
    TWENTY_MINUTES,
  ],
];

const NEW_YORK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'short',
});

function inNewYork(instants: readonly string[]): string[] {
  return instants.map((instant) => NEW_YORK.format(new Date(instant)));
}

function feed(dtstart: string, rule: string): string {
  return calendar(event(`DTSTART;TZID=America/New_York:${dtstart}`, `RRULE:${rule}`));
}

describe('RFC 5545 §3.8.5.3, the examples', () => {
  it.each(DAYS)('%s', (_name, dtstart, rule, expected, to) => {
    const found = starts(feed(dtstart, rule), { from: '1996-01-01T00:00:00Z', to: `${to}T00:00:00Z` });
    expect(inNewYork(found)).toEqual(expected.map((day) => `${day} 09:00`));
  });

  it.each(TIMES)('%s', (_name, rule, expected) => {
    const found = starts(feed('19970902T090000', rule), { from: '1997-09-02T04:00:00Z', to: '1997-09-03T04:00:00Z' });
    expect(inNewYork(found)).toEqual(expected.map((time) => `1997-09-02 ${time}`));
  });

  it.each(DAYS)('%s: a window that opens late gives the end of the same list', (_name, dtstart, rule, expected, to) => {
    const last = expected.at(-1) ?? '';
    const found = starts(feed(dtstart, rule), { from: `${last}T00:00:00Z`, to: `${to}T00:00:00Z` });
    expect(inNewYork(found)).toEqual([`${last} 09:00`]);
  });
});
