/** What documents show as an example is accepted: registries, rule packs, queries. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseQuery, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createSchema } from '../../src/graph/schema.ts';
import type { RulePackRecord } from '../../src/model/finding.ts';
import { registryJsonSchema } from '../../src/registry/native/json-schema.ts';
import { registry } from '../../src/registry/native/schema.ts';
import { parseRulePack } from '../../src/registry/rule-pack.ts';
import { evaluatorParameters } from '../../src/rules/evaluators/index.ts';
import { shippedRulePacks } from '../../src/rules/packs/index.ts';
import { readMarkdown } from './markdown.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const files = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && !file.startsWith('test/fixtures/'));
const blocks = files.flatMap((file) =>
  readMarkdown(path.join(ROOT, file)).blocks.map((block, index) => ({ ...block, name: `${file}, block ${index + 1}` })),
);

describe('registry snippets', () => {
  test.each(blocks.filter(({ language }) => language === 'yaml'))('$name', ({ text }) => {
    const value: unknown = parse(text);
    // A comment for editors shows no registry.
    if (value === null || typeof value !== 'object') return;
    if ('rules' in value && Array.isArray(value.rules)) {
      expect(problemsOfPack(text)).toEqual([]);
      return;
    }
    // Keys of a group are shown without the group around them.
    const document = Object.keys(value).some((key) => key in registry.shape)
      ? value
      : { groups: [{ slug: 'x', ...value }] };
    expect(registry.safeParse(document).error?.issues ?? []).toEqual([]);
  });
});

test('every key of the native form is described', () => {
  const text = readFileSync(path.join(ROOT, 'docs/registry.md'), 'utf8');
  const words = new Set(text.match(/[$\w]+/gu));
  expect([...keysOf(registryJsonSchema())].filter((key) => !words.has(key))).toEqual([]);
});

/** @returns names of properties, at every depth of a JSON Schema. */
function keysOf(schema: unknown): ReadonlySet<string> {
  if (typeof schema !== 'object' || schema === null) return new Set();
  const own = 'properties' in schema ? Object.keys(schema.properties ?? {}) : [];
  return new Set([...own, ...Object.values(schema).flatMap((part) => [...keysOf(part)])]);
}

test.each(blocks.filter(({ language }) => language === 'graphql'))('query: $name', ({ text }) => {
  expect(validate(createSchema(), parseQuery(text))).toEqual([]);
});

function problemsOfPack(text: string): readonly string[] {
  const options = { sourceId: 'x', community: 'cncf', evaluators: evaluatorParameters };
  const shippedPack = (name: string): RulePackRecord | null => {
    const file = shippedRulePacks.get(name);
    return file === undefined ? null : parseRulePack(readFileSync(file), { ...options, location: name }).pack;
  };
  const { diagnostics } = parseRulePack(new TextEncoder().encode(text), { ...options, location: 'x', shippedPack });
  return diagnostics.map(({ message }) => message);
}
