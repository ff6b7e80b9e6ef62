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
