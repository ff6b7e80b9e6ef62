/**
 * From the command to the first answer, with the cache on disk as an earlier run left it:
 * `node test/bench/cold-start.ts`. Median of five.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { cpuMsOf } from './cpu.ts';
import { median } from './median.ts';

const ROOT = path.join(import.meta.dirname, '../..');
/** What `npm start` runs, without npm. */
const START = packageJson.scripts.start.split(' ').slice(1);
const PORT = 4119;
const RUNS = 5;
const QUERY = '{ groups(first: 50) { nodes { name nextMeeting { startsAt } initiatives { totalCount isPartial } } } }';

export interface ColdStart {
  /** Until the first answer that lacks nothing. */
  readonly elapsedMs: number;
  /** Of the process until then. */
  readonly cpuMs: number;
}

async function start(cacheDir: string): Promise<ColdStart> {
  const startMs = performance.now();
  const child = spawn(process.execPath, [...START, '--port', String(PORT), '--host', '127.0.0.1'], {
    cwd: ROOT,
    stdio: 'ignore',
    env: { ...process.env, CACHE_DIR: cacheDir, LOG_LEVEL: 'warn' },
  });
  try {
    while (!(await isAnswered())) {
      if (child.exitCode !== null) throw new Error('The server ended.');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return { elapsedMs: performance.now() - startMs, cpuMs: cpuMsOf(child.pid) };
  } finally {
    await stop(child);
  }
}

async function isAnswered(): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${PORT}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
    });
    const { data } = (await response.json()) as {
      data: { groups: { nodes: { initiatives: { isPartial: boolean } }[] } };
    };
    return data.groups.nodes.every(({ initiatives }) => !initiatives.isPartial);
  } catch {
    return false;
  }
}

/** What it writes to the disk while it stops is there for the next. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill();
  await once(child, 'exit');
}

export async function measureColdStart(): Promise<ColdStart> {
  const cacheDir = mkdtempSync(path.join(tmpdir(), 'cold-start-'));
  try {
    // Fills the cache.
    await start(cacheDir);
    const runs: ColdStart[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await start(cacheDir));
    return {
      elapsedMs: Math.round(median(runs.map(({ elapsedMs }) => elapsedMs))),
      cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    };
  } finally {
    rmSync(cacheDir, { recursive: true, force: true });
  }
}

if (import.meta.main) console.log(await measureColdStart());
