import { execFileSync } from 'node:child_process';
import path from 'node:path';

const SOURCE = path.join(import.meta.dirname, 'icalendar-libical.c');

/** @returns the path of the compiled contestant; null where there is no C compiler or no libical (libical-dev). */
export function compileLibical(directory: string): string | null {
  const program = path.join(directory, 'icalendar-libical');
  try {
    execFileSync('cc', ['-O2', '-D_GNU_SOURCE', '-o', program, SOURCE, '-lical'], { stdio: 'ignore' });
    return program;
  } catch {
    // Why does not matter: the table says that it is missing.
    return null;
  }
}
