import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toInstant } from '../src/clock.ts';

it('writes instants as the platform does, to the second', () => {
  // What `Date` can hold with a year of four digits.
  const epochs = fc.integer({ min: Date.parse('0001-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59Z') });
  const near = fc.integer({ min: -100_000, max: 4_000_000_000_000 });
  fc.assert(
    fc.property(fc.oneof(epochs, near), (epochMs) => {
      expect(toInstant(epochMs)).toBe(`${new Date(epochMs).toISOString().slice(0, 19)}Z`);
    }),
    { numRuns: 2000 },
  );
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, 9e15])('refuses %d, which is no instant', (epochMs) => {
  expect(() => toInstant(epochMs)).toThrow(RangeError);
});
