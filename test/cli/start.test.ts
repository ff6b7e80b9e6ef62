/** What a start loads: `test/bench/cold-start.ts` says what it takes. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const ROOT = path.join(import.meta.dirname, '../..');
const PRELOADED = path.join(import.meta.dirname, 'support/tell-packages.js');
const START = packageJson.scripts.start.split(' ').slice(1);

const directory = mkdtempSync(path.join(tmpdir(), 'start-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** @returns the packages that were loaded when it listened */
async function start(): Promise<readonly string[]> {
  const told = path.join(directory, `${randomUUID()}.txt`);
  const child = spawn(process.execPath, ['--import', PRELOADED, ...START, '--port', '0', '--host', '127.0.0.1'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'], CACHE_DIR: directory, LOG_LEVEL: 'warn', TOLD_PACKAGES: told },
  });
  await once(child.stderr, 'data');
  child.kill();
  await once(child, 'close');
  return readFileSync(told, 'utf8').trim().split('\n');
}

let first: readonly string[];
let second: readonly string[];
beforeAll(async () => {
  first = await start();
  second = await start();
});

it('has listened before it loads what only later requests need', () => {
  expect(first).toEqual(expect.arrayContaining(['fastify', 'graphql', 'yaml', 'zod']));
  const doors = ['undici', 'ioredis', 'prom-client', 'unified', 'lit', 'esbuild', '@octokit/auth-app', 'github-schema'];
  expect(first.filter((name) => doors.includes(name))).toEqual([]);
});

it('reads no registry that the start before has read', () => {
  expect(second).toContain('fastify');
  expect(second).not.toContain('yaml');
});
