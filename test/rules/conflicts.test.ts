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

test('a term that two files give differently, and a name', async () => {
  const registry = await loadRegistry('registry.yaml', {
    readDocument: async (location) => ({
      bytes: new TextEncoder().encode(files[location] ?? ''),
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
  const found = findings(facts({ groups: registry.groups, conflicts }), rule('page-differs-from-registry'));
  expect(found.map(({ groups }) => groups)).toEqual([['cncf/tag-a'], ['cncf/tag-a']]);
  expect(found.map(({ message }) => message).join(' ')).toMatch(/TAG Alpha.*2026-06-30/su);
  expect(new Set(found.map(({ id }) => id)).size).toBe(2);
});
