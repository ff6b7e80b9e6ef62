/** Asking the gateway with urql. */
import { Client, fetchExchange } from '@urql/core';
import { collectGroups, type DashboardGroup } from './collect-groups.ts';
import { DashboardDocument } from './generated/graphql.ts';

export function readDashboardWithUrql(endpoint: string, pageSize = 50): Promise<DashboardGroup[]> {
  const client = new Client({ url: endpoint, exchanges: [fetchExchange], preferGetMethod: false });
  return collectGroups(async (variables) => {
    const { data, error } = await client.query(DashboardDocument, variables).toPromise();
    if (error !== undefined) throw error;
    if (data === undefined) throw new Error('The gateway answered without data.');
    return data;
  }, pageSize);
}
