import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { sign } from '@octokit/webhooks-methods';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const SECRET = 'a secret of the test';
const PAYLOAD = JSON.stringify({
  action: 'edited',
  repository: { full_name: 'cncf/toc' },
  issue: { node_id: 'I_1' },
});

let gateway: TestGateway;
let server: Awaited<ReturnType<TestGateway['createServer']>>;
beforeAll(async () => {
  gateway = await startGateway({ env: { GITHUB_WEBHOOK_SECRET: SECRET } });
  server = await gateway.createServer();
});
afterAll(() => gateway.close());

async function deliver(id: string, changes: Readonly<Record<string, string>> = {}, payload = PAYLOAD) {
  return server.inject({
    method: 'POST',
    url: '/webhooks/github',
    payload,
    headers: {
      'content-type': 'application/json',
      'x-github-delivery': id,
      'x-github-event': 'issues',
      'x-hub-signature-256': payload === '' ? '' : await sign(SECRET, payload),
      ...changes,
    },
  });
}

describe('POST /webhooks/github', () => {
  it('takes a signed delivery, and the same one twice as one', async () => {
    expect((await deliver('1')).statusCode).toBe(202);
    expect((await deliver('1')).statusCode).toBe(202);
  });

  it.each([
    ['another signature', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }, PAYLOAD, 401],
    ['no signature', { 'x-hub-signature-256': '' }, PAYLOAD, 400],
    ['an event that touches nothing', { 'x-github-event': 'star' }, PAYLOAD, 204],
    ['a body that is no JSON', {}, 'nonsense', 400],
    ['no body', { 'x-hub-signature-256': 'sha256=a', 'content-length': '0' }, '', 400],
  ])('answers %s', async (name, changes, payload, status) => {
    expect((await deliver(name, changes, payload)).statusCode).toBe(status);
  });

  it('holds no more of what may be forged than two of the largest deliveries', async () => {
    const address = await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = new URL(address);
    const begin = async (length: string) => {
      const socket = connect(Number(port), '127.0.0.1');
      await once(socket, 'connect');
      socket.write(`POST /webhooks/github HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${length}\r\n\r\n`);
      return socket;
    };
    const large = `Content-Length: ${25 * 1024 * 1024}`;
    const closed: number[] = [];
    const begun: Socket[] = [];
    for (let index = 0; index < 3; index += 1) {
      const accepted = once(server.server, 'request');
      const socket = await begin(large);
      socket.once('close', () => closed.push(index));
      begun.push(socket);
      await accepted;
    }
    await expect.poll(() => closed).toEqual([0]);
    // Who stops sending keeps nobody out, and neither does who announces more than there may be.
    expect((await deliver('while full')).statusCode).toBe(202);
    await expect.poll(() => closed).toEqual([0, 1]);
    const [refusal] = await once(await begin(`Content-Length: ${26 * 1024 * 1024}`), 'data');
    expect(String(refusal)).toMatch(/^HTTP\/1\.1 413 /u);
    expect(closed).toEqual([0, 1]);
    for (const socket of begun) socket.destroy();
    const endless = await begin('Transfer-Encoding: chunked');
    const [answer] = await once(endless, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 411 /u);
    endless.destroy();
  });

  it('is not there without a secret', async () => {
    const other = await startGateway();
    const plain = await other.createServer();
    const { statusCode } = await plain.inject({ method: 'POST', url: '/webhooks/github', payload: {} });
    await other.close();
    expect(statusCode).toBe(404);
  });
});
