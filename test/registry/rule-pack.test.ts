import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseRulePack } from '../../src/registry/rule-pack.ts';

const evaluators = new Map<string, z.ZodObject>([
  ['term-expired', z.strictObject({})],
  ['term-ending-within', z.strictObject({ days: z.int().positive() })],
  ['role-count', z.strictObject({ min: z.int().default(1), note: z.string().optional() })],
]);
const whole = `
  - id: term-expired
    title: Terms end
    level: MUST
    quote: A chair serves two years.
    citation: https://example.org/governance
    kinds: [ADVISORY_GROUP]
    roles: [CHAIR]
    evaluator: term-expired
`;

function parse(text: string, shippedPack = (_name: string) => null as ReturnType<typeof shipped> | null) {
  const bytes = new TextEncoder().encode(text);
  return parseRulePack(bytes, {
    location: 'rules.yaml',
    sourceId: 'registry:rules.yaml',
    community: 'cncf',
    evaluators,
    shippedPack,
  });
}

function shipped() {
  return parse(
    `name: base\nrules:${whole}${whole.replace('id: term-expired', 'id: ending').replace('evaluator: term-expired', 'evaluator: term-ending-within\n    parameters: { days: 60 }')}`,
  ).pack;
}

/** @returns the diagnostics as `line:column CODE message`. */
function problems(text: string, shippedPack?: Parameters<typeof parse>[1]): readonly string[] {
  return parse(text, shippedPack).diagnostics.map(
    ({ line, column, code, message }) => `${line}:${column} ${code} ${message}`,
  );
}

test('a rule whose id is no text costs itself', () => {
  expect(parse(`rules:\n  - { id: { a: 1 } }${whole}`).pack.rules.map(({ id }) => id)).toEqual(['term-expired']);
});

test('a whole rule becomes a record', () => {
  const { pack, diagnostics } = parse(`apiVersion: community-graph/v1\nname: CNCF\nrules:${whole}`);
  expect(diagnostics).toEqual([]);
  expect(pack).toEqual({
    name: 'CNCF',
    community: 'cncf',
    rules: [
      {
        id: 'term-expired',
        title: 'Terms end',
        level: 'MUST',
        quote: 'A chair serves two years.',
        citationUrl: 'https://example.org/governance',
        kinds: ['ADVISORY_GROUP'],
        roleKinds: ['CHAIR'],
        evaluator: 'term-expired',
        parameters: {},
      },
    ],
  });
});

test('defaults of the evaluator are shown as parameters', () => {
  const { pack } = parse(`rules:${whole.replace('evaluator: term-expired', 'evaluator: role-count')}`);
  expect(pack.rules[0]?.parameters).toEqual({ min: 1 });
});

describe('a fault is placed and costs one rule', () => {
  const other = whole.replaceAll('term-expired', 'other').replace('evaluator: other', 'evaluator: term-expired');
  test.each([
    [
      'an unknown evaluator',
      ['evaluator: term-expired', 'evaluator: term-expird'],
      '10:16 REGISTRY_BAD_REFERENCE There is no evaluator "term-expird". Did you mean "term-expired"?',
    ],
    [
      'a missing value',
      ['    quote: A chair serves two years.\n', ''],
      '3:5 REGISTRY_MISSING quote is missing. The rule is not evaluated.',
    ],
    ['a wrong level', ['MUST', 'OUGHT'], '5:12 REGISTRY_WRONG_TYPE level: '],
    ['a wrong link', ['https://example.org/governance', 'javascript:alert(1)'], '7:15 REGISTRY_WRONG_TYPE citation: '],
    ['a wrong kind', ['[ADVISORY_GROUP]', '[ADVISORY]'], '8:13 REGISTRY_WRONG_TYPE kinds.0: '],
    [
      'a missing parameter',
      ['evaluator: term-expired', 'evaluator: term-ending-within'],
      '3:5 REGISTRY_MISSING parameters.days is missing.',
    ],
    [
      'a wrong parameter',
      ['evaluator: term-expired', 'evaluator: term-ending-within\n    parameters: { days: soon }'],
      '11:25 REGISTRY_WRONG_TYPE parameters.days: ',
    ],
    ['an id with spaces', ['id: term-expired', 'id: Term expired'], '3:9 REGISTRY_WRONG_TYPE id: '],
  ])('%s', (_name, [from = '', to = ''], expected) => {
    const text = `rules:\n  # first\n${whole.replace(/^\n/u, '').replace(from, to)}${other.replace(/^\n/u, '')}`;
    expect(problems(text)).toEqual([expect.stringContaining(expected)]);
    expect(parse(text).pack.rules.map(({ id }) => id)).toEqual(['other']);
  });
});

