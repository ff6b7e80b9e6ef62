import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { expandCalendar } from '../../../src/sources/icalendar/index.ts';
import { BERLIN, bytes, calendar, codes, event, NOVEMBER, namedEvent, occurrences, starts } from './feed-text.ts';

const AT_TEN = 'DTSTART:20261105T100000Z';
const TEN = '2026-11-05T10:00:00Z';

function read(content: Uint8Array): { summaries: string[]; found: string[] } {
  const { occurrences: found, diagnostics } = expandCalendar(content, NOVEMBER);
  return { summaries: found.map(({ summary }) => summary), found: diagnostics.map(({ code }) => code) };
}

describe('lines and encodings (RFC 5545 §3.1)', () => {
  const feed = calendar(event(AT_TEN, 'SUMMARY:Café ☕ 会議'));

  it.each([
    ['LF alone', (text: string) => text.replaceAll('\r\n', '\n'), ['ICAL_LINE_FORM']],
    ['CR alone', (text: string) => text.replaceAll('\r\n', '\r'), ['ICAL_LINE_FORM']],
    ['doubled CR', (text: string) => text.replaceAll('\r\n', '\r\r\n')],
    ['a byte order mark', (text: string) => `\ufeff${text}`, ['ICAL_LINE_FORM']],
    ['blank lines', (text: string) => text.replaceAll('\r\n', '\r\n\r\n'), ['ICAL_LINE_FORM']],
    ['folds anywhere, with spaces', (text: string) => text.replaceAll(/[^\r\n]{7}(?=[^\r\n])/gu, '$&\r\n ')],
    [
      'folds anywhere, with tabs and LF',
      (text: string) => text.replaceAll(/[^\r\n]{9}(?=[^\r\n])/gu, '$&\n\t'),
      ['ICAL_LINE_FORM'],
    ],
    [
      'folds and blank lines between',
      (text: string) => text.replace('SUMMARY:Café', 'SUMMARY:Ca\r\n\r\n fé'),
      ['ICAL_LINE_FORM'],
    ],
    [
      'lower case',
      (text: string) =>
        text.replaceAll(/^(?:BEGIN|END|UID|DTSTART|DTSTAMP|SUMMARY|VEVENT).*?[:;]/gmu, (name) => name.toLowerCase()),
    ],
    ['spaces at line ends', (text: string) => text.replaceAll('\r\n', ' \r\n')],
    ['text before the calendar', (text: string) => `Status: 200 OK\r\n\r\n${text}`, ['ICAL_LINE_FORM']],
    ['a warning of PHP before the calendar', (text: string) => `<br />\r\n<b>Notice</b>: undefined\r\n${text}`],
    ['a second byte order mark', (text: string) => `\ufeff\ufeff${text}`, ['ICAL_LINE_FORM']],
    ['an indent of all lines', (text: string) => `\r\n${text.replaceAll(/^(?=.)/gmu, '      ')}`, ['ICAL_LINE_FORM']],
    ['no line end at the end', (text: string) => text.trimEnd()],
  ])('%s', (_name, change, found: string[] = []) => {
    expect(read(bytes(change(feed)))).toEqual({ summaries: ['Café ☕ 会議'], found });
  });

  it('folds inside a character', () => {
    const content = Buffer.from(feed);
    const inside = content.indexOf(Buffer.from('é')) + 1;
    const folded = Buffer.concat([content.subarray(0, inside), Buffer.from('\r\n '), content.subarray(inside)]);
    expect(read(folded)).toEqual({ summaries: ['Café ☕ 会議'], found: [] });
  });

  it.each([
    ['Latin-1', (text: string) => Buffer.from(text, 'latin1'), 'Réunion d’été'.replace('’', "'")],
    ['Latin-1 with capitals', (text: string) => Buffer.from(text, 'latin1'), 'ÎLE DE RÉUNION, ÜBUNG'],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'), '会議'],
    ['UTF-16 without a byte order mark', (text: string) => Buffer.from(text, 'utf16le'), '会議'],
    ['UTF-16, big end first', (text: string) => Buffer.from(text, 'utf16le').swap16(), '会議'],
    // "会議のご案内" in Shift-JIS.
    [
      'Shift-JIS',
      (text: string) =>
        Buffer.from(text.replace('会議のご案内', '\x89\xef\x8b\x63\x82\xcc\x82\xb2\x88\xc4\x93\xe0'), 'latin1'),
      '会議のご案内',
    ],
  ])('%s', (_name, encode, summary) => {
    expect(read(encode(calendar(event(AT_TEN, `SUMMARY:${summary}`))))).toEqual({
      summaries: [summary],
      found: ['ICAL_ENCODING'],
    });
  });

  it('keeps UTF-8 that is damaged in one place', () => {
    const content = Buffer.concat([
      Buffer.from(calendar(event(AT_TEN, 'SUMMARY:会議 ☕ é'))),
      Buffer.from([0xe4, 0xbd]),
    ]);
    expect(read(content)).toEqual({ summaries: ['会議 ☕ é'], found: ['ICAL_ENCODING'] });
  });
});

