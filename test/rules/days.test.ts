import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { addDays, addMonths, daysBetween } from '../../src/rules/days.ts';

const day = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const step = fc.integer({ min: -1000, max: 1000 });

test.each([
  ['2026-08-31', 6, '2027-02-28'],
  ['2028-02-29', -12, '2027-02-28'],
  ['2026-01-31', -1, '2025-12-31'],
])('%s plus %i months is %s', (from, months, expected) => {
  expect(addMonths(from, months)).toBe(expected);
});

test('days and months are those of Temporal', () => {
  fc.assert(
    fc.property(day, step, (from, count) => {
      const date = Temporal.PlainDate.from(from);
      expect(addDays(from, count)).toBe(date.add({ days: count }).toString());
      expect(addMonths(from, count)).toBe(date.add({ months: count }).toString());
      expect(daysBetween(from, addDays(from, count))).toBe(count);
    }),
  );
});
