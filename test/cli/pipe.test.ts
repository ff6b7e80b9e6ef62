/** The executable in a pipe, as a shell runs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');

it('ends quietly where nobody reads on', async () => {
  const child = spawn(process.execPath, ['src/main.ts', 'schema'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  const errors: Buffer[] = [];
  child.stderr.on('data', (data: Buffer) => errors.push(data));
  const [code] = (await once(child, 'close')) as [number | null];
  expect([code, Buffer.concat(errors).toString()]).toEqual([0, '']);
});
