import { lookup } from 'node:dns/promises';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from './support/test-server.ts';

let subject: TestServer;
afterEach(() => subject.server.close());

test('at every address of localhost, until it closes', async () => {
  subject = await startTestServer();
  await subject.server.listenAt('localhost', 0);
  const { port } = subject.server.server.address() as AddressInfo;
  const urls = (await lookup('localhost', { all: true })).map(({ address, family }) =>
    family === 6 ? `http://[${address}]:${port}/livez` : `http://${address}:${port}/livez`,
  );
  for (const url of urls) expect((await fetch(url)).status, url).toBe(200);
  subject.server.server.maxRequestsPerSocket = 1;
  for (const url of urls) expect((await fetch(url)).headers.get('connection'), url).toBe('close');
  // Kept-alive connections do not hold it.
  await subject.server.close();
  for (const url of urls) await expect(fetch(url)).rejects.toThrow();
});

test('at a host, and nowhere else', async () => {
  subject = await startTestServer();
  expect(await subject.server.listenAt('127.0.0.1', 0)).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
  expect(subject.server.addresses()).toHaveLength(1);
});
