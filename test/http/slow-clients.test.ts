/** Clients that send a byte now and then, or take none, to keep the gateway busy: https://en.wikipedia.org/wiki/Slowloris_(cyber_attack) */
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { SocketLimits } from '../../src/http/sockets.ts';
import { countOnlyRunningTime } from '../support/count-only-running-time.ts';
import { startTestServer, type TestServer } from './support/test-server.ts';

countOnlyRunningTime();

const TIMEOUT_MS = 2000;
const CONNECTIONS = 200;

let subject: TestServer;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await subject.server.close();
});

async function open(): Promise<Socket> {
  const { port } = subject.server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** @returns all that comes until the connection ends, well or not: whoever is just sending gets an error for it */
async function read(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  await new Promise((resolve) => socket.once('close', resolve));
  return text;
}

async function start(limits: Partial<SocketLimits>): Promise<string> {
  subject = await startTestServer(limits);
  return subject.server.listen({ host: '127.0.0.1', port: 0 });
}

const HEAD = 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
/** How each begins, and what it goes on with for ever. */
const SLOW = [
  { name: 'headers', begin: 'GET /livez HTTP/1.1\r\nHost: a\r\nX-A: ', byte: 'a' },
  { name: 'a body', begin: `${HEAD}Content-Length: 1000\r\n\r\n{`, byte: ' ' },
  { name: 'chunks', begin: `${HEAD}Transfer-Encoding: chunked\r\n\r\n`, byte: '1\r\n \r\n' },
  { name: 'nothing', begin: '', byte: '' },
];

describe('cut off', () => {
  test('200 clients that never come to an end, while others are answered', async () => {
    const origin = await start({ requestTimeoutMs: TIMEOUT_MS });
    const slow = await Promise.all(
      Array.from({ length: CONNECTIONS }, async (_, index) => {
        const kind = SLOW[index % SLOW.length] ?? SLOW[0];
        return { ...kind, socket: await open() };
      }),
    );
    const ends = Promise.all(slow.map(async ({ name, socket }) => [name, (await read(socket)).slice(9, 12)] as const));
    for (const { socket, begin = '' } of slow) socket.write(begin);
    const trickle = setInterval(() => {
      for (const { socket, byte = '' } of slow) if (socket.writable) socket.write(byte);
    }, 100);
    let answered = 0;
    let isOver = false;
    const others = (async () => {
      while (!isOver) {
        // Where the machine itself takes longer than a client may, this one is cut off as well, and asks again.
        const response = await fetch(`${origin}/graphql?query={__typename}`).catch(() => null);
        if (response?.status === 200 && slow.some(({ socket }) => !socket.destroyed)) answered += 1;
      }
    })();
    const statuses = await ends;
    clearInterval(trickle);
    isOver = true;
    await others;
    expect(answered).toBeGreaterThan(0);
    // Whoever gives up first says it: the socket, or Fastify, which reads chunks itself.
    for (const { name } of SLOW) {
      const told = new Set(
        statuses.filter(([kind, status]) => kind === name && status !== '').map(([, status]) => status),
      );
      expect(told.size, name).toBeGreaterThan(0);
      for (const status of told) expect(['408', '503'], name).toContain(status);
    }
  });

  test('whoever takes nothing of an answer', async () => {
    subject = await startTestServer({ requestTimeoutMs: 200 });
    // More than the buffers between hold.
    subject.server.get('/large', (_request, reply) => reply.send(Buffer.alloc(32_000_000)));
    await subject.server.listen({ host: '127.0.0.1', port: 0 });
    const accepted = once(subject.server.server, 'connection') as Promise<[Socket]>;
    const socket = await open();
    const [connection] = await accepted;
    const closed = once(connection, 'close');
    socket.pause();
    socket.write('GET /large HTTP/1.1\r\nHost: a\r\n\r\n');
    await closed;
    expect(connection.bytesRead).toBeGreaterThan(0);
    expect(connection.writableFinished).toBe(false);
  });
});

test('of those who take their answers a byte at a time, the one who holds most makes room', async () => {
  subject = await startTestServer({ maxHeldBytes: 60_000_000 });
  for (const megabytes of [20, 30, 40]) {
    subject.server.get(`/${megabytes}`, (_request, reply) => reply.send(Buffer.alloc(megabytes * 1_000_000)));
  }
  await subject.server.listen({ host: '127.0.0.1', port: 0 });
  const ask = async (megabytes: number): Promise<{ readonly socket: Socket; readonly connection: Socket }> => {
    const accepted = once(subject.server.server, 'connection') as Promise<[Socket]>;
    const socket = await open();
    const [connection] = await accepted;
    socket.pause();
    socket.write(`GET /${megabytes} HTTP/1.1\r\nHost: a\r\n\r\n`);
    await expect.poll(() => connection.destroyed || connection.writableLength > 0).toBe(true);
    return { socket, connection };
  };
  const [small, large, middling] = [await ask(20), await ask(40), await ask(30)];
  await expect.poll(() => large.connection.destroyed).toBe(true);
  expect(large.connection.writableFinished).toBe(false);
  // Looked at once more.
  const again = await ask(40);
  await expect.poll(() => again.connection.destroyed).toBe(true);
  expect([small, middling].map(({ connection }) => connection.destroyed)).toEqual([false, false]);
});

test('of those who send their bodies a byte at a time, as many are cut off as hold too much', async () => {
  const origin = await start({ requestTimeoutMs: 30_000, maxHeldBytes: 1_020_000 });
  const slow = await Promise.all(Array.from({ length: 30 }, open));
  const closed = new Set<Socket>();
  for (const socket of slow) {
    socket.once('close', () => closed.add(socket));
    socket.write(`${HEAD}Content-Length: 60000\r\n\r\n${' '.repeat(50_000)}`);
  }
  await expect.poll(() => closed.size).toBeGreaterThanOrEqual(10);
  // Others are answered, and those who are left may go on.
  expect((await fetch(`${origin}/livez`)).status).toBe(200);
  const left = slow.filter((socket) => !closed.has(socket));
  expect(left.length).toBeGreaterThanOrEqual(15);
  const [last] = left;
  if (last === undefined) return;
  const answered = once(last, 'data');
  last.write(`{"query":"{ __typename }"}${' '.repeat(10_000 - 26)}`);
  expect(String((await answered)[0])).toContain('{"data":{"__typename":"Query"}}');
});

test('of more connections than there may be, those that are idle make room', async () => {
  const origin = await start({ requestTimeoutMs: TIMEOUT_MS, maxConnections: 20 });
  const idle = await Promise.all(Array.from({ length: 20 }, open));
  const ends = Promise.all(idle.map((socket) => once(socket, 'close')));
  for (const socket of idle) socket.write('GET /livez HTTP/1.1\r\nHost: a\r\n\r\n');
  await Promise.all(idle.map((socket) => once(socket, 'data')));
  await expect(fetch(`${origin}/livez`)).rejects.toThrow();
  await ends;
  expect((await fetch(`${origin}/livez`)).status).toBe(200);
});
