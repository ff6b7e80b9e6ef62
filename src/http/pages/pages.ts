/** The routes of the pages. */
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../clock.ts';
import type { GraphClient } from '../graph-client.ts';
import type { PageCache } from '../page-cache.ts';

export interface PagesOptions {
  readonly graph: GraphClient;
  readonly cache: PageCache;
  readonly clock: Clock;
  /** `*`, or origins that may frame what is made to be framed. */
  readonly corsOrigins: readonly string[];
}

export function addPages(server: FastifyInstance, options: PagesOptions): void {
  const load = () => import('./send-page.ts');
  server.register(async (pages) => {
    pages.setErrorHandler(async (error, request, reply) =>
      (await load()).sendPageError(error, request, reply, options),
    );
    pages.setNotFoundHandler(async (request, reply) => (await load()).sendNotFound(request, reply, options));
    pages.get('/', async (request, reply) => (await load()).sendDashboard(request, reply, options));
    pages.get('/embed', async (request, reply) => (await load()).sendBuilder(request, reply, options));
    pages.get('/groups/:slug', async (request, reply) => (await load()).sendGroupPage(request, reply, options, '..'));
    pages.get('/groups/:community/:slug', async (request, reply) =>
      (await load()).sendGroupPage(request, reply, options, '../..'),
    );
  });
}
