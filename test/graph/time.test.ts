import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scalars } from '../../src/graph/scalars.ts';
import { canonicalZone, daysBetween, parseDuration, toDuration, toLocalTime } from '../../src/graph/time.ts';

describe('durations (ISO 8601)', () => {
  it.each([
    ['P7D', 7 * 86_400_000],
    ['P1W', 7 * 86_400_000],
    ['PT1H30M', 5_400_000],
    ['P1DT12H', 36 * 3_600_000],
    ['PT0S', 0],
    ['P', null],
    ['PT', null],
    ['P1Y', null],
    ['P-1D', null],
    ['1D', null],
    ['', null],
  ])('%s is %s ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.nat({ max: 400 * 86_400 }), (seconds) => {
        expect(parseDuration(toDuration(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });
});

describe('toLocalTime', () => {
  it.each([
    ['2026-11-26T16:00:00Z', 'Asia/Kolkata', '2026-11-26', '21:30:00', '+05:30', 4],
    ['2026-11-26T16:00:00Z', 'America/St_Johns', '2026-11-26', '12:30:00', '-03:30', 4],
    ['2026-11-26T16:00:00Z', 'UTC', '2026-11-26', '16:00:00', 'Z', 4],
    ['2026-11-26T00:00:00Z', 'Pacific/Kiritimati', '2026-11-26', '14:00:00', '+14:00', 4],
    // An hour that comes twice, and one that does not come (RFC 5545 §3.3.5).
    ['2026-11-01T05:30:00Z', 'America/New_York', '2026-11-01', '01:30:00', '-04:00', 7],
    ['2026-11-01T06:30:00Z', 'America/New_York', '2026-11-01', '01:30:00', '-05:00', 7],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29', '03:00:00', '+02:00', 7],
    ['2026-11-26T00:00:00Z', 'Europe/London', '2026-11-26', '00:00:00', '+00:00', 4],
  ])('%s in %s', (instant, zone, date, time, offset, weekday) => {
    expect(toLocalTime(Date.parse(instant), zone)).toEqual({ date, time, offset, weekday });
  });

  it('names the instant that it was given', () => {
    const zones = fc.constantFrom(
      'Asia/Kolkata',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'UTC',
    );
    const seconds = fc.integer({ min: Date.parse('1971-01-01') / 1000, max: Date.parse('2099-01-01') / 1000 });
    fc.assert(
      fc.property(zones, seconds, (zone, second) => {
        const { date, time, offset } = toLocalTime(second * 1000, zone);
        expect(Date.parse(`${date}T${time}${offset}`)).toBe(second * 1000);
      }),
    );
  });
});

describe('canonicalZone', () => {
  it.each(['Asia/Kolkata', 'asia/kolkata', 'UTC', 'Etc/GMT+5'])('knows %s', (zone) => {
    expect(canonicalZone(zone)).toBeTruthy();
  });
  it.each(['+05:30', 'Mars/Olympus', '', 'PT (Pacific Time)', 'A'.repeat(1000)])('does not know "%s"', (zone) => {
    expect(canonicalZone(zone)).toBeNull();
  });
});

describe('daysBetween', () => {
  it.each([
    ['2026-01-01T00:00:00Z', '2026-01-01T23:59:59Z', 0],
    ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 1],
  ])('from %s to %s are %d', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });
});

describe('scalars', () => {
  it.each([
    ['DateTime', '2026-11-21T08:00:00Z', '2026-11-21T08:00:00Z'],
    ['DateTime', '2026-11-21T08:00:00.123+05:30', '2026-11-21T02:30:00Z'],
    ['Date', '2026-02-28', '2026-02-28'],
    ['LocalTime', '24:00', '24:00'],
    ['URI', 'https://github.com/cncf/toc', 'https://github.com/cncf/toc'],
  ] as const)('%s reads %s', (name, text, expected) => {
    expect(scalars[name].parseValue(text)).toBe(expected);
  });
  it.each([
    ['DateTime', '2026-11-21'],
    ['DateTime', '2026-02-30T00:00:00Z'],
    ['DateTime', 5],
    ['Date', '2026-02-30'],
    ['Duration', 'P1Y'],
    ['TimeZone', 'Nowhere'],
    ['LocalTime', '9:00'],
    ['LocalTime', '25:00'],
    ['URI', 'no uri'],
  ] as const)('%s refuses %s with BAD_USER_INPUT', (name, value) => {
    expect(() => scalars[name].parseValue(value)).toThrow(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
    );
  });
});
