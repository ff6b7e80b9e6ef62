/** An explorer that needs nothing from outside: GraphiQL as one page. Apollo Sandbox at `/graphql` loads from a CDN. */
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance } from 'fastify';

/** Adds `/explorer`, opened on the example queries. */
export function addExplorer(server: FastifyInstance, exampleQueries: string): void {
  let page: string | null = null;
  server.get('/explorer', async (_request, reply) => {
    page ??= renderGraphiQL({ endpoint: '/graphql', title: 'community-graph', defaultQuery: exampleQueries });
    return reply.type('text/html; charset=utf-8').send(page);
  });
}
