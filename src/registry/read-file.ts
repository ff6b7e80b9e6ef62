/** Local files for {@link loadRegistry}, with the commit that last touched them. */
import { execFile } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CodedError } from '../errors.ts';
import type { RegistryDocument } from './registry-ports.ts';

const run = promisify(execFile);
const GIT_TIMEOUT_MS = 2_000;
/** Bytes; twice what the parser takes, so that the parser says what is wrong. */
const MAX_BYTES = 32_000_000;

/**
 * @param location path, or file URL
 * @param from absolute path of the document that names it; null: relative to the working directory
 * @param now instant to put on the document
 * @throws {CodedError} REGISTRY_NOT_FOUND, without the reason of the operating system
 */
export async function readFileDocument(location: string, from: string | null, now: string): Promise<RegistryDocument> {
  const path = location.startsWith('file:')
    ? fileURLToPath(location)
    : resolve(from === null ? '.' : dirname(from), location);
  try {
    const real = await realpath(path);
    const bytes = await readFile(real);
    if (bytes.length > MAX_BYTES)
      throw new CodedError('REGISTRY_NOT_FOUND', `"${location}" is larger than ${MAX_BYTES} bytes.`);
    return { bytes, location: path, fetchedAt: now, etag: null, revision: await gitRevision(real), url: null };
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError('REGISTRY_NOT_FOUND', `"${location}" does not exist or cannot be read.`, { cause: error });
  }
}

/** @returns the last commit of an unchanged file; null where the file differs from it or lies in no repository. */
async function gitRevision(path: string): Promise<string | null> {
  const git = async (...args: string[]) => {
    const { stdout } = await run('git', ['-C', dirname(path), '-c', 'core.fsmonitor=false', ...args, '--', path], {
      timeout: GIT_TIMEOUT_MS,
      // A repository of somebody else must not run its hooks or ask for a password.
      env: {
        GIT_OPTIONAL_LOCKS: '0',
        GIT_TERMINAL_PROMPT: '0',
        GIT_CONFIG_NOSYSTEM: '1',
        PATH: '/usr/local/bin:/usr/bin:/bin',
      },
    });
    return stdout.trim();
  };
  try {
    const [changes, commit] = await Promise.all([git('status', '--porcelain'), git('log', '-1', '--format=%H')]);
    if (changes !== '') return null;
    return /^[0-9a-f]{40,64}$/u.test(commit) ? commit : null;
  } catch {
    return null;
  }
}
