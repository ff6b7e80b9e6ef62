/** What the README shows works as written: its query gives the answer beside it, and its registry is one. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../src/cli/check.ts';
import { query } from '../../src/cli/query.ts';
import { readConfig } from '../../src/config.ts';
import { EXAMPLE, ROOT, startGateway } from '../support/gateway.ts';
import { readMarkdown } from './markdown.ts';

const { blocks } = readMarkdown(path.join(ROOT, 'README.md'));

/** @returns the first block of the language that has the words. */
function block(language: string, words: string): string {
  const found = blocks.find((candidate) => candidate.language === language && candidate.text.includes(words));
  if (found === undefined) throw new Error(`The README has no ${language} block with "${words}".`);
  return found.text;
}

/** A place as `npm start` names it, from the folder of the repository. */
const asStarted = (json: string) => json.replaceAll(`${path.dirname(EXAMPLE)}/`, 'examples/cncf/');

describe('the README', () => {
  it('shows the answer to its question', async () => {
    // A shell and curl hand on what stands between single quotes as it is, line breaks too.
    const asked =
      /^curl -sG localhost:4000\/graphql --data-urlencode 'query=([^']*)'$/mu.exec(block('sh', 'curl'))?.[1] ?? '';
    const gateway = await startGateway();
    const { data } = await gateway.execute(asked).finally(gateway.close);
    expect(JSON.parse(asStarted(JSON.stringify({ data })))).toEqual(JSON.parse(block('json', 'GenPage')));
  });

  describe('has a registry that', () => {
    const out: string[] = [];
    const terminal = { stdout: (text: string) => out.push(text), stderr: () => {}, isInteractive: false };
    let dir: string;
    let registry: string;
    beforeAll(async () => {
      dir = await mkdtemp(path.join(tmpdir(), 'community-graph-readme-'));
      registry = path.join(dir, 'registry.yaml');
      await writeFile(registry, block('yaml', 'harbour'));
    });
    afterAll(() => rm(dir, { recursive: true }));
    const config = () => readConfig({ CACHE_DIR: path.join(dir, 'cache') });

    it('has nothing odd', async () => {
      expect(await check(registry, { format: 'text' }, config(), terminal)).toBe(0);
      expect(out).toEqual(['0 errors, 0 warnings, 0 notes']);
    });

    it('answers the question asked of it', async () => {
      const asked = /query '([^']+)'/u.exec(block('sh', 'check registry.yaml'))?.[1] ?? '';
      out.length = 0;
      expect(await query(registry, asked, {}, config(), terminal)).toBe(0);
      expect(JSON.parse(out.join(''))).toEqual({
        data: {
          groups: {
            nodes: [
              {
                name: 'SIG Lamps',
                roles: { nodes: [{ person: { login: 'octocat' } }] },
                nextMeeting: { startsAt: expect.stringMatching(/T16:00:00Z$/u) },
              },
            ],
          },
        },
      });
    });
  });
});
