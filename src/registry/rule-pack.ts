/**
 * A rule pack file: the governance rules of a community. The evaluators that it may name are passed in, so that the
 * registry knows no rule; a rule with a fault costs itself and leaves the others standing.
 */
import { z } from 'zod';
import type { RulePackRecord, RuleRecord } from '../model/finding.ts';
import type { Diagnostic } from '../model/source.ts';
import { decodeText } from './document/decode-text.ts';
import { type Located, LocatedList, LocatedMap, LocatedScalar, nodeAt, toPlain, typeName } from './document/located.ts';
import { parseYaml } from './document/parse-yaml.ts';
import { nearest } from './native/nearest.ts';
import { groupKind, roleKind } from './native/schema.ts';
import { Problems, type Spot, START, sortDiagnostics } from './problems.ts';

const text = z.string().trim().min(1);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const ruleShape = {
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u)
    .describe('Lower-case words joined by dashes; permanent, since waivers and clients name it.'),
  title: text.describe('What is required, in a few words.'),
  level: z.enum(['MUST', 'SHOULD', 'INFO']).describe('How the clause binds.'),
  quote: text.describe('The clause, in one sentence.'),
  citation: z.url({ protocol: /^https?$/u }).describe('Where the clause stands.'),
  kinds: z.array(groupKind).default([]).describe('Kinds of group it applies to; none: every kind.'),
  roles: z.array(roleKind).default([]).describe('Kinds of role it is about; none: every kind.'),
  evaluator: text.describe('Which evaluator decides it.'),
  parameters: z.record(z.string(), scalar).default({}).describe('Values for the evaluator.'),
};
const rule = z.object(ruleShape);
/** What a rule may say that changes one of the pack it extends. */
const change = z.object({
  ...ruleShape,
  kinds: z.array(groupKind),
  roles: z.array(roleKind),
  parameters: z.record(z.string(), scalar),
});

const packShape = {
  apiVersion: z.literal('community-graph/v1'),
  name: text.describe('Name of the pack.'),
  extends: text.describe('A shipped pack whose rules are taken over.'),
  omit: z.array(text).describe('Ids of rules of the extended pack that do not apply.'),
  rules: z.array(z.unknown()),
};

export interface RulePackOptions {
  /** Path or URL as the user wrote it. */
  readonly location: string;
  readonly sourceId: string;
  /** Slug of the community whose groups the pack judges. */
  readonly community: string;
  /** Schema of the parameters of every evaluator, by its name. */
  readonly evaluators: ReadonlyMap<string, z.ZodObject>;
  /** A shipped pack by its name, for `extends`; null where there is none. */
  readonly shippedPack?: (name: string) => RulePackRecord | null;
}

export interface ParsedRulePack {
  readonly pack: RulePackRecord;
  readonly diagnostics: readonly Diagnostic[];
}

/** @returns the rules that are whole, in the order of the file, those of an extended pack first; and every problem. */
export function parseRulePack(bytes: Uint8Array, options: RulePackOptions): ParsedRulePack {
  const diagnostics: Diagnostic[] = [];
  const problems = new Problems({ sourceId: options.sourceId, file: options.location }, diagnostics);
  const tree = parseYaml(decodeText(bytes, problems), problems);
  const pack = readPack(tree, options, problems);
  return { pack, diagnostics: sortDiagnostics(diagnostics) };
}

