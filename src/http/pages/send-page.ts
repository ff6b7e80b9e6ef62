/** The pages: what each asks of the graph, and how it is sent. Loaded with the first page that is asked for. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { nowInstant } from '../../clock.ts';
import { oEmbedUrl } from '../oembed.ts';
import { sendText } from '../reply-to-error.ts';
import { setContentSecurity } from './content-security.ts';
import { renderDashboard } from './dashboard.ts';
import { parseDashboardFilters } from './dashboard-filters.ts';
import { loadDashboard } from './dashboard-query.ts';
import { loadBuilderGroups, renderBuilder } from './embed-builder.ts';
import { GROUP_PAGE, PAGE_OWNER, type PageGroup, renderGroupPage } from './group-page.ts';
import { renderPage } from './layout.ts';
import { markup } from './markup.ts';
import type { PagesOptions } from './pages.ts';

const HTML = 'text/html; charset=utf-8';

/** @param root relative path of the root, `..` or `../..` */
export async function sendGroupPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { graph, cache, clock, corsOrigins }: PagesOptions,
  root: string,
): Promise<FastifyReply> {
  const { slug, community = null } = request.params as { slug: string; community?: string };
  // `/groups/name/`, as some type it.
  if (slug === '' && community !== null) return reply.redirect(`../${encodeURIComponent(community)}`, 301);
  const { embed, static: staticFlag, tz } = request.query as Record<string, unknown>;
  const isEmbedded = embed !== undefined;
  const timeZone = toTimeZone(tz);
  setContentSecurity(reply, isEmbedded ? corsOrigins : []);
  const { group } = await graph.for(request)<{ group: PageGroup | null }>(GROUP_PAGE, {
    slug,
    community,
    tz: timeZone.name,
  });
  const baseUrl = graph.baseUrl(request);
  if (group === null) {
    const url = `${baseUrl}${request.url}`;
    const body = markup`<div class="head"><div><h1>There is no such group</h1><p>No group is called “${slug}”${community !== null && ` in ${community}`}. <a href="${root}/">All groups</a></p></div></div>`;
    return reply
      .code(404)
      .header('cache-control', 'no-store')
      .type(HTML)
      .send(
        renderPage({
          title: 'No such group',
          description: 'No group has this name.',
          url,
          root,
          timeZone,
          body,
          isEmbedded,
        }),
      );
  }
  const { resource } = await graph.for(request)<{ resource: { resourcePath?: string } | null }>(PAGE_OWNER, {
    url: group.url,
  });
  const page = renderGroupPage(group, {
    baseUrl,
    root,
    timeZone,
    isEmbedded,
    isStatic: staticFlag !== undefined,
    hasOwnHomePage: resource?.resourcePath === group.resourcePath,
    today: nowInstant(clock).slice(0, 10),
    oEmbedUrl: oEmbedUrl(baseUrl, `${baseUrl}${group.resourcePath}`),
  });
  return cache.send(request, reply, { type: HTML, body: page });
}

/** A page for people, a line for programs. */
export function sendNotFound(request: FastifyRequest, reply: FastifyReply, { graph }: PagesOptions): FastifyReply {
  if (!request.headers.accept?.includes('text/html')) return sendText(reply, 404, 'There is nothing at this address.');
  const baseUrl = graph.baseUrl(request);
  setContentSecurity(reply, []);
  const page = renderPage({
    title: 'No such page',
    description: 'There is nothing at this address.',
    url: `${baseUrl}${request.url}`,
    // The address may be of any depth, so that no relative path leads to the root.
    root: baseUrl,
    timeZone: toTimeZone(null),
    hasZoneForm: false,
    body: markup`<h1>There is nothing at this address</h1><p><a href="${baseUrl}/">To the dashboard</a></p>`,
  });
  return reply.code(404).header('cache-control', 'no-store').type(HTML).send(page);
}

export async function sendDashboard(
  request: FastifyRequest,
  reply: FastifyReply,
  { graph, cache, clock }: PagesOptions,
): Promise<FastifyReply> {
  const query = request.query as Record<string, unknown>;
  const today = nowInstant(clock).slice(0, 10);
  const filters = parseDashboardFilters(query, today);
  const timeZone = toTimeZone(query['tz']);
  setContentSecurity(reply, []);
  const data = await loadDashboard(graph.for(request), filters, { tz: timeZone.name, today });
  const isStatic = query['static'] !== undefined;
  const body = renderDashboard(data, {
    baseUrl: graph.baseUrl(request),
    root: '.',
    timeZone,
    today,
    filters,
    isStatic,
  });
  return cache.send(request, reply, { type: HTML, body });
}

export async function sendBuilder(
  request: FastifyRequest,
  reply: FastifyReply,
  { graph, cache }: PagesOptions,
): Promise<FastifyReply> {
  const query = request.query as Record<string, unknown>;
  setContentSecurity(reply, []);
  const groups = await loadBuilderGroups(graph.for(request));
  const context = { baseUrl: graph.baseUrl(request), root: '.', timeZone: toTimeZone(null), query };
  return cache.send(request, reply, { type: HTML, body: renderBuilder(groups, context) });
}

/** UTC until the reader chooses: the script then shows the zone of the browser. */
function toTimeZone(tz: unknown): { readonly name: string; readonly isChosen: boolean } {
  return typeof tz === 'string' && tz !== '' ? { name: tz, isChosen: true } : { name: 'UTC', isChosen: false };
}
