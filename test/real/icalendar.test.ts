/** The cases and feeds of `../shared/data`, where they are present. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandCalendar, openCalendar } from '../../src/sources/icalendar/index.ts';
import { expand } from '../support/icalendar-adapter.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const CASES = join(DATA, 'ical-cases');
const CALENDARS = join(DATA, 'calendars');

interface ExpectedOccurrence {
  readonly uid: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly cancelled: boolean;
  readonly summary: string;
}

interface Case {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly zone?: string;
  readonly error?: boolean;
  readonly ignore_uid?: boolean;
  readonly ignore_summary?: boolean;
  readonly occurrences: readonly ExpectedOccurrence[];
  readonly alternates?: readonly (readonly ExpectedOccurrence[])[];
}

/**
 * Cases that are answered otherwise, with the reason. RFC 5545 §3.2.19: a TZID parameter names the VTIMEZONE with the
 * same text. The feed writes `TZID: 1` in both places, so 11:00 is in that zone; the engines that agreed on 11:00 UTC
 * strip the space in one of the two places only, and read a floating time.
 */
const DISPUTED = new Set(['real-node-ical-test-with-int-tzid']);

describe.skipIf(!existsSync(CASES))('the cases of ../shared/data/ical-cases (skipped where absent)', () => {
  const cases: Case[] = existsSync(CASES) ? JSON.parse(readFileSync(join(CASES, 'expected.json'), 'utf8')) : [];

  it.each(cases.filter(({ name }) => !DISPUTED.has(name)).map((one) => [one.name, one] as const))(
    '%s',
    (_name, one) => {
      const zone = one.zone === undefined ? {} : { zone: one.zone };
      const read = (): readonly ExpectedOccurrence[] =>
        expand({ ics: readFileSync(join(CASES, one.file)), from: one.from, to: one.to, ...zone });
      if (one.error === true) expect(read).toThrow();
      else
        expect([one.occurrences, ...(one.alternates ?? [])].map((list) => keys(list, one))).toContainEqual(
          keys(read(), one),
        );
    },
  );
});

describe.skipIf(!existsSync(CALENDARS))('the feeds of ../shared/data/calendars (skipped where absent)', () => {
  const files = existsSync(CALENDARS) ? readdirSync(CALENDARS) : [];
  const from = Date.parse('2000-01-01T00:00:00Z');
  const to = Date.parse('2030-01-01T00:00:00Z');

  it.each(files)('%s: nothing is given up, nothing private is shown, windows join', (file) => {
    const calendar = openCalendar(readFileSync(join(CALENDARS, file)));
    expect(calendar.diagnostics.filter(({ level }) => level === 'ERROR')).toEqual([]);
    const { occurrences } = calendar.expand({ from, to });
    expect(JSON.stringify(occurrences.map(({ uid: _uid, ...shown }) => shown))).not.toMatch(
      /[\w.-]+@[\w-]+\.\w|[?&]pwd=|[?&]password=/u,
    );
    const middle = (from + to) / 2;
    const halves = [
      ...calendar.expand({ from, to: middle }).occurrences,
      ...calendar.expand({ from: middle, to }).occurrences,
    ];
    const key = ({ uid, start, recurrenceId }: (typeof halves)[number]): string => `${uid} ${start} ${recurrenceId}`;
    expect(new Set(halves.map(key))).toEqual(new Set(occurrences.map(key)));
  });

  it('a feed that was cut still gives its whole events', () => {
    for (const file of files) {
      const bytes = readFileSync(join(CALENDARS, file));
      const cut = bytes.subarray(0, Math.floor(bytes.length * 0.7));
      if (cut.includes('END:VEVENT')) expect(expandCalendar(cut, { from, to }).occurrences.length).toBeGreaterThan(0);
    }
  });
});

function keys(list: readonly ExpectedOccurrence[], one: Case): string[] {
  return list
    .map(({ uid, start, end, allDay, cancelled, summary }) =>
      [start, end, one.ignore_uid ? '' : uid, one.ignore_summary ? '' : summary.trim(), allDay, cancelled].join('|'),
    )
    .sort();
}
