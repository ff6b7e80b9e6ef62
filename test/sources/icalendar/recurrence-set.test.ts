import { describe, expect, it } from 'vitest';
import { BERLIN, calendar, codes, event, namedEvent, occurrences, starts } from './feed-text.ts';

const MONDAYS = [
  'SUMMARY:regular',
  'DTSTART;TZID=Europe/Berlin:20261005T100000',
  'DURATION:PT30M',
  'RRULE:FREQ=WEEKLY;BYDAY=MO',
];
const master = event(...MONDAYS);

function shown(...events: string[]): string[] {
  return occurrences(calendar(BERLIN, ...events)).map(
    ({ start, summary, status }) => `${start.slice(5, 16)} ${summary} ${status.toLowerCase()}`,
  );
}

function override(id: string, ...lines: string[]): string {
  return event(`RECURRENCE-ID${id}`, ...lines);
}

const AT_9 = ';TZID=Europe/Berlin:20261109T100000';
const REGULAR = ['11-02T09:00', '11-09T09:00', '11-16T09:00', '11-23T09:00', '11-30T09:00'].map(
  (at) => `${at} regular confirmed`,
);
const without = (...days: string[]): string[] => REGULAR.filter((line) => !days.includes(line.slice(3, 5)));

describe('EXDATE (RFC 5545 §3.8.5.1)', () => {
  it.each([
    ['in DTSTART’s zone', 'EXDATE;TZID=Europe/Berlin:20261109T100000'],
    ['in UTC', 'EXDATE:20261109T090000Z'],
    ['in another zone', 'EXDATE;TZID=America/New_York:20261109T040000'],
    ['without zone: DTSTART’s', 'EXDATE:20261109T100000'],
    ['as a date: the whole local day', 'EXDATE;VALUE=DATE:20261109'],
    ['as a date without saying so', 'EXDATE:20261109'],
    ['among values that cannot be read', 'EXDATE;TZID=Europe/Berlin:2026,20261109T100000,never'],
    ['with TZID misspelt', 'EXDATE;TZIP=Europe/Berlin:20261109T100000'],
    ['with its commas escaped', 'EXDATE;TZID=Europe/Berlin:20261201T100000\\,20261109T100000'],
    ['separated by semicolons', 'EXDATE;TZID=Europe/Berlin:20261201T100000;20261109T100000'],
  ])('%s', (_name, line) => {
    expect(shown(event(...MONDAYS, line))).toEqual(without('09'));
  });

  it('that meets no instance changes nothing', () => {
    expect(shown(event(...MONDAYS, 'EXDATE:20261109T100000Z'))).toEqual(REGULAR);
  });

  it('of a day-long series counts by its day', () => {
    const text = calendar(
      event('DTSTART;VALUE=DATE:20261102', 'RRULE:FREQ=WEEKLY', 'EXDATE;VALUE=DATE:20261109', 'EXDATE:20261116T000000'),
    );
    expect(starts(text)).toEqual(['2026-11-02T00:00:00Z', '2026-11-23T00:00:00Z', '2026-11-30T00:00:00Z']);
  });

  it('may exclude DTSTART and every instance', () => {
    expect(starts(calendar(event('DTSTART:20261105T100000Z', 'EXDATE:20261105T100000Z')))).toEqual([]);
    expect(
      starts(
        calendar(
          event('DTSTART:20261105T100000Z', 'RRULE:FREQ=DAILY;COUNT=2', 'EXDATE:20261105T100000Z,20261106T100000Z'),
        ),
      ),
    ).toEqual([]);
  });

  it('EXRULE of RFC 2445 excludes what it gives', () => {
    expect(shown(event(...MONDAYS, 'EXRULE:FREQ=WEEKLY;INTERVAL=2'))).toEqual(without('02', '16', '30'));
  });
});