describe('a fault that costs nothing', () => {
  test.each([
    [
      'an unknown key of a rule',
      whole.replace('roles:', 'role:'),
      'REGISTRY_UNKNOWN_KEY The key "role" is not known here. Did you mean "roles"?',
    ],
    [
      'an unknown parameter',
      `${whole}    parameters: { days: 3 }\n`,
      'REGISTRY_UNKNOWN_KEY The evaluator "term-expired" has no parameter "days". It has none.',
    ],
    [
      'the same id again',
      whole + whole.replace('MUST', 'SHOULD'),
      'REGISTRY_DUPLICATE_KEY The rule "term-expired" stands twice, also at line 2; the earlier is served.',
    ],
  ])('%s', (_name, rules, expected) => {
    expect(problems(`rules:${rules}`)).toEqual([expect.stringContaining(expected)]);
    expect(parse(`rules:${rules}`).pack.rules).toMatchObject([{ id: 'term-expired', level: 'MUST' }]);
  });
});

describe('extends', () => {
  test('takes over the rules, changes what it names and omits what it says', () => {
    const { pack, diagnostics } = parse(
      'extends: base\nomit: [term-expired]\nrules:\n  - { id: ending, level: SHOULD, parameters: { days: 30 } }\n',
      shipped,
    );
    expect(diagnostics).toEqual([]);
    expect(pack.rules).toEqual([{ ...shipped().rules[1], level: 'SHOULD', parameters: { days: 30 } }]);
  });
  test('keeps the inherited rule where the change is wrong', () => {
    const text = 'extends: base\nrules:\n  - { id: ending, parameters: { days: soon } }\n';
    expect(problems(text, shipped)).toEqual([expect.stringContaining('3:39 REGISTRY_WRONG_TYPE parameters.days')]);
    expect(parse(text, shipped).pack.rules[1]?.parameters).toEqual({ days: 60 });
  });
  test('an unknown pack or omitted rule is reported', () => {
    expect(problems('extends: bose\nrules: []\n')).toEqual([
      '1:10 REGISTRY_BAD_REFERENCE There is no shipped rule pack "bose".',
    ]);
    expect(problems('extends: base\nomit: [endin]\n', shipped)).toEqual([
      '2:8 REGISTRY_BAD_REFERENCE The extended pack has no rule "endin". Did you mean "ending"?',
    ]);
  });
  test('a wrong value at the top costs itself', () => {
    const text = 'extends: base\nomit: nothing\napiVersion: v9\n';
    expect(problems(text, shipped).map((line) => line.slice(0, 35))).toEqual([
      '2:7 REGISTRY_WRONG_TYPE omit: Inval',
      '3:13 REGISTRY_WRONG_TYPE apiVersion',
    ]);
    expect(parse(text, shipped).pack.rules).toHaveLength(2);
  });
});

test.each([
  ['', '1:1 REGISTRY_WRONG_TYPE The rule pack is empty'],
  ['- a', '1:1 REGISTRY_WRONG_TYPE The rule pack is a list'],
  ['name: x', '1:1 REGISTRY_MISSING The rule pack has no list "rules".'],
  ['rules: 3', '1:8 REGISTRY_MISSING The rule pack has no list "rules".'],
  ['rules: [3]', '1:9 REGISTRY_WRONG_TYPE A rule is a number; a mapping is expected.'],
])('no rule pack: %j', (text, expected) => {
  expect(problems(text)).toEqual([expect.stringContaining(expected)]);
});

test('any text is read or reported, never thrown', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.json().map((json) => `rules: [${json}]`),
      ),
      (text) => {
        const { pack, diagnostics } = parse(text);
        expect(pack.rules.length > 0 || diagnostics.length > 0 || /^\s*[{r]/u.test(text)).toBe(true);
      },
    ),
  );
});
