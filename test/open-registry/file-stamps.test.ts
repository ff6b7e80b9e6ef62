import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { programStamp } from '../../src/open-registry/file-stamps.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'program-'));
  mkdirSync(path.join(folder, 'src/registry'), { recursive: true });
  for (const name of ['package.json', 'src/privacy.ts', 'src/registry/slug.ts'])
    writeFileSync(path.join(folder, name), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each(['package.json', 'src/privacy.ts', 'src/registry/slug.ts', 'src/registry/added.ts'])(
  'a program whose %s is another has another stamp',
  (name) => {
    const before = programStamp(path.join(folder, 'src'));
    expect(programStamp(path.join(folder, 'src'))).toBe(before);
    writeFileSync(path.join(folder, name), 'changed');
    expect(programStamp(path.join(folder, 'src'))).not.toBe(before);
  },
);
