/** What browsers load beside the pages: a style sheet, and modules that are bundled when first asked for. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { FixedAnswer } from '../fixed-answer.ts';
import { queryOf } from '../query-of.ts';

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';
const EMBEDS_DIR = path.join(import.meta.dirname, '../../embeds');

export interface Asset {
  /** From the root of the site, without a slash at the start. */
  readonly path: string;
  readonly type: string;
  /** @param isStatic whether it is for an export, where no gateway answers */
  load(isStatic: boolean): Promise<string>;
}

/** Every asset: the export writes the same. */
export const assets: readonly Asset[] = [
  { path: 'assets/pages.css', type: STYLE, load: () => readFile(path.join(import.meta.dirname, 'pages.css'), 'utf8') },
  { path: 'embed.js', type: SCRIPT, load: (isStatic) => bundle(isStatic ? 'embed-static.ts' : 'embed.ts') },
  { path: 'assets/page.js', type: SCRIPT, load: () => bundle('page.ts') },
];

/** @returns one module that imports nothing, for browsers of the last two years. */
export async function bundle(entry: string): Promise<string> {
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: [path.join(EMBEDS_DIR, entry)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    minify: true,
    legalComments: 'inline',
    charset: 'utf8',
    conditions: ['production'],
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text ?? '';
}

export function addAssets(server: FastifyInstance): void {
  const loaded = new Map<string, Promise<FixedAnswer>>();
  for (const asset of assets) {
    server.get(`/${asset.path}`, async (request, reply) => {
      const isStatic = queryOf(request)['static'] !== undefined;
      const key = `${asset.path} ${isStatic}`;
      const loading =
        loaded.get(key) ?? asset.load(isStatic).then((body) => new FixedAnswer({ type: asset.type, body }));
      loaded.set(key, loading);
      // A failure is not kept: the next request tries again.
      loading.catch(() => loaded.delete(key));
      return (await loading).send(request, reply);
    });
  }
}
