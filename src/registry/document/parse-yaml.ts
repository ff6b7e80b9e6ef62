/**
 * YAML and JSON to a located tree. Real registries break, so nothing is thrown: duplicate keys are merged on the
 * syntax tree, aliases are expanded within a budget, a mistake costs its line or the entry around it, and where it
 * cannot be told all that stands before it is kept.
 */
import {
  type Alias,
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type Problems, type Spot, START } from '../problems.ts';
import { type LeftOut, leaveOutBroken } from './leave-out-broken.ts';
import { childPath, type Located, type LocatedEntry, LocatedList, LocatedMap, LocatedScalar } from './located.ts';
import { mergeDuplicates } from './merge-duplicates.ts';

/** Characters. The largest real registry known, Kubernetes' sigs.yaml, has 0.2 million. */
const MAX_LENGTH = 16_000_000;
/** Values that aliases repeat: a bomb of nine nested aliases would make 10⁹ of them. */
const MAX_ALIASED = 50_000;
/** Keys that stand twice: each is merged into what stood before, which takes the square of their number. */
const MAX_DUPLICATES = 2_000;
/** Levels. Deeper nesting is no registry, and costs the parser more than linear time. */
const MAX_DEPTH = 64;

/** What to do about an error of the parser, by its code; where none stands here the message says it. */
const HINTS: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_INDENT: 'Indent entries of one mapping or list alike, and close each bracket.',
  BAD_SCALAR_START: 'Put the value in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a value that has a colon in quotes; what belongs below a key, on a line of its own.',
  BLOCK_IN_FLOW: 'Separate entries in brackets by commas.',
  MISSING_CHAR: 'Add the quote, bracket, comma or colon that is missing.',
  MULTILINE_IMPLICIT_KEY: 'Write a colon and a space after each key.',
  TAB_AS_INDENT: 'Indent with spaces.',
};

/** @returns the tree of the first document of the text; null where there is none. */
export function parseYaml(text: string, problems: Problems): Located | null {
  if (text.length > MAX_LENGTH) {
    problems.add('REGISTRY_SYNTAX', START, `The file has ${text.length} characters; at most ${MAX_LENGTH} are read.`);
    return null;
  }
  const depth = flowDepth(text);
  if (depth.exceededAt !== null) {
    problems.add('REGISTRY_SYNTAX', placeOf(text, depth.exceededAt), `Nested deeper than ${MAX_DEPTH} levels.`);
    return null;
  }
  const lines = new LineCounter();
  let documents: readonly Document.Parsed[];
  try {
    const parsed = parseAllDocuments(text, {
      uniqueKeys: false,
      lineCounter: lines,
      prettyErrors: false,
      strict: true,
    });
    documents = Array.isArray(parsed) ? parsed : [];
  } catch {
    // The parser recurses, so block nesting that the check above cannot see may exhaust the stack.
    problems.add(
      'REGISTRY_SYNTAX',
      START,
      'The file cannot be parsed: it is nested too deeply or its structure is broken.',
    );
    return null;
  }
  const [first, ...others] = documents.filter((document) => document.contents !== null || document.errors.length > 0);
  if (first === undefined) return null;
  for (const other of others) {
    problems.add(
      'REGISTRY_SYNTAX',
      spotAt(lines, other.range[0], ''),
      'A second YAML document begins here; it is not read.',
      {
        level: 'WARNING',
        hint: 'Put it in a file of its own and include that.',
      },
    );
  }
  const { document, leftOut } = leaveOutBroken(text, first, (attempt) => firstDocument(attempt));
  const report = ({ message, code, pos }: YAMLError, cost = '') =>
    problems.add('REGISTRY_SYNTAX', spotAt(lines, pos[0], ''), `${sentence(message)}${cost}`, hintOf(code));
  for (const part of leftOut) report(part.error, ` ${told(part)}`);
  for (const error of document.errors) report(error);
  if (document.contents === null) return null;
  const safeUntil = document.errors.reduce((first, { pos }) => Math.min(first, pos[0]), Number.POSITIVE_INFINITY);
  return new Reader(text, lines, problems, safeUntil).read(document.contents);
}

