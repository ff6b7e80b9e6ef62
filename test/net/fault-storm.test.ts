import type { IncomingMessage, ServerResponse } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parseAllowList } from '../../src/net/allow-list.ts';
import { fetchDocument } from '../../src/net/fetch-document.ts';
import { createGuardedFetch } from '../../src/net/guarded-fetch.ts';
import { createUpstreamCache } from '../../src/net/upstream-cache.ts';
import { countOnlyRunningTime } from '../support/count-only-running-time.ts';
import { startUpstream } from './support/upstream-server.ts';

countOnlyRunningTime();

const KEYS = 50;
const ROUNDS = 24;
const BOMB = gzipSync(Buffer.alloc(4_000_000));
const BODY = 'x'.repeat(20_000);

const faults: readonly ((response: ServerResponse) => unknown)[] = [
  (response) => response.destroy(),
  (response) => response.socket?.resetAndDestroy(),
  (response) => response.writeHead(503).end('busy'),
  (response) => response.writeHead(200, { 'content-length': '100000' }).write('half', () => response.destroy()),
  (response) => response.writeHead(302, { location: '/' }).end(),
  (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB),
  (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'),
  (response) => response.write('a body that stops'),
  (response) => response.writeHead(404).end(BODY),
  (response) => response.end(`${BODY}${performance.now()}`),
];

/** Bytes of the heap that are in use after everything unused was collected. */
async function heapInUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let turn = 0; turn < 3; turn += 1) {
    collect();
    await new Promise(setImmediate);
  }
  return process.memoryUsage().heapUsed;
}

test('a storm of faults leaves nothing behind in memory', async () => {
  let requests = 0;
  const upstream = await startUpstream((_request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => undefined);
    faults[requests % faults.length]?.(response);
    requests += 1;
  });
  const clock = { ms: Date.parse('2026-11-21T08:00:00Z'), now: () => clock.ms };
  const ignore = (): void => undefined;
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  // Each key has an origin of its own, or the circuit of one would spare the others their faults.
  const originOf = (index: number): string => `http://host-${index}.example`;
  const fetch = createGuardedFetch({
    routes: new Map(Array.from({ length: KEYS }, (_, index) => [originOf(index), upstream.origin])),
    clock,
    allowList: parseAllowList('127.0.0.1').allowList,
    limits: { maxBytes: 1_000_000, totalTimeoutMs: 100 },
  });
  const cache = createUpstreamCache({ clock, log });

  const readAll = async (): Promise<void> => {
    clock.ms += 120_000;
    const reads = Array.from({ length: KEYS }, (_, index) =>
      cache.read({
        source: { id: `source:${index}`, kind: 'ICALENDAR', name: `Source ${index}`, url: null },
        key: `key:${index}`,
        freshForSeconds: 60,
        // Nothing old is servable, so that every read goes to the upstream and waits.
        keepForSeconds: 0,
        fetch: (previous, signal) => fetchDocument(fetch, originOf(index), { clock, previous, signal }),
        decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
      }),
    );
    await Promise.all(reads);
  };

  for (let round = 0; round < ROUNDS / 4; round += 1) await readAll();
  const before = await heapInUse();
  for (let round = ROUNDS / 4; round < ROUNDS; round += 1) await readAll();
  const growth = (await heapInUse()) - before;
  expect(requests).toBeGreaterThan((KEYS * ROUNDS) / 2);
  expect(growth).toBeLessThan(4_000_000);
  await expect.poll(() => upstream.openAnswers()).toBe(0);
  await cache.close();
  await fetch.close();
  await upstream.close();
  process.stdout.write(`fault storm: ${requests} requests, heap ${(growth / 1e6).toFixed(2)} MB larger\n`);
});