describe('RDATE (RFC 5545 §3.8.5.2)', () => {
  it('adds instances, each once, and gives way to EXDATE', () => {
    const lines = [
      'RDATE;TZID=Europe/Berlin:20261109T100000,20261111T100000,20261113T100000',
      'RDATE:20261112T090000Z',
      'EXDATE;TZID=Europe/Berlin:20261113T100000',
    ];
    expect(shown(event(...MONDAYS, ...lines)).map((line) => line.slice(3, 11))).toEqual([
      '02T09:00',
      '09T09:00',
      '11T09:00',
      '12T09:00',
      '16T09:00',
      '23T09:00',
      '30T09:00',
    ]);
  });

  it.each([
    ['an end', '20261111T100000/20261111T130000'],
    ['a duration', '20261111T100000/PT3H'],
  ])('as a PERIOD with %s has its own duration', (_name, period) => {
    const found = occurrences(calendar(BERLIN, event(...MONDAYS, `RDATE;VALUE=PERIOD;TZID=Europe/Berlin:${period}`)));
    expect(found.find(({ start }) => start === '2026-11-11T09:00:00Z')?.end).toBe('2026-11-11T12:00:00Z');
    expect(found.find(({ start }) => start === '2026-11-09T09:00:00Z')?.end).toBe('2026-11-09T09:30:00Z');
  });

  it('without RRULE makes a recurrence set with DTSTART', () => {
    expect(
      starts(calendar(event('DTSTART:20261105T100000Z', 'RDATE:20261107T100000Z', 'RDATE:20261106T100000Z'))),
    ).toEqual(['2026-11-05T10:00:00Z', '2026-11-06T10:00:00Z', '2026-11-07T10:00:00Z']);
  });

  it('as a PERIOD of dates lasts those days', () => {
    const text = calendar(event('DTSTART:20261105T100000Z', 'RDATE;VALUE=PERIOD:20261111/20261113'));
    expect(occurrences(text)[1]).toMatchObject({ start: '2026-11-11T00:00:00Z', end: '2026-11-13T00:00:00Z' });
  });

  it('as a date, in a series of times, is at midnight', () => {
    expect(shown(event(...MONDAYS, 'RDATE;VALUE=DATE:20261111'))[2]).toBe('11-10T23:00 regular confirmed');
  });
});

describe('RRULE (RFC 5545 §3.8.5.3)', () => {
  it('several make a union', () => {
    const text = calendar(event('DTSTART:20261102T100000Z', 'RRULE:FREQ=WEEKLY;COUNT=2', 'RRULE:FREQ=DAILY;COUNT=2'));
    expect(starts(text)).toEqual(['2026-11-02T10:00:00Z', '2026-11-03T10:00:00Z', '2026-11-09T10:00:00Z']);
  });

  it.each([
    ['a date: as that day begins', '20261109', 1],
    ['the instant of the last instance', '20261109T090000Z', 2],
    ['a second before it', '20261109T085959Z', 1],
    ['a local time, of DTSTART’s zone', '20261109T100000', 2],
    ['beyond this century', '21250305T180000Z', 5],
  ])('UNTIL as %s', (_name, until, count) => {
    expect(shown(event(...MONDAYS.slice(0, -1), `RRULE:FREQ=WEEKLY;UNTIL=${until}`))).toHaveLength(count);
  });

  it.each([
    ['1 TH, -1 TH', ['2026-11-05T10:00:00Z', '2026-11-26T10:00:00Z']],
    ['1', ['2026-11-05T10:00:00Z']],
    ['1,TH', ['2026-11-05T10:00:00Z']],
  ])('with the days %j never gives more than they say', (days, expected) => {
    expect(starts(calendar(event('DTSTART:20261105T100000Z', `RRULE:FREQ=MONTHLY;BYDAY=${days}`)))).toEqual(expected);
  });

  it('that ends on a date, though its event has a time, tells so', () => {
    expect(codes(calendar(event('DTSTART:20261105T100000Z', 'RRULE:FREQ=DAILY;UNTIL=20261107')))).toEqual([
      'ICAL_BAD_RULE',
    ]);
    expect(codes(calendar(event('DTSTART;VALUE=DATE:20261105', 'RRULE:FREQ=DAILY;UNTIL=20261107')))).toEqual([]);
  });

  it('of days ignores parts within a day, and does not repeat by the hour', () => {
    const daily = 'RRULE:FREQ=DAILY;COUNT=2;BYHOUR=9,12';
    expect(starts(calendar(event('DTSTART;VALUE=DATE:20261105', daily)))).toEqual([
      '2026-11-05T00:00:00Z',
      '2026-11-06T00:00:00Z',
    ]);
    const hourly = calendar(event('DTSTART;VALUE=DATE:20261105', 'RRULE:FREQ=HOURLY;COUNT=30'));
    expect([starts(hourly), codes(hourly)]).toEqual([['2026-11-05T00:00:00Z'], ['ICAL_BAD_RULE']]);
  });

  it('UNTIL before DTSTART leaves nothing', () => {
    expect(starts(calendar(event('DTSTART:20261105T100000Z', 'RRULE:FREQ=DAILY;UNTIL=20261001T000000Z')))).toEqual([]);
  });

  it('DTSTART is an instance even where it does not fit the rule', () => {
    expect(starts(calendar(event('DTSTART:20261105T100000Z', 'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2')))).toEqual([
      '2026-11-05T10:00:00Z',
      '2026-11-09T10:00:00Z',
      '2026-11-16T10:00:00Z',
    ]);
  });

  it('instances longer than their distance overlap', () => {
    const text = calendar(event('DTSTART:20260907T090000Z', 'DURATION:P10D', 'RRULE:FREQ=WEEKLY'));
    expect(starts(text, { from: '2026-11-05T00:00:00Z', to: '2026-11-06T00:00:00Z' })).toEqual([
      '2026-10-26T09:00:00Z',
      '2026-11-02T09:00:00Z',
    ]);
  });
});

