import { expect, test } from 'vitest';
import { SourceError } from '../../src/errors.ts';
import { countRequests } from '../../src/net/request-counts.ts';

test('counts by host and outcome, and tells nothing else of an address', async () => {
  const fetch = countRequests(async (url) => {
    if (String(url).includes('dead')) throw new SourceError('UPSTREAM_TIMEOUT', 'late');
    return new Response(null, { status: String(url).includes('gone') ? 404 : 200 });
  });
  await fetch('https://a.example/secret.ics');
  await fetch('https://a.example/other');
  await fetch('https://a.example/gone');
  await expect(fetch('https://dead.example/')).rejects.toThrow('late');
  expect(fetch.counts()).toEqual([
    { host: 'a.example', outcome: '2xx', count: 2 },
    { host: 'a.example', outcome: '4xx', count: 1 },
    { host: 'dead.example', outcome: 'UPSTREAM_TIMEOUT', count: 1 },
  ]);
});

test('holds a bounded number of hosts', async () => {
  const fetch = countRequests(async () => new Response(null));
  for (let host = 0; host < 1100; host += 1) await fetch(`https://h${host}.example/`);
  expect(fetch.counts()).toHaveLength(1001);
  expect(fetch.counts().at(-1)).toEqual({ host: 'other', outcome: '2xx', count: 100 });
});
