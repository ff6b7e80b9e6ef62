/** The house as ARCHITECTURE.md draws it: who imports whom, and the one door for network, environment and time. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = path.join(import.meta.dirname, '../../src');

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(path.join(SRC, name), 'utf8') }));

/** The room of a file: its top folder, or its own name at the top level. */
function roomOf(name: string): string {
  return name.includes('/') ? name.slice(0, name.indexOf('/')) : name;
}

/** Leaves that every room may use. */
const LEAVES = ['clock.ts', 'errors.ts', 'privacy.ts', 'model'];

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: ['errors.ts', 'model'],
  'clock.ts': [],
  'errors.ts': [],
  'privacy.ts': [],
  // The defaults of the limits, with their reasons, stand beside the limits, and the form of a list beside its reader.
  'config.ts': ['errors.ts', 'http', 'net', 'telemetry'],
  'log.ts': ['privacy.ts'],
  net: [...LEAVES, 'net'],
  registry: [...LEAVES, 'registry'],
  telemetry: [...LEAVES, 'net', 'telemetry'],
  rules: [...LEAVES, 'rules'],
  sources: [...LEAVES, 'net', 'sources'],
  graph: [...LEAVES, 'graph'],
  // Loggers are a type of net, and nothing else of it.
  http: [...LEAVES, 'graph', 'http', 'net', 'telemetry'],
  demo: [...LEAVES, 'demo'],
  embeds: ['embeds'],
  // The composition root.
  'open-registry': [...LEAVES, 'net', 'open-registry', 'registry', 'rules', 'sources'],
  'source-versions.ts': [...LEAVES, 'graph', 'http', 'net', 'registry'],
  'gateway.ts': [
    ...LEAVES,
    'config.ts',
    'graph',
    'http',
    'net',
    'open-registry',
    'registry',
    'rules',
    'source-versions.ts',
    'sources',
    'telemetry',
  ],
  cli: [...LEAVES, 'cli', 'config.ts', 'demo', 'gateway.ts', 'graph', 'http', 'log.ts', 'registry'],
  'main.ts': ['cli'],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
}

/** `import … from`, `export … from`, and the doors: `await import()`. */
const IMPORT = /^(?:import|export) (type )?[^;]*?from '(\.[^']+)'|\bimport\('(\.[^']+)'\)/gmu;

const imports: readonly Import[] = files.flatMap(({ name, text }) =>
  [...text.matchAll(IMPORT)].flatMap(([, type, atOnce, later]) => {
    const target = atOnce ?? later ?? '';
    const to = path.relative(SRC, path.resolve(SRC, path.dirname(name), target));
    return to.startsWith('..') ? [] : { from: name, to, isTypeOnly: type !== undefined };
  }),
);

describe('imports', () => {
  it('are found at all', () => {
    expect(imports.length).toBeGreaterThan(200);
    expect(imports).toContainEqual({ from: 'cli/program.ts', to: 'cli/serve.ts', isTypeOnly: false });
  });

  it('point one way', () => {
    const wrong = imports.filter(({ from, to }) => !(MAY_IMPORT[roomOf(from)] ?? []).includes(roomOf(to)));
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('never lead from one source to another', () => {
    const sourceOf = (name: string): string | undefined => /^sources\/([^/]+)\//u.exec(name)?.[1];
    const wrong = imports.filter(
      ({ from, to }) => sourceOf(from) !== undefined && sourceOf(to) !== undefined && sourceOf(from) !== sourceOf(to),
    );
    expect(wrong).toEqual([]);
  });

  it('take types alone from net into http', () => {
    expect(
      imports.filter(({ from, to, isTypeOnly }) => roomOf(from) === 'http' && roomOf(to) === 'net' && !isTypeOnly),
    ).toEqual([]);
  });

  it('leave model without code', () => {
    const code = files.filter(
      ({ name, text }) => roomOf(name) === 'model' && /^(?:export )?(?:function|const|let|class)\b/mu.test(text),
    );
    expect(code.map(({ name }) => name)).toEqual([]);
  });

  it('run in no circle between rooms', () => {
    const rooms = new Map<string, Set<string>>();
    for (const { from, to } of imports) {
      const [a, b] = [roomOf(from), roomOf(to)];
      if (a !== b) rooms.set(a, (rooms.get(a) ?? new Set()).add(b));
    }
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      [...(rooms.get(from) ?? [])].some(
        (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
      );
    expect([...rooms.keys()].filter((room) => reaches(room, room))).toEqual([]);
  });
});

describe('one door', () => {
  /** What only one file or room may do. Comments and strings are not looked into. */
  const doors: readonly (readonly [string, RegExp, readonly string[]])[] = [
    ['reads the environment', /\bprocess\.env\b/u, ['config.ts']],
    ['reads the wall clock', /\bDate\.now\(|\bnew Date\(\)/u, ['clock.ts']],
    // The global fetch is banned by Biome (noRestrictedGlobals), which knows scopes.
    ['opens connections', /from 'undici'/u, ['net']],
  ];
  it.each(doors)('only one place %s', (_what, pattern, allowed) => {
    const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, '');
    const wrong = files
      .filter(({ name }) => ![...allowed, 'embeds'].includes(roomOf(name)))
      .filter(({ text }) => pattern.test(code(text)));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