describe('lines that cannot be read cost nothing but themselves', () => {
  it.each([
    ['no colon', 'THIS LINE SAYS NOTHING'],
    ['quotes within quotes (kewisch/ical.js#1015)', 'ATTENDEE;CN="Jo;X-COMMENT="he said "no"":mailto:jo@example.com'],
    ['a quote that is not ended', 'ORGANIZER;CN="Jo:mailto:jo@example.com'],
    ['an empty ATTENDEE', 'ATTENDEE;VALUE=TEXT:'],
    ['an empty RECURRENCE-ID', 'RECURRENCE-ID:'],
    ['an empty parameter', 'SUMMARY;LANGUAGE=:x'],
    ['no name', ':x'],
    ['a name of one letter', 'X'],
    ['control characters', 'COMMENT:\u0000\u0007'],
    ['a lone backslash', 'COMMENT:\\'],
    ['an attachment', `ATTACH;ENCODING=BASE64;VALUE=BINARY:${'QUJD'.repeat(10_000)}`],
    ['a time that is none', 'CREATED:yesterday'],
    ['an alarm with times of its own', 'BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nDTSTART:20200101T000000Z\r\nEND:VALARM'],
    ['an alarm that is not ended', 'BEGIN:VALARM\r\nTRIGGER:-PT5M'],
  ])('%s', (_name, line) => {
    const text = calendar(namedEvent('a', AT_TEN, line), namedEvent('b', AT_TEN));
    expect(occurrences(text).map(({ uid }) => uid)).toEqual(['a', 'b']);
  });
});

describe('times (RFC 5545 §3.3.4, §3.3.5)', () => {
  it.each([
    ['without VALUE=DATE', 'DTSTART:20261105', '2026-11-05T00:00:00Z'],
    ['ISO 8601', 'DTSTART:2026-11-05T10:00:00Z', TEN],
    ['with an offset', 'DTSTART:20261105T110000+0100', TEN],
    ['without seconds', 'DTSTART:20261105T1000Z', TEN],
    ['with fractions', 'DTSTART:20261105T100000.000Z', TEN],
    ['in lower case', 'dtstart:20261105t100000z', TEN],
    ['with the zone in the value', 'DTSTART:TZID=Europe/Berlin:20261105T110000', TEN],
    ['with the zone’s parameter misspelt', 'DTSTART;TZ=Europe/Berlin:20261105T110000', TEN],
    ['midnight as 24:00', 'DTSTART:20261104T240000Z', '2026-11-05T00:00:00Z'],
    ['a leap second', 'DTSTART:20261105T095960Z', TEN],
    ['in quotes', 'DTSTART:"20261105T100000Z"', TEN],
    ['year 1', 'DTSTART:00010101T100000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=5', TEN],
  ])('%s', (_name, lines, start) => {
    expect(starts(calendar(event(lines)))).toEqual([start]);
  });

  it.each([
    '20260230T100000Z',
    '20261305T100000Z',
    '20261105T250000Z',
    '20261105T106100Z',
    'TBD',
    '',
    '99999999',
    '00000101',
  ])('an event at %j is left out with a diagnostic, and no other', (time) => {
    const text = calendar(namedEvent('bad', `DTSTART:${time}`), namedEvent('good', AT_TEN));
    expect(occurrences(text).map(({ uid }) => uid)).toEqual(['good']);
    expect(codes(text)).toContain('ICAL_BAD_TIME');
  });
});

