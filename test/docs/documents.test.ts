/** Documents state only what is there: every path, script, command, variable and code that they name exists. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { createProgram } from '../../src/cli/program.ts';
import { readConfig } from '../../src/config.ts';
import { CommunityFindings } from '../../src/embeds/community-findings.ts';
import { CommunityGroup } from '../../src/embeds/community-group.ts';
import { CommunityInitiatives } from '../../src/embeds/community-initiatives.ts';
import { CommunityMeetings } from '../../src/embeds/community-meetings.ts';
import { catalogue } from '../../src/errors.ts';
import { readMarkdown } from './markdown.ts';

const root = normalize(join(import.meta.dirname, '../..'));
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !/^(?:test\/fixtures|\.agents)\//u.test(file) && existsSync(join(root, file)));
const documents = files.map((file) => ({ file, ...readMarkdown(join(root, file)) }));

/** A word that begins like a path of this repository. */
const PATH =
  /^(?:\.\/)?(?:(?:src|test|docs|schema|examples|scripts|\.github|\.ci)\/[^\s]*|[A-Z][A-Z_]+\.md|[\w.-]+\.config\.ts|(?:package|tsconfig|biome)\.json)$/u;
/** Files that a reader is told to make, or that lie on somebody else's disk. */
const NOT_HERE = /<|\{|…|luma|registry\.schema\.json|\.dockerconfigjson/u;
const elements = {
  meetings: CommunityMeetings,
  initiatives: CommunityInitiatives,
  group: CommunityGroup,
  findings: CommunityFindings,
};
/** States of a source, of which the operations document has a table beside those of variables. */
const STATES = new Set(['FRESH', 'STALE', 'FAILING', 'UNREAD']);
const NPM_BUILT_IN = new Set(['ci', 'install', 'i', 'exec', 'pack', 'publish']);

describe.each(documents)('$file', ({ file, links, code, anchors }) => {
  test('links to what exists', () => {
    const dead = links.filter((link) => {
      if (/^[a-z][a-z0-9+.-]*:/iu.test(link)) return false;
      const [path = '', fragment = ''] = decodeURIComponent(link).split('#');
      const target = path === '' ? file : join(dirname(file), path);
      if (!existsSync(join(root, target))) return true;
      if (fragment === '' || !target.endsWith('.md')) return false;
      const known = path === '' ? anchors : readMarkdown(join(root, target)).anchors;
      return !known.has(fragment);
    });
    expect(dead).toEqual([]);
  });

  test('names paths that exist', () => {
    const missing = code
      .flatMap((text) => text.split(/[\s,;()"']+/u))
      .map((word) => word.replace(/[.:]+$/u, ''))
      .filter((word) => PATH.test(word) && !NOT_HERE.test(word))
      .filter((word) => !exists(word, dirname(file)));
    expect(missing).toEqual([]);
  });

  test('names npm scripts that exist', () => {
    const named = code.flatMap((text) =>
      [...text.matchAll(/\bnpm (run (?:-s )?)?([\w:-]+)/gu)].map(([, , name = '']) => name),
    );
    const missing = named.filter((name) => !(name in packageJson.scripts) && !NPM_BUILT_IN.has(name));
    expect(missing).toEqual([]);
  });

  test('names commands and options that exist', () => {
    const calls = code.flatMap((text) => [...text.matchAll(/(?:^|\s)community-graph ([a-z]+)((?:\s+[^|;&]+)?)/gu)]);
    const missing = calls.flatMap(([, command = '', rest = '']) => {
      const options = optionsOf(command);
      if (options === null) return [command];
      return [...rest.matchAll(/(?<=\s)--[a-z-]+/gu)]
        .map(([option]) => option)
        .filter((option) => !options.includes(option));
    });
    expect(missing).toEqual([]);
  });

  test('names error codes that exist', () => {
    const missing = code
      .filter((text) => /^(?:BAD_USER|REGISTRY|UPSTREAM|GITHUB|ICAL|CONFIG)_[A-Z_]+$/u.test(text))
      .filter((text) => !(text in catalogue) && !variables().has(text) && !enumValues().has(text));
    expect(missing).toEqual([]);
  });
});

test('the operations document lists exactly the variables that are read, with their defaults', () => {
  const { rows } = readMarkdown(join(root, 'docs/operations.md'));
  const listed = rows.filter(([name = '']) => /^[A-Z][A-Z0-9_]*$/u.test(name) && !STATES.has(name));
  // A folder of the user's cache differs from user to user.
  const defaults: Record<string, unknown> = { ...readConfig({}), CACHE_DIR: undefined };
  const expected = [...variables()].map((name) => [name, String(defaults[name] ?? '') || '–']);
  expect(listed.map(([name, value]) => [name, value]).toSorted()).toEqual(expected.toSorted());
});

test('the embedding document lists exactly the attributes of each element', () => {
  const { rows } = readMarkdown(join(root, 'docs/embedding.md'));
  const listed = rows.filter(([name = '']) => /^[a-z-]+$/u.test(name) && name !== 'attribute' && name !== 'element');
  for (const [name, element] of Object.entries(elements)) {
    const attributes = listed
      .filter(([, of = '']) => of === 'all' || of.split(', ').includes(name))
      .map(([attribute]) => attribute);
    expect(attributes.toSorted(), name).toEqual(element.observedAttributes.toSorted());
  }
});

test('the index of decisions lists every decision', () => {
  const { links } = readMarkdown(join(root, 'docs/adr/README.md'));
  const decisions = readdirSync(join(root, 'docs/adr')).filter((name) => /^\d{4}-/u.test(name));
  expect(links.filter((link) => /^\d{4}-/u.test(link))).toEqual(decisions.toSorted());
});

test('the list of dependencies gives a reason for each, and for no other', () => {
  const { rows } = readMarkdown(join(root, 'docs/adr/README.md'));
  const reasons = rows.filter(
    ([name = '', reason = '']) => /^@?[a-z]/u.test(name) && name !== 'package' && reason !== '',
  );
  const listed = reasons.flatMap(([names = '']) => names.split(/, | with /u));
  const dependencies = [packageJson.dependencies, packageJson.devDependencies].flatMap((list) => Object.keys(list));
  expect(listed.toSorted()).toEqual(dependencies.toSorted());
});

/** A path from the root or from the document; with a star, one of its matches. */
function exists(word: string, folder: string): boolean {
  const path = word.replace(/:\d+$/u, '');
  return [path, join(folder, path)].some((candidate) =>
    candidate.includes('*') ? globSync(candidate, { cwd: root }).length > 0 : existsSync(join(root, candidate)),
  );
}

const program = createProgram({ stdout: () => {}, stderr: () => {}, isInteractive: false }, () => {});

/** @returns the long options of a command; null where there is no such command. */
function optionsOf(command: string): readonly string[] | null {
  const found = program.commands.find((candidate) => candidate.name() === command);
  return found === undefined ? null : [...found.options.flatMap(({ long }) => long ?? []), '--help'];
}

/** Names that `src/config.ts` reads from the environment: the keys of its definition. */
function variables(): ReadonlySet<string> {
  const source = readFileSync(join(root, 'src/config.ts'), 'utf8');
  return new Set(source.match(/(?<=^ {2})[A-Z][A-Z0-9_]*(?=: )/gmu) ?? []);
}

/** Enum values of the graph look like codes. */
function enumValues(): ReadonlySet<string> {
  const schema = globSync('schema/*.graphql', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));
  return new Set(schema.join('\n').match(/(?<=^ {2})[A-Z][A-Z0-9_]*$/gmu) ?? []);
}
