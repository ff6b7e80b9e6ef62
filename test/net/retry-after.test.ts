import { describe, expect, test } from 'vitest';
import { parseRetryAfter } from '../../src/net/retry-after.ts';

const NOW = Date.parse('2026-11-21T08:00:00Z');

describe('parseRetryAfter (RFC 9110 §10.2.3)', () => {
  test.each<[string, Record<string, string>, number | null]>([
    ['absent', {}, null],
    ['seconds', { 'retry-after': '120' }, 120],
    ['no wait', { 'retry-after': '0' }, 0],
    ['a date', { 'retry-after': 'Sat, 21 Nov 2026 08:02:00 GMT' }, 120],
    [
      'a date by the clock of the upstream',
      {
        'retry-after': 'Sat, 21 Nov 2026 20:02:00 GMT',
        date: 'Sat, 21 Nov 2026 20:00:00 GMT',
      },
      120,
    ],
    ['a date beside a Date without sense', { 'retry-after': 'Sat, 21 Nov 2026 08:02:00 GMT', date: 'x' }, 120],
    ['a date in the past', { 'retry-after': 'Sat, 21 Nov 2026 07:00:00 GMT' }, 0],
    ['a year', { 'retry-after': '31536000' }, 86_400],
    ['no sense', { 'retry-after': 'soon' }, null],
    ['a negative number', { 'retry-after': '-5' }, null],
    ['empty', { 'retry-after': '' }, null],
  ])('%s', (_what, headers, expected) => expect(parseRetryAfter(new Headers(headers), NOW)).toBe(expected));
});