/** @returns null where the text has none, or exhausts the parser */
function firstDocument(text: string): Document.Parsed | null {
  try {
    const parsed = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false, strict: true });
    return Array.isArray(parsed) ? (parsed.find(({ contents }) => contents !== null) ?? null) : null;
  } catch {
    return null;
  }
}

function told({ from, to }: LeftOut): string {
  return from === to ? `Line ${from} is left out.` : `Lines ${from} to ${to} are left out.`;
}

/** Reads one syntax tree. */
class Reader {
  readonly #text: string;
  readonly #lines: LineCounter;
  readonly #problems: Problems;
  /** Offset of the first syntax error: what ends after it may be garbled and is left out. */
  readonly #safeUntil: number;
  readonly #expanding = new Set<Node>();
  /** The nearest anchor of each name above the node that is read (YAML 1.2.2 §3.2.2.2). */
  readonly #anchors = new Map<string, Node>();
  #aliased = 0;
  #duplicates = 0;
  #isExhausted = false;

  constructor(text: string, lines: LineCounter, problems: Problems, safeUntil: number) {
    this.#text = text;
    this.#lines = lines;
    this.#problems = problems;
    this.#safeUntil = safeUntil;
  }

  read(node: Node): Located {
    return this.#node(node, '', 0);
  }

  #node(node: Node | null, path: string, depth: number, fallback: Spot = START): Located {
    if (node === null) return new LocatedScalar({ ...fallback, path }, null);
    const spot = this.#spot(node, path);
    if (depth > MAX_DEPTH) {
      this.#problems.add('REGISTRY_SYNTAX', spot, `Nested deeper than ${MAX_DEPTH} levels; this part is not read.`);
      return new LocatedScalar(spot, null);
    }
    if (this.#expanding.size > 0) this.#aliased += 1;
    if (this.#aliased > MAX_ALIASED) {
      if (!this.#isExhausted) {
        this.#problems.add(
          'REGISTRY_SYNTAX',
          spot,
          `Aliases repeat more than ${MAX_ALIASED} values; further ones are not read.`,
        );
      }
      this.#isExhausted = true;
      return new LocatedScalar(spot, null);
    }
    if (!isAlias(node) && node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isAlias(node)) return this.#alias(node, spot, path, depth);
    if (isMap(node)) return this.#map(node, spot, path, depth);
    if (isSeq(node)) return this.#list(node, spot, path, depth);
    return scalarOf(node as Scalar, spot);
  }

  #alias(node: Alias, spot: Spot, path: string, depth: number): Located {
    const target = this.#anchors.get(node.source);
    if (target === undefined || this.#expanding.has(target)) {
      const reason = target === undefined ? 'names no anchor above it' : 'contains itself';
      this.#problems.add('REGISTRY_SYNTAX', spot, `The alias *${node.source} ${reason}.`);
      return new LocatedScalar(spot, null);
    }
    this.#expanding.add(target);
    const value = this.#node(target, path, depth + 1, spot);
    this.#expanding.delete(target);
    return value;
  }

  #list(node: YAMLSeq, spot: Spot, path: string, depth: number): Located {
    const items: Located[] = [];
    for (const item of node.items) {
      // Half an entry is not served as if it were whole.
      if (endOf(item) >= this.#safeUntil) continue;
      const child = isPair(item) ? null : (item as Node | null);
      items.push(this.#node(child, childPath(path, items.length), depth + 1, spot));
    }
    return new LocatedList(spot, items);
  }

  #map(node: YAMLMap, spot: Spot, path: string, depth: number): Located {
    const entries = new Map<string, LocatedEntry>();
    const inherited: LocatedMap[] = [];
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      if (this.#isUnsafe(pair.value ?? pair.key)) continue;
      const keySpot = this.#spot(pair.key, path);
      if (!isScalar(pair.key)) {
        this.#problems.add('REGISTRY_WRONG_TYPE', keySpot, 'A key is not text; the entry is not read.', {
          hint: 'Write the key as text.',
        });
        continue;
      }
      const key = String(pair.key.value ?? '');
      const childSpot = { ...keySpot, path: childPath(path, key) };
      if (key === '<<' && isMergeValue(pair.value)) {
        inherited.push(...mapsOf(this.#node(pair.value, path, depth + 1, childSpot)));
        continue;
      }
      this.#reportComment(key, pair.value, childSpot);
      const earlier = entries.get(key);
      if (earlier !== undefined && !this.#mayRepeat(childSpot)) continue;
      const value = this.#node(pair.value, childSpot.path, depth + 1, childSpot);
      const entry = { key: childSpot, value };
      entries.set(key, earlier === undefined ? entry : mergeDuplicates(key, earlier, entry, this.#problems));
    }
    for (const map of inherited) {
      for (const [key, entry] of map.entries) if (!entries.has(key)) entries.set(key, entry);
    }
    return new LocatedMap(spot, entries);
  }

  /** @returns whether one more key that stands twice is read */
  #mayRepeat(spot: Spot): boolean {
    this.#duplicates += 1;
    if (this.#duplicates === MAX_DUPLICATES + 1) {
      const message = `More than ${MAX_DUPLICATES} keys stand twice; from here on the first of them is read alone.`;
      this.#problems.add('REGISTRY_DUPLICATE_KEY', spot, message, { level: 'ERROR' });
    }
    return this.#duplicates <= MAX_DUPLICATES;
  }

  /** `name: #sig-node` has no value: to YAML the rest is a comment. Who writes one leaves a space after the sign. */
  #reportComment(key: string, value: Node | null, spot: Spot): void {
    if (!isScalar(value) || value.value !== null || !/^\S+$/u.test(value.comment ?? '')) return;
    if (this.#text[value.range?.[0] ?? 0] !== '#') return;
    this.#problems.add('REGISTRY_MISSING', spot, `"${key}" has no value: what follows # is a comment.`, {
      level: 'WARNING',
      hint: `Put the value in quotes: "#${value.comment}".`,
    });
  }

  #isUnsafe(value: unknown): boolean {
    // A collection that reaches past the error is entered, so that its earlier items are kept.
    if (isMap(value) || isSeq(value)) return (value.range?.[0] ?? 0) >= this.#safeUntil;
    return endOf(value) >= this.#safeUntil;
  }

  #spot(node: Node, path: string): Spot {
    return spotAt(this.#lines, node.range?.[0] ?? 0, path);
  }
}

