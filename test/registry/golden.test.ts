/** What the fixtures load to, whole: records, places and diagnostics. `npm run bless` writes it anew. */
import { describe, expect, it } from 'vitest';
import { expectedFile, fixtures } from './fixtures.ts';
import { loadFiles } from './load-files.ts';

describe('golden registries', () => {
  it.each(fixtures)('%s', async (name, files) => {
    const record = await loadFiles(files);
    await expect(`${JSON.stringify(record, null, 2)}\n`).toMatchFileSnapshot(expectedFile(name, '.json'));
  });
});