describe('ends (RFC 5545 §3.6.1)', () => {
  it.each([
    ['no end', AT_TEN, TEN, []],
    ['DURATION', `${AT_TEN}\r\nDURATION:PT1H30M`, '2026-11-05T11:30:00Z', []],
    ['DTEND before DURATION', `${AT_TEN}\r\nDURATION:PT2H\r\nDTEND:20261105T110000Z`, '2026-11-05T11:00:00Z', []],
    ['DTEND before DTSTART', `${AT_TEN}\r\nDTEND:20261105T090000Z`, TEN, ['ICAL_BAD_DURATION']],
    ['a negative DURATION', `${AT_TEN}\r\nDURATION:-PT1H`, TEN, ['ICAL_BAD_DURATION']],
    ['a DURATION in months', `${AT_TEN}\r\nDURATION:P1M`, TEN, ['ICAL_BAD_DURATION']],
    ['a DURATION with a fraction', `${AT_TEN}\r\nDURATION:PT1.5H`, TEN, ['ICAL_BAD_DURATION']],
    ['a DURATION of nothing', `${AT_TEN}\r\nDURATION:PT`, TEN, ['ICAL_BAD_DURATION']],
    ['a DURATION of weeks and days', `${AT_TEN}\r\nDURATION:P1W1D`, '2026-11-13T10:00:00Z', []],
    ['a DURATION that is none', `${AT_TEN}\r\nDURATION:long`, TEN, ['ICAL_BAD_DURATION']],
    ['DTEND in another zone', `${AT_TEN}\r\nDTEND;TZID=Asia/Tokyo:20261105T200000`, '2026-11-05T11:00:00Z', []],
    [
      'DTEND without the zone of DTSTART',
      'DTSTART;TZID=Europe/Berlin:20261105T110000\r\nDTEND:20261105T120000',
      '2026-11-05T11:00:00Z',
      [],
    ],
    ['a day without end', 'DTSTART;VALUE=DATE:20261105', '2026-11-06T00:00:00Z', []],
    [
      'a day that ends as it begins',
      'DTSTART;VALUE=DATE:20261105\r\nDTEND;VALUE=DATE:20261105',
      '2026-11-06T00:00:00Z',
      ['ICAL_BAD_DURATION'],
    ],
    ['several days', 'DTSTART;VALUE=DATE:20261105\r\nDTEND;VALUE=DATE:20261108', '2026-11-08T00:00:00Z', []],
    ['days by DURATION in hours', 'DTSTART;VALUE=DATE:20261105\r\nDURATION:PT36H', '2026-11-07T00:00:00Z', []],
    ['a time that ends on a date', `${AT_TEN}\r\nDTEND;VALUE=DATE:20261106`, '2026-11-06T00:00:00Z', []],
  ])('%s', (_name, lines, end, found) => {
    const text = calendar(event(lines));
    expect(occurrences(text).map((occurrence) => occurrence.end)).toEqual([end]);
    expect(codes(text)).toEqual(found);
  });

  it('windows are half-open; an instance without length overlaps where it starts', () => {
    const text = calendar(
      namedEvent('point', 'DTSTART:20261105T100000Z'),
      namedEvent('hour', 'DTSTART:20261105T090000Z', 'DURATION:PT1H'),
    );
    const found = (from: string, to: string): string[] => occurrences(text, { from, to }).map(({ uid }) => uid);
    expect(found('2026-11-05T10:00:00Z', '2026-11-05T11:00:00Z')).toEqual(['point']);
    expect(found('2026-11-05T09:59:59Z', '2026-11-05T10:00:00Z')).toEqual(['hour']);
    expect(found('2026-11-05T08:00:00Z', '2026-11-05T09:00:00Z')).toEqual([]);
  });
});

describe('missing properties', () => {
  it('no UID: each event is kept', () => {
    const nameless = (summary: string): string =>
      `BEGIN:VEVENT\r\nDTSTAMP:20260101T000000Z\r\n${AT_TEN}\r\nSUMMARY:${summary}\r\nEND:VEVENT`;
    const text = calendar(nameless('one'), nameless('two'));
    expect(occurrences(text).map(({ uid, summary }) => [uid, summary])).toEqual([
      ['', 'one'],
      ['', 'two'],
    ]);
    expect(codes(text)).toEqual(['ICAL_MISSING_PROPERTY', 'ICAL_MISSING_PROPERTY']);
  });

  it.each([
    ['DTSTAMP', calendar(`BEGIN:VEVENT\r\nUID:a\r\n${AT_TEN}\r\nEND:VEVENT`), ['ICAL_MISSING_PROPERTY']],
    [
      'PRODID and VERSION',
      `BEGIN:VCALENDAR\r\n${event(AT_TEN)}\r\nEND:VCALENDAR`,
      ['ICAL_MISSING_PROPERTY', 'ICAL_MISSING_PROPERTY'],
    ],
    ['VCALENDAR', event(AT_TEN), ['ICAL_TRUNCATED', 'ICAL_MISSING_PROPERTY', 'ICAL_MISSING_PROPERTY']],
    ['END:VCALENDAR', calendar(event(AT_TEN)).replace('END:VCALENDAR', ''), ['ICAL_TRUNCATED']],
  ])('%s', (_name, text, found) => {
    expect(starts(text)).toEqual([TEN]);
    expect(codes(text)).toEqual(found);
  });

  it('END:VEVENT: the next BEGIN ends it', () => {
    const text = calendar(namedEvent('a', AT_TEN).replace('END:VEVENT', 'TRANSP:OPAQUE'), namedEvent('b', AT_TEN));
    expect(occurrences(text).map(({ uid }) => uid)).toEqual(['a', 'b']);
    expect(codes(text)).toEqual(['ICAL_TRUNCATED']);
  });

  it.each([20, 45, 60, 80])('a feed that is cut %i characters before its end keeps what is whole', (cut) => {
    const text = calendar(namedEvent('a', AT_TEN), namedEvent('b', AT_TEN, `DESCRIPTION:${'x'.repeat(40)}`)).slice(
      0,
      -cut,
    );
    expect(occurrences(text).map(({ uid }) => uid)).toEqual(['a']);
    expect(codes(text)).toContain('ICAL_TRUNCATED');
  });
});

