import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CreateDriverResult, L2CacheDriver } from 'bentocache/types';
import type { Clock } from '../clock.ts';
import type { Logger } from './contract.ts';
import { sha256 } from './sha256.ts';

export interface DiskDriverOptions {
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The name of the file is in it, because a file may come under another one: a backup restored by hand, a repaired disk. */
const HEADER = /^community-graph-cache 2 ([\w.]+) ([\w-]{43}) (\d+)\n/u;
/** Longer than any header. */
const HEADER_BYTES = 192;
/** A write that is older belongs to a process that died in it. */
const ABANDONED_AFTER_MS = 3_600_000;
/** A year where bentocache gives no time: never for ever, or the directory would only grow. */
const DEFAULT_TTL_MS = 365 * 86_400_000;

/**
 * bentocache's file driver writes in place: `kill -9`, a full disk or a second process in the middle of a write costs
 * the last good copy, just when it is needed; its file names are the keys, so one key may be the folder of another; and
 * its worker for pruning reads the wall clock. This driver writes beside and renames (atomic in one file system, POSIX),
 * names files by hash, and proves by a checksum that what is read is what was written. Whatever the disk does wrong is
 * a miss, logged once until it works again.
 */
export function diskDriver(options: DiskDriverOptions): CreateDriverResult<L2CacheDriver> {
  return { options: {}, factory: ({ prefix = '' }) => createDiskDriver(options, prefix) };
}

function createDiskDriver({ directory, clock, log }: DiskDriverOptions, prefix: string): L2CacheDriver {
  const pathOf = (key: string): string => join(directory, toFileName(`${prefix}:${key}`));
  let hasFailed = false;
  /** The last write of each path, so that two of one key end in the order in which they began. */
  const writes = new Map<string, Promise<unknown>>();
  let pruning: Promise<void> = Promise.resolve();

  const attempt = async <T>(what: string, fallback: T, work: () => Promise<T>): Promise<T> => {
    try {
      const result = await work();
      if (what === 'write') hasFailed = false;
      return result;
    } catch (error) {
      if (isMissing(error) && what !== 'write') return fallback;
      if (!hasFailed) log.warn({ err: error, directory }, `Cache directory: cannot ${what}; going on without it.`);
      hasFailed = true;
      return fallback;
    }
  };

  const driver: L2CacheDriver = {
    type: 'l2',
    namespace: (name) => createDiskDriver({ directory, clock, log }, `${prefix}:${name}`),
    get: (key) => attempt('read', undefined, () => readChecked(pathOf(key), clock.now())),
    set: async (key, value, ttl) => {
      const path = pathOf(key);
      const expiresAtMs = clock.now() + (ttl ?? DEFAULT_TTL_MS);
      const write = (writes.get(path) ?? Promise.resolve()).then(() =>
        attempt('write', false, () => writeAtomically(directory, path, value, expiresAtMs)),
      );
      writes.set(path, write);
      const isWritten = await write;
      if (writes.get(path) === write) writes.delete(path);
      return isWritten;
    },
    delete: (key) =>
      attempt('delete', false, async () => {
        await rm(pathOf(key));
        return true;
      }),
    deleteMany: async (keys) => (await Promise.all(keys.map((key) => driver.delete(key)))).every(Boolean),
    pull: async (key) => {
      const value = await driver.get(key);
      await driver.delete(key);
      return value;
    },
    clear: () => attempt('clear', undefined, () => rm(directory, { recursive: true, force: true })),
    prune: () => {
      pruning = attempt('prune', undefined, () => prune(directory, clock.now()));
      return pruning;
    },
    disconnect: () => pruning,
  };
  return driver;
}

function toFileName(key: string): string {
  return `${createHash('sha256').update(key).digest('hex').slice(0, 40)}.entry`;
}

async function readChecked(path: string, nowMs: number): Promise<string | undefined> {
  const file = await readFile(path);
  const [header = '', name, checksum, expiresAtMs] = HEADER.exec(file.toString('latin1', 0, HEADER_BYTES)) ?? [];
  if (name !== basename(path) || Number(expiresAtMs) <= nowMs) return undefined;
  const value = file.subarray(header.length);
  return (await sha256(value)) === checksum ? value.toString('utf8') : undefined;
}

async function writeAtomically(directory: string, path: string, text: string, expiresAtMs: number): Promise<true> {
  // The directory may hold private feeds: nobody else's to read.
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const beside = `${path}.${randomUUID()}.tmp`;
  try {
    // No fsync: after a power cut a file may be torn, which the checksum tells, and costs a refetch.
    const file = await open(beside, 'wx', 0o600);
    try {
      await writeChecked(file, text, (checksum) =>
        Buffer.from(`community-graph-cache 2 ${basename(path)} ${checksum} ${Math.ceil(expiresAtMs)}\n`),
      );
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  return true;
}

/** Characters that are encoded in one turn, in a millisecond or two: the largest feeds would hold up every query. */
const PIECE_LENGTH = 1024 * 1024;
const CHECKSUM_LENGTH = 43;

/** The checksum stands before what it is of, so its place is filled last. */
async function writeChecked(file: FileHandle, text: string, toHeader: (checksum: string) => Buffer): Promise<void> {
  const hash = createHash('sha256');
  await file.writeFile(toHeader('-'.repeat(CHECKSUM_LENGTH)));
  for (let at = 0; at < text.length; ) {
    let end = at + PIECE_LENGTH;
    // A character is not split.
    if (isHighSurrogate(text.charCodeAt(end - 1))) end += 1;
    const piece = Buffer.from(text.slice(at, end));
    hash.update(piece);
    await file.writeFile(piece);
    at = end;
  }
  const header = toHeader(hash.digest('base64url'));
  await file.write(header, 0, header.length, 0);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

/** Removes what has expired, what is not readable, and what a killed process left half written. */
async function prune(directory: string, nowMs: number): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (await isRubbish(path, nowMs)) await rm(path, { force: true });
  }
}

async function isRubbish(path: string, nowMs: number): Promise<boolean> {
  try {
    if (path.endsWith('.tmp')) return (await stat(path)).mtimeMs < nowMs - ABANDONED_AFTER_MS;
    return path.endsWith('.entry') && (await expiryOf(path)) < nowMs;
  } catch (error) {
    // Another process was faster.
    if (isMissing(error)) return false;
    throw error;
  }
}

async function expiryOf(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    const [, , , expiresAtMs = '0'] = HEADER.exec(buffer.toString('latin1', 0, bytesRead)) ?? [];
    return Number(expiresAtMs);
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
