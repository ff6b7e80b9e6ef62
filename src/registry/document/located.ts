/**
 * A document as a tree of which every value knows its place. Formats turn one such tree into another, so that a value
 * keeps the line on which a person wrote it all the way into a record.
 */
import type { Spot } from '../problems.ts';

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

export type Located = LocatedScalar | LocatedList | LocatedMap;

export class LocatedScalar {
  readonly spot: Spot;
  readonly value: string | number | boolean | null;
  /** The text as written, e.g. `1.10` where the value is the number 1.1. */
  readonly source: string;

  constructor(spot: Spot, value: string | number | boolean | null, source = String(value ?? '')) {
    this.spot = spot;
    this.value = value;
    this.source = source;
  }
}

export class LocatedList {
  readonly spot: Spot;
  readonly items: readonly Located[];

  constructor(spot: Spot, items: readonly Located[]) {
    this.spot = spot;
    this.items = items;
  }
}

export class LocatedMap {
  readonly spot: Spot;
  readonly entries: ReadonlyMap<string, LocatedEntry>;

  constructor(spot: Spot, entries: ReadonlyMap<string, LocatedEntry>) {
    this.spot = spot;
    this.entries = entries;
  }

  get(key: string): Located | undefined {
    return this.entries.get(key)?.value;
  }
}

export interface LocatedEntry {
  /** Where the key stands. */
  readonly key: Spot;
  readonly value: Located;
}

/** Plain values and located ones, mixed: what a format writes. `undefined` is left out. */
export type Template = Located | string | number | boolean | null | undefined | readonly Template[] | TemplateMap;
export interface TemplateMap {
  readonly [key: string]: Template;
}

function isLocated(value: unknown): value is Located {
  return value instanceof LocatedScalar || value instanceof LocatedList || value instanceof LocatedMap;
}

/** @returns the template as a tree; what has no place of its own takes that of `origin`. */
export function located(origin: Spot, template: Template): Located {
  if (isLocated(template)) return template;
  if (Array.isArray(template)) {
    return new LocatedList(
      origin,
      template.filter((item) => item !== undefined).map((item) => located(origin, item)),
    );
  }
  if (typeof template === 'object' && template !== null) return locatedMap(origin, template as TemplateMap);
  return new LocatedScalar(origin, (template ?? null) as string | number | boolean | null);
}

/** As {@link located}, for a mapping. */
export function locatedMap(origin: Spot, template: TemplateMap): LocatedMap {
  const entries = new Map<string, LocatedEntry>();
  for (const [key, value] of Object.entries(template)) {
    if (value === undefined) continue;
    const child = located(origin, value);
    entries.set(key, { key: child.spot, value: child });
  }
  return new LocatedMap(origin, entries);
}

/** @returns the tree without its places. */
export function toPlain(node: Located): Plain {
  if (node instanceof LocatedScalar) return node.value;
  if (node instanceof LocatedList) return node.items.map(toPlain);
  // No prototype, so that a key such as `__proto__` is an ordinary key.
  const plain: Record<string, Plain> = Object.create(null);
  for (const [key, entry] of node.entries) plain[key] = toPlain(entry.value);
  return plain;
}

/** @returns the node at the path of keys and indexes; null where there is none. */
export function nodeAt(root: Located, path: readonly PropertyKey[]): Located | null {
  let node: Located | undefined = root;
  for (const step of path) {
    if (node instanceof LocatedMap) node = node.get(String(step));
    else if (node instanceof LocatedList) node = node.items[Number(step)];
    else return null;
    if (node === undefined) return null;
  }
  return node;
}

/** @returns `text`, `number`, `mapping` … for messages. */
export function typeName(node: Located): string {
  if (node instanceof LocatedList) return 'a list';
  if (node instanceof LocatedMap) return 'a mapping';
  if (node.value === null) return 'empty';
  if (typeof node.value === 'string') return 'text';
  return typeof node.value === 'number' ? 'a number' : 'true or false';
}

/** @returns the path one step further, e.g. `tags[1].name`, `leadership["SubProject Leads"]`. */
export function childPath(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(step)) return `${path}[${JSON.stringify(step)}]`;
  return path === '' ? step : `${path}.${step}`;
}
