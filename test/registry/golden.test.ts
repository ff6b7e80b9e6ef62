/** What the fixtures load to, whole: records, places and diagnostics. `npm run bless` writes it anew. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFiles } from './load-files.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/registry');

describe('golden registries', () => {
  it.each([
    ['native/registry.yaml', ['native/tags.yaml']],
    ['cncf-tags/spellings.yaml', []],
    ['kubernetes-sigs/wgs.yaml', []],
    ['opentelemetry-workstreams/workstreams.yml', []],
    ['opentelemetry-workstreams/sigs.yml', []],
    ['cncf-page/tag-harbour.md', []],
    ['cncf-page/tag-lamp.md', []],
    ['cncf-page/community-circles.md', []],
    ['cncf-page/tcg-drift.md', []],
  ])('%s', async (file, others) => {
    const files = Object.fromEntries(
      [file, ...others].map((name) => [basename(name), readFileSync(join(FIXTURES, name), 'utf8')]),
    );
    const record = await loadFiles(files, basename(file));
    const expected = join(FIXTURES, '_expected', dirname(file), `${basename(file)}.json`);
    await expect(`${JSON.stringify(record, null, 2)}\n`).toMatchFileSnapshot(expected);
  });
});
