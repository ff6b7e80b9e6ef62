import { describe, expect, it } from 'vitest';
import { expandCalendar, openCalendar } from '../../../src/sources/icalendar/index.ts';
import { bytes, calendar, event, NOVEMBER, namedEvent } from './feed-text.ts';

const GOOD = namedEvent('good', 'DTSTART:20250107T100000Z', 'DURATION:PT1H', 'RRULE:FREQ=MONTHLY;BYDAY=1FR');
/** CPU time, so that other work on the machine does not count; each of them takes a fraction. */
const LIMIT_MS = 3000;

const AT_NIGHT = 'DTSTART:20260101T000000Z';
const ALL = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index).join(',');

const BOMBS: readonly (readonly [name: string, text: () => string])[] = [
  ['every second for ever', () => calendar(event('DTSTART:20200101T000000Z', 'RRULE:FREQ=SECONDLY'))],
  [
    'every second with a filter that never holds',
    () => calendar(event('DTSTART:20200101T000000Z', 'RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30')),
  ],
  [
    'every second, counted for ever',
    () => calendar(event('DTSTART:00010101T000000Z', 'RRULE:FREQ=SECONDLY;COUNT=999999999999')),
  ],
  [
    'every second, lasting ten years each',
    () => calendar(event('DTSTART:20200101T000000Z', 'DURATION:P3650D', 'RRULE:FREQ=SECONDLY')),
  ],
  [
    'a date that never is, counted',
    () => calendar(event('DTSTART:00010101T000000Z', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5')),
  ],
  ['daily since year 1', () => calendar(event('DTSTART:00010101T090000Z', 'RRULE:FREQ=DAILY'))],
  [
    '31 million combinations',
    () =>
      calendar(
        event(
          'DTSTART:20260101T000000Z',
          `RRULE:FREQ=YEARLY;BYMONTH=${ALL(1, 12)};BYMONTHDAY=${ALL(1, 31)};BYHOUR=${ALL(0, 23)};BYMINUTE=${ALL(0, 59)};BYSECOND=${ALL(0, 59)}`,
        ),
      ),
  ],
  [
    'positions in 31 million combinations',
    () =>
      calendar(
        event(
          'DTSTART:20260101T000000Z',
          `RRULE:FREQ=YEARLY;BYMONTH=${ALL(1, 12)};BYMONTHDAY=${ALL(1, 31)};BYHOUR=${ALL(0, 23)};BYMINUTE=${ALL(0, 59)};BYSECOND=${ALL(0, 59)};BYSETPOS=-1`,
        ),
      ),
  ],
  [
    'an interval beyond reason',
    () => calendar(event('DTSTART:20260101T000000Z', 'RRULE:FREQ=SECONDLY;INTERVAL=9007199254740991')),
  ],
  [
    'ten thousand EXDATEs',
    () =>
      calendar(
        event(
          'DTSTART:20200101T000000Z',
          'RRULE:FREQ=HOURLY',
          ...Array.from(
            { length: 10_000 },
            (_, index) =>
              `EXDATE:${new Date(1_577_836_800_000 + index * 3_600_000).toISOString().replaceAll(/[-:]|\.\d+/gu, '')}`,
          ),
        ),
      ),
  ],
  [
    'one EXDATE of a megabyte',
    () => calendar(event('DTSTART:20200101T000000Z', `EXDATE:${'20200101T000000Z,'.repeat(60_000)}`)),
  ],
  [
    'a hundred overrides of one instance, a hundred ranges',
    () =>
      calendar(
        event('DTSTART:20200101T000000Z', 'RRULE:FREQ=HOURLY'),
        ...Array.from({ length: 200 }, (_, index) =>
          event(
            `RECURRENCE-ID${index % 2 === 0 ? ';RANGE=THISANDFUTURE' : ''}:2020010${1 + (index % 9)}T000000Z`,
            'DTSTART:20200101T000000Z',
          ),
        ),
      ),
  ],
  [
    'fifty recurrence sets of every second',
    () =>
      calendar(
        ...Array.from({ length: 50 }, (_, index) =>
          namedEvent(`${index}`, 'DTSTART:20200101T000000Z', 'RRULE:FREQ=SECONDLY'),
        ),
      ),
  ],
  [
    'a thousand recurrence sets of every second',
    () =>
      calendar(
        ...Array.from({ length: 1000 }, (_, index) =>
          namedEvent(`${index}`, 'DTSTART:20200101T000000Z', 'RRULE:FREQ=SECONDLY'),
        ),
      ),
  ],
  [
    'a hundred recurrence sets that use up all the work',
    () =>
      calendar(
        ...Array.from({ length: 100 }, (_, index) =>
          namedEvent(
            `${index}`,
            'DTSTART:20200101T000000Z',
            'RRULE:FREQ=SECONDLY;INTERVAL=7;BYSECOND=1;BYMINUTE=1;BYDAY=MO,TU,WE,TH,FR;COUNT=99999999',
          ),
        ),
      ),
  ],
  [
    'a thousand zones whose rules never hold',
    () =>
      calendar(
        ...Array.from({ length: 1000 }, (_, index) =>
          [
            `BEGIN:VTIMEZONE\r\nTZID:Bad${index}\r\nBEGIN:STANDARD\r\nDTSTART:00010101T000000`,
            'RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200',
            'END:STANDARD\r\nEND:VTIMEZONE',
            namedEvent(`${index}`, `DTSTART;TZID=Bad${index}:20261105T100000`),
          ].join('\r\n'),
        ),
      ),
  ],
  [
    'a zone that changes every second',
    () =>
      calendar(
        'BEGIN:VTIMEZONE\r\nTZID:Bad\r\nBEGIN:STANDARD\r\nDTSTART:00010101T000000\r\nRRULE:FREQ=SECONDLY\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\nEND:VTIMEZONE',
        event('DTSTART;TZID=Bad:20261105T100000', 'RRULE:FREQ=DAILY'),
      ),
  ],
  [
    'five hundred rules of every week and day of the year, counted',
    () =>
      calendar(
        ...Array.from({ length: 500 }, (_, index) =>
          namedEvent(
            `${index}`,
            'DTSTART:19700101T000000Z',
            `RRULE:FREQ=YEARLY;BYWEEKNO=${ALL(1, 53)};BYYEARDAY=${ALL(1, 366)};COUNT=${100_000 + index}`,
          ),
        ),
      ),
  ],
  [
    'five hundred sets of every second of a day, by position',
    () =>
      calendar(
        ...Array.from({ length: 500 }, (_, index) =>
          namedEvent(
            `${index}`,
            'DTSTART:20200101T000000Z',
            `RRULE:FREQ=YEARLY;BYHOUR=${ALL(0, 23)};BYMINUTE=${ALL(0, 59)};BYSECOND=${ALL(0, 59)};BYSETPOS=-1,${index + 1}`,
          ),
        ),
      ),
  ],
  [
    'a hundred descriptions of nothing but links',
    () =>
      calendar(
        ...Array.from({ length: 100 }, (_, index) =>
          namedEvent(`${index}`, 'DTSTART:20261105T100000Z', `DESCRIPTION:${'https://a.example/notes '.repeat(2000)}`),
        ),
      ),
  ],
  [
    'a summary of a million letters',
    () => calendar(event('DTSTART:20261105T100000Z', `SUMMARY:${'a'.repeat(1_000_000)}`)),
  ],
  [
    'a description of a million at signs and slashes',
    () => calendar(event('DTSTART:20261105T100000Z', `DESCRIPTION:${'a@/https://'.repeat(100_000)}`)),
  ],
  ['a parameter of a million quotes', () => calendar(event(`DTSTART;TZID=${'"'.repeat(1_000_001)}:20261105T100000Z`))],
  [
    'a rule of a megabyte',
    () => calendar(event('DTSTART:20261105T100000Z', `RRULE:FREQ=DAILY;BYDAY=${'MO,'.repeat(300_000)}`)),
  ],
  [
    'six thousand rules of eight thousand characters',
    () => {
      const days = ALL(1, 366).repeat(6).slice(0, 7900);
      return calendar(
        ...Array.from({ length: 6000 }, (_, index) =>
          namedEvent(`${index}`, AT_NIGHT, `RRULE:FREQ=YEARLY;INTERVAL=${index + 1};BYYEARDAY=${days}`),
        ),
      );
    },
  ],
  ['two million properties of one kind', () => calendar(event(AT_NIGHT, 'UID:another\r\n'.repeat(2_000_000)))],
  [
    'a million excluded dates, a line each',
    () => calendar(event(AT_NIGHT, 'RRULE:FREQ=DAILY', 'EXDATE:20270101\r\n'.repeat(1_000_000))),
  ],
  ['two million other properties', () => calendar(event(AT_NIGHT, 'X-A:b\r\n'.repeat(2_000_000)))],
  ['two million rules', () => calendar(event(AT_NIGHT, 'RRULE:FREQ=DAILY\r\n'.repeat(2_000_000)))],
  [
    'a time with half a million blanks behind it',
    () => calendar(event(`DTSTART:20261105T100000${' '.repeat(500_000)}x`)),
  ],
  ...[
    ['full stops', `https://a.example/${'.'.repeat(49_000)}x`],
    ['rooms', `https://a${'jitsi'.repeat(9_800)}-`],
    ['hosts', `https://a.${'peertube.m.'.repeat(4_500)}-`],
    ['blanks before an id', `Meeting ID${' '.repeat(49_000)}x`],
  ].map(([name, description]): (typeof BOMBS)[number] => [
    `ten descriptions of ${name}`,
    () =>
      calendar(
        ...Array.from({ length: 10 }, (_, index) =>
          namedEvent(`${index}`, 'DTSTART:20261105T100000Z', `DESCRIPTION:${description}`),
        ),
      ),
  ]),
  [
    'a property with half a million letters in its name',
    () => calendar(event('DTSTART:20261105T100000Z', `X-ZOOM${'-ZOOM'.repeat(100_000)}-0:https://a.example`)),
  ],
  [
    'a hundred thousand levels of nesting',
    () => calendar('BEGIN:VALARM\r\n'.repeat(100_000), 'END:VALARM\r\n'.repeat(100_000)),
  ],
  [
    'a hundred thousand folds',
    () => calendar(event('DTSTART:20261105T100000Z', `SUMMARY:${'a\r\n '.repeat(100_000)}`)),
  ],
  [
    'twenty thousand events with one UID',
    () =>
      calendar(
        ...Array.from({ length: 20_000 }, (_, index) =>
          event(
            `DTSTART:2026${String(1 + (index % 12)).padStart(2, '0')}05T10${String(index % 60).padStart(2, '0')}00Z`,
          ),
        ),
      ),
  ],
];

describe('hostile feeds', () => {
  it.each(BOMBS)('%s: bounded, and no other event is lost', (_name, text) => {
    const content = bytes(text().replace('END:VCALENDAR', `${GOOD}\r\nEND:VCALENDAR`));
    const began = process.cpuUsage();
    const { occurrences } = expandCalendar(content, NOVEMBER);
    const { user, system } = process.cpuUsage(began);
    expect(occurrences.filter(({ uid }) => uid === 'good')).toHaveLength(1);
    expect(occurrences.length).toBeLessThanOrEqual(200_000);
    expect((user + system) / 1000).toBeLessThan(LIMIT_MS);
  });

  it('finds the rule of a set among a megabyte of what looks like one', () => {
    const content = bytes(
      calendar(event('DTSTART:20261105T100000Z', `X-A:${'\rRRULE;'.repeat(150_000)}`, 'RRULE:FREQ=DAILY')),
    );
    const began = process.cpuUsage();
    expect(openCalendar(content).series()).toMatchObject([{ rrule: 'FREQ=DAILY' }]);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(LIMIT_MS);
  });

  it('tells that a set was cut, and keeps its first instances', () => {
    const { occurrences, diagnostics } = expandCalendar(
      bytes(calendar(event('DTSTART:20200101T000000Z', 'RRULE:FREQ=SECONDLY'))),
      NOVEMBER,
    );
    expect(occurrences.length).toBeLessThanOrEqual(20_000);
    expect(occurrences[0]?.start).toBe('2026-11-01T00:00:00Z');
    expect(diagnostics.map(({ code }) => code)).toEqual(['ICAL_TOO_MUCH']);
  });

  it('reads the first of many long rules, and tells that the others are not read', () => {
    const rule = (index: number) => `RRULE:FREQ=YEARLY;INTERVAL=${index};BYYEARDAY=${ALL(1, 366).repeat(5)}`;
    const events = Array.from({ length: 1200 }, (_, index) => namedEvent(`${index}`, AT_NIGHT, rule(index + 1)));
    const { occurrences, diagnostics } = expandCalendar(bytes(calendar(...events)), NOVEMBER);
    expect(occurrences.filter(({ uid }) => uid === '0')).toHaveLength(30);
    expect(occurrences.filter(({ uid }) => uid === '1199')).toEqual([]);
    expect(diagnostics.map(({ message }) => message)).toContain(
      'The feed has more long rules than are read; the event does not repeat by this RRULE.',
    );
  });

  it.each([
    ['carriage returns', 13],
    ['half a Japanese letter', 0x82],
  ])('says of ten million times %s that it is no calendar', (_name, byte) => {
    const began = process.cpuUsage();
    expect(() => expandCalendar(new Uint8Array(10_000_000).fill(byte), NOVEMBER)).toThrow('not a calendar');
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(LIMIT_MS);
  });

  it('does not cut a busy but honest feed', () => {
    const text = calendar(
      ...Array.from({ length: 2000 }, (_, index) =>
        namedEvent(`${index}`, 'DTSTART:20260101T090000Z', 'RRULE:FREQ=DAILY'),
      ),
    );
    const { occurrences, diagnostics } = expandCalendar(bytes(text), NOVEMBER);
    expect(occurrences).toHaveLength(60_000);
    expect(diagnostics).toEqual([]);
  });
});
