import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { L2CacheDriver } from 'bentocache/types';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskDriver } from '../../src/net/disk-driver.ts';
import { anyText } from '../support/any-text.ts';

const NOW = Date.parse('2026-11-21T08:00:00Z');
let root = '';
let directory = '';
let logged: string[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'community-graph-disk-'));
  directory = join(root, 'deep', 'cache');
  logged = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function open(nowMs = NOW, path = directory): L2CacheDriver {
  const write = (_fields: object, message: string): void => void logged.push(message);
  const log = { debug: write, info: write, warn: write, error: write };
  const { factory } = diskDriver({ directory: path, clock: { now: () => nowMs }, log });
  return factory({});
}

const onlyFile = (): string => {
  const [name = ''] = readdirSync(directory);
  return join(directory, name);
};

describe('the disk driver', () => {
  test('gives back what it was given, to another process too', async () => {
    await open().set('upstream:a', 'value');
    expect(await open().get('upstream:a')).toBe('value');
    expect(await open().get('upstream:b')).toBeUndefined();
    expect(logged).toEqual([]);
  });

  test('takes a text of many pieces, with a character where two of them meet', async () => {
    const text = `${'a'.repeat(1024 * 1024 - 1)}😀${'é'.repeat(2_000_000)}`;
    await open().set('upstream:a', text);
    expect((await open().get('upstream:a')) === text).toBe(true);
  });

  test('takes any key and any text', async () => {
    const driver = open();
    await fc.assert(
      fc.asyncProperty(anyText(), fc.string({ unit: 'grapheme' }), async (key, value) => {
        await driver.set(key, value);
        return (await driver.get(key)) === value.toWellFormed();
      }),
      { numRuns: 50 },
    );
    expect(await driver.set('../../etc/passwd', 'x')).toBe(true);
    expect(readdirSync(root)).toEqual(['deep']);
    expect(readdirSync(directory).every((name) => /^[0-9a-f]{40}\.entry$/u.test(name))).toBe(true);
  });

  test('keeps keys apart of which one could be the folder of another', async () => {
    const driver = open();
    await driver.set('a', '1');
    await driver.set('a:b', '2');
    await driver.set('a/b', '3');
    expect(await Promise.all(['a', 'a:b', 'a/b'].map((key) => driver.get(key)))).toEqual(['1', '2', '3']);
  });

  test('lets nobody else read', async () => {
    await open().set('a', '1');
    expect(statSync(onlyFile()).mode & 0o077).toBe(0);
    expect(statSync(directory).mode & 0o077).toBe(0);
  });

  test('forgets what has expired, by the injected clock', async () => {
    await open().set('a', '1', 1_000);
    expect(await open(NOW + 999).get('a')).toBe('1');
    expect(await open(NOW + 1_000).get('a')).toBeUndefined();
  });

  test('ends two writes of a key in their order', async () => {
    const driver = open();
    const large = 'x'.repeat(4_000_000);
    for (const round of ['1', '2', '3', '4']) {
      await Promise.all([driver.set('a', large), driver.set('a', round)]);
      expect((await driver.get('a'))?.slice(0, 9)).toBe(round);
    }
  });

  test('deletes, pulls and clears', async () => {
    const driver = open();
    await Promise.all(['a', 'b', 'c', 'd'].map((key) => driver.set(key, key)));
    expect(await driver.delete('a')).toBe(true);
    expect(await driver.delete('a')).toBe(false);
    expect(await driver.pull('b')).toBe('b');
    expect(await driver.deleteMany(['b', 'c'])).toBe(false);
    expect(readdirSync(directory)).toHaveLength(1);
    await driver.clear();
    expect(await driver.get('d')).toBeUndefined();
    expect(logged).toEqual([]);
  });

  test('prunes what expired, what is unreadable and what a killed process left', async () => {
    const driver = open();
    await driver.set('kept', '1', 5_000);
    await driver.set('expired', '1', 1_000);
    writeFileSync(join(directory, 'garbage.entry'), 'garbage');
    writeFileSync(join(directory, 'empty.entry'), '');
    writeFileSync(join(directory, 'left.tmp'), 'half');
    writeFileSync(join(directory, 'running.tmp'), 'half');
    writeFileSync(join(directory, 'README'), 'not ours');
    utimesSync(join(directory, 'left.tmp'), NOW / 1000 - 7_200, NOW / 1000 - 7_200);
    utimesSync(join(directory, 'running.tmp'), NOW / 1000, NOW / 1000);
    await open(NOW + 2_000).prune?.();
    const left = readdirSync(directory).filter((name) => !/^[0-9a-f]{40}/u.test(name));
    expect(left.sort()).toEqual(['README', 'running.tmp']);
    expect(readdirSync(directory)).toHaveLength(3);
    expect(await driver.get('kept')).toBe('1');
  });

  test('prunes nothing where there is nothing', async () => {
    await open().prune?.();
    expect(logged).toEqual([]);
  });
});

