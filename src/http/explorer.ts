/** An explorer that needs nothing from outside: GraphiQL as one page. Apollo Sandbox at `/graphql` loads from a CDN. */
import type { FastifyInstance } from 'fastify';

/** Adds `/explorer`, opened on the example queries. */
export function addExplorer(server: FastifyInstance, exampleQueries: string): void {
  let page: Promise<string> | null = null;
  server.get('/explorer', async (_request, reply) => {
    page ??= renderPage(exampleQueries);
    return reply.type('text/html; charset=utf-8').send(await page);
  });
}

/** The bundle has some megabytes and takes half a second to load: only who opens the explorer waits for it. */
async function renderPage(exampleQueries: string): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL({ endpoint: '/graphql', title: 'community-graph', defaultQuery: exampleQueries });
}
