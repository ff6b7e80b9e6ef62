/** `/badges/:slug/<kind>.svg`, and `.json` for https://shields.io/badges/endpoint-badge. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphClient } from '../graph-client.ts';
import type { PageCache } from '../page-cache.ts';
import { queryOf } from '../query-of.ts';
import { replyToError } from '../reply-to-error.ts';
import { type Badge, TONE_COLORS } from './badge.ts';
import { badgeKinds } from './kinds.ts';
import { toSvg } from './to-svg.ts';

const SVG = 'image/svg+xml; charset=utf-8';
const CACHE_SECONDS = 300;

export function addBadges(server: FastifyInstance, graph: GraphClient, cache: PageCache): void {
  server.register(async (badges) => {
    badges.setErrorHandler(replyToError);
    for (const [name, kind] of badgeKinds) {
      for (const path of [`/badges/:slug/${name}`, `/badges/:community/:slug/${name}`]) {
        const load = (request: FastifyRequest): Promise<Badge | null> =>
          kind.load(graph.for(request), toTarget(request));
        badges.get(`${path}.svg`, async (request, reply) => {
          // An SVG that is opened by itself is a document: it may load and run nothing.
          reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
          const badge = await load(request);
          if (badge !== null) return cache.send(request, reply, { type: SVG, body: toSvg(badge) });
          const missing: Badge = { label: name.replaceAll('-', ' '), message: 'no such group', tone: 'unknown' };
          return reply.code(404).header('cache-control', 'no-store').type(SVG).send(toSvg(missing));
        });
        badges.get(`${path}.json`, async (request, reply) => {
          const badge = await load(request);
          if (badge !== null) {
            return cache.send(request, reply, {
              type: 'application/json; charset=utf-8',
              body: toEndpoint(badge),
            });
          }
          return reply.code(404).send({ schemaVersion: 1, label: 'group', message: 'not found', isError: true });
        });
      }
    }
  });
}

function toTarget(request: FastifyRequest) {
  const { slug, community = null } = request.params as { slug: string; community?: string };
  const { tz } = queryOf(request);
  return { slug, community, timeZone: typeof tz === 'string' && tz !== '' ? tz : 'UTC' };
}

function toEndpoint({ label, message, tone }: Badge): string {
  return JSON.stringify({ schemaVersion: 1, label, message, color: TONE_COLORS[tone], cacheSeconds: CACHE_SECONDS });
}
