/** The pages: what each asks of the graph, and how it is sent. Loaded with the first page that is asked for. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { nowInstant } from '../../clock.ts';
import { withholdPrivate } from '../../privacy.ts';
import { isBadUserInput } from '../graph-client.ts';
import { oEmbedUrl } from '../oembed.ts';
import { queryOf } from '../query-of.ts';
import { replyToError, sendText } from '../reply-to-error.ts';
import { setContentSecurity } from './content-security.ts';
import { renderDashboard } from './dashboard.ts';
import { parseDashboardFilters } from './dashboard-filters.ts';
import { loadDashboard } from './dashboard-query.ts';
import { loadBuilderGroups, renderBuilder } from './embed-builder.ts';
import { renderGroupPage } from './group-page.ts';
import { GROUP_PAGE, PAGE_OWNER, type PageGroup } from './group-query.ts';
import type { PagesOptions } from './pages.ts';
import { sendProblem, wantsPage } from './problem-page.ts';

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
  const { embed, static: staticFlag, tz } = queryOf(request);
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
    const explanation = `No group is called “${slug}”${community === null ? '' : ` in ${community}`}.`;
    return sendProblem(request, reply, {
      code: 404,
      title: 'There is no such group',
      explanation,
      baseUrl,
      isEmbedded,
    });
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

const NOTHING_HERE = 'There is nothing at this address';

/** A page for people, a line for programs. */
export function sendNotFound(request: FastifyRequest, reply: FastifyReply, { graph }: PagesOptions): FastifyReply {
  if (!wantsPage(request)) return sendText(reply, 404, `${NOTHING_HERE}.`);
  setContentSecurity(reply, []);
  const problem = {
    code: 404,
    title: NOTHING_HERE,
    explanation: 'It may have moved.',
    baseUrl: graph.baseUrl(request),
  } as const;
  return sendProblem(request, reply, problem);
}

/** For `setErrorHandler` of pages: what a person asked for and cannot be is said on a page. */
export function sendPageError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { graph }: PagesOptions,
): FastifyReply {
  if (!isBadUserInput(error) || !wantsPage(request)) return replyToError(error, request, reply);
  const explanation = withholdPrivate(error.message);
  const baseUrl = graph.baseUrl(request);
  const isEmbedded = 'embed' in queryOf(request);
  return sendProblem(request, reply, { code: 400, title: 'This cannot be shown', explanation, baseUrl, isEmbedded });
}

export async function sendDashboard(
  request: FastifyRequest,
  reply: FastifyReply,
  { graph, cache, clock }: PagesOptions,
): Promise<FastifyReply> {
  const query = queryOf(request);
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
  const query = queryOf(request);
  setContentSecurity(reply, []);
  const groups = await loadBuilderGroups(graph.for(request));
  const context = { baseUrl: graph.baseUrl(request), root: '.', timeZone: toTimeZone(null), query };
  return cache.send(request, reply, { type: HTML, body: renderBuilder(groups, context) });
}

/** UTC until the reader chooses: the script then shows the zone of the browser. */
function toTimeZone(tz: unknown): { readonly name: string; readonly isChosen: boolean } {
  return typeof tz === 'string' && tz !== '' ? { name: tz, isChosen: true } : { name: 'UTC', isChosen: false };
}
