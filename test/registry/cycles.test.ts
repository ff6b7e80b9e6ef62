/** Parents that run in circles, and parents that go deep. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadFiles } from './load-files.ts';

/** @param parents place of the parent of each group; null: none */
async function load(parents: readonly (number | null)[]) {
  const groups = parents.map(
    (parent, index) => `  - { slug: g${index}, kind: WORKING_GROUP${parent === null ? '' : `, parent: g${parent}`} }`,
  );
  const text = `apiVersion: community-graph/v1\ncommunity: { slug: test, name: Test }\ngroups:\n${groups.join('\n')}\n`;
  return loadFiles({ 'registry.yaml': text });
}

/** Walks from each group in the order of the registry, as the first to come back to itself loses its parent. */
function slowly(parents: readonly (number | null)[]): (number | null)[] {
  const left = [...parents];
  for (const start of left.keys()) {
    const seen = new Set<number>();
    for (let next = left[start] ?? null; next !== null && !seen.has(next); next = left[next] ?? null) {
      seen.add(next);
      if (next === start) left[start] = null;
    }
  }
  return left;
}

test('the first group of each circle loses its parent, and no other', async () => {
  const places = fc
    .integer({ min: 1, max: 8 })
    .chain((size) => fc.array(fc.option(fc.nat(size - 1), { freq: 5 }), { minLength: size, maxLength: size }));
  await fc.assert(
    fc.asyncProperty(places, async (parents) => {
      const { groups } = await load(parents);
      expect(groups.map(({ parent }) => parent)).toEqual(
        slowly(parents).map((parent) => (parent === null ? null : `test/g${parent}`)),
      );
    }),
    { numRuns: 100 },
  );
});

test('the message shows the circle', async () => {
  const { diagnostics } = await load([3, 2, 3, 1]);
  expect(diagnostics.map(({ message }) => message)).toContain(
    '"g1" is its own ancestor: test/g1 → test/g2 → test/g3 → test/g1. It is served without parent.',
  );
});

test('a chain takes time in proportion to its length', async () => {
  const timeOf = async (length: number): Promise<number> => {
    const before = process.cpuUsage();
    await load(Array.from({ length }, (_, index) => (index === 0 ? null : index - 1)));
    return process.cpuUsage(before).user;
  };
  await timeOf(500);
  // Sixteen times as long, where a walk from each group would take 256 times.
  expect((await timeOf(4000)) / (await timeOf(250))).toBeLessThan(64);
});
