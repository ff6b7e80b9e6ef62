import { describe, expect, it } from 'vitest';
import { BERLIN, calendar, codes, event, NOVEMBER, namedEvent, occurrences, starts } from './feed-text.ts';

/** A meeting at ten on November 5, 2026 in a zone; its start tells the offset. */
function startIn(tzid: string, ...definition: string[]): string | undefined {
  return starts(calendar(...definition, event(`DTSTART;TZID=${tzid}:20261105T100000`)))[0];
}

function definition(tzid: string, standard: string, daylight = standard, start = '19700101T000000'): string {
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${tzid}`,
    'BEGIN:STANDARD',
    `DTSTART:${start}`,
    'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
    `TZOFFSETFROM:${daylight}`,
    `TZOFFSETTO:${standard}`,
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    `DTSTART:${start}`,
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
    `TZOFFSETFROM:${standard}`,
    `TZOFFSETTO:${daylight}`,
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ].join('\r\n');
}

describe('TZID without VTIMEZONE (RFC 5545 §3.2.19)', () => {
  it.each([
    ['America/Chicago', '16:00'],
    ['/America/Chicago', '16:00'],
    ['/citadel.org/20210210_1/America/Chicago', '16:00'],
    ['/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires', '13:00'],
    ['america/chicago', '16:00'],
    ['"America/Chicago"', '16:00'],
    ['America/New York', '15:00'],
    ['Asia/Saigon', '03:00'],
    ['Asia/Kathmandu', '04:15'],
    ['UTC', '10:00'],
    ['Etc/GMT+5', '15:00'],
    ['Pacific Standard Time', '18:00'],
    ['pacific standard time', '18:00'],
    ['AUS Eastern Standard Time', '23:00'],
    ['W. Europe Standard Time', '09:00'],
    ['(UTC+07:00) Bangkok, Hanoi, Jakarta', '03:00'],
    ['(UTC-08:00) Pacific Time (US & Canada)', '18:00'],
    ['(UTC+01:00) Amsterdam\\, Berlin\\, Bern\\, Rom\\, Stockholm\\, Wien', '09:00'],
    ['"(GMT+01:00) Bruxelles, Copenhague, Madrid, Paris"', '09:00'],
    ['"Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"', '09:00'],
    ['GMT+0530', '04:30'],
    ['UTC-3', '13:00'],
    ['CET', '09:00'],
    ['EST5EDT', '15:00'],
    ['Kamchatka Standard Time', '22:00'],
    ['"(UTC-05:00) Eastern Time (US and Canada)"', '15:00'],
    ['(GMT+01.00) Sarajevo/Warsaw/Zagreb', '09:00'],
    ['"(GMT+05.30) Chennai/Kolkata/Mumbai/New Delhi"', '04:30'],
    ['(UTC-03:00) Brasília', '13:00'],
    ['Eastern Standard Time 1', '15:00'],
    ['Eastern Daylight Time', '15:00'],
    ['America/New_York 2', '15:00'],
    ['Europe/Berlin (CET)', '09:00'],
    ["'Europe/Berlin'", '09:00'],
    ['TZID=Europe/Berlin', '09:00'],
    ['"tzone://Microsoft/Utc"', '10:00'],
    ['Central European Time', '09:00'],
    ['Pacific Time', '18:00'],
    ['Japan Standard Time', '01:00'],
    ['tokyo standard time', '01:00'],
    ['Mitteleuropäische Zeit', '09:00'],
    ["Heure d'Europe centrale", '09:00'],
    ['hora de Europa central', '09:00'],
    ['US Eastern', '15:00'],
    ['us_eastern', '15:00'],
    ['US Pacific Time', '18:00'],
    ['America-New_York', '15:00'],
    ['America New York', '15:00'],
    ['America%2FNew_York', '15:00'],
    ['Europe\\Berlin', '09:00'],
    ['Europe.Berlin', '09:00'],
    ['Europe/Berlin\u200b', '09:00'],
    ['Canada Eastern', '15:00'],
    ['TZ=Europe/Berlin', '09:00'],
    ['/freeassociation.sourceforge.net/UTC', '10:00'],
    ['/freeassociation.sourceforge.net/Etc/UTC', '10:00'],
    ['Greenwich Mean Time', '10:00'],
    ['UTC (Coordinated Universal Time)', '10:00'],
    ['UTC0', '10:00'],
    ['GMT +1', '09:00'],
    ['UTC + 1', '09:00'],
    ['UTC\u221205:00', '15:00'],
    ['"(UTC-05:00) Eastern Time (US &amp; Canada)"', '15:00'],
    ['"(GMT-05:00) Eastern Time - New York"', '15:00'],
    ['Mountain Time - Phoenix', '17:00'],
    ['"(GMT+05:30) India Standard Time - Kolkata"', '04:30'],
    ['Eastern Time (ET)', '15:00'],
    ['ET (Eastern Time)', '15:00'],
    ['W.Europe Standard Time', '09:00'],
    ['W_Europe_Standard_Time', '09:00'],
    ['"Pacific Standard Time, "', '18:00'],
    ['Mid-Atlantic Standard Time', '12:00'],
    ['Malay Peninsula Standard Time', '02:00'],
    ['Armenian Standard Time', '06:00'],
    ['Asia/Beijing', '02:00'],
    ['Asia/Mumbai', '04:30'],
  ])('%s', (tzid, time) => {
    expect(startIn(tzid)?.slice(11, 16)).toBe(time);
  });

  it('two offsets of which nothing says when they begin say nothing', () => {
    const zone = (...observances: string[]) => ['BEGIN:VTIMEZONE', 'TZID:Ours', ...observances, 'END:VTIMEZONE'];
    const observance = (name: string, from: string, to: string) =>
      [`BEGIN:${name}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, `END:${name}`].join('\r\n');
    const [standard, daylight] = [observance('STANDARD', '+0200', '+0100'), observance('DAYLIGHT', '+0100', '+0200')];
    const meeting = event('DTSTART;TZID=Ours:20261105T100000');
    expect(codes(calendar(...zone(standard, daylight), meeting))).toContain('ICAL_UNKNOWN_ZONE');
    expect(starts(calendar(...zone(standard), meeting))).toEqual(['2026-11-05T09:00:00Z']);
  });

  it.each([
    'Osteuropäische Zeit',
    '(GMT +01:00)',
    'Our office',
    'Mars/Olympus',
    '1',
    '-300',
    '{"x"}',
    'BST',
    'IST',
    'PST',
    'Eastern',
    'Samoa Time',
    'Central',
    'Australian Eastern Standard Time',
    'Etc/GMT+05:00',
    '/example.org/EST',
    'Eastern Time - Atlantis',
  ])('%s says nothing: floating, with a diagnostic', (tzid) => {
    expect(startIn(tzid)).toBe('2026-11-05T10:00:00Z');
    expect(codes(calendar(event(`DTSTART;TZID=${tzid}:20261105T100000`)))).toContain('ICAL_UNKNOWN_ZONE');
  });

  it('is the zone that the occurrence names; UTC, floating and day-long ones name none', () => {
    const zones = occurrences(
      calendar(
        namedEvent('a', 'DTSTART;TZID=Asia/Kolkata:20261105T090000'),
        namedEvent('b', 'DTSTART;TZID=Eastern Standard Time:20261105T090000'),
        namedEvent('c', 'DTSTART:20261105T230000Z'),
        namedEvent('d', 'DTSTART:20261106T000000'),
        namedEvent('e', 'DTSTART;VALUE=DATE:20261107'),
      ),
    ).map(({ zone }) => zone);
    expect(zones).toEqual(['Asia/Kolkata', 'America/New_York', null, null, null]);
  });
});

