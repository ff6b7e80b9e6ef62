import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis)
  process.stderr.write('\nNOTICE: redis-server is not installed; the tests of the Redis tier are skipped.\n\n');

export interface RedisServer {
  readonly url: string;
  start(): Promise<void>;
  /** @returns how many connections of others have asked it whether it is ready, which is what ioredis does first */
  connections(): Promise<number>;
  /** As a crash would end it. */
  kill(): Promise<void>;
  /** It keeps its connections and answers nothing, until `resume`. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

/** A redis-server of the test's own, on a free port of loopback, that keeps nothing on disk. */
export async function openRedisServer(): Promise<RedisServer> {
  const directory = mkdtempSync(join(tmpdir(), 'community-graph-redis-'));
  const port = await freePort();
  let server: ChildProcess | null = null;
  const redis: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const options = { port, bind: '127.0.0.1', save: '', appendonly: 'no', dir: directory };
      server = spawn(
        'redis-server',
        Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
      );
      let output = '';
      for await (const chunk of server.stdout ?? []) {
        output += String(chunk);
        if (output.includes('Ready to accept connections')) break;
      }
    },
    async connections() {
      const client = new Redis(redis.url);
      const list = (await client.client('LIST')) as string;
      client.disconnect();
      return list.split('\n').filter((line) => /\scmd=(?!NULL|hello|client)/u.test(line)).length;
    },
    async kill() {
      if (server === null) return;
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
      server = null;
    },
    pause: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    async close() {
      await redis.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return redis;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
