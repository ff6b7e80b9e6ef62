import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ConnectionArgs,
  MAX_PAGE_SIZE,
  paginate,
  paginateList,
  type SortOrder,
  sortItems,
} from '../../src/graph/connection.ts';

interface Item {
  readonly key: string;
  readonly value: string | number | null;
}

function orderOf(direction: 'ASC' | 'DESC', name = 'VALUE'): SortOrder<Item> {
  return { name, direction, valueOf: ({ value }) => value, keyOf: ({ key }) => key };
}

const byValue = orderOf('ASC');

function page(items: readonly Item[], args: ConnectionArgs, order = byValue) {
  return paginate(sortItems(items, order), args, order);
}

const item = fc.record({
  key: fc.string({ maxLength: 4 }),
  value: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(null)),
});
const items = fc.uniqueArray(item, { selector: ({ key }) => key, maxLength: 40 });
const direction = fc.constantFrom('ASC' as const, 'DESC' as const);

describe('sortItems', () => {
  it.each(['ASC', 'DESC'] as const)('puts unknown values last, and decides ties by key: %s', (wanted) => {
    const sorted = sortItems(
      [
        { key: 'c', value: null },
        { key: 'b', value: 1 },
        { key: 'a', value: 1 },
        { key: 'd', value: 2 },
      ],
      orderOf(wanted),
    );
    expect(sorted.map(({ key }) => key).join('')).toBe(wanted === 'ASC' ? 'abdc' : 'dabc');
  });

  it('gives back a list that stands in the order, ties included, without copying it', () => {
    fc.assert(
      fc.property(items, direction, (list, wanted) => {
        const sorted = sortItems(list, orderOf(wanted));
        expect(sortItems(sorted, orderOf(wanted))).toBe(sorted);
      }),
    );
  });

  it('keeps every item once, each in its place beside the next', () => {
    fc.assert(
      fc.property(items, direction, (list, wanted) => {
        const sorted = sortItems(list, orderOf(wanted));
        expect(new Set(sorted)).toEqual(new Set(list));
        expect(sorted).toHaveLength(list.length);
        sorted.slice(1).forEach((item, index) => {
          const before = sorted[index] as Item;
          if (item.value === before.value) expect(before.key < item.key).toBe(true);
          else if (item.value !== null)
            expect(wanted === 'ASC' ? before.value : item.value).toBeLessThan(
              (wanted === 'ASC' ? item.value : before.value) as number,
            );
        });
      }),
    );
  });
});

describe('paginate', () => {
  it('walks every item once, forwards, whatever the page size', () => {
    fc.assert(
      fc.property(items, direction, fc.integer({ min: 1, max: 7 }), (list, wanted, first) => {
        const order = orderOf(wanted);
        const seen: Item[] = [];
        let after: string | null = null;
        for (;;) {
          const { nodes, pageInfo } = page(list, { first, after }, order);
          seen.push(...nodes);
          if (!pageInfo.hasNextPage) break;
          after = pageInfo.endCursor;
        }
        expect(seen).toEqual(sortItems(list, order));
      }),
    );
  });

  it('walks every item once, backwards', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 7 }), (list, last) => {
        const seen: Item[] = [];
        let before: string | null = null;
        for (;;) {
          const { nodes, pageInfo } = page(list, { last, before });
          seen.unshift(...nodes);
          if (!pageInfo.hasPreviousPage) break;
          before = pageInfo.startCursor;
        }
        expect(seen).toEqual(sortItems(list, byValue));
      }),
    );
  });

  it('keeps its place when the item of the cursor is gone and others came', () => {
    fc.assert(
      fc.property(items, items, fc.nat(), (before, added, pick) => {
        fc.pre(before.length > 0);
        const sorted = sortItems(before, byValue);
        const at = sorted[pick % sorted.length] as Item;
        const { pageInfo } = page(before, { first: (pick % sorted.length) + 1 });
        const keys = new Set(added.map(({ key }) => key));
        const after = [...before.filter(({ key }) => key !== at.key && !keys.has(key)), ...added];
        const rest = page(after, { first: MAX_PAGE_SIZE, after: pageInfo.endCursor }).nodes;
        const isBehind = ({ key, value }: Item): boolean => {
          const [mine, its] = [value ?? Number.POSITIVE_INFINITY, at.value ?? Number.POSITIVE_INFINITY];
          return mine > its || (mine === its && key > at.key);
        };
        expect(rest).toEqual(sortItems(after.filter(isBehind), byValue));
      }),
    );
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: -1 }],
    ['first', { first: 101 }],
    ['last', { last: 101 }],
    ['last', { first: 1, last: 1 }],
    ['after', { after: 'nonsense' }],
    ['after', { after: Buffer.from('[1,2]').toString('base64url') }],
    ['before', { before: Buffer.from('["VALUE",{},"a"]').toString('base64url') }],
  ] as const)('names the argument "%s" that it cannot accept: %o', (argument, args) => {
    expect(() => page([], args)).toThrowError(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argumentName: argument } }),
    );
  });

  it('refuses a cursor of another order', () => {
    const { pageInfo } = page([{ key: 'a', value: 1 }], { first: 1 });
    expect(() => page([], { after: pageInfo.endCursor }, orderOf('ASC', 'NAME'))).toThrow(/another order/u);
  });

  it('never fails otherwise than by BAD_USER_INPUT on any cursor', () => {
    fc.assert(
      fc.property(fc.string(), (after) => {
        try {
          page([{ key: 'a', value: 1 }], { after });
        } catch (error) {
          expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
        }
      }),
    );
  });

  it.each(['after', 'before'] as const)('refuses an empty "%s"', (argument) => {
    expect(() => page([], { [argument]: '' })).toThrow(/is not a cursor/u);
  });

  it('refuses a cursor of the other direction', () => {
    const { pageInfo } = page([{ key: 'a', value: 1 }], { first: 1 });
    expect(() => page([], { after: pageInfo.endCursor }, orderOf('DESC'))).toThrow(/another order/u);
  });

  it('keeps its place in a list from which items before it were taken', () => {
    const list = ['a', 'b', 'c', 'd'].map((key) => ({ key }));
    const { pageInfo } = paginateList(list, { first: 2 }, ({ key }) => key);
    const rest = paginateList(list.slice(1), { first: 5, after: pageInfo.endCursor }, ({ key }) => key);
    expect(rest.nodes.map(({ key }) => key)).toEqual(['c', 'd']);
  });

  it('tells an empty page apart from none', () => {
    expect(page([], { first: 1 }).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });
});
