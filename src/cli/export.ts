import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import { crawlStaticSite } from '../http/pages/static-site.ts';
import { type Terminal, withGateway } from './command.ts';

export interface ExportOptions {
  readonly out: string;
  /** Where the files will be served; feeds name themselves by it. */
  readonly url?: string;
}

/** A person who watches wants to see that it goes on. */
const PROGRESS_EVERY = 25;

/**
 * Writes pages, feeds and badges as files for any static host. What has no answer at present is left as it was.
 * @returns 1 where nothing could be written
 */
export async function exportSite(
  registry: string,
  options: ExportOptions,
  config: Config,
  terminal: Terminal,
): Promise<number> {
  const baseUrl = (options.url ?? config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).replace(/\/+$/u, '');
  const out = path.resolve(options.out);
  let count = 0;
  await withGateway({ ...config, PUBLIC_URL: baseUrl }, registry, async (gateway) => {
    await crawlStaticSite(await gateway.createServer(), baseUrl, {
      onFile: async (file) => {
        const at = path.join(out, file.path);
        await mkdir(path.dirname(at), { recursive: true });
        await writeFile(at, file.body);
        count += 1;
        if (terminal.isInteractive && count % PROGRESS_EVERY === 0) terminal.stderr(`${count} files: ${file.path}`);
      },
      onSkipped: ({ url, statusCode }) =>
        terminal.stderr(`${url} has no answer at present (${statusCode}); left as it was.`),
    });
  });
  terminal.stdout(`Wrote ${count} files to ${out}`);
  return count > 0 ? 0 : 1;
}
