/** A process with a cache of its own, told over IPC to read a key from an HTTP upstream, for the test that kills it. */
import { systemClock } from '../../../src/clock.ts';
import { parseAllowList } from '../../../src/net/allow-list.ts';
import { fetchDocument } from '../../../src/net/fetch-document.ts';
import { createGuardedFetch } from '../../../src/net/guarded-fetch.ts';
import { redisAt } from '../../../src/net/redis-tier.ts';
import { createUpstreamCache } from '../../../src/net/upstream-cache.ts';

const [redisUrl = '', upstream = ''] = process.argv.slice(2);
const ignore = (): void => undefined;
const cache = createUpstreamCache({
  clock: systemClock,
  log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  openRedis: redisAt(redisUrl),
});
const fetch = createGuardedFetch({ allowList: parseAllowList('127.0.0.1').allowList });

process.on('message', async (key: string) => {
  const answer = await cache.read({
    source: { id: key, kind: 'ICALENDAR', name: key, url: null },
    key,
    freshForSeconds: 600,
    keepForSeconds: 600,
    fetch: (previous, signal) => fetchDocument(fetch, `${upstream}/${key}`, { clock: systemClock, previous, signal }),
    decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
  });
  process.send?.({ key, ...answer });
});
process.send?.('ready');
