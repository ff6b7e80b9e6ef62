import { Readable } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { countOnlyRunningTime } from '../support/count-only-running-time.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

countOnlyRunningTime();

let subject: TestServer;
afterEach(() => subject.server.close());

test.each(['GET', 'POST'] as const)('%s of what never answers ends with 503', async (method) => {
  subject = await startTestServer({ requestTimeoutMs: 100 });
  let isAsked = false;
  subject.server.route({
    method,
    url: '/never',
    handler: () => {
      isAsked = true;
      return new Promise(() => undefined);
    },
  });
  const origin = await subject.server.listen({ host: '127.0.0.1', port: 0 });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${origin}/never`, { method, ...(method === 'POST' ? { headers, body: '{}' } : {}) });
  expect(response.status).toBe(503);
  expect(isAsked).toBe(true);
});

test('an answer that has begun and never ends is broken off', async () => {
  subject = await startTestServer({ requestTimeoutMs: 100 });
  let isSent = false;
  const endless = new Readable({
    read() {
      if (!isSent) this.push('begun');
      isSent = true;
    },
  });
  subject.server.get('/endless', (_request, reply) => reply.send(endless));
  const origin = await subject.server.listen({ host: '127.0.0.1', port: 0 });
  const response = await fetch(`${origin}/endless`);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect(subject.logLines.join('')).not.toContain('already sent');
  expect((await fetch(`${origin}/livez`)).status).toBe(200);
});
