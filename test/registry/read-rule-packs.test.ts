import { expect, test } from 'vitest';
import { z } from 'zod';
import { loadRegistry } from '../../src/registry/load-registry.ts';
import { parseRulePack } from '../../src/registry/rule-pack.ts';
import { type Files, portsOf } from './load-files.ts';

const rule = (id: string) =>
  `rules: [{ id: ${id}, title: T, level: MUST, quote: Q., citation: "https://x.example/", evaluator: any }]\n`;

async function packsOf(files: Files) {
  const record = await loadRegistry('registry.yaml', {
    ...portsOf(files),
    parseRulePack: (bytes, options) =>
      parseRulePack(bytes, { ...options, evaluators: new Map([['any', z.strictObject({})]]) }),
  });
  expect(record.diagnostics).toEqual([]);
  return record.rulePacks.map(({ community, rules }) => [community, ...rules.map(({ id }) => id)]);
}

test('a pack judges every community that names it, once', async () => {
  const packs = await packsOf({
    'registry.yaml': 'include: [./a/registry.yaml, ./b/registry.yaml]\n',
    'a/registry.yaml': 'community: { slug: a }\nrules: [../rules.yaml, ./../rules.yaml]\n',
    'b/registry.yaml': 'community: { slug: b }\nrules: ../rules.yaml\n',
    'rules.yaml': rule('one'),
  });
  expect(packs).toEqual([
    ['a', 'one'],
    ['b', 'one'],
  ]);
});

test('packs of one name in two folders are two', async () => {
  const packs = await packsOf({
    'registry.yaml': 'community: { slug: a }\nrules: [/r/one/rules.yaml, /r/two/rules.yaml]\n',
    'one/rules.yaml': rule('one'),
    'two/rules.yaml': rule('two'),
  });
  expect(packs).toEqual([
    ['a', 'one'],
    ['a', 'two'],
  ]);
});

const TWO = 'communities: [{ slug: a, groups: [{ slug: g, name: G, kind: TEAM }] }, { slug: b }]\n';

test.each<[string, Files, string[][]]>([
  [
    'all communities of a list',
    { 'registry.yaml': `${TWO}rules: ./rules.yaml\n` },
    [
      ['a', 'one'],
      ['b', 'one'],
    ],
  ],
  [
    'those of a list that have none of their own',
    { 'registry.yaml': 'communities: [{ slug: a, rules: ./own.yaml }, { slug: b }]\nrules: [./rules.yaml]\n' },
    [
      ['b', 'one'],
      ['a', 'own'],
    ],
  ],
  [
    'the own community and a list beside it',
    { 'registry.yaml': 'community: { slug: x }\ncommunities: [{ slug: a }]\nrules: ./rules.yaml\n' },
    [
      ['x', 'one'],
      ['a', 'one'],
    ],
  ],
  [
    'communities that only groups name',
    { 'registry.yaml': 'groups: [{ slug: g, name: G, kind: TEAM, community: a }]\nrules: ./rules.yaml\n' },
    [['a', 'one']],
  ],
  [
    'communities of the files that a registry without its own includes',
    {
      'registry.yaml': 'include: [./a.yaml, ./b.yaml]\nrules: ./rules.yaml\n',
      'a.yaml': 'community: { slug: a }\n',
      'b.yaml': 'community: { slug: b }\nrules: ./own.yaml\n',
    },
    [
      ['b', 'own'],
      ['a', 'one'],
    ],
  ],
])('rules judge %s', async (_what, files, expected) => {
  expect(await packsOf({ ...files, 'rules.yaml': rule('one'), 'own.yaml': rule('own') })).toEqual(expected);
});

test.each(['rules: ./rules.yaml\n', 'communities: [{ slug: a, rules: ./own.yaml }]\nrules: ./rules.yaml\n'])(
  'rules that judge nobody say so: %j',
  async (text) => {
    const record = await loadRegistry('registry.yaml', {
      ...portsOf({ 'registry.yaml': text, 'rules.yaml': rule('one'), 'own.yaml': rule('own') }),
      parseRulePack: (bytes, options) =>
        parseRulePack(bytes, { ...options, evaluators: new Map([['any', z.strictObject({})]]) }),
    });
    const problem = record.diagnostics.find(({ message }) => message.includes('judge nobody'));
    expect(problem).toMatchObject({ code: 'REGISTRY_MISSING', level: 'WARNING', file: 'registry.yaml', path: 'rules' });
  },
);

test('files of one name in two folders outside have ids of their own, without their folders', async () => {
  const files = {
    'registry.yaml':
      'community: { slug: a }\ninclude: [/r/one/t.yaml, /r/two/t.yaml, ./t.yaml]\nrules: [/r/one/p.yaml, /r/two/p.yaml]\n',
    'one/t.yaml': 'community: { slug: a }\ngroups: [{ slug: g, name: G, kind: TEAM }]\n',
    'two/t.yaml': 'community: { slug: a }\ngroups: [{ slug: h, name: H, kind: TEAM }]\n',
    't.yaml': 'community: { slug: a }\n',
    'one/p.yaml': rule('one'),
    'two/p.yaml': rule('two'),
  };
  const record = await loadRegistry('registry.yaml', {
    ...portsOf(files),
    parseRulePack: (bytes, options) =>
      parseRulePack(bytes, { ...options, evaluators: new Map([['any', z.strictObject({})]]) }),
  });
  const ids = record.files.map(({ id }) => id);
  expect(new Set(ids).size).toBe(6);
  expect(ids.filter((id) => /^registry:[tp]\.yaml#[\da-f]{8}$/u.test(id))).toHaveLength(4);
  expect(JSON.stringify(record)).not.toContain('one/t.yaml');
});