describe('VTIMEZONE (RFC 5545 §3.6.5)', () => {
  it.each([
    ['a name without meaning', 'Customized Time Zone', definition('Customized Time Zone', '-0600', '-0500')],
    ['definitions from year 1601', 'Mine', definition('Mine', '-0600', '-0500', '16010101T000000')],
    ['definitions from year 1', 'Mine', definition('Mine', '-0600', '-0500', '00010101T000000')],
    ['a path that is not an IANA name', '/Europe/CUSTOM', definition('/Europe/CUSTOM', '-0600', '-0500')],
    ['a number', '3', definition('3', '-0600', '-0500')],
    ['an abbreviation', 'BST', definition('BST', '-0600', '-0500')],
    ['a Microsoft address', 'tzone://Microsoft/Custom', definition('tzone://Microsoft/Custom', '-0600', '-0500')],
    [
      'a name that Windows once had',
      'Mid-Atlantic Standard Time',
      definition('Mid-Atlantic Standard Time', '-0600', '-0500'),
    ],
    [
      'a name that stands for London in Lotus Notes',
      'Greenwich Mean Time',
      definition('Greenwich Mean Time', '-0600', '-0500'),
    ],
    ['a name in another script', 'Центральное время', definition('Центральное время', '-0600', '-0500')],
  ])('%s', (_name, tzid, defined) => {
    expect(startIn(tzid, defined)).toBe('2026-11-05T16:00:00Z');
  });

  it.each([
    ['quotes in one of both', '"Our Zone"', 'Our Zone'],
    ['escapes in one of both', '(UTC-06:00) Ours\\, and theirs', '"(UTC-06:00) Ours, and theirs"'],
    ['blanks around it', ' 1', ' 1'],
    ['another case', 'Our zone', 'OUR ZONE'],
  ])('is found by its TZID with %s', (_name, defined, used) => {
    expect(startIn(used, definition(defined, '-0600', '-0500'))).toBe('2026-11-05T16:00:00Z');
  });

  it('is overruled by an IANA name, which the world keeps up to date; the contradiction is told', () => {
    const text = calendar(
      definition('Europe/Berlin', '-0600', '-0500'),
      event('DTSTART;TZID=Europe/Berlin:20261105T100000'),
    );
    expect(starts(text)).toEqual(['2026-11-05T09:00:00Z']);
    expect(codes(text)).toContain('ICAL_ZONE_CONFLICT');
    expect(codes(calendar(BERLIN, event('DTSTART;TZID=Europe/Berlin:20261105T100000')))).toEqual([]);
  });

  it.each(['EST', 'GMT', 'MST'])('says what an abbreviation means: %s', (tzid) => {
    const text = calendar(definition(tzid, '-0600', '-0500'), event(`DTSTART;TZID=${tzid}:20261105T100000`));
    expect(starts(text)).toEqual(['2026-11-05T16:00:00Z']);
    expect(codes(text)).toEqual(['ICAL_ZONE_CONFLICT']);
  });

  it('holds for its own VCALENDAR alone (§3.8.3.1)', () => {
    const first = calendar(definition('Local', '+0100'), namedEvent('a', 'DTSTART;TZID=Local:20261105T100000'));
    const second = calendar(definition('Local', '-0500'), namedEvent('b', 'DTSTART;TZID=Local:20261105T100000'));
    expect(starts(first + second)).toEqual(['2026-11-05T09:00:00Z', '2026-11-05T15:00:00Z']);
  });

  it('follows RDATEs, and the last offset after them', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Listed',
      'BEGIN:STANDARD\r\nDTSTART:20251102T020000\r\nRDATE:20261101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nEND:STANDARD',
      'BEGIN:DAYLIGHT\r\nDTSTART:20260308T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nEND:DAYLIGHT',
      'END:VTIMEZONE',
    ].join('\r\n');
    const text = calendar(zone, event('DTSTART;TZID=Listed:20261030T100000', 'RRULE:FREQ=DAILY;COUNT=4'));
    expect(starts(text, { from: '2026-10-01T00:00:00Z', to: '2027-01-01T00:00:00Z' })).toEqual([
      '2026-10-30T14:00:00Z',
      '2026-10-31T14:00:00Z',
      '2026-11-01T15:00:00Z',
      '2026-11-02T15:00:00Z',
    ]);
  });

  it('may stand after the events that use it', () => {
    const text = calendar(event('DTSTART;TZID=Later:20261105T100000'), definition('Later', '-0600'));
    expect(starts(text)).toEqual(['2026-11-05T16:00:00Z']);
  });
});

