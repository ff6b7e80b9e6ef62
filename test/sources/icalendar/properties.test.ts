import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../src/errors.ts';
import { expandCalendar, type Occurrence } from '../../../src/sources/icalendar/index.ts';
import { anyText } from '../../support/any-text.ts';
import { BERLIN, bytes, calendar, namedEvent } from './feed-text.ts';

const START_MS = Date.parse('2026-01-01T00:00:00Z');
const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const basic = (ms: number): string => iso(ms).replaceAll(/[-:]|Z$/gu, '');

const zones = fc.constantFrom(
  ';TZID=Europe/Berlin',
  ';TZID=America/New_York',
  ';TZID=Australia/Lord_Howe',
  ';TZID=Asia/Kolkata',
  '',
);
const weekdays = fc.subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], { minLength: 1 });

const rules = fc
  .record({
    frequency: fc.constantFrom('YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY'),
    interval: fc.integer({ min: 1, max: 5 }),
    byDay: fc.option(weekdays, { nil: null }),
    byMonthDay: fc.option(fc.integer({ min: 1, max: 31 }), { nil: null }),
    bySetPos: fc.option(fc.constantFrom(1, 2, -1), { nil: null }),
    end: fc.constantFrom('', ';COUNT=7', ';UNTIL=20260915T120000Z', ';UNTIL=20260701'),
  })
  .map(({ frequency, interval, byDay, byMonthDay, bySetPos, end }) => {
    const parts = [
      `FREQ=${frequency};INTERVAL=${interval}`,
      byDay === null ? '' : `;BYDAY=${byDay.join(',')}`,
      byMonthDay === null || frequency === 'WEEKLY' ? '' : `;BYMONTHDAY=${byMonthDay}`,
      bySetPos === null || (byDay === null && byMonthDay === null) ? '' : `;BYSETPOS=${bySetPos}`,
      end,
    ];
    return parts.join('');
  });

const minutes = fc.integer({ min: 0, max: 500_000 }).map((count) => START_MS + count * 60_000);

const events = fc
  .record({
    start: minutes,
    zone: zones,
    rule: fc.option(rules, { nil: null }),
    length: fc.integer({ min: 0, max: 5000 }),
    day: fc.boolean(),
    excluded: minutes,
    moved: fc.option(minutes, { nil: null }),
  })
  .map(({ start, zone, rule, length, day, excluded, moved }) => (uid: string) => {
    const dtstart = day ? `DTSTART;VALUE=DATE:${basic(start).slice(0, 8)}` : `DTSTART${zone}:${basic(start)}`;
    const master = namedEvent(
      uid,
      dtstart,
      `DURATION:PT${length}M`,
      ...(rule === null ? [] : [`RRULE:${rule}`]),
      `EXDATE${zone}:${basic(excluded)}`,
    );
    if (moved === null) return master;
    const override = namedEvent(
      uid,
      dtstart.replace('DTSTART', 'RECURRENCE-ID'),
      `DTSTART${zone}:${basic(moved)}`,
      'SUMMARY:moved',
    );
    return `${master}\r\n${override}`;
  });

const feeds = fc
  .array(events, { minLength: 1, maxLength: 6 })
  .map((written) => calendar(BERLIN, ...written.map((write, index) => write(`${index}@example`))));
const instants = fc.integer({ min: -1000, max: 10_000 }).map((hours) => START_MS + hours * 3_600_000);

function expand(text: string, from: number, to: number): readonly Occurrence[] {
  return expandCalendar(bytes(text), { from, to }).occurrences;
}

const keys = (found: readonly Occurrence[]): string[] =>
  found.map(({ uid, recurrenceId, start, end, summary }) => [uid, recurrenceId, start, end, summary].join(' '));

