import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const MAIN = path.join(import.meta.dirname, '../src/main.ts');
const VARIABLE = 'MALLOC_MMAP_THRESHOLD_';
/** Told by the process that comes to its end. */
const TELL = `process.on("exit", () => console.log(JSON.stringify([process.pid, process.env.${VARIABLE}, process.execArgv])))`;
const TELLER = `data:text/javascript,${encodeURIComponent(TELL)}`;

interface Start {
  readonly execArgv?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: 'ignore' | 'ipc';
}

/** @returns whether the process stayed the same one, its output, the size of its young heap in MiB, the allocator's threshold */
async function start({ execArgv = [], env = {}, stdin = 'ignore' }: Start) {
  const child = spawn(process.execPath, [...execArgv, '--import', TELLER, MAIN, '--version'], {
    stdio: ['ignore', 'pipe', 'ignore', stdin],
    env: { PATH: process.env['PATH'], ...env },
  });
  if (child.stdout === null) throw new Error('There is no output.');
  const [version, told = ''] = (await text(child.stdout)).split('\n');
  const [pid, threshold, given]: [number, string | null, string[]] = JSON.parse(told);
  const youngHeap = given.flatMap((arg) => /^--max.semi.space.size=(\d+)$/u.exec(arg)?.[1] ?? []);
  return { version, isSame: pid === child.pid, youngHeap, threshold };
}

const version = expect.stringMatching(/^\d+\.\d+\.\d+$/u);

it
  .skipIf(process.platform !== 'linux')
  .each<[string, Start, { readonly youngHeap: string[]; readonly threshold: string }]>([
    ['where nothing is said of it', {}, { youngHeap: ['16'], threshold: '131072' }],
    [
      'and leaves what Node is told',
      { execArgv: ['--max-semi-space-size=32'] },
      { youngHeap: ['32'], threshold: '131072' },
    ],
    [
      'and leaves what Node is told in the spelling of V8',
      { execArgv: ['--max_semi_space_size=32'] },
      { youngHeap: ['32'], threshold: '131072' },
    ],
    [
      'and leaves what the allocator is told',
      { env: { [VARIABLE]: '65536' } },
      { youngHeap: ['16'], threshold: '65536' },
    ],
    [
      'not again where all is said',
      { execArgv: ['--max-semi-space-size=32'], env: { [VARIABLE]: '65536' } },
      { youngHeap: ['32'], threshold: '65536' },
    ],
  ])('the process starts again with less memory %s', async (_what, given, expected) => {
  expect(await start(given)).toEqual({ version, isSame: true, ...expected });
});

it('does not start again where the channel to a parent would be lost', async () => {
  expect(await start({ stdin: 'ipc' })).toEqual({ version, isSame: true, youngHeap: [], threshold: null });
});