function readPack(tree: Located | null, options: RulePackOptions, problems: Problems): RulePackRecord {
  const { community } = options;
  if (!(tree instanceof LocatedMap)) {
    const found = tree === null ? 'empty' : typeName(tree);
    problems.add('REGISTRY_WRONG_TYPE', START, `The rule pack is ${found}; a mapping with "rules" is expected.`);
    return { name: community, community, rules: [] };
  }
  reportUnknownKeys(tree, packShape, problems);
  readField(tree, 'apiVersion', packShape.apiVersion, problems);
  const name = readField(tree, 'name', packShape.name, problems) ?? community;
  const base = extendedPack(tree, readField(tree, 'extends', packShape.extends, problems), options, problems);
  const omitted = omittedRules(tree, readField(tree, 'omit', packShape.omit, problems) ?? [], base, problems);
  const rules = new Map(base.filter(({ id }) => !omitted.has(id)).map((record) => [record.id, record]));
  const lines = new Map<string, Spot>();
  const list = tree.get('rules');
  if (!(list instanceof LocatedList) && (list !== undefined || base.length === 0)) {
    problems.add('REGISTRY_MISSING', list?.spot ?? tree.spot, 'The rule pack has no list "rules".');
  }
  for (const item of list instanceof LocatedList ? list.items : []) {
    const record = readRule(item, rules, options, problems);
    if (record === null) continue;
    const earlier = lines.get(record.id);
    if (earlier !== undefined) {
      const message = `The rule "${record.id}" stands twice, also at line ${earlier.line ?? '?'}; the earlier is served.`;
      problems.add('REGISTRY_DUPLICATE_KEY', item.spot, message, { hint: 'Give each rule an id of its own.' });
      continue;
    }
    lines.set(record.id, item.spot);
    rules.set(record.id, record);
  }
  return { name, community, rules: [...rules.values()] };
}

function extendedPack(
  tree: LocatedMap,
  name: string | undefined,
  { shippedPack }: RulePackOptions,
  problems: Problems,
): readonly RuleRecord[] {
  if (name === undefined) return [];
  const pack = shippedPack?.(name) ?? null;
  if (pack === null) {
    problems.add('REGISTRY_BAD_REFERENCE', spotOf(tree, ['extends']), `There is no shipped rule pack "${name}".`);
  }
  return pack?.rules ?? [];
}

function omittedRules(
  tree: LocatedMap,
  ids: readonly string[],
  base: readonly RuleRecord[],
  problems: Problems,
): ReadonlySet<string> {
  const known = base.map(({ id }) => id);
  for (const [index, id] of ids.entries()) {
    if (known.includes(id)) continue;
    const message = `The extended pack has no rule "${id}".${suggestion(id, known)}`;
    problems.add('REGISTRY_BAD_REFERENCE', spotOf(tree, ['omit', index]), message, { level: 'WARNING' });
  }
  return new Set(ids);
}

function readRule(
  item: Located,
  inherited: ReadonlyMap<string, RuleRecord>,
  options: RulePackOptions,
  problems: Problems,
): RuleRecord | null {
  if (!(item instanceof LocatedMap)) {
    problems.add('REGISTRY_WRONG_TYPE', item.spot, `A rule is ${typeName(item)}; a mapping is expected.`);
    return null;
  }
  const id = item.get('id');
  const base = id instanceof LocatedScalar ? inherited.get(id.source) : undefined;
  const record = base === undefined ? wholeRule(item, problems) : changedRule(base, item, problems);
  if (record === null) return null;
  const parameters = readParameters(item, record, options.evaluators, problems);
  return parameters === null ? null : { ...record, parameters };
}

function wholeRule(item: LocatedMap, problems: Problems): RuleRecord | null {
  const found = readMap(item, rule, problems);
  if (found === null) return null;
  const { citation, roles, ...rest } = found;
  return { ...rest, citationUrl: citation, roleKinds: roles };
}

function changedRule(base: RuleRecord, item: LocatedMap, problems: Problems): RuleRecord | null {
  const found = readMap(item, change.partial(), problems);
  if (found === null) return null;
  return {
    id: base.id,
    title: found.title ?? base.title,
    level: found.level ?? base.level,
    quote: found.quote ?? base.quote,
    citationUrl: found.citation ?? base.citationUrl,
    kinds: found.kinds ?? base.kinds,
    roleKinds: found.roles ?? base.roleKinds,
    evaluator: found.evaluator ?? base.evaluator,
    parameters: { ...base.parameters, ...found.parameters },
  };
}

