import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromGlobalId, joinKey, splitKey, toGlobalId } from '../../src/graph/ids.ts';

const part = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('/', '%', '2', 'F', 'a') }));

describe('keys of several parts', () => {
  it('give back their parts, whatever these hold', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        expect(splitKey(joinKey(...parts))).toEqual(parts);
      }),
    );
  });

  it('are found again by their global id', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const key = joinKey(...parts);
        expect(fromGlobalId(toGlobalId('Meeting', key))).toEqual({ type: 'Meeting', key });
      }),
    );
  });
});
