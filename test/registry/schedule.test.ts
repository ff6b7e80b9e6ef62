import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../src/registry/schedule/parse-schedule.ts';
import { openCalendar } from '../../src/sources/icalendar/index.ts';
import { anyText } from '../support/any-text.ts';
import { resolved, unresolved } from './schedule-corpus.ts';

/** Starts of the rule's instances as the calendar engine expands it. */
function daysOf(rrule: string, start: string, end: string): string[] {
  const event = `BEGIN:VEVENT\r\nUID:a\r\nDTSTART:${start.replace(/[-:]/gu, '')}\r\nRRULE:${rrule}\r\nEND:VEVENT`;
  const calendar = new TextEncoder().encode(`BEGIN:VCALENDAR\r\n${event}\r\nEND:VCALENDAR\r\n`);
  return openCalendar(calendar)
    .expand({ from: start, to: end })
    .occurrences.map((occurrence) => occurrence.start.slice(0, 16));
}

describe('parseSchedule', () => {
  it.each(resolved)('%s', (words, answer) => {
    const result = parseSchedule(words);
    expect('unresolved' in result ? result.unresolved : '').toBe('');
    expect(
      Object.values(result)
        .filter((part) => part !== null)
        .join(' '),
    ).toBe(answer);
  });

  it.each(unresolved)('leaves "%s" as words', (words, reason) => {
    expect(parseSchedule(words)).toEqual({ unresolved: expect.stringContaining(reason) });
  });

  it('takes time, zone and first day that are known beside the words', () => {
    expect(parseSchedule('every other Monday', { time: '10:00', zone: 'Etc/UTC', anchorDate: '2026-01-05' })).toEqual({
      rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
      startTime: '10:00',
      timeZone: 'Etc/UTC',
      anchorDate: '2026-01-05',
      duration: null,
    });
  });

  it.each([
    ['Mondays at 9:00 EST', { zone: 'America/New_York' }, 'FREQ=WEEKLY;BYDAY=MO 09:00 America/New_York'],
    ['Mondays at 9:00 UTC', { zone: 'Etc/UTC', time: '09:00' }, 'FREQ=WEEKLY;BYDAY=MO 09:00 Etc/UTC'],
    ['Mondays at 9:00 UTC', { zone: 'Europe/Berlin' }, 'The words say Etc/UTC'],
    ['Mondays at 9:00 or 10:00 UTC', { time: '09:00' }, 'several times'],
    ['Mondays at 9:00 PT/ET', { zone: 'America/New_York' }, 'several time zones'],
  ])('weighs "%s" against what stands beside it', (words, known, expected) => {
    const result = parseSchedule(words, known);
    const text = 'unresolved' in result ? result.unresolved : `${result.rrule} ${result.startTime} ${result.timeZone}`;
    expect(text).toContain(expected);
  });

  it.each([
    ['Wednesday, after the fourth Tuesday', 2, 1],
    ['Monday after the fourth Friday of the month', 5, 3],
    ['Tuesday following the fourth Tuesday', 2, 7],
    ['Friday after the third Friday', 5, 7],
  ])('finds "%s" in every month of 40 years', (words, reference, distance) => {
    const result = parseSchedule(`Monthly - ${words}, 05:30 UTC`);
    if ('unresolved' in result) throw new Error(result.unresolved);
    const ordinal = /third/u.test(words) ? 3 : 4;
    const expected = Array.from({ length: 480 }, (_, month) => {
      const weekdayOfFirst = new Date(Date.UTC(2020, month, 1)).getUTCDay();
      const day = 1 + ((reference - weekdayOfFirst + 7) % 7) + 7 * (ordinal - 1) + distance;
      return new Date(Date.UTC(2020, month, day, 5, 30)).toISOString().slice(0, 16);
    });
    expect(daysOf(result.rrule, `${expected[0]}:00Z`, `${expected.at(-1)}:01Z`)).toEqual(expected);
    for (const start of expected.slice(0, 24)) {
      const day = start.slice(0, 10);
      expect(parseSchedule(`${words}, every month, 05:30 UTC, starting ${day}`)).toMatchObject({ anchorDate: day });
    }
  });

  it('never makes a rule of words it does not know', () => {
    const known = fc.constantFrom(...resolved.map(([words]) => words));
    // Letters only: signs and digits may be part of a known word.
    const strange = fc.stringMatching(/^[b-df-hj-np-tv-xz]{6,9}$/u);
    fc.assert(
      fc.property(known, strange, (words, word) => {
        expect(parseSchedule(`${words} ${word}`)).toHaveProperty('unresolved');
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(anyText({ maxLength: 80 }), (words) => parseSchedule(words) !== null));
  });
});
