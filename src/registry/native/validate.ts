/**
 * Checks a tree against the native form. What is wrong is reported and taken out, what remains is served: one wrong
 * value never costs its neighbours.
 */
import type { z } from 'zod';
import {
  childPath,
  type Located,
  LocatedList,
  LocatedMap,
  LocatedScalar,
  nodeAt,
  toPlain,
  typeName,
} from '../document/located.ts';
import { type Problems, type Spot, START } from '../problems.ts';
import { slugify } from '../slug.ts';
import { normalizeKey } from './nearest.ts';
import { type NativeRegistry, registry, SLUG_FORM } from './schema.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What stands at a path from now on: a text, or nothing at all. */
type Repair = { readonly path: Path; readonly text: string | null };

export interface ValidDocument {
  readonly value: NativeRegistry;
  /** The tree without what was taken out: its paths are those of `value`. */
  readonly tree: LocatedMap;
}

/** Removing a value may uncover that its parent lacks something; each round goes one level up at least. */
const MAX_ROUNDS = 40;

/** @returns the valid part of the document. Every part that is left out has a problem. */
export function validateNative(document: Located, problems: Problems): ValidDocument {
  const start = withoutEmpty(document);
  if (!(start instanceof LocatedMap)) {
    problems.add('REGISTRY_WRONG_TYPE', document.spot, `The registry is ${typeName(document)}; a mapping is expected.`);
    return { value: {}, tree: new LocatedMap(START, new Map()) };
  }
  let tree: LocatedMap = start;
  const removed = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const result = registry.safeParse(toPlain(tree));
    if (result.success) return { value: result.data, tree };
    const repairs = result.error.issues
      .flatMap((issue) => leaves(issue))
      .flatMap((issue) => report(issue, tree, removed, problems));
    const next = repaired(tree, repairs);
    if (!(next instanceof LocatedMap)) break;
    tree = next;
  }
  problems.add('REGISTRY_WRONG_TYPE', document.spot, 'The registry has too many faults to be read.');
  return { value: {}, tree: new LocatedMap(START, new Map()) };
}

/** Of a union, the issues of the alternative that was most likely meant: the one whose type fits. */
function leaves(issue: Issue, base: Path = []): Issue[] {
  const path = [...base, ...issue.path];
  if (issue.code !== 'invalid_union') return [{ ...issue, path }];
  const alternatives = issue.errors.map((errors) => errors.flatMap((error) => leaves(error as Issue, path)));
  const fitting = alternatives.filter((errors) => !errors.some((error) => isTypeIssueAt(error, path)));
  return fitting[0] ?? [{ ...issue, path, message: expectedOf(alternatives.flat(), path) }];
}

function isTypeIssueAt(issue: Issue, path: Path): boolean {
  return issue.path.length === path.length && (issue.code === 'invalid_type' || issue.code === 'invalid_union');
}

function expectedOf(issues: readonly Issue[], path: Path): string {
  const expected = issues.flatMap((issue) => {
    if (issue.path.length !== path.length) return [];
    if (issue.code === 'invalid_type') return [expectedName(issue.expected)];
    return issue.code === 'invalid_union' ? [issue.message] : [];
  });
  return [...new Set(expected.flatMap((name) => name.split(' or ')))].join(' or ');
}

/**
 * @param removed paths in the document of values that were taken out before: what is missing because of that is no
 * second problem
 */
function report(issue: Issue, tree: LocatedMap, removed: Set<string>, problems: Problems): Repair[] {
  if (issue.code === 'unrecognized_keys') return reportUnknownKeys(issue, tree, problems);
  const node = nodeAt(tree, issue.path);
  if (node === null) {
    const parent = nodeAt(tree, issue.path.slice(0, -1)) ?? tree;
    if (!removed.has(childPath(parent.spot.path, String(issue.path.at(-1))))) {
      const key = String(issue.path.at(-1));
      problems.add(
        'REGISTRY_MISSING',
        parent.spot,
        `${pathName(issue.path.slice(0, -1), parent)} has no ${key}; the entry is not served.`,
      );
    }
    removed.add(parent.spot.path);
    return [{ path: issue.path.slice(0, -1), text: null }];
  }
  const name = pathName(issue.path, node);
  const meant = meantText(issue, node);
  if (meant !== null) {
    const message = `${name} is ${shown(node)}; it is read as ${meant.text}.`;
    problems.add('REGISTRY_WRONG_TYPE', node.spot, message, { level: 'WARNING', hint: meant.hint });
    return [{ path: issue.path, text: meant.text }];
  }
  const hint = otherWordHint(issue);
  problems.add('REGISTRY_WRONG_TYPE', node.spot, `${name} is ${found(issue, node)}`, hint === null ? {} : { hint });
  removed.add(node.spot.path);
  return [{ path: wholeCondition(issue.path), text: null }];
}

/** @returns what a value of another type or spelling says beyond doubt, and what to do about it; null where there is doubt. */
function meantText(issue: Issue, node: Located): { text: string; hint: string } | null {
  if (!(node instanceof LocatedScalar)) return null;
  if (issue.code === 'invalid_type' && issue.expected === 'string' && isUnquoted(node)) {
    return { text: node.source, hint: 'Put the value in quotes.' };
  }
  if (issue.code === 'invalid_value') {
    const spelt = normalizeKey(node.source);
    const known = issue.values.find((value) => normalizeKey(String(value)) === spelt);
    return known === undefined ? null : { text: String(known), hint: `Write ${String(known)}.` };
  }
  if (issue.code === 'invalid_format' && issue.message.startsWith(SLUG_FORM) && /[a-z0-9]/iu.test(node.source)) {
    const text = slugify(node.source);
    return { text, hint: `Write ${text}: lower-case words joined by dashes.` };
  }
  return null;
}

