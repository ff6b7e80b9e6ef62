import { describe, expect, it } from 'vitest';
import type { DeclaredMeetingRecord } from '../../../src/model/group.ts';
import { createDeclaredSource, isScheduled } from '../../../src/sources/declared/index.ts';
import { openCalendar } from '../../../src/sources/icalendar/index.ts';
import { meetingFeed, place } from '../../support/records.ts';

function declared(changes: Partial<DeclaredMeetingRecord>): DeclaredMeetingRecord {
  return {
    title: 'Weekly',
    schedule: 'Tuesdays at 8:00 PT',
    rrule: 'FREQ=WEEKLY;BYDAY=TU',
    startTime: '08:00',
    timeZone: 'America/Los_Angeles',
    anchorDate: null,
    duration: null,
    unresolved: null,
    joinUrl: 'https://meet.example.org/weekly',
    notesUrl: null,
    recordingUrl: null,
    place,
    ...changes,
  };
}

const source = createDeclaredSource((bytes) => openCalendar(bytes, { zone: 'UTC' }), {
  now: () => Date.parse('2026-10-26T00:00:00Z'),
});

function expand(meetings: readonly DeclaredMeetingRecord[], from: string, to: string) {
  const feed = meetingFeed('test/a', { source: 'declared', ref: meetings, owner: 'test/a' });
  const answer = source.occurrences(feed, { from, to });
  if (answer instanceof Promise) throw new Error('A declared meeting needs no promise.');
  return (answer.value ?? []).map(({ start, end, summary, joinUrl }) => ({ start, end, summary, joinUrl }));
}

describe('declared meetings', () => {
  it('have instances on the wall clock of their zone, over a change of the clocks', () => {
    expect(expand([declared({})], '2026-10-26T00:00:00Z', '2026-11-09T00:00:00Z')).toEqual([
      {
        start: '2026-10-27T15:00:00Z',
        end: '2026-10-27T15:00:00Z',
        summary: 'Weekly',
        joinUrl: 'https://meet.example.org/weekly',
      },
      {
        start: '2026-11-03T16:00:00Z',
        end: '2026-11-03T16:00:00Z',
        summary: 'Weekly',
        joinUrl: 'https://meet.example.org/weekly',
      },
    ]);
  });

  it('keep apart, each with its own title and length', () => {
    const meetings = [
      declared({ title: 'First', duration: 'PT1H' }),
      declared({ title: 'Words', rrule: null, unresolved: 'It is held every other week.' }),
      declared({ title: 'Third, with; odd \\ signs\r\nEND:VEVENT', startTime: '09:00' }),
    ];
    expect(
      expand(meetings, '2026-11-03T00:00:00Z', '2026-11-04T00:00:00Z').map(({ summary, end }) => [summary, end]),
    ).toEqual([
      ['First', '2026-11-03T17:00:00Z'],
      ['Third, with; odd \\ signs\r\nEND:VEVENT', '2026-11-03T17:00:00Z'],
    ]);
  });

  it('count every other week from the first day that is declared', () => {
    const meeting = declared({ rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', anchorDate: '2026-11-03' });
    expect(expand([meeting], '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z').map(({ start }) => start)).toEqual([
      '2026-11-03T16:00:00Z',
      '2026-11-17T16:00:00Z',
    ]);
  });

  it.each([
    ['no rule', { rrule: null }],
    ['no start', { startTime: null }],
    ['no zone', { timeZone: null }],
    ['every other week without a first day', { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU' }],
  ])('have none with %s', (_name, changes) => {
    expect(isScheduled(declared(changes))).toBe(false);
    expect(expand([declared(changes)], '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z')).toEqual([]);
  });

  it('are held on the last day that is declared', () => {
    const meeting = declared({ rrule: 'FREQ=WEEKLY;UNTIL=20261110;BYDAY=TU' });
    expect(expand([meeting], '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z').map(({ start }) => start)).toEqual([
      '2026-11-03T16:00:00Z',
      '2026-11-10T16:00:00Z',
    ]);
  });

  it('take an interval of one for none', () => {
    expect(isScheduled(declared({ rrule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=TU' }))).toBe(true);
  });
});
