import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../src/cli/serve.ts';
import { readConfig } from '../../src/config.ts';
import { CodedError } from '../../src/errors.ts';

const REGISTRY = path.join(import.meta.dirname, '../../examples/two-communities/registry.yaml');

let dir: string;
let other: Server;
let port: number;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'community-graph-serve-'));
  other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(async () => {
  await new Promise((resolve) => other.close(resolve));
  await rm(dir, { recursive: true });
});

describe('serve', () => {
  it.each([
    ['a port that is taken', '127.0.0.1', 'EADDRINUSE'],
    ['an address of another machine', '192.0.2.1', 'EADDRNOTAVAIL'],
  ])('says that it cannot listen on %s, and what to do', async (_name, host, reason) => {
    const lines: string[] = [];
    const terminal = { stdout: () => {}, stderr: (text: string) => lines.push(text), isInteractive: false };
    const config = readConfig({ CACHE_DIR: dir, LOG_LEVEL: 'silent' });
    const failure = await serve(REGISTRY, { port, host }, config, terminal).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CodedError);
    expect(failure).toMatchObject({
      code: 'LISTEN_FAILED',
      message: `The gateway cannot listen on ${host}:${port}: ${reason}.`,
      hint: expect.stringContaining('--port'),
    });
    expect(lines).toEqual([]);
  });
});
