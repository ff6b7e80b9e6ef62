import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileDocument } from '../../src/registry/read-file.ts';

const NOW = '2026-11-21T08:00:00Z';

describe('readFileDocument', () => {
  let folder = '';
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@t.example', ...args], {
      encoding: 'utf8',
    }).trim();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'registry-'));
    writeFileSync(join(folder, 'a.yaml'), 'groups: []\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('reads a path, one relative to the including file, and a file URL', async () => {
    const path = join(folder, 'a.yaml');
    const byPath = await readFileDocument(path, null, NOW);
    expect(byPath).toMatchObject({ location: path, fetchedAt: NOW, etag: null, url: null, revision: null });
    expect(new TextDecoder().decode(byPath.bytes)).toBe('groups: []\n');
    expect((await readFileDocument('./a.yaml', join(folder, 'registry.yaml'), NOW)).location).toBe(path);
    expect((await readFileDocument(pathToFileURL(path).href, null, NOW)).location).toBe(path);
  });

  it('names the commit of an unchanged file, and none of a changed one', async () => {
    git('init', '-q');
    git('add', 'a.yaml');
    git('commit', '-qm', 'Add');
    const commit = git('rev-parse', 'HEAD');
    expect((await readFileDocument(join(folder, 'a.yaml'), null, NOW)).revision).toBe(commit);
    writeFileSync(join(folder, 'a.yaml'), 'groups: [] # changed\n');
    expect((await readFileDocument(join(folder, 'a.yaml'), null, NOW)).revision).toBeNull();
  });

  it.each(['missing.yaml', '.', 'a.yaml/b'])(
    'says that %s cannot be read, without the words of the system',
    async (name) => {
      await expect(readFileDocument(join(folder, name), null, NOW)).rejects.toMatchObject({
        code: 'REGISTRY_NOT_FOUND',
      });
      await expect(readFileDocument(join(folder, name), null, NOW)).rejects.not.toThrow(/ENOENT|EISDIR|ENOTDIR/u);
    },
  );
});
