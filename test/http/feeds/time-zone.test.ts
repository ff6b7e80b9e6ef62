import { describe, expect, it } from 'vitest';
import { toTimeZoneLines } from '../../../src/http/feeds/time-zone.ts';
import { readZone } from '../../support/read-zone.ts';

const rulesOf = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.startsWith('RRULE'));

describe('VTIMEZONE', () => {
  // The rules of today, as the IANA time zone database (2025) gives them.
  it.each([
    ['America/New_York', ['FREQ=YEARLY;BYMONTH=3;BYDAY=2SU', 'FREQ=YEARLY;BYMONTH=11;BYDAY=1SU']],
    ['America/St_Johns', ['FREQ=YEARLY;BYMONTH=3;BYDAY=2SU', 'FREQ=YEARLY;BYMONTH=11;BYDAY=1SU']],
    ['Europe/Berlin', ['FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU']],
    ['Pacific/Auckland', ['FREQ=YEARLY;BYMONTH=4;BYDAY=1SU', 'FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU']],
    // "Sun>=2" is no nth Sunday.
    [
      'America/Santiago',
      ['FREQ=YEARLY;BYMONTH=4;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8', expect.stringContaining('BYMONTH=9')],
    ],
    ['Asia/Kolkata', []],
  ])('%s has its rule', (zone, rules) => {
    expect(rulesOf(toTimeZoneLines(zone, 2025))).toEqual(
      rules.map((rule) => (typeof rule === 'string' ? `RRULE:${rule}` : rule)),
    );
  });

  it('says the offsets on both sides of a change, and the wall clock before it', () => {
    const text = toTimeZoneLines('America/St_Johns', 2025).join('\n');
    expect(text).toContain(
      'BEGIN:DAYLIGHT\nDTSTART:20240310T020000\nTZOFFSETFROM:-0330\nTZOFFSETTO:-0230\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nEND:DAYLIGHT',
    );
  });

  it('of a zone without changes says the offset alone', () => {
    expect(toTimeZoneLines('Asia/Kolkata', 2021)).toEqual([
      'BEGIN:VTIMEZONE',
      'TZID:Asia/Kolkata',
      'BEGIN:STANDARD',
      'DTSTART:20210101T000000',
      'TZOFFSETFROM:+0530',
      'TZOFFSETTO:+0530',
      'END:STANDARD',
      'END:VTIMEZONE',
    ]);
  });

  it('ends a rule where the zone gave it up', () => {
    // Turkey has kept summer time since 2016; the year before, elections moved the end of it.
    const rules = rulesOf(toTimeZoneLines('Europe/Istanbul', 2008));
    expect(rules.every((rule) => rule.includes(';UNTIL='))).toBe(true);
  });

  it.each(Intl.supportedValuesOf('timeZone').filter((_zone, index) => index % 12 === 0))(
    '%s has the offsets of the runtime from 2015 to 2040',
    (zone) => {
      const offsetAt = readZone(toTimeZoneLines(zone, 2015));
      const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
      const differing: string[] = [];
      for (let at = Date.UTC(2015, 0, 2, 18); at < Date.UTC(2041, 0, 1); at += 3 * 86_400_000) {
        const offset = /GMT([+-]\d\d:\d\d)?/u.exec(format.format(at))?.[1] ?? '+00:00';
        const found = offsetAt(at);
        if (found !== offset) differing.push(`${new Date(at).toISOString()} ${found} ${offset}`);
      }
      expect(differing).toEqual([]);
    },
  );
});