describe('RECURRENCE-ID (RFC 5545 §3.8.4.4)', () => {
  it('replaces its instance; one at another time is moved', () => {
    const moved = override(AT_9, 'SUMMARY:moved', 'DTSTART;TZID=Europe/Berlin:20261110T140000');
    expect(shown(master, moved)).toEqual([
      ...without('09').slice(0, 1),
      '11-10T13:00 moved moved',
      ...without('02', '09'),
    ]);
    const [, found] = occurrences(calendar(BERLIN, master, moved));
    expect(found).toMatchObject({ recurrenceId: '2026-11-09T09:00:00Z', isException: true, uid: 'a@example' });
    const renamed = override(AT_9, 'SUMMARY:renamed', 'DTSTART;TZID=Europe/Berlin:20261109T100000');
    expect(shown(master, renamed)[1]).toBe('11-09T09:00 renamed confirmed');
  });

  it.each([
    ['in UTC', ':20261109T090000Z'],
    ['in another zone', ';TZID=Asia/Tokyo:20261109T180000'],
    ['without zone: the master’s', ':20261109T100000'],
    ['as a date', ';VALUE=DATE:20261109'],
  ])('meets its instance %s', (_name, id) => {
    expect(shown(master, override(id, 'SUMMARY:moved', 'DTSTART:20261109T150000Z'))[1]).toBe('11-09T15:00 moved moved');
  });

  it('with a time meets the day of a day-long series', () => {
    const days = event('DTSTART;VALUE=DATE:20261102', 'SUMMARY:day', 'RRULE:FREQ=WEEKLY;COUNT=2');
    const moved = override(';TZID=Europe/Berlin:20261109T000000', 'SUMMARY:moved', 'DTSTART;VALUE=DATE:20261110');
    expect(shown(days, moved)).toEqual(['11-02T00:00 day confirmed', '11-10T00:00 moved moved']);
  });

  it('moves into and out of the window', () => {
    const into = override(';TZID=Europe/Berlin:20270215T100000', 'SUMMARY:in', 'DTSTART:20261112T090000Z');
    const out = override(AT_9, 'SUMMARY:out', 'DTSTART:20261209T090000Z');
    expect(shown(master, into, out).map((line) => line.slice(3, 15))).toEqual([
      '02T09:00 reg',
      '12T09:00 in ',
      '16T09:00 reg',
      '23T09:00 reg',
      '30T09:00 reg',
    ]);
  });

  it('swaps two instances', () => {
    const first = override(AT_9, 'SUMMARY:was 9', 'DTSTART;TZID=Europe/Berlin:20261116T100000');
    const second = override(
      ';TZID=Europe/Berlin:20261116T100000',
      'SUMMARY:was 16',
      'DTSTART;TZID=Europe/Berlin:20261109T100000',
    );
    expect(shown(master, first, second).slice(1, 3)).toEqual(['11-09T09:00 was 16 moved', '11-16T09:00 was 9 moved']);
  });

  it('without a master stands alone', () => {
    expect(shown(override(AT_9, 'SUMMARY:invited', 'DTSTART:20261110T130000Z'))).toEqual(['11-10T13:00 invited moved']);
  });

  it('that meets no instance is shown beside the series', () => {
    expect(shown(master, override(':20261110T030000Z', 'SUMMARY:extra', 'DTSTART:20261110T030000Z'))).toContain(
      '11-10T03:00 extra confirmed',
    );
  });

  it('belongs to its own UID, however equal the times are', () => {
    const other = namedEvent('b@example', ...MONDAYS.map((line) => line.replace('regular', 'other')));
    expect(shown(master, other, override(AT_9, 'SUMMARY:moved', 'DTSTART:20261109T150000Z'))).toContain(
      '11-09T09:00 other confirmed',
    );
  });

  it('survives an EXDATE for its instance, which some producers add', () => {
    const excluded = event(...MONDAYS, 'EXDATE;TZID=Europe/Berlin:20261109T100000');
    expect(shown(excluded, override(AT_9, 'SUMMARY:moved', 'DTSTART:20261110T130000Z'))).toContain(
      '11-10T13:00 moved moved',
    );
  });

  it('that cannot be read costs its own event, not the series', () => {
    expect(shown(master, override(':someday', 'SEQUENCE:9', 'SUMMARY:lost', 'DTSTART:20261110T130000Z'))).toEqual(
      REGULAR,
    );
  });

  it('of an event without rule replaces it', () => {
    const single = event('DTSTART:20261105T100000Z', 'SUMMARY:single');
    expect(shown(single, override(':20261105T100000Z', 'SUMMARY:moved', 'DTSTART:20261106T100000Z'))).toEqual([
      '11-06T10:00 moved moved',
    ]);
  });
});

