import { readFileSync } from 'node:fs';

/** Clock ticks of Linux, 100 a second. */
const TICK_MS = 10;

/**
 * proc(5): user and system time are the 14th and 15th field, counted after the name in parentheses.
 * @returns CPU time of the process so far, which neighbours on the machine do not lengthen; NaN where /proc is absent
 */
export function cpuMsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /su, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return Number.NaN;
  }
}