describe('streams', () => {
  it('hold several calendars; the same UID in two is two events', () => {
    expect(starts(calendar(event(AT_TEN)) + calendar(event('DTSTART:20261106T100000Z')))).toHaveLength(2);
  });

  it('hold other components, which are passed over', () => {
    const todo = 'BEGIN:VTODO\r\nUID:t\r\nDTSTART:20261105T100000Z\r\nEND:VTODO';
    expect(starts(calendar(todo, BERLIN, event(AT_TEN)))).toEqual([TEN]);
  });

  it.each(['BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', `BEGIN:VCALENDAR\r\n${BERLIN}\r\nEND:VCALENDAR`])(
    'may be empty',
    (text) => {
      expect(starts(text)).toEqual([]);
    },
  );

  it.each([
    ['a web page', '<!DOCTYPE html><html><body>BEGIN:VCALENDAR</body></html>', 'web page'],
    ['a page after blank lines', '\r\n\r\n  <html></html>', 'web page'],
    ['a page about calendars', `<html><pre>\r\n${calendar(event(AT_TEN))}</pre></html>`, 'web page'],
    ['JSON', '{"error":"not found"}', 'not a calendar'],
    ['nothing', '', 'empty'],
    ['a card', 'BEGIN:VCARD\r\nFN:x\r\nEND:VCARD', 'not a calendar'],
  ])('that are %s are an error', (_name, text, message) => {
    expect(() => starts(text)).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_BAD_BODY', message: expect.stringContaining(message) }),
    );
  });

  it('asks for a window of instants', () => {
    expect(() => starts(calendar(), { from: 'soon', to: 'later' })).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    );
  });
});

describe('diagnostics', () => {
  it.each([
    ['a misspelt TZID', 'DTSTART;TZIP=Europe/Berlin:20261105T100000', 'ICAL_BAD_PARAMETER'],
    ['a TZID in the value', 'DTSTART:TZID=Europe/Berlin:20261105T100000', 'ICAL_BAD_PARAMETER'],
    ['a TZID on a time in UTC', 'DTSTART;TZID=Europe/Berlin:20261105T100000Z', 'ICAL_BAD_PARAMETER'],
    ['a line without a colon', `${AT_TEN}\r\nTHIS LINE SAYS NOTHING`, 'ICAL_BAD_LINE'],
    ['a rule that cannot be read', `${AT_TEN}\r\nRRULE:EVERY DAY`, 'ICAL_BAD_RULE'],
    ['an EXDATE that cannot be read', `${AT_TEN}\r\nEXDATE:tomorrow`, 'ICAL_BAD_TIME'],
  ])('tell %s', (_name, lines, code) => {
    expect(codes(calendar(event(lines)))).toEqual([code]);
  });

  it('tell the line in the feed, folds and blank lines counted', () => {
    const lines = [
      'BEGIN:VCALENDAR',
      '',
      'X-FOLDED:a',
      ' b',
      ' c',
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTAMP:20260101T000000Z',
      'DTSTART:never',
      'END:VEVENT',
      'END:VCALENDAR',
    ];
    const { diagnostics } = expandCalendar(bytes(lines.join('\r\n')), NOVEMBER);
    const badTime = diagnostics.find(({ code }) => code === 'ICAL_BAD_TIME');
    expect(badTime).toMatchObject({
      code: 'ICAL_BAD_TIME',
      level: 'WARNING',
      line: 9,
      column: null,
      path: null,
    });
    expect(badTime?.hint).toBeTypeOf('string');
  });

  it('of one kind are listed up to a number, and counted beyond', () => {
    const text = calendar(...Array.from({ length: 50 }, (_, index) => namedEvent(`${index}`, 'DTSTART:never')));
    const { diagnostics } = expandCalendar(bytes(text), NOVEMBER);
    expect(diagnostics.length).toBeLessThan(25);
    expect(diagnostics.at(-1)?.message).toContain('more of this kind');
  });
});