describe('RANGE=THISANDFUTURE (RFC 5545 §3.2.13)', () => {
  const range = (id: string, ...lines: string[]): string =>
    override(`;RANGE=THISANDFUTURE;TZID=Europe/Berlin:${id}T100000`, ...lines);

  it('moves, lengthens and renames this and all later instances', () => {
    const later = range('20261109', 'SUMMARY:later', 'DTSTART;TZID=Europe/Berlin:20261109T120000', 'DURATION:PT2H');
    expect(shown(master, later)).toEqual([
      REGULAR[0],
      '11-09T11:00 later moved',
      '11-16T11:00 later moved',
      '11-23T11:00 later moved',
      '11-30T11:00 later moved',
    ]);
    expect(occurrences(calendar(BERLIN, master, later))[2]).toMatchObject({
      end: '2026-11-16T13:00:00Z',
      recurrenceId: '2026-11-16T09:00:00Z',
      isException: true,
    });
  });

  it('gives way to a later one and to a single override, and reaches over DST', () => {
    const first = range('20261012', 'SUMMARY:first', 'DTSTART;TZID=Europe/Berlin:20261013T120000');
    const second = range('20261123', 'SUMMARY:second', 'DTSTART;TZID=Europe/Berlin:20261122T120000');
    const single = override(
      ';TZID=Europe/Berlin:20261116T100000',
      'SUMMARY:single',
      'DTSTART;TZID=Europe/Berlin:20261116T100000',
    );
    expect(shown(master, first, second, single)).toEqual([
      '11-03T11:00 first moved',
      '11-10T11:00 first moved',
      '11-16T09:00 single confirmed',
      '11-22T11:00 second moved',
      '11-29T11:00 second moved',
    ]);
  });

  it('may name its first instance by its day', () => {
    const later = override(
      ';VALUE=DATE;RANGE=THISANDFUTURE:20261116',
      'SUMMARY:later',
      'DTSTART;TZID=Europe/Berlin:20261116T120000',
    );
    expect(shown(master, later).slice(2)).toEqual([
      '11-16T11:00 later moved',
      '11-23T11:00 later moved',
      '11-30T11:00 later moved',
    ]);
  });

  it('cancels this and all later instances', () => {
    const cancelled = range(
      '20261116',
      'SUMMARY:regular',
      'STATUS:CANCELLED',
      'DTSTART;TZID=Europe/Berlin:20261116T100000',
    );
    expect(shown(master, cancelled).map((line) => line.split(' ')[2])).toEqual([
      'confirmed',
      'confirmed',
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
  });
});

describe('STATUS, SEQUENCE and UID (RFC 5545 §3.8.1.11, §3.8.7.4, §3.8.4.7)', () => {
  it.each([
    ['CANCEL', 'CANCELLED'],
    ['cancel ', 'CANCELLED'],
    ['PUBLISH', 'CONFIRMED'],
  ])('are called off by the method of their calendar: %j', (method, status) => {
    const text = calendar(`METHOD:${method}`, event('DTSTART:20261105T100000Z', 'STATUS:CONFIRMED'));
    expect(occurrences(text).map((occurrence) => occurrence.status)).toEqual([status]);
  });

  it('shows cancelled instances and series as such', () => {
    const cancelled = override(
      AT_9,
      'SUMMARY:regular',
      'STATUS:cancelled',
      'DTSTART;TZID=Europe/Berlin:20261110T100000',
    );
    expect(shown(master, cancelled)).toContain('11-10T09:00 regular cancelled');
    expect(shown(event(...MONDAYS, 'STATUS:CANCELLED'))[0]).toBe('11-02T09:00 regular cancelled');
    expect(shown(event(...MONDAYS, 'STATUS:TENTATIVE'))[0]).toBe('11-02T09:00 regular tentative');
  });

  it.each([AT_9, ':20261109T090000Z', ':20261109T100000', ';VALUE=DATE:20261109'])(
    'cancels an instance without saying again when it is: RECURRENCE-ID%s',
    (id) => {
      const cancelled = override(id, 'SUMMARY:regular', 'STATUS:CANCELLED');
      expect(shown(master, cancelled)[1]).toBe('11-09T09:00 regular cancelled');
      expect(occurrences(calendar(BERLIN, master, cancelled))).toHaveLength(5);
      expect(occurrences(calendar(BERLIN, master, cancelled))[1]?.end).toBe('2026-11-09T09:30:00Z');
    },
  );

  it('takes the highest SEQUENCE, then the latest LAST-MODIFIED', () => {
    const at = 'DTSTART:20261105T100000Z';
    expect(shown(event(at, 'SUMMARY:new', 'SEQUENCE:2'), event(at, 'SUMMARY:old', 'SEQUENCE:1'))).toEqual([
      '11-05T10:00 new confirmed',
    ]);
    expect(
      shown(
        event(at, 'SUMMARY:new', 'LAST-MODIFIED:20261002T000000Z'),
        event(at, 'SUMMARY:old', 'LAST-MODIFIED:20261001T000000Z'),
      ),
    ).toEqual(['11-05T10:00 new confirmed']);
    const versions = [3, 1].map((sequence) =>
      override(AT_9, `SUMMARY:v${sequence}`, `SEQUENCE:${sequence}`, 'DTSTART:20261109T150000Z'),
    );
    expect(shown(master, ...versions)[1]).toBe('11-09T15:00 v3 moved');
  });

  it('keeps different events that share a UID, and says so', () => {
    const events = [event('DTSTART:20261105T100000Z', 'SUMMARY:one'), event('DTSTART:20261106T100000Z', 'SUMMARY:two')];
    expect(shown(...events)).toHaveLength(2);
    expect(codes(calendar(...events))).toEqual(['ICAL_DUPLICATE_UID']);
  });

  it('keeps parallel events that share a UID, once each', () => {
    const at = 'DTSTART:20261105T100000Z';
    const events = [event(at, 'SUMMARY:room 1'), event(at, 'SUMMARY:room 2'), event(at, 'SUMMARY:room 2')];
    expect(shown(...events)).toEqual(['11-05T10:00 room 1 confirmed', '11-05T10:00 room 2 confirmed']);
  });

  it('reads a UID as TEXT', () => {
    const [found] = occurrences(calendar(namedEvent('a\\,b\\;c@example', 'DTSTART:20261105T100000Z')));
    expect(found?.uid).toBe('a,b;c@example');
  });

  it('keeps the parts of a series that LFX splits as uid:time', () => {
    const first = namedEvent(
      '94:2026-10-05T08:00:00Z',
      'DTSTART;TZID=Europe/Berlin:20261005T100000',
      'RRULE:FREQ=WEEKLY;UNTIL=20261109T085959Z',
      'SUMMARY:before',
    );
    const second = namedEvent(
      '94:2026-11-09T09:00:00Z',
      'DTSTART;TZID=Europe/Berlin:20261109T110000',
      'RRULE:FREQ=WEEKLY',
      'SUMMARY:after',
    );
    expect(shown(first, second).map((line) => line.slice(3, 14))).toEqual([
      '02T09:00 be',
      '09T10:00 af',
      '16T10:00 af',
      '23T10:00 af',
      '30T10:00 af',
    ]);
  });
});
