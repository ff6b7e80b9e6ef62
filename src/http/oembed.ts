/** `/oembed` (https://oembed.com): an address of a group's page becomes a frame in editors that ask. */
import type { FastifyInstance } from 'fastify';
import type { GraphClient } from './graph-client.ts';
import { markup } from './pages/markup.ts';
import { queryOf } from './query-of.ts';
import { replyToError, sendText } from './reply-to-error.ts';

const WIDTH = 720;
const HEIGHT = 560;
const MIN_SIZE = 200;
const CACHE_SECONDS = 3600;

export const OEMBED_GROUP = `query OEmbedGroup($slug: String!, $community: String) {
  group(slug: $slug, community: $community) { name feeds { embed } community { name } }
}`;

export function addOEmbed(server: FastifyInstance, graph: GraphClient): void {
  server.register(async (routes) => {
    routes.setErrorHandler(replyToError);
    routes.get('/oembed', async (request, reply) => {
      const { url, format = 'json', maxwidth, maxheight } = queryOf(request);
      if (format !== 'json') return sendText(reply, 501, 'Only JSON is written.');
      const baseUrl = graph.baseUrl(request);
      const name = toGroupName(String(url ?? ''), baseUrl);
      if (name === null) return sendText(reply, 404, 'The address is not that of a group page of this gateway.');
      const { group } = await graph.for(request)<{
        group: { name: string; feeds: { embed: string }; community: { name: string } } | null;
      }>(OEMBED_GROUP, name);
      if (group === null) return sendText(reply, 404, 'No group has this page.');
      const width = toSize(maxwidth, WIDTH);
      const height = toSize(maxheight, HEIGHT);
      return reply.header('cache-control', `public, max-age=${CACHE_SECONDS}`).send({
        version: '1.0',
        type: 'rich',
        title: group.name,
        provider_name: group.community.name,
        provider_url: `${baseUrl}/`,
        cache_age: CACHE_SECONDS,
        width,
        height,
        html: markup`<iframe src="${group.feeds.embed}" title="${group.name}" width="${width}" height="${height}" style="border:0;max-width:100%" loading="lazy"></iframe>`
          .text,
      });
    });
  });
}

/** @returns the address of the description of a page, for `<link rel="alternate">`. */
export function oEmbedUrl(baseUrl: string, pageUrl: string): string {
  return `${baseUrl}/oembed?${new URLSearchParams({ url: pageUrl, format: 'json' })}`;
}

function toGroupName(
  url: string,
  baseUrl: string,
): { readonly slug: string; readonly community: string | null } | null {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.origin !== new URL(baseUrl).origin) return null;
  const base = new URL(baseUrl).pathname.replace(/\/$/u, '');
  if (!parsed.pathname.startsWith(`${base}/groups/`)) return null;
  const parts = parsed.pathname
    .slice(`${base}/groups/`.length)
    .split('/')
    .filter((part) => part !== '');
  try {
    const [first, second, ...rest] = parts.map(decodeURIComponent);
    if (first === undefined || rest.length > 0) return null;
    return second === undefined ? { slug: first, community: null } : { slug: second, community: first };
  } catch {
    return null;
  }
}

/** @param limit what the editor has room for */
function toSize(limit: unknown, size: number): number {
  const max = Number(limit);
  return limit === undefined || !Number.isFinite(max) ? size : Math.max(MIN_SIZE, Math.min(size, Math.floor(max)));
}
