/** Which recurrence sets are told as one rule, and that the rule tells no more and no less than the expansion. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCalendar } from '../../../src/sources/icalendar/index.ts';

const WINDOW = { from: '2026-01-01T00:00:00Z', to: '2031-01-01T00:00:00Z' };

function open(...lines: readonly string[]) {
  const text = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:x',
    'BEGIN:VEVENT',
    'UID:u',
    ...lines,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ];
  return openCalendar(Buffer.from(text.join('\r\n')));
}

const recurrenceOf = (...lines: readonly string[]) => open(...lines).series()[0]?.recurrence ?? null;

describe('a recurrence', () => {
  it.each([
    ['rrule:freq=weekly;byday=tu,tu;interval=1', 'FREQ=WEEKLY;BYDAY=TU'],
    ['RRULE:BYDAY=TU;UNTIL=20270101;FREQ=WEEKLY', 'FREQ=WEEKLY;UNTIL=20270101T050000Z;BYDAY=TU'],
    ['RRULE:FREQ=WEEKLY;UNTIL=20270105T180000', 'FREQ=WEEKLY;UNTIL=20270105T230000Z'],
    ['RRULE:FREQ=MONTHLY;BYDAY=+1TU;COUNT=3;WKST=SU', 'FREQ=MONTHLY;COUNT=3;BYDAY=1TU;WKST=SU'],
  ])('%s is written %s', (written, rrule) => {
    expect(recurrenceOf('DTSTART;TZID=America/New_York:20261006T180000', written)).toMatchObject({
      rrule,
      zone: 'America/New_York',
      first: { start: '2026-10-06T22:00:00Z' },
    });
  });

  it('ends on a day where it is of days', () => {
    expect(recurrenceOf('DTSTART;VALUE=DATE:20261006', 'RRULE:FREQ=DAILY;UNTIL=20261101T120000Z')).toMatchObject({
      rrule: 'FREQ=DAILY;UNTIL=20261101',
      zone: null,
    });
  });

  it('begins where the rule does; what comes before is a meeting of its own', () => {
    const calendar = open('DTSTART:20261006T180000Z', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR');
    expect(calendar.series()[0]?.recurrence?.first.start).toBe('2026-10-09T18:00:00Z');
    const { occurrences } = calendar.expand({ ...WINDOW, omitsRecurrences: true });
    expect(occurrences.map(({ start }) => start)).toEqual(['2026-10-06T18:00:00Z']);
  });

  it('counts the excluded dates that it gives, by day and by time, and no others', () => {
    const { excluded } =
      recurrenceOf(
        'DTSTART;TZID=America/New_York:20261006T180000',
        'RRULE:FREQ=WEEKLY',
        'EXDATE;VALUE=DATE:20261103',
        'EXDATE:20261110T230000Z,20261111T230000Z',
      ) ?? {};
    expect(excluded).toEqual(['2026-11-03T23:00:00Z', '2026-11-10T23:00:00Z']);
  });

  it.each([
    ['hours of the day', 'DTSTART:20261006T180000Z', 'RRULE:FREQ=DAILY;BYHOUR=9,18'],
    ['seconds for ever', 'DTSTART:20261006T180000Z', 'RRULE:FREQ=SECONDLY'],
    ['an end before the start', 'DTSTART:20261006T180000Z', 'RRULE:FREQ=WEEKLY;UNTIL=20250101T000000Z'],
    ['a time that is skipped on one day', 'DTSTART;TZID=Europe/Berlin:20261006T023000', 'RRULE:FREQ=WEEKLY'],
    ['a zone that was changed lately', 'DTSTART;TZID=Africa/Casablanca:20261006T180000', 'RRULE:FREQ=WEEKLY'],
    ['a year before zones were zones', 'DTSTART;TZID=Europe/Berlin:16010101T100000', 'RRULE:FREQ=WEEKLY'],
  ])('is none for %s', (_name, ...lines) => {
    expect(recurrenceOf(...lines)).toBeNull();
  });

  it('does not go through ten thousand excluded dates', () => {
    const dates = Array.from(
      { length: 10_000 },
      (_, index) => `20261${String(index % 2)}06T${String(index).padStart(6, '0')}Z`,
    );
    expect(recurrenceOf('DTSTART:20261006T180000Z', 'RRULE:FREQ=DAILY', `EXDATE:${dates.join(',')}`)).toBeNull();
  });
});

/** `2026-10-06T22:00:00Z` as `20261006T180000` on the clock of the zone; floating times are read in UTC. */
function toWall(instant: string, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: zone === '' ? 'UTC' : zone.replace(';TZID=', ''),
  });
  return format.format(Date.parse(instant)).replace(/[-:]/gu, '').replace(' ', 'T');
}

it('bounds what a hostile feed may take to be told as rules', () => {
  const events = Array.from({ length: 3000 }, (_, index) =>
    [
      'BEGIN:VEVENT',
      `UID:${index}`,
      'DTSTART:19700101T000000Z',
      'RRULE:FREQ=DAILY;COUNT=99999',
      'EXDATE:20300101T000000Z,20300102T000000Z,20300103T000000Z',
      'END:VEVENT',
    ].join('\r\n'),
  );
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...events, 'END:VCALENDAR', ''].join('\r\n');
  const calendar = openCalendar(Buffer.from(text));
  const before = process.cpuUsage();
  const kept = calendar.series().filter(({ recurrence }) => recurrence !== null);
  const { user } = process.cpuUsage(before);
  expect(user / 1e6).toBeLessThan(3);
  expect(kept.length).toBeLessThan(3000);
});

const rules = fc
  .record({
    frequency: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
    interval: fc.constantFrom('', ';INTERVAL=2', ';INTERVAL=5'),
    end: fc.constantFrom('', ';COUNT=30', ';UNTIL=20280301T120000Z', ';UNTIL=20280301'),
    part: fc.constantFrom(
      '',
      ';BYDAY=TU',
      ';BYDAY=TU,TH',
      ';BYDAY=1TU',
      ';BYMONTHDAY=6',
      ';BYMONTH=10',
      ';BYSETPOS=1;BYDAY=TU',
    ),
  })
  .map(({ frequency, interval, end, part }) => `RRULE:FREQ=${frequency}${interval}${end}${part}`);

it('rule, exceptions and the rest are together what the expansion gives', () => {
  fc.assert(
    fc.property(
      rules,
      fc.constantFrom('', ';TZID=America/New_York', ';TZID=Asia/Kolkata'),
      fc.array(fc.constantFrom('EXDATE:20261020T220000Z', 'EXDATE;VALUE=DATE:20261103', 'RDATE:20261225T120000Z'), {
        maxLength: 3,
      }),
      (rule, zone, extras) => {
        const calendar = open(`DTSTART${zone}:20261006T180000`, 'DURATION:PT1H', rule, ...extras);
        const all = calendar.expand(WINDOW).occurrences.map(({ start }) => start);
        const others = calendar.expand({ ...WINDOW, omitsRecurrences: true }).occurrences.map(({ start }) => start);
        const recurrence = calendar.series()[0]?.recurrence ?? null;
        const given =
          recurrence === null
            ? null
            : open(
                `DTSTART${zone}:${toWall(recurrence.first.start, zone)}`,
                `RRULE:${recurrence.rrule}`,
                ...recurrence.excluded.map((instant) => `EXDATE:${instant.replace(/[-:]/gu, '')}`),
              );
        const told = given?.expand(WINDOW).occurrences.map(({ start }) => start) ?? [];
        expect([...told, ...others].sort()).toEqual(all);
      },
    ),
    { numRuns: 300 },
  );
});
