import { gzipSync } from 'node:zlib';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { FINDINGS } from '../../src/embeds/community-findings.ts';
import { GROUP } from '../../src/embeds/community-group.ts';
import { INITIATIVES } from '../../src/embeds/community-initiatives.ts';
import { MEETINGS } from '../../src/embeds/community-meetings.ts';
import { createSchema } from '../../src/graph/schema.ts';
import { bundle } from '../../src/http/pages/assets.ts';

/** What a site pays for the elements. */
const MAX_BYTES = 30 * 1024;

describe('/embed.js', () => {
  it.each(['embed.ts', 'embed-static.ts'])('is one small module that asks nobody else: %s', async (entry) => {
    const text = await bundle(entry);
    expect(gzipSync(text).length).toBeLessThanOrEqual(MAX_BYTES);
    expect(text).not.toMatch(/\bimport\s*[{*"'(]|document\.cookie|eval\(/u);
  });

  it.each(Object.entries({ FINDINGS, GROUP, INITIATIVES, MEETINGS }))(
    'asks %s of the public schema',
    (_name, document) => {
      expect(validate(createSchema(), parse(document))).toEqual([]);
    },
  );
});
