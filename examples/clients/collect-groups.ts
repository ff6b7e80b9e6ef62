import type { DashboardQuery, DashboardQueryVariables } from './generated/graphql.ts';

type GroupConnection = DashboardQuery['groups'];
export type DashboardGroup = NonNullable<NonNullable<GroupConnection['nodes']>[number]>;

/** Asks page by page, whatever the client. @returns every group, in the gateway's order */
export async function collectGroups(
  ask: (variables: DashboardQueryVariables) => Promise<DashboardQuery>,
  pageSize: number,
): Promise<DashboardGroup[]> {
  const groups: DashboardGroup[] = [];
  let after: string | null = null;
  do {
    const page: GroupConnection = (await ask({ first: pageSize, after })).groups;
    groups.push(...(page.nodes ?? []).filter((group) => group !== null));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return groups;
}
