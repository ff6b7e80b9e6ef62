/** Asking the gateway with Apollo Client. Its cache keeps each object under its `id`, so select that. */
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { collectGroups, type DashboardGroup } from './collect-groups.ts';
import { DashboardDocument } from './generated/graphql.ts';

export async function readDashboardWithApolloClient(endpoint: string, pageSize = 50): Promise<DashboardGroup[]> {
  const client = new ApolloClient({ link: new HttpLink({ uri: endpoint }), cache: new InMemoryCache() });
  try {
    return await collectGroups(async (variables) => {
      const { data } = await client.query({ query: DashboardDocument, variables });
      if (data === undefined) throw new Error('The gateway answered without data.');
      return data;
    }, pageSize);
  } finally {
    client.stop();
  }
}
