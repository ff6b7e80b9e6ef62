/** Stands in for calendar hosts on loopback: serves recorded .ics files with validators, as a calendar host does. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { listFiles } from './github-recording.ts';
import { startLoopbackServer } from './loopback-server.ts';

export interface CalendarStandIn {
  /** Origin in the registry, e.g. `https://calendar.example.org`, to the loopback URL that serves it. */
  readonly routes: ReadonlyMap<string, string>;
  /** Every request as `METHOD origin/path status`. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/**
 * @param folder holds `<host>/<path>.ics`; each host gets a server of its own
 * @returns the servers, which answer a file's content with its ETag, and 304 where `If-None-Match` names it
 */
export async function startCalendarStandIn(folder: string): Promise<CalendarStandIn> {
  const hosts = Map.groupBy(await listFiles(folder), (file) => file.split(/[/\\]/u)[0] ?? '');
  const requests: string[] = [];
  const servers = await Promise.all(
    [...hosts].map(async ([host, files]) => {
      const root = join(folder, host);
      const paths = new Set(files.map((file) => `/${relative(host, file).replaceAll('\\', '/')}`));
      const server = await startLoopbackServer(async (request, response) => {
        const path = decodeURIComponent(new URL(request.url ?? '/', 'http://loopback').pathname);
        // Membership in the listing is the guard against `..`.
        const content = paths.has(path) ? await readFile(join(root, path)).catch(() => null) : null;
        const etag = content === null ? null : `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`;
        const isUnchanged = etag !== null && request.headers['if-none-match'] === etag;
        const status = content === null ? 404 : isUnchanged ? 304 : 200;
        requests.push(`${request.method} https://${host}${path} ${status}`);
        response.writeHead(status, {
          'content-type': content === null ? 'text/plain' : 'text/calendar; charset=utf-8',
          ...(etag === null ? {} : { etag }),
        });
        response.end(status === 200 && request.method !== 'HEAD' ? content : undefined);
      });
      return { origin: `https://${host}`, server };
    }),
  );
  return {
    routes: new Map(servers.map(({ origin, server }) => [origin, server.url])),
    requests,
    close: async () => {
      await Promise.all(servers.map(({ server }) => server.close()));
    },
  };
}
