/** The findings that a feed holds, asked of the graph. */
import { createHash } from 'node:crypto';
import type { QueryGraph } from '../graph-client.ts';
import { type Collected, collectPages, PAGE_FIELDS, type Page } from './collect-pages.ts';
import type { Entry } from './entry.ts';
import { isSelected, type SelectableGroup, type Selection } from './selection.ts';

interface Subject {
  readonly url?: string;
  readonly role?: SelectableGroup;
  readonly initiative?: { readonly nodes: readonly SelectableGroup[] };
  readonly slug?: string;
  readonly kind?: string;
  readonly community?: { readonly slug: string };
}

interface FeedFinding {
  readonly id: string;
  readonly severity: string;
  readonly message: string;
  readonly suggestedFix: string | null;
  readonly heldSince: string | null;
  readonly dueAt: string | null;
  readonly rule: { readonly id: string; readonly title: string; readonly quote: string; readonly citationUrl: string };
  readonly evidence: readonly { readonly text: string; readonly url: string | null }[];
  readonly subject: Subject;
}

export const FINDINGS = `query FeedFindings($after: String, $filterBy: FindingFilters!) {
  findings(first: 100, after: $after, filterBy: $filterBy, orderBy: { field: OPENED_AT, direction: DESC }) {
    nodes {
      id severity message suggestedFix heldSince dueAt
      rule { id title quote citationUrl }
      evidence { text url }
      subject {
        ... on Group { slug kind community { slug } url }
        ... on Role { role: group { slug kind community { slug } url } }
        ... on Initiative { url initiative: groups(first: 20) { nodes { slug kind community { slug } } } }
      }
    }
    ${PAGE_FIELDS}
  }
}`;

/** @returns the open findings as entries, latest first; topics do not select findings. */
export async function loadFindings(query: QueryGraph, selection: Selection): Promise<Collected<Entry>> {
  const filterBy = { state: ['OPEN'], ...(selection.groups && { groups: selection.groups }) };
  const found = await collectPages((after) =>
    query<{ findings: Page<FeedFinding> }>(FINDINGS, { after, filterBy }).then(({ findings }) => findings),
  );
  return {
    ...found,
    items: found.items.filter(({ subject }) => isSelected(selection, groupsOf(subject))).map(toEntry),
  };
}

function groupsOf({ slug, kind, community, role, initiative }: Subject): readonly SelectableGroup[] {
  if (slug !== undefined && kind !== undefined && community !== undefined) return [{ slug, kind, community }];
  return role === undefined ? (initiative?.nodes ?? []) : [role];
}

function toEntry({ id, severity, message, rule, subject, ...finding }: FeedFinding): Entry {
  return {
    id: toUrn(id),
    url: finding.evidence.find(({ url }) => url !== null)?.url ?? subject.url ?? rule.citationUrl,
    title: message,
    text: [
      `${severity}: ${rule.title}`,
      `“${rule.quote}” ${rule.citationUrl}`,
      ...finding.evidence.map(({ text, url }) => (url === null ? text : `${text} ${url}`)),
      finding.suggestedFix,
      finding.dueAt === null ? null : `Due: ${finding.dueAt.slice(0, 10)}`,
    ]
      .filter((line) => line !== null)
      .join('\n'),
    publishedAt: finding.heldSince,
    updatedAt: finding.heldSince,
    author: null,
    tags: [severity, rule.id],
  };
}

/** RFC 9562 §5.8: a UUID made from the finding's id, which is no URI itself. */
function toUrn(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
