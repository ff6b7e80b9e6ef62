import { badUserInput } from '../bad-user-input.ts';
import type { Complete } from '../complete.ts';
import { paginate } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { isPartial } from '../listing.ts';
import { all, whenReady } from '../maybe-promise.ts';
import { findNode, findResource } from '../node.ts';
import { nodeTypeOf } from '../node-type.ts';
import { SEARCH_TYPES, type SearchHit, search, searchOrder } from '../search.ts';
import { sourceOf } from '../sources.ts';

const MAX_NODES = 100;

export const baseQueries: Pick<Complete<'Query'>, 'node' | 'nodes' | 'resource' | 'search' | 'rateLimit'> = {
  node: (_root, { id }, context) => findNode(context, id),
  nodes: (_root, { ids }, context) => {
    if (ids.length > MAX_NODES)
      throw badUserInput('ids', `must have at most ${MAX_NODES} entries, but has ${ids.length}.`);
    return whenReady(all(ids.map((id) => findNode(context, id))), (nodes) => nodes);
  },
  resource: (_root, { url }, context) => findResource(context, url),
  search: (_root, { query, type, ...args }, context) =>
    whenReady(search(context, query, type ?? SEARCH_TYPES), ({ hits, readings }) => {
      const page = paginate(hits, args, searchOrder);
      const count = (wanted: SearchHit['type']): number => hits.filter((hit) => hit.type === wanted).length;
      return {
        edges: page.edges.map(({ cursor, node }) => ({ cursor, node: node.item })),
        nodes: page.nodes.map(({ item }) => item),
        pageInfo: page.pageInfo,
        groupCount: count('GROUP'),
        personCount: count('PERSON'),
        initiativeCount: count('INITIATIVE'),
        meetingCount: count('MEETING'),
        isPartial: isPartial(readings),
      };
    }),
  rateLimit: (_root, _args, { request, validity }) => {
    validity.isForOneClient();
    return request.budget;
  },
};

export const RateLimit: Complete<'RateLimit'> = {
  upstream: (_budget, _args, { ports, validity }) => {
    // Every request to an upstream changes it.
    validity.changesAfter(validity.now);
    return ports.budgets();
  },
};

export const UpstreamBudget: Complete<'UpstreamBudget'> = {
  source: ({ sourceId }, _args, context) => sourceOf(context, sourceId),
};

export const abstractTypes = {
  Node: { __resolveType: nodeTypeOf },
  Sourced: { __resolveType: (record) => nodeTypeOf(record) as 'Group' | 'Role' | 'Initiative' | 'Meeting' },
  SearchResultItem: { __resolveType: (record) => nodeTypeOf(record) as 'Group' | 'Person' | 'Initiative' | 'Meeting' },
} satisfies Pick<Resolvers, 'Node' | 'Sourced' | 'SearchResultItem'>;
