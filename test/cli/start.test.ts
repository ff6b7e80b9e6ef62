/** What a start loads: `test/bench/cold-start.ts` says what it takes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const ROOT = path.join(import.meta.dirname, '../..');
const PRELOADED = path.join(import.meta.dirname, 'support/tell-packages.js');
const START = packageJson.scripts.start.split(' ').slice(1);

const directory = mkdtempSync(path.join(tmpdir(), 'start-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** @returns the packages that were loaded when it listened */
async function start(): Promise<readonly string[]> {
  const child = spawn(process.execPath, ['--import', PRELOADED, ...START, '--port', '0', '--host', '127.0.0.1'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], CACHE_DIR: directory, LOG_LEVEL: 'warn' },
  });
  const packages = text(child.stdio[3] as Readable);
  await once(child.stderr as Readable, 'data');
  child.kill();
  return (await packages).trim().split('\n');
}

it('has listened before it loads what only later requests need', async () => {
  const loaded = await start();
  expect(loaded).toEqual(expect.arrayContaining(['fastify', 'graphql', 'yaml', 'zod']));
  const doors = ['undici', 'ioredis', 'prom-client', 'unified', 'lit', 'esbuild', '@octokit/auth-app', 'github-schema'];
  expect(loaded.filter((name) => doors.includes(name))).toEqual([]);
});

it('reads no registry that the start before has read', async () => {
  await start();
  expect(await start()).not.toContain('yaml');
});