describe('DST (RFC 5545 §3.3.5)', () => {
  it('reads a local time that is skipped with the offset before the gap', () => {
    const text = calendar(event('DTSTART;TZID=America/New_York:20260307T023000', 'RRULE:FREQ=DAILY;COUNT=3'));
    expect(starts(text, { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' })).toEqual([
      '2026-03-07T07:30:00Z',
      '2026-03-08T07:30:00Z',
      '2026-03-09T06:30:00Z',
    ]);
  });

  it('takes the first of a local time that happens twice', () => {
    const text = calendar(event('DTSTART;TZID=Europe/Berlin:20261025T023000'));
    expect(starts(text, { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' })).toEqual([
      '2026-10-25T00:30:00Z',
    ]);
  });

  it('keeps the exact duration of DTEND, and the nominal one of DURATION in days (§3.8.5.3)', () => {
    const window = { from: '2026-10-24T00:00:00Z', to: '2026-10-26T20:00:00Z' };
    const rule = 'RRULE:FREQ=DAILY;COUNT=2';
    const start = 'DTSTART;TZID=Europe/Berlin:20261024T120000';
    const exact = occurrences(calendar(event(start, 'DTEND;TZID=Europe/Berlin:20261024T180000', rule)), window);
    expect(exact.map(({ end }) => end)).toEqual(['2026-10-24T16:00:00Z', '2026-10-25T17:00:00Z']);
    const nominal = occurrences(calendar(event(start, 'DURATION:P1D', rule)), window);
    expect(nominal.map(({ end }) => end)).toEqual(['2026-10-25T11:00:00Z', '2026-10-26T11:00:00Z']);
  });
});

describe('floating times (RFC 5545 §3.3.5)', () => {
  const floating = event('DTSTART:20261105T100000', 'DTEND:20261105T110000');

  it.each([
    ['the reader’s zone', [], 'Asia/Kolkata', '2026-11-05T04:30:00Z'],
    ['UTC where there is none', [], undefined, '2026-11-05T10:00:00Z'],
    [
      'the feed’s X-WR-TIMEZONE before the reader’s',
      ['X-WR-TIMEZONE:Europe/Brussels'],
      'Asia/Kolkata',
      '2026-11-05T09:00:00Z',
    ],
    [
      'the reader’s where X-WR-TIMEZONE says nothing',
      ['X-WR-TIMEZONE:Nowhere'],
      'Asia/Kolkata',
      '2026-11-05T04:30:00Z',
    ],
  ])('are read in %s', (_name, lines, zone, start) => {
    const window = zone === undefined ? NOVEMBER : { ...NOVEMBER, zone };
    expect(starts(calendar(...lines, floating), window)).toEqual([start]);
  });

  it('do not touch times in UTC or with a zone, nor days', () => {
    const text = calendar(
      'X-WR-TIMEZONE:Europe/London',
      namedEvent('a', 'DTSTART:20261105T100000Z'),
      namedEvent('b', 'DTSTART;VALUE=DATE:20261106'),
      namedEvent('c', 'DTSTART;TZID=Asia/Tokyo:20261107T090000'),
    );
    expect(starts(text)).toEqual(['2026-11-05T10:00:00Z', '2026-11-06T00:00:00Z', '2026-11-07T00:00:00Z']);
  });

  it('with Z and a TZID at once are UTC', () => {
    expect(starts(calendar(event('DTSTART;TZID=Europe/Berlin:20261105T100000Z')))).toEqual(['2026-11-05T10:00:00Z']);
  });

  it('asks for a zone that there is', () => {
    expect(() => starts(calendar(floating), { ...NOVEMBER, zone: 'Mars/Olympus' })).toThrow('not an IANA time zone');
  });
});
