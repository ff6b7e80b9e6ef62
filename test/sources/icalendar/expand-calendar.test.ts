import { describe, expect, it } from 'vitest';
import { expandCalendar } from '../../../src/sources/icalendar/index.ts';
import { bytes, calendar, NOVEMBER, namedEvent } from './feed-text.ts';

const FLOATING = calendar(namedEvent('one', 'DTSTART:20261105T100000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;COUNT=5'));
const startsOf = (content: Uint8Array, zone?: string): readonly string[] =>
  expandCalendar(content, { ...NOVEMBER, zone }).occurrences.map(({ start }) => start);

describe('expandCalendar of bytes that were read before', () => {
  it('gives what it gave', () => {
    const content = bytes(FLOATING);
    const first = expandCalendar(content, NOVEMBER);
    expect(first.occurrences).toHaveLength(4);
    expect(expandCalendar(content, NOVEMBER)).toEqual(first);
    expect(expandCalendar(content, NOVEMBER)).toEqual(expandCalendar(bytes(FLOATING), NOVEMBER));
  });

  it('heeds the window and the zone', () => {
    const content = bytes(FLOATING);
    expect(startsOf(content)[0]).toBe('2026-11-05T10:00:00Z');
    expect(startsOf(content, 'Asia/Tokyo')[0]).toBe('2026-11-05T01:00:00Z');
    const december = { from: '2026-12-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
    expect(expandCalendar(content, december).occurrences).toHaveLength(1);
  });

  it('reads them again where something else was written into them', () => {
    const content = bytes(FLOATING);
    expect(startsOf(content)[0]).toBe('2026-11-05T10:00:00Z');
    content.set(bytes(FLOATING.replace('T100000', 'T110000')));
    expect(startsOf(content)[0]).toBe('2026-11-05T11:00:00Z');
  });
});
