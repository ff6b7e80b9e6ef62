import { describe, expect, it } from 'vitest';
import { ianaZone } from '../../../src/sources/icalendar/iana-zone.ts';
import { toInstantSeconds, toWall } from '../../../src/sources/icalendar/zone.ts';

const NAMES = [
  'Europe/Berlin',
  'America/New_York',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Europe/Dublin',
  'Pacific/Apia',
];

/** The offset as Intl tells it, the slow way. */
function offsetByIntl(name: string, instant: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = Object.fromEntries(
    format.formatToParts(instant * 1000).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - instant;
}

describe('ianaZone', () => {
  it.each(NAMES)('%s has the offsets of Intl, hour by hour about the year', (name) => {
    const zone = ianaZone(name);
    for (let instant = Date.UTC(2025, 11, 1) / 1000; instant < Date.UTC(2027, 1, 1) / 1000; instant += 7 * 3600) {
      expect(zone?.offsetAt(instant)).toBe(offsetByIntl(name, instant));
    }
  });

  it.each(NAMES)('%s has them to the second where they change', (name) => {
    const zone = ianaZone(name);
    const start = Date.UTC(2011, 0, 1) / 1000;
    for (let instant = start; instant < start + 366 * 86_400; instant += 86_400) {
      if (zone?.offsetAt(instant) === zone?.offsetAt(instant + 86_400)) continue;
      let [low, high] = [instant, instant + 86_400];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (offsetByIntl(name, middle) === offsetByIntl(name, low)) low = middle;
        else high = middle;
      }
      expect([zone?.offsetAt(low), zone?.offsetAt(high)]).toEqual([offsetByIntl(name, low), offsetByIntl(name, high)]);
    }
  });

  it.each([
    '2026-07-01T12:00:00Z',
    '2150-07-01T12:00:00Z',
    '9999-01-01T12:00:00Z',
    '1850-07-01T12:00:00Z',
    '0001-01-01T12:00:00Z',
  ])('turns a wall time at %s into its instant and back', (text) => {
    for (const name of NAMES) {
      const zone = ianaZone(name);
      if (zone === null) throw new Error(name);
      const wall = Date.parse(text) / 1000;
      expect(toWall(zone, toInstantSeconds(zone, wall))).toBe(wall);
    }
  });

  it('knows summer time in years to come', () => {
    const zone = ianaZone('Europe/Berlin');
    expect(zone?.offsetAt(Date.UTC(2150, 6, 1) / 1000)).toBe(7200);
    expect(zone?.offsetAt(Date.UTC(2150, 0, 1) / 1000)).toBe(3600);
  });

  it.each(['Mars/Olympus', '', '+02:00', 'x'.repeat(100)])('does not know %j', (name) => {
    expect(ianaZone(name)).toBeNull();
  });
});
