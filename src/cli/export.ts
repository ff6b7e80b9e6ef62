import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import { CodedError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import { crawlStaticSite } from '../http/static-site/crawl-static-site.ts';
import { type Terminal, withGateway } from './command.ts';

/** https://en.wikipedia.org/wiki/ANSI_escape_code#CSI_sequences */
const OVER_LINE_ABOVE = '\u001b[1A\u001b[2K';

export interface ExportOptions {
  readonly out: string;
  /** Where the files will be served; feeds name themselves by it. */
  readonly url?: string;
  /** Recorded upstreams, on loopback, instead of GitHub and the calendar hosts. */
  readonly demo?: boolean;
}

/**
 * Writes pages, feeds, data, elements and badges as files for any static host. What has no answer at present is left as it was.
 * @returns 1 where nothing could be written
 */
export async function exportSite(
  registry: string,
  options: ExportOptions,
  config: Config,
  terminal: Terminal,
): Promise<number> {
  const address = options.url ?? config.PUBLIC_URL;
  const baseUrl = (address ?? `http://${config.HOST}:${config.PORT}`).replace(/\/+$/u, '');
  if (address === undefined)
    terminal.stderr(`Feeds will name themselves by ${baseUrl}: say with --url where they will be.`);
  const out = path.resolve(options.out);
  // Before the sources are read, which takes longer.
  await put(out, () => mkdir(out, { recursive: true }));
  let count = 0;
  // The only client is this command.
  const unmetered = { CLIENT_POINTS_PER_MINUTE: Number.MAX_SAFE_INTEGER };
  const exported = { ...config, ...unmetered, PUBLIC_URL: baseUrl };
  const write = async (gateway: Gateway): Promise<void> => {
    // The line that each progress writes over.
    if (terminal.isInteractive) terminal.stderr('reading sources');
    await crawlStaticSite(await gateway.createServer(), baseUrl, {
      onFile: async (file, { done, known }) => {
        const at = path.join(out, file.path);
        await put(at, async () => {
          await mkdir(path.dirname(at), { recursive: true });
          await writeFile(at, file.body);
        });
        count += 1;
        if (terminal.isInteractive) terminal.stderr(`${OVER_LINE_ABOVE}${done} of ${known} files: ${file.path}`);
      },
      onSkipped: ({ url, reason }) => {
        const message = `${url} is left as it was. ${reason}`;
        // It takes the place of the progress, which goes on below it.
        terminal.stderr(terminal.isInteractive ? `${OVER_LINE_ABOVE}${message}\n` : message);
      },
    });
  };
  await withGateway(exported, registry, write, options.demo);
  terminal.stdout(`Wrote ${count} files to ${out}`);
  return count > 0 ? 0 : 1;
}

/** @throws {CodedError} BAD_USER_INPUT where the path cannot be written, e.g. because a file is where a folder must be */
async function put(at: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new CodedError('BAD_USER_INPUT', `--out: "${at}" cannot be written (${code}).`, { cause: error });
  }
}
