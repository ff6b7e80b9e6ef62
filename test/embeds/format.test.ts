import { describe, expect, it } from 'vitest';
import { formatAge, formatSpan, toLink, toNames, toWords } from '../../src/embeds/format.ts';

describe('formatSpan', () => {
  const span = (startsAt: string, endsAt: string, isAllDay = false) => ({ startsAt, endsAt, isAllDay });

  it.each([
    ['Asia/Kolkata', 'Thu 3 Dec, 21:30–22:30 GMT+5:30'],
    ['America/St_Johns', 'Thu 3 Dec, 12:30–13:30 GMT-3:30'],
    ['UTC', 'Thu 3 Dec, 16:00–17:00 UTC'],
  ])('writes the viewer’s time in %s', (zone, text) => {
    const written = formatSpan(span('2026-12-03T16:00:00Z', '2026-12-03T17:00:00Z'), zone, 'en-GB');
    expect(written.replace(/\s/gu, ' ').replace(/ – /u, '–')).toBe(text);
  });

  it('writes a day as a day in every zone', () => {
    const day = span('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z', true);
    expect(formatSpan(day, 'America/St_Johns', 'en-GB')).toBe('Tue 1 Dec');
  });

  it.each([
    ['Mars/Olympus', 'en'],
    ['UTC', 'not a language!'],
    [null, null],
  ])('does not fail for zone %s and language %s', (zone, language) => {
    expect(formatSpan(span('2026-12-03T16:00:00Z', '2026-12-03T16:00:00Z'), zone, language)).toContain('3');
  });
});

describe('formatAge', () => {
  it.each([
    [0, 'this minute'],
    [59 * 60_000, '59 minutes ago'],
    [3 * 3_600_000, '3 hours ago'],
    [26 * 3_600_000, 'yesterday'],
  ])('%i', (age, text) => {
    expect(formatAge(0, age, 'en')).toBe(text);
  });
});

describe('toLink', () => {
  it.each([
    ['https://a.example/b', 'https://a.example/b'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['/relative', null],
    [null, null],
  ])('%s', (url, link) => {
    expect(toLink(url)).toBe(link);
  });
});

it('reads names and writes words', () => {
  expect(toNames(' a, b  c,')).toEqual(['a', 'b', 'c']);
  expect(toNames('')).toBeNull();
  expect(toWords('IN_PROGRESS')).toBe('In progress');
});
