/** An explorer that needs nothing from outside: GraphiQL as one page. Apollo Sandbox at `/graphql` loads from a CDN. */
import type { FastifyInstance } from 'fastify';
import { FixedAnswer } from './fixed-answer.ts';

/** Adds `/explorer`, opened on the example queries. */
export function addExplorer(server: FastifyInstance, exampleQueries: string): void {
  let page: Promise<FixedAnswer> | null = null;
  server.get('/explorer', async (request, reply) => {
    page ??= renderPage(exampleQueries);
    return (await page).send(request, reply);
  });
}

/**
 * The bundle has some megabytes and takes half a second to load: only who opens the explorer waits for it. Its bytes are
 * the same for all, or those who are slow to take them would hold as many copies.
 */
async function renderPage(exampleQueries: string): Promise<FixedAnswer> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const body = renderGraphiQL({ endpoint: '/graphql', title: 'community-graph', defaultQuery: exampleQueries });
  return new FixedAnswer({ type: 'text/html; charset=utf-8', body });
}
