/** A finding names its subject, which may be a role or an initiative: which groups it is about, the groups tell. */
import { collectPages, type Page } from '../feeds/collect-pages.ts';
import type { QueryGraph } from '../graph-client.ts';
import { DATA_GROUP_FINDINGS, DATA_MORE_GROUP_FINDINGS } from './data-documents.ts';
import type { GroupRef } from './data-schema.ts';

interface Ids {
  readonly nodes: readonly { readonly id: string }[];
}

/** @returns by id of an open finding the groups that it is about, by name */
export async function loadGroupsOfFindings(query: QueryGraph): Promise<ReadonlyMap<string, readonly GroupRef[]>> {
  type Found = GroupRef & { readonly findings: Ids & Pick<Page<unknown>, 'pageInfo'> };
  const { items } = await collectPages((after) =>
    query<{ groups: Page<Found> }>(DATA_GROUP_FINDINGS, { after }).then(({ groups }) => groups),
  );
  const groupsOf = new Map<string, GroupRef[]>();
  for (const { findings, ...group } of items) {
    const more = findings.pageInfo.hasNextPage ? await loadMore(query, group, findings.pageInfo.endCursor) : [];
    for (const { id } of [...findings.nodes, ...more]) groupsOf.set(id, [...(groupsOf.get(id) ?? []), group]);
  }
  return groupsOf;
}

async function loadMore(query: QueryGraph, { slug, community }: GroupRef, from: string | null): Promise<Ids['nodes']> {
  const { items } = await collectPages(async (after) => {
    const variables = { slug, community: community.slug, after: after ?? from };
    const { group } = await query<{ group: { findings: Page<{ id: string }> } }>(DATA_MORE_GROUP_FINDINGS, variables);
    return group.findings;
  });
  return items;
}
