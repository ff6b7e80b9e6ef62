import { describe, expect, it } from 'vitest';
import { loadFiles } from './load-files.ts';

const HEAD = 'apiVersion: community-graph/v1\ncommunity: { slug: x, name: X }\n';

function chair(start: string, end: string): string {
  return `{ kind: CHAIR, github: ann, term: { start: "${start}", end: "${end}" } }`;
}

function groupWith(...roles: readonly string[]): string {
  return `groups:\n  - { slug: a, name: A, kind: TEAM, roles: [${roles.join(', ')}] }\n`;
}

describe('roles of one person and kind', () => {
  const [first, second] = [chair('2022-07-01', '2024-06-30'), chair('2024-07-01', '2026-06-30')];

  it('are two where one document states terms after each other', async () => {
    const record = await loadFiles({ 'r.yaml': HEAD + groupWith(first, second) });
    expect(record.diagnostics).toEqual([]);
    expect(record.groups[0]?.roles.map(({ termStart }) => termStart)).toEqual(['2022-07-01', '2024-07-01']);
    expect(new Set(record.groups[0]?.roles.map(({ key }) => key)).size).toBe(2);
  });

  it('are one, with a conflict, where two documents disagree', async () => {
    const record = await loadFiles({
      'r.yaml': `${HEAD}include: [{ file: ./old.yaml }]\n${groupWith(second)}`,
      'old.yaml': HEAD + groupWith(first),
    });
    expect(record.groups[0]?.roles.map(({ termStart }) => termStart)).toEqual(['2024-07-01']);
    expect(record.diagnostics.map(({ code }) => code)).toEqual(['REGISTRY_CONFLICT', 'REGISTRY_CONFLICT']);
  });

  it('are one, with a conflict, where the terms overlap', async () => {
    const other = chair('2022-07-01', '2025-06-30');
    const record = await loadFiles({ 'r.yaml': HEAD + groupWith(first, other) });
    expect(record.groups[0]?.roles.map(({ termEnd }) => termEnd)).toEqual(['2025-06-30']);
    expect(record.diagnostics.map(({ code }) => code)).toEqual(['REGISTRY_CONFLICT']);
  });
});

describe('a group that names itself', () => {
  it.each(['parent: a', 'related: [a]'])('by "%s" is told', async (line) => {
    const record = await loadFiles({
      'r.yaml': `${HEAD}groups:\n  - { slug: a, name: A, kind: TEAM, ${line} }\n`,
    });
    expect(record.diagnostics.map(({ code, line: at }) => `${code} ${at}`)).toEqual(['REGISTRY_BAD_REFERENCE 4']);
    expect(record.groups[0]).toMatchObject({ parent: null, related: [] });
  });
});
