import { expect, test } from 'vitest';
import { SourceError } from '../../src/errors.ts';
import type { ReadOptions } from '../../src/net/contract.ts';
import { createUpstreamCache } from '../../src/net/upstream-cache.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

function options(id: string, fetch: () => Promise<{ value: string }>): ReadOptions<string, string> {
  const source = { id, kind: 'ICALENDAR', name: id, url: null } as const;
  return { source, key: id, freshForSeconds: 60, keepForSeconds: 600, fetch, decode: (stored) => stored };
}

test('counts whatever happens to a source, and nothing that happens to another', async () => {
  const clock = { nowMs: 0, now: () => clock.nowMs };
  const cache = createUpstreamCache({ clock, log });
  const good = options('good', async () => ({ value: 'a' }));
  const bad = options('bad', async () => {
    throw new SourceError('UPSTREAM_TIMEOUT', 'It did not answer.');
  });
  expect([cache.changes(), cache.changes('good')]).toEqual([0, 0]);

  await cache.read(good);
  const afterRead = cache.changes('good');
  expect(afterRead).toBeGreaterThan(0);
  await cache.read(good);
  expect(cache.changes('good')).toBe(afterRead);

  await cache.read(bad);
  expect(cache.changes('good')).toBe(afterRead);
  expect(cache.changes('bad')).toBeGreaterThan(0);
  expect(cache.changes()).toBe(cache.changes('good') + cache.changes('bad'));

  await cache.expire('good');
  expect(cache.changes('good')).toBeGreaterThan(afterRead);
  await cache.close();
});