function scalarOf(node: Scalar, spot: Spot): LocatedScalar {
  const { value } = node;
  if (typeof value === 'string') return new LocatedScalar(spot, value);
  if (value === null || value === undefined) return new LocatedScalar(spot, null);
  const source = node.source ?? String(value);
  if (typeof value === 'boolean') return new LocatedScalar(spot, value, source);
  if (typeof value === 'number' && Number.isFinite(value)) return new LocatedScalar(spot, value, source);
  return new LocatedScalar(spot, source);
}

function endOf(value: unknown): number {
  return (value as Node | null)?.range?.[1] ?? 0;
}

function isMergeValue(value: Node | null): value is Node {
  return value !== null && (isAlias(value) || isMap(value) || isSeq(value));
}

function mapsOf(node: Located): LocatedMap[] {
  if (node instanceof LocatedMap) return [node];
  return node instanceof LocatedList ? node.items.flatMap(mapsOf) : [];
}

function spotAt(lines: LineCounter, offset: number, path: string): Spot {
  const { line, col } = lines.linePos(offset);
  return { path, line: Math.max(line, 1), column: Math.max(col, 1) };
}

function placeOf(text: string, offset: number): Spot {
  const before = text.slice(0, offset).split('\n');
  return { path: '', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Brackets open at once. Quotes and comments are not regarded, so the limit leaves room for unbalanced ones in prose. */
function flowDepth(text: string): { exceededAt: number | null } {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === 0x5b || char === 0x7b) depth += 1;
    else if (char === 0x5d || char === 0x7d) depth = Math.max(0, depth - 1);
    if (depth > MAX_DEPTH * 4) return { exceededAt: index };
  }
  return { exceededAt: null };
}

function hintOf(code: ErrorCode): { hint?: string } {
  const hint = HINTS[code];
  return hint === undefined ? {} : { hint };
}

function sentence(message: string): string {
  const [first = ''] = message.split('\n');
  return /[.!?]$/u.test(first) ? first : `${first}.`;
}
