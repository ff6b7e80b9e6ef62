/** What people look at and programs subscribe to: pages, feeds, files, badges. All of it is a client of the graph. */
import type { FastifyInstance } from 'fastify';
import { addBadges } from './badges/badges.ts';
import type { ClientBudgets } from './client-budget.ts';
import { addData, addDataSchema } from './data/data.ts';
import { addFeeds } from './feeds/feeds.ts';
import { createGraphClient } from './graph-client.ts';
import type { ExecutionSlots } from './limits/execution-slots.ts';
import { addOEmbed } from './oembed.ts';
import { PageCache } from './page-cache.ts';
import { addAssets } from './pages/assets.ts';
import { addPages } from './pages/pages.ts';
import type { ServerOptions } from './server.ts';

/** Pages are fewer than questions to the graph. */
const SHARE_OF_CACHE = 1 / 4;

export interface SiteOptions extends ServerOptions {
  readonly budgets: ClientBudgets;
  readonly slots: ExecutionSlots;
}

export function addSite(server: FastifyInstance, options: SiteOptions): void {
  const { ports, versions, corsOrigins, answerCacheBytes } = options;
  const { clock } = ports;
  const graph = createGraphClient(options);
  const cache = new PageCache({ graph, versions, clock, maxBytes: Math.ceil(answerCacheBytes * SHARE_OF_CACHE) });
  addAssets(server);
  addDataSchema(server);
  server.register(async (site) => {
    cache.addTo(site);
    addFeeds(site, { graph, cache, clock });
    addData(site, { graph, cache, clock });
    addBadges(site, graph, cache);
    addOEmbed(site, graph);
    addPages(site, { graph, cache, clock, corsOrigins });
  });
}
