import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const MAIN = path.join(import.meta.dirname, '../src/main.ts');
/** Told by the process that comes to its end. */
const TELL = 'process.on("exit", () => console.log(JSON.stringify([process.pid, ...process.execArgv])))';
const PRELOADED = `data:text/javascript,${encodeURIComponent(TELL)}`;

/** @returns whether the process stayed the same one, its output, and the size of its young heap in MiB */
async function start(execArgv: readonly string[], stdin: 'ignore' | 'ipc' = 'ignore') {
  const child = spawn(process.execPath, [...execArgv, '--import', PRELOADED, MAIN, '--version'], {
    stdio: ['ignore', 'pipe', 'ignore', stdin],
    env: { PATH: process.env['PATH'] },
  });
  if (child.stdout === null) throw new Error('There is no output.');
  const [version, told = ''] = (await text(child.stdout)).split('\n');
  const [pid, ...given]: (number | string)[] = JSON.parse(told);
  const sizes = given.flatMap((arg) => /^--max.semi.space.size=(\d+)$/u.exec(String(arg))?.[1] ?? []);
  return { version, isSame: pid === child.pid, sizes };
}

it.each([
  ['is small where nothing is said of it', [], ['16']],
  ['is as large as Node is told', ['--max-semi-space-size=32'], ['32']],
  ['is as large as Node is told in the spelling of V8', ['--max_semi_space_size=32'], ['32']],
])('%s', async (_what, execArgv, sizes) => {
  expect(await start(execArgv)).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/u), isSame: true, sizes });
});

it('is left alone where the channel to a parent would be lost', async () => {
  expect(await start([], 'ipc')).toMatchObject({ isSame: true, sizes: [] });
});
