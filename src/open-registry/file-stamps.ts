/** Stamps: texts that change when a file does, so that whoever kept what was in it knows without reading it again. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** @returns the stamp of a file; `gone` where there is none */
export async function stampOf(file: string): Promise<string> {
  try {
    const { ctimeMs, size, ino } = await stat(file);
    return `${ctimeMs} ${size} ${ino}`;
  } catch {
    return 'gone';
  }
}

/** @returns the file that git appends to whenever another commit is checked out or made; null outside repositories */
export async function commitLogOf(file: string): Promise<string | null> {
  try {
    let folder = await realpath(file);
    while (folder !== path.dirname(folder)) {
      folder = path.dirname(folder);
      const git = path.join(folder, '.git');
      const found = await stat(git).catch(() => null);
      if (found?.isDirectory()) return path.join(git, 'logs/HEAD');
      // A worktree or submodule: a file that says where its folder is.
      if (found !== null) return path.resolve(folder, (await readFile(git, 'utf8')).slice(8).trim(), 'logs/HEAD');
    }
  } catch {
    // What cannot be read has no commit.
  }
  return null;
}

const SRC = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param src folder of the program, beside its `package.json`
 * @returns the stamp of what reads registries: the program's own files, for most of them have a say in it (what is private,
 *   what an error is called), the libraries that `package.json` pins, and Node, which brings the zones
 */
export function programStamp(src = SRC): string {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).map((name) => path.join(src, name));
  const stamps = [path.join(src, '../package.json'), ...files.sort()].map((file) => {
    const { mtimeMs, size } = statSync(file);
    return `${file} ${mtimeMs} ${size}`;
  });
  return createHash('sha256')
    .update([process.version, ...stamps].join('\n'))
    .digest('hex');
}