/** @returns the parameters with the evaluator's defaults filled in; null where the rule cannot be evaluated. */
function readParameters(
  item: LocatedMap,
  { evaluator, parameters }: RuleRecord,
  evaluators: RulePackOptions['evaluators'],
  problems: Problems,
): RuleRecord['parameters'] | null {
  const schema = evaluators.get(evaluator);
  if (schema === undefined) {
    const message = `There is no evaluator "${evaluator}".${suggestion(evaluator, [...evaluators.keys()])}`;
    problems.add('REGISTRY_BAD_REFERENCE', spotOf(item, ['evaluator']), message);
    return null;
  }
  const known = Object.keys(schema.shape);
  const unknown = Object.keys(parameters).filter((name) => !known.includes(name));
  for (const name of unknown) {
    const advice = known.length === 0 ? ' It has none.' : suggestion(name, known);
    const message = `The evaluator "${evaluator}" has no parameter "${name}".${advice}`;
    problems.add('REGISTRY_UNKNOWN_KEY', spotOf(item, ['parameters', name]), message);
  }
  const given = Object.fromEntries(Object.entries(parameters).filter(([name]) => !unknown.includes(name)));
  const result = schema.safeParse(given);
  if (result.success) return z.record(z.string(), scalar).parse(result.data);
  for (const issue of result.error.issues) {
    reportIssue(issue, item, ['parameters', ...issue.path], problems, 'The rule is not evaluated.');
  }
  return null;
}

/** @returns the mapping as the schema reads it; null where a value is missing or wrong. Unknown keys are reported and left out. */
function readMap<S extends z.ZodObject>(map: LocatedMap, schema: S, problems: Problems): z.output<S> | null {
  reportUnknownKeys(map, schema.shape, problems);
  const result = schema.safeParse(withoutNull(toPlain(map)));
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    reportIssue(issue, map, issue.path, problems, 'The rule is not evaluated.');
  }
  return null;
}

/** @returns the value of the key; undefined where it is absent, empty or wrong. */
function readField<T>(map: LocatedMap, key: string, schema: z.ZodType<T>, problems: Problems): T | undefined {
  const node = map.get(key);
  const plain = node === undefined ? null : toPlain(node);
  if (plain === null) return undefined;
  const result = schema.safeParse(plain);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    reportIssue(issue, map, [key, ...issue.path], problems, 'The value is not used.');
  }
  return undefined;
}

function reportUnknownKeys(map: LocatedMap, shape: object, problems: Problems): void {
  const known = Object.keys(shape);
  for (const [key, { key: spot }] of map.entries) {
    if (known.includes(key)) continue;
    problems.add('REGISTRY_UNKNOWN_KEY', spot, `The key "${key}" is not known here.${suggestion(key, known)}`);
  }
}

/** A key without a value says nothing. */
function withoutNull(plain: unknown): unknown {
  if (typeof plain !== 'object' || plain === null) return plain;
  return Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== null));
}

function reportIssue(
  issue: z.core.$ZodIssue,
  map: LocatedMap,
  path: readonly PropertyKey[],
  problems: Problems,
  consequence: string,
): void {
  const node = nodeAt(map, path);
  const name = path.map(String).join('.');
  if (node === null) {
    problems.add('REGISTRY_MISSING', spotOf(map, path), `${name} is missing. ${consequence}`);
    return;
  }
  problems.add('REGISTRY_WRONG_TYPE', node.spot, `${name}: ${issue.message}. ${consequence}`);
}

/** @returns where the node at the path stands, or else the nearest node above it that exists. */
function spotOf(map: LocatedMap, path: readonly PropertyKey[]): Spot {
  for (let length = path.length; length > 0; length -= 1) {
    const node = nodeAt(map, path.slice(0, length));
    if (node !== null) return node.spot;
  }
  return map.spot;
}

function suggestion(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === null ? ` Known are ${known.join(', ')}.` : ` Did you mean "${near}"?`;
}
