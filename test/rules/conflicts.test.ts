/** The contract between registry and rule: a disagreement of two files is a finding about the group. */
import { expect, test } from 'vitest';
import { loadRegistry } from '../../src/registry/load-registry.ts';
import { facts, rule } from './facts-support.ts';
import { findings } from './judged.ts';

const files: Readonly<Record<string, string>> = {
  'registry.yaml': `
apiVersion: community-graph/v1
community: { slug: cncf, name: CNCF }
include:
  - file: ./page.yaml
groups:
  - slug: tag-b
    kind: ADVISORY_GROUP
    mission: To be of use.
  - slug: tag-a
    name: TAG A
    kind: ADVISORY_GROUP
    roles:
      - { kind: CHAIR, github: ada, term: { start: "2025-07-01", end: "2028-06-30" } }
`,
  './page.yaml': `
apiVersion: community-graph/v1
community: { slug: cncf, name: CNCF }
groups:
  - slug: tag-a
    name: TAG Alpha
    kind: ADVISORY_GROUP
    roles:
      - { kind: CHAIR, github: ada, term: { start: "2025-07-01", end: "2026-06-30" } }
`,
};

/** Findings over the documents, as the gateway asks for them. */
async function found(documents: Readonly<Record<string, string>>) {
  const registry = await loadRegistry('registry.yaml', {
    readDocument: async (location) => ({
      bytes: new TextEncoder().encode(documents[location] ?? ''),
      location,
      fetchedAt: '2026-11-21T07:00:00Z',
      etag: null,
      revision: null,
      url: null,
    }),
    meetingSources: {},
  });
  const conflicts = registry.diagnostics
    .filter(({ code }) => code === 'REGISTRY_CONFLICT')
    .map((diagnostic) => ({ diagnostic, group: null }));
  return findings(facts({ groups: registry.groups, conflicts }), rule('page-differs-from-registry'));
}

test('a term that two files give differently, and a name', async () => {
  const differing = await found(files);
  expect(differing.map(({ groups }) => groups)).toEqual([['cncf/tag-a'], ['cncf/tag-a']]);
  expect(differing.map(({ message }) => message).join(' ')).toMatch(/TAG Alpha.*2026-06-30/su);
  expect(new Set(differing.map(({ id }) => id)).size).toBe(2);
});

test('people whom only one side names, each with its line as evidence and an id that outlives an edit above', async () => {
  const page = (lead: string) =>
    `# TAG A\n\n${lead}## Chairs\n\n- [Ada](https://github.com/ada)\n- [Bo](https://github.com/bo)\n- [Cy](https://github.com/cy)\n`;
  const documents = { ...files, 'registry.yaml': (files['registry.yaml'] ?? '').replace('page.yaml', 'page.md') };
  const [before, after] = await Promise.all(
    ['', 'A new sentence.\n\n'].map((lead) => found({ ...documents, './page.md': page(lead) })),
  );
  expect(before?.map(({ message }) => message)).toEqual([
    expect.stringContaining('@bo'),
    expect.stringContaining('@cy'),
  ]);
  expect(before?.map(({ evidence }) => evidence[0]?.place?.line)).toEqual([6, 7]);
  expect(before?.map(({ suggestedFix }) => suggestedFix)).toEqual(
    Array(2).fill(expect.stringContaining('same people')),
  );
  expect(after?.map(({ id }) => id)).toEqual(before?.map(({ id }) => id));
  expect(new Set(before?.map(({ id }) => id)).size).toBe(2);
});
