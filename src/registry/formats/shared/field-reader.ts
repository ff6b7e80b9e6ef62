/** Reads the fields of a mapping whose keys people spell in many ways. */
import { type Located, LocatedList, LocatedMap, LocatedScalar, typeName } from '../../document/located.ts';
import { nearest, normalizeKey } from '../../native/nearest.ts';
import type { Problems, Spot } from '../../problems.ts';

/** Characters without a shape, which no name means to have: controls, zero-width and direction marks. */
const INVISIBLE = /[^\P{Cc}\n\t]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Canonical name of each field, with the other names that it had. */
export type FieldNames = Readonly<Record<string, readonly string[]>>;

export class FieldReader {
  readonly node: LocatedMap;
  readonly problems: Problems;
  readonly #values = new Map<string, Located[]>();

  /** Reports the keys that are none of the fields. */
  constructor(node: LocatedMap, names: FieldNames, problems: Problems) {
    this.node = node;
    this.problems = problems;
    const canonical = new Map(
      Object.entries(names).flatMap(([name, others]) =>
        [name, ...others].map((spelling) => [normalizeKey(spelling), name]),
      ),
    );
    const unknown = [...node.entries.keys()].filter((key) => {
      const name = canonical.get(normalizeKey(key));
      if (name !== undefined) this.#add(name, key);
      return name === undefined;
    });
    for (const key of unknown) this.#readUnknown(key, Object.keys(names));
  }

  get spot(): Spot {
    return this.node.spot;
  }

  /** @returns the value as written; undefined where there is none or it is empty. */
  get(name: string): Located | undefined {
    return this.#values.get(name)?.[0];
  }

  /** @returns the text, without surrounding space; undefined where there is none. Numbers count as text. */
  text(name: string): LocatedScalar | undefined {
    const value = this.get(name);
    return value === undefined ? undefined : textOf(value, name, this.problems);
  }

  /** @returns the items of a list, or the one value as its only item; those of all spellings of the key. */
  list(name: string): readonly Located[] {
    return (this.#values.get(name) ?? [])
      .flatMap((value) => (value instanceof LocatedList ? value.items : [value]))
      .filter((item) => !isEmpty(item));
  }

  /** @returns the texts of a list, or the one text. */
  texts(name: string): readonly LocatedScalar[] {
    return this.list(name)
      .map((item) => textOf(item, name, this.problems))
      .filter((text) => text !== undefined);
  }

  /** @returns the mappings of a list, or the one mapping; what is no mapping is reported. */
  readers(name: string, names: FieldNames): readonly FieldReader[] {
    return this.list(name).flatMap((item) => {
      if (item instanceof LocatedMap) return [new FieldReader(item, names, this.problems)];
      this.problems.add(
        'REGISTRY_WRONG_TYPE',
        item.spot,
        `"${name}" has an entry that is ${typeName(item)}; a mapping is expected.`,
      );
      return [];
    });
  }

  /** @returns the mapping; undefined where there is none. */
  reader(name: string, names: FieldNames): FieldReader | undefined {
    return this.readers(name, names)[0];
  }

  #add(name: string, key: string): void {
    const value = this.node.get(key);
    if (value === undefined || isEmpty(value)) return;
    this.#values.set(name, [...(this.#values.get(name) ?? []), value]);
  }

  /** A key one or two letters away from a field that is not there is that field, misspelt. */
  #readUnknown(key: string, known: readonly string[]): void {
    const spot = this.node.entries.get(key)?.key ?? this.node.spot;
    const suggestion = nearest(key, known);
    if (suggestion !== null && key.length >= 5 && !this.#values.has(suggestion)) {
      this.#add(suggestion, key);
      this.problems.add(
        'REGISTRY_UNKNOWN_KEY',
        spot,
        `The key "${key}" is not known here; it is read as "${suggestion}".`,
        { level: 'WARNING' },
      );
      return;
    }
    const advice = suggestion === null ? '' : ` Did you mean "${suggestion}"?`;
    this.problems.add('REGISTRY_UNKNOWN_KEY', spot, `The key "${key}" is not known here; it is not served.${advice}`, {
      level: 'WARNING',
    });
  }
}

function textOf(value: Located, name: string, problems: Problems): LocatedScalar | undefined {
  if (value instanceof LocatedScalar) {
    if (typeof value.value === 'boolean') {
      problems.add('REGISTRY_WRONG_TYPE', value.spot, `"${name}" is ${value.source}; it is read as text.`, {
        level: 'WARNING',
        hint: 'Put the value in quotes, or correct it.',
      });
    }
    const text = value.source.replace(INVISIBLE, '').trim();
    return text === '' ? undefined : new LocatedScalar(value.spot, text);
  }
  problems.add('REGISTRY_WRONG_TYPE', value.spot, `"${name}" is ${typeName(value)}; text is expected.`);
  return undefined;
}

function isEmpty(value: Located): boolean {
  if (value instanceof LocatedScalar) return value.value === null || value.source.trim() === '';
  return value instanceof LocatedList ? value.items.length === 0 : value.entries.size === 0;
}
