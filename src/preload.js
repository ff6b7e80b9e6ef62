/**
 * Makes the process ready before it loads the gateway: V8 and the allocator are told to keep less memory than they would
 * by themselves, which over a large community is half of it, and what was compiled is kept for the next start. In
 * JavaScript, to be preloaded with `--import`: Node then need not start its type stripper even for `main.ts`.
 *
 * Two settings are read at the start of a process alone, so Node is started again where they are missing. The process
 * stays the same one, with its id and its streams.
 */
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/** MiB. V8 would let its young heap grow to four times as much: room for garbage. */
const YOUNG_HEAP = { flag: '--max-semi-space-size', value: '16' };
/**
 * Bytes from which on glibc gives what is freed back to the system (mallopt(3), M_MMAP_THRESHOLD). By itself it raises
 * that to 32 MB as soon as something so large was freed, and keeps all that is smaller.
 */
const MMAP_THRESHOLD = { variable: 'MALLOC_MMAP_THRESHOLD_', value: '131072' };
/**
 * Percent by which the old heap may grow before V8 collects it; by itself it would let it grow to four times of what is in
 * use. A small heap would be collected all the time for so little; of a large one it is room enough.
 */
const GROWTH = { flag: '--heap-growing-percent', ofSmall: 100, ofLarge: 15 };
const LARGE_HEAP = 150_000_000;
/** How often the heap is looked at. */
const LOOK_MS = 1000;

const { argv, env, execArgv, execPath, platform } = process;

/** @param {string} flag */
function isGiven(flag) {
  return execArgv.some((arg) => arg.replaceAll('_', '-').startsWith(flag));
}

const lacksFlag = !isGiven(YOUNG_HEAP.flag);
const lacksVariable = platform === 'linux' && env[MMAP_THRESHOLD.variable] === undefined;
// Windows cannot replace a process, and whoever talks to it over a channel (`node --watch`) would lose that.
if ((lacksFlag || lacksVariable) && platform !== 'win32' && process.send === undefined) {
  const flags = lacksFlag ? [`${YOUNG_HEAP.flag}=${YOUNG_HEAP.value}`] : [];
  process.execve?.(execPath, [execPath, ...flags, '--import', import.meta.url, ...execArgv, ...argv.slice(1)], {
    [MMAP_THRESHOLD.variable]: MMAP_THRESHOLD.value,
    ...env,
  });
}
if (!isGiven(GROWTH.flag)) {
  let growth = 0;
  const adapt = () => {
    const fitting = getHeapStatistics().used_heap_size < LARGE_HEAP ? GROWTH.ofSmall : GROWTH.ofLarge;
    if (fitting !== growth) setFlagsFromString(`${GROWTH.flag}=${fitting}`);
    growth = fitting;
  };
  adapt();
  setInterval(adapt, LOOK_MS).unref();
}

// Beside the code that it stands for, where nobody can write who could not change that code; where nobody can, everything
// is compiled each time.
enableCompileCache(path.join(import.meta.dirname, '../node_modules/.cache/compile'));