/** What to do with a word that is none of the known ones; null where the catalogue says it. */
function otherWordHint(issue: Issue): string | null {
  if (issue.code !== 'invalid_value' || issue.path.at(-1) !== 'kind') return null;
  return issue.path.at(-3) === 'channels'
    ? 'Write one of them, or put the address under links.'
    : 'Write the nearest of them, and your own word as label.';
}

function reportUnknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, tree: LocatedMap, problems: Problems): Repair[] {
  const map = nodeAt(tree, issue.path);
  const messages = issue.message.split('\n');
  return issue.keys.map((key, index) => {
    const spot: Spot = map instanceof LocatedMap ? (map.entries.get(key)?.key ?? map.spot) : START;
    problems.add('REGISTRY_UNKNOWN_KEY', spot, messages[index] ?? `The key "${key}" is not known here.`);
    return { path: wholeCondition([...issue.path, key]), text: null };
  });
}

/**
 * A rule that lost one of its conditions would hold for more than was meant, so it is taken out as a whole.
 * @returns the path of the rule, where the value is a part of one
 */
function wholeCondition(path: Path): Path {
  for (const [index, step] of path.entries()) {
    const isItem = typeof path[index + 1] === 'number';
    if ((step === 'match' || step === 'titles') && isItem) return path.slice(0, index + 2);
    if (step === 'candidates') return path.slice(0, index + 1);
    // A group's own query, or the labels that make an issue an initiative.
    if (step === 'initiatives' && index > 0) return path.slice(0, index + (isItem ? 2 : 1));
    if (step === 'initiatives' && isItem && path[index + 2] === 'labels') return path.slice(0, index + 2);
  }
  return path;
}

/** The second half of a sentence: what stands there, and what is expected. */
function found(issue: Issue, node: Located): string {
  switch (issue.code) {
    case 'invalid_type':
      return `${typeName(node)}; ${expectedName(issue.expected)} is expected.`;
    case 'invalid_union':
      return `${typeName(node)}; ${issue.message} is expected.`;
    case 'invalid_value':
      return `${shown(node)}; expected is one of ${issue.values.join(', ')}.`;
    case 'invalid_format':
      return `${shown(node)}, which is no ${formatName(issue)}.`;
    case 'custom':
      return `${shown(node)}. ${issue.message}`;
    default:
      return `${shown(node)}. ${issue.message}.`;
  }
}

function formatName(issue: z.core.$ZodIssueInvalidStringFormat): string {
  // The definition names the form.
  if (issue.format === 'regex') return issue.message;
  return (
    { url: 'http(s) URL', date: 'day of the form YYYY-MM-DD', duration: 'duration such as PT1H' }[
      issue.format as string
    ] ?? issue.format
  );
}

function expectedName(expected: string): string {
  const names: Record<string, string> = {
    string: 'text',
    array: 'a list',
    object: 'a mapping',
    record: 'a mapping',
    int: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
  };
  return names[expected] ?? expected;
}

function shown(node: Located): string {
  return node instanceof LocatedScalar ? `"${node.source.slice(0, 80)}"` : typeName(node);
}

function isUnquoted(node: Located): node is LocatedScalar {
  return node instanceof LocatedScalar && (typeof node.value === 'number' || typeof node.value === 'boolean');
}

/** The path in the document as it is written; that of the native form where the document has no paths. */
function pathName(path: Path, { spot }: Located): string {
  if (spot.path !== '') return spot.path;
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? 'The registry' : text.replace(/^\./u, '');
}

function repaired(tree: Located, repairs: readonly Repair[]): Located | null {
  const here = repairs.filter((repair) => repair.path.length === 0);
  if (here.some(({ text }) => text === null)) return null;
  if (tree instanceof LocatedScalar) return here[0] === undefined ? tree : new LocatedScalar(tree.spot, here[0].text);
  const below = Map.groupBy(repairs, (repair) => String(repair.path[0]));
  const stepped = (key: string) => (below.get(key) ?? []).map((repair) => ({ ...repair, path: repair.path.slice(1) }));
  if (tree instanceof LocatedList) {
    return new LocatedList(
      tree.spot,
      tree.items.map((item, index) => repaired(item, stepped(String(index)))).filter((item) => item !== null),
    );
  }
  const entries = new Map(tree.entries);
  for (const key of below.keys()) {
    const entry = entries.get(key);
    if (entry === undefined) continue;
    const value = repaired(entry.value, stepped(key));
    if (value === null) entries.delete(key);
    else entries.set(key, { ...entry, value });
  }
  return new LocatedMap(tree.spot, entries);
}

/** A key without a value says nothing: `company:` is as good as no company. */
function withoutEmpty(node: Located): Located | null {
  if (node instanceof LocatedScalar)
    return node.value === null || (typeof node.value === 'string' && node.value.trim() === '') ? null : node;
  if (node instanceof LocatedList) {
    return new LocatedList(
      node.spot,
      node.items.map(withoutEmpty).filter((item) => item !== null),
    );
  }
  const entries = new Map<string, { key: Spot; value: Located }>();
  for (const [key, entry] of node.entries) {
    const value = withoutEmpty(entry.value);
    if (value !== null) entries.set(key, { key: entry.key, value });
  }
  return new LocatedMap(node.spot, entries);
}
