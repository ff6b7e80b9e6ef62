import { describe, expect, it } from 'vitest';
import { KindIndex } from '../../../src/graph/search/kind-index.ts';
import { groupKind, type Kind } from '../../../src/graph/search/kinds.ts';
import type { GroupRecord } from '../../../src/model/group.ts';
import { finish } from '../../support/finish.ts';
import { group } from '../../support/records.ts';

const COUNT = 100;

function many(mission: (number: number) => string = () => 'about'): GroupRecord[] {
  return Array.from({ length: COUNT }, (_, number) => group(`g${number}`, { mission: mission(number) }));
}

/** @returns the index, and who was indexed or compared since it was last asked */
function watched(): { index: KindIndex<GroupRecord>; read: () => readonly string[] } {
  let slugs: string[] = [];
  const kind: Kind<GroupRecord> = {
    ...groupKind,
    textsOf: (item) => {
      slugs.push(item.slug);
      return groupKind.textsOf(item);
    },
  };
  const read = (): readonly string[] => {
    const read = slugs;
    slugs = [];
    return read;
  };
  return { index: new KindIndex(kind), read };
}

describe('KindIndex', () => {
  it('reads no text of items that stay', () => {
    const { index, read } = watched();
    const items = many();
    const [before] = finish(index.update(items));
    expect(read()).toHaveLength(COUNT);
    const [after, ...others] = finish(index.update(items.toReversed()));
    expect([read(), others]).toEqual([[], []]);
    expect(after?.index).toBe(before?.index);
  });

  it('compares the words of items that were read anew, and hands out the new ones', () => {
    const { index } = watched();
    const [before] = finish(index.update(many()));
    const items = many();
    const [after, ...others] = finish(index.update(items));
    expect(others).toEqual([]);
    expect(after?.index).toBe(before?.index);
    expect(after?.items.every((item, place) => item === items[place])).toBe(true);
  });

  it('indexes alone what is new or has other words', () => {
    const { index, read } = watched();
    const items = many();
    const [before] = finish(index.update(items));
    read();
    const changed = items.with(7, group('g7', { mission: 'other' })).toSpliced(3, 1);
    const [large, small] = finish(index.update([...changed, group('new')]));
    expect(new Set(read())).toEqual(new Set(['g7', 'new']));
    expect(large?.index).toBe(before?.index);
    expect([large?.size, small?.size]).toEqual([COUNT - 2, 2]);
    expect([large?.items[3], large?.items[7]]).toEqual([null, null]);
  });

  it('keeps the small part too while it holds, and lets it go when it is empty', () => {
    const { index } = watched();
    const items = many();
    finish(index.update(items));
    const [, small] = finish(index.update([...items, group('one'), group('two')]));
    const [, less] = finish(index.update([...items, group('two')]));
    expect(less?.index).toBe(small?.index);
    expect(less?.size).toBe(1);
    expect(finish(index.update(items))).toHaveLength(1);
  });

  it('indexes all anew when much has changed', () => {
    const { index } = watched();
    const [before] = finish(index.update(many()));
    const [after, ...others] = finish(index.update(many((number) => (number < 20 ? 'other' : 'about'))));
    expect(others).toEqual([]);
    expect(after?.index).not.toBe(before?.index);
    expect(after?.size).toBe(COUNT);
  });

  it('holds items of one key beside each other', () => {
    const { index } = watched();
    const twice = [...many(), group('g5', { mission: 'about' })];
    finish(index.update(twice));
    const parts = finish(index.update(twice));
    expect(parts.flatMap(({ items }) => items.filter((item) => item?.slug === 'g5'))).toHaveLength(2);
  });
});