describe('an expansion', () => {
  it('is ordered, overlaps its window, ends no earlier than it starts, and has each instance once', () => {
    fc.assert(
      fc.property(feeds, instants, fc.integer({ min: 1, max: 2000 }), (text, from, hours) => {
        const to = from + hours * 3_600_000;
        const found = expand(text, from, to);
        const starts = found.map(({ start }) => start);
        expect(starts).toEqual([...starts].sort());
        for (const { start, end } of found) {
          expect(end >= start).toBe(true);
          expect(Date.parse(start) < to && (Date.parse(end) > from || Date.parse(start) >= from)).toBe(true);
        }
        expect(new Set(keys(found)).size).toBe(found.length);
      }),
    );
  });

  it('of a window is that of its halves together', () => {
    fc.assert(
      fc.property(feeds, fc.tuple(instants, instants, instants), (text, points) => {
        const [from = 0, middle = 0, to = 0] = [...points].sort((a, b) => a - b);
        const halves = [...expand(text, from, middle), ...expand(text, middle, to)];
        expect([...new Set(keys(halves))].sort()).toEqual(keys(expand(text, from, to)).sort());
      }),
    );
  });

  it('does not depend on the order of the events, nor on the other events', () => {
    fc.assert(
      fc.property(events, events, instants, (one, other, from) => {
        const to = from + 60 * 86_400_000;
        const together = keys(expand(calendar(one('a'), other('b')), from, to)).sort();
        const reversed = keys(expand(calendar(other('b'), one('a')), from, to)).sort();
        const apart = [
          ...keys(expand(calendar(one('a')), from, to)),
          ...keys(expand(calendar(other('b')), from, to)),
        ].sort();
        expect(together).toEqual(apart);
        expect(reversed).toEqual(apart);
      }),
    );
  });

  it('never throws but for what is not a calendar, whatever bytes it gets', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      anyText({ maxLength: 200 }).map(bytes),
      fc.tuple(feeds, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 30 })).map(([text, changes]) => {
        const content = bytes(text);
        for (const [at, byte] of changes) content[at % content.length] = byte;
        return content;
      }),
      fc.tuple(feeds, fc.nat(), fc.nat()).map(([text, from, length]) => {
        const at = from % text.length;
        return bytes(text.slice(0, at) + text.slice(at + (length % 40)));
      }),
    );
    fc.assert(
      fc.property(noise, (content) => {
        try {
          expandCalendar(content, { from: START_MS, to: START_MS + 400 * 86_400_000 });
        } catch (error) {
          expect(error).toBeInstanceOf(CodedError);
          expect(error).toMatchObject({ code: 'UPSTREAM_BAD_BODY' });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on properties with any value', () => {
    const names = fc.constantFrom(
      'DTSTART',
      'DTEND',
      'DURATION',
      'RRULE',
      'RDATE',
      'EXDATE',
      'RECURRENCE-ID',
      'SEQUENCE',
      'STATUS',
      'DESCRIPTION',
      'LOCATION',
      'ORGANIZER',
      'CATEGORIES',
      'URL',
      'CONFERENCE',
    );
    const values = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.stringMatching(/^[0-9T,/PZ;:=+-]{0,40}$/u),
      fc.constantFrom('20260105T100000Z', '20260105', 'FREQ=DAILY', 'P1D', '99991231T235959Z', '00010101'),
      rules,
    );
    const parameters = fc.constantFrom(
      '',
      ';TZID=Europe/Berlin',
      ';VALUE=DATE',
      ';VALUE=PERIOD',
      ';RANGE=THISANDFUTURE',
      ';TZID="',
      ';=',
    );
    const lines = fc
      .tuple(names, parameters, values)
      .map(([name, parameter, value]) => `${name}${parameter}:${value.replaceAll(/[\r\n]/gu, '')}`);
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 8 }), (written) => {
        const text = calendar(
          namedEvent('a', 'DTSTART:20260105T100000Z', ...written),
          namedEvent('b', ...written),
          namedEvent('good', 'DTSTART:20260201T100000Z'),
        );
        const found = expand(text, START_MS, START_MS + 60 * 86_400_000);
        expect(found.some(({ uid }) => uid === 'good')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