describe('a disk that fails', () => {
  test('by any change of a byte is a miss', async () => {
    const driver = open();
    await driver.set('a', 'value');
    const whole = readFileSync(onlyFile());
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (index, byte) => {
        const damaged = Buffer.from(whole);
        damaged[index] = byte;
        writeFileSync(onlyFile(), damaged);
        const read = await driver.get('a');
        // The digits of the expiry are not under the checksum: a change there may end the entry, never alter it.
        return read === undefined || read === 'value';
      }),
    );
  });

  test('by cutting a file short at any place is a miss', async () => {
    const driver = open();
    await driver.set('a', 'value');
    const whole = readFileSync(onlyFile());
    for (let length = 0; length < whole.length; length += 1) {
      writeFileSync(onlyFile(), whole.subarray(0, length));
      expect(await driver.get('a')).toBeUndefined();
    }
  });

  test('by a file in the place of the directory is logged once', async () => {
    mkdirSync(join(root, 'deep'));
    writeFileSync(directory, 'a file');
    const driver = open();
    expect(await driver.set('a', '1')).toBe(false);
    expect(await driver.set('b', '1')).toBe(false);
    expect(await driver.get('a')).toBeUndefined();
    expect(logged).toHaveLength(1);
  });

  test('by a folder in the place of a file is a miss, and leaves nothing behind', async () => {
    const driver = open();
    await driver.set('a', '1');
    const path = onlyFile();
    rmSync(path);
    mkdirSync(path);
    expect(await driver.get('a')).toBeUndefined();
    expect(await driver.set('a', '2')).toBe(false);
    expect(readdirSync(directory)).toHaveLength(1);
  });

  test.skipIf(process.getuid?.() === 0)('by being read-only still reads', async () => {
    await open().set('a', '1');
    chmodSync(directory, 0o500);
    expect(await open().get('a')).toBe('1');
    expect(await open().set('a', '2')).toBe(false);
    expect(await open().get('a')).toBe('1');
    chmodSync(directory, 0o700);
  });

  test('by being full keeps the last good value, and leaves nothing behind', () => {
    const filler = new URL('./support/disk-filler.ts', import.meta.url).pathname;
    // A limit of 64 KiB a file fails a write in its middle, as a full disk does.
    const shell = spawnSync('bash', ['-c', `ulimit -f 64 && exec "${process.execPath}" "${filler}" "${directory}"`]);
    expect(JSON.parse(String(shell.stdout))).toEqual({ results: [true, false, 'small'], logged: 1 });
    expect(readdirSync(directory)).toHaveLength(1);
  });
});

describe('processes that share a directory', () => {
  const WRITER = new URL('./support/disk-writer.ts', import.meta.url).pathname;
  const start = (): ChildProcess =>
    spawn(process.execPath, [WRITER, directory], { stdio: ['ignore', 'pipe', 'inherit'] });

  test('read one of the values that were written, whole, though some are killed in the middle', async () => {
    const writers = [start(), start(), start()];
    await Promise.all(writers.map((writer) => writer.stdout && once(writer.stdout, 'data')));
    const driver = open();
    for (let round = 0; round < 60; round += 1) {
      if (round === 20) writers[0]?.kill('SIGKILL');
      if (round === 40) writers[1]?.kill('SIGKILL');
      const value = await driver.get('shared');
      expect(value).toMatch(/^(\d+):(x*)$/u);
      expect(value?.length).toBe(200_000);
    }
    for (const writer of writers) writer.kill('SIGKILL');
    await Promise.all(writers.map((writer) => writer.exitCode ?? writer.signalCode ?? once(writer, 'exit')));
    expect((await driver.get('shared'))?.length).toBe(200_000);
    expect(logged).toEqual([]);
  });
});
