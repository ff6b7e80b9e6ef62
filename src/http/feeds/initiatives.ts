/** The initiatives that a feed holds, asked of the graph. */
import type { QueryGraph } from '../graph-client.ts';
import { type Collected, collectPages, PAGE_FIELDS, type Page } from './collect-pages.ts';
import type { Entry } from './entry.ts';
import { isSelected, type SelectableGroup, type Selection } from './selection.ts';

interface FeedInitiative {
  readonly title: string;
  readonly url: string;
  readonly shortDescription: string | null;
  readonly status: string;
  readonly statusReason: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly targetDate: string | null;
  readonly overdueReason: string | null;
  readonly author: { readonly login: string; readonly name: string | null } | null;
  readonly helpWanted: { readonly wanted: boolean };
  readonly groups: { readonly nodes: readonly (SelectableGroup & { readonly name: string })[] };
}

export const INITIATIVES = `query FeedInitiatives($after: String, $filterBy: InitiativeFilters) {
  initiatives(first: 100, after: $after, filterBy: $filterBy, orderBy: { field: UPDATED_AT, direction: DESC }) {
    nodes {
      title url shortDescription status statusReason createdAt updatedAt targetDate overdueReason
      author { login name }
      helpWanted { wanted }
      groups(first: 20) { nodes { slug name kind community { slug } } }
    }
    ${PAGE_FIELDS}
  }
}`;

/** @returns the initiatives as entries, latest update first. */
export async function loadInitiatives(query: QueryGraph, selection: Selection): Promise<Collected<Entry>> {
  const { groups, topics, includeSubgroups } = selection;
  const filterBy = { ...(groups && { groups, includeSubgroups }), ...(topics && { topics }) };
  const found = await collectPages((after) =>
    query<{ initiatives: Page<FeedInitiative> }>(INITIATIVES, { after, filterBy }).then(
      ({ initiatives }) => initiatives,
    ),
  );
  return {
    ...found,
    items: found.items.filter(({ groups: { nodes } }) => isSelected(selection, nodes)).map(toEntry),
  };
}

function toEntry(initiative: FeedInitiative): Entry {
  const { title, url, author, groups, status, helpWanted } = initiative;
  return {
    // An issue keeps its address for good, also when it is moved: GitHub redirects.
    id: url,
    url,
    title,
    text: [
      initiative.shortDescription,
      `Status: ${toWords(status)} (${initiative.statusReason})`,
      initiative.targetDate === null ? null : `Target: ${initiative.targetDate}`,
      initiative.overdueReason,
      helpWanted.wanted ? 'Help is wanted.' : null,
    ]
      .filter((line) => line !== null)
      .join('\n'),
    publishedAt: initiative.createdAt,
    updatedAt: initiative.updatedAt,
    author: author === null ? null : (author.name ?? author.login),
    tags: [toWords(status), ...groups.nodes.map(({ name }) => name), ...(helpWanted.wanted ? ['help wanted'] : [])],
  };
}

function toWords(status: string): string {
  return status.toLowerCase().replaceAll('_', ' ');
}
