import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freshForSeconds } from '../../src/net/freshness.ts';

const DATE = 'Sat, 21 Nov 2026 08:00:00 GMT';

describe('freshForSeconds (RFC 9111 §4.2)', () => {
  test.each<[string, Record<string, string>, number | null]>([
    ['nothing said', {}, null],
    ['max-age', { 'cache-control': 'public, max-age=300' }, 300],
    ['in capitals', { 'cache-control': 'Public, MAX-AGE=300' }, 300],
    ['in quotes', { 'cache-control': 'max-age="300"' }, 300],
    ['s-maxage before max-age', { 'cache-control': 'max-age=300, s-maxage=600' }, 600],
    ['less the age it has', { 'cache-control': 'max-age=300', age: '100' }, 200],
    ['max-age before Expires', { 'cache-control': 'max-age=300', expires: DATE, date: DATE }, 300],
    ['Expires less Date', { expires: 'Sat, 21 Nov 2026 08:10:00 GMT', date: DATE }, 600],
    ['Expires in the past', { expires: 'Fri, 20 Nov 2026 08:00:00 GMT', date: DATE }, 60],
    ['Expires 0', { expires: '0', date: DATE }, 60],
    ['Expires without Date', { expires: DATE }, 60],
    ['no-cache', { 'cache-control': 'no-cache, no-store, max-age=0, must-revalidate' }, 60],
    ['no-store beside max-age', { 'cache-control': 'no-store, max-age=300' }, 60],
    ['older than its lifetime', { 'cache-control': 'max-age=300', age: '900' }, 60],
    ['a year', { 'cache-control': 'max-age=31536000, immutable' }, 86_400],
    ['no number', { 'cache-control': 'max-age=soon' }, null],
    ['a negative number', { 'cache-control': 'max-age=-1' }, null],
    ['something else', { 'cache-control': 'private' }, null],
  ])('%s', (_what, headers, expected) => expect(freshForSeconds(new Headers(headers))).toBe(expected));

  test('any header leads to null or a sensible time', () => {
    const value = fc.string({ unit: 'grapheme-ascii' }).map((text) => text.trim());
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('cache-control', 'age', 'expires', 'date'), value), (headers) => {
        const seconds = freshForSeconds(new Headers(headers));
        return seconds === null || (seconds >= 60 && seconds <= 86_400);
      }),
    );
  });
});
