import { describe, expect, it } from 'vitest';
import { agreesWithFeed, declaredSeries, joinSeries } from '../../src/graph/join/series.ts';
import type { DeclaredMeetingRecord } from '../../src/model/group.ts';
import { group, place, series } from '../support/records.ts';

const declared: DeclaredMeetingRecord = {
  title: 'Sync',
  schedule: 'Tuesdays at 08:00 UTC',
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  startTime: '08:00',
  timeZone: 'Etc/UTC',
  anchorDate: null,
  duration: null,
  unresolved: null,
  joinUrl: null,
  notesUrl: null,
  recordingUrl: null,
  place,
};
const team = group('a', { declaredMeetings: [declared] });

describe('agreesWithFeed', () => {
  it.each([
    ['the same rule', { rrule: 'FREQ=WEEKLY;WKST=SU;INTERVAL=1;BYDAY=TU', start: '2026-01-06T08:00:00Z' }, true],
    ['another hour', { rrule: 'FREQ=WEEKLY;BYDAY=TU', start: '2026-01-06T09:00:00Z' }, false],
    ['another day', { rrule: 'FREQ=WEEKLY;BYDAY=WE', start: '2026-01-07T08:00:00Z' }, false],
    ['no rule', { rrule: null, start: '2026-01-06T08:00:00Z' }, null],
  ])('of %s', (_name, changes, expected) => {
    const ofFeed = series('feed', { summary: 'Sync', zone: 'Etc/UTC', ...changes });
    expect(agreesWithFeed(joinSeries(ofFeed, team))).toBe(expected);
  });

  it.each([
    ['2026-01-20T08:00:00Z', true],
    ['2026-01-13T08:00:00Z', false],
  ])('tells the weeks of every other week: a feed from %s', (start, expected) => {
    const rrule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU';
    const every = group('a', { declaredMeetings: [{ ...declared, rrule, anchorDate: '2026-01-06' }] });
    expect(agreesWithFeed(joinSeries(series('feed', { summary: 'Sync', zone: 'Etc/UTC', rrule, start }), every))).toBe(
      expected,
    );
  });

  it('is not known of a schedule that only the registry gives', () => {
    const [only] = declaredSeries(team, []);
    expect(only && agreesWithFeed(only)).toBeNull();
  });
});
