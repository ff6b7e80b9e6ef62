/** The upstream JSON of an issue, checked and reduced to what is kept in the cache. */
import { z } from 'zod';

const actor = z.object({ login: z.string(), name: z.string().nullish() });

const projectItems = z.object({ nodes: z.array(z.record(z.string(), z.unknown()).nullable()).nullable() }).nullish();

const issueNode = z.object({
  id: z.string(),
  databaseId: z.number().nullable(),
  number: z.int().positive(),
  title: z.string(),
  body: z.string(),
  url: z.url({ protocol: /^https?$/u }),
  state: z.enum(['OPEN', 'CLOSED']),
  stateReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  author: actor.nullable(),
  assignees: z.object({ nodes: z.array(actor.nullable()) }),
  labels: z.object({ nodes: z.array(z.object({ name: z.string(), color: z.string() }).nullable()) }),
  comments: z.object({ totalCount: z.int().nonnegative() }),
  milestone: z.object({ title: z.string(), url: z.string(), dueOn: z.string().nullable() }).nullable(),
  subIssuesSummary: z.object({ total: z.int(), completed: z.int(), percentCompleted: z.int() }).nullish(),
  projectItems,
});

/** JSON-safe. */
export interface IssuePayload {
  readonly id: string;
  readonly databaseId: number | null;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly state: 'OPEN' | 'CLOSED';
  readonly stateReason: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  readonly author: { readonly login: string; readonly name: string | null } | null;
  readonly assignees: readonly { readonly login: string; readonly name: string | null }[];
  readonly labels: readonly { readonly name: string; readonly color: string }[];
  readonly commentsCount: number;
  readonly milestone: { readonly title: string; readonly url: string; readonly dueOn: string | null } | null;
  readonly subIssues: { readonly total: number; readonly completed: number; readonly percentCompleted: number } | null;
  /** Values of the Projects v2 fields that were asked for, by field name; null where they were not asked for or cannot be read. */
  readonly projectFields: Readonly<Record<string, readonly string[]>> | null;
}

/**
 * @param node one of `issues.nodes`
 * @param projectFields names that the query asked for as `field0`, `field1`, …
 * @returns null where the node is null or is not an issue as the query asks for it
 */
export function toIssuePayload(node: unknown, projectFields: readonly string[]): IssuePayload | null {
  const parsed = issueNode.safeParse(node);
  if (!parsed.success) return null;
  const { assignees, labels, comments, subIssuesSummary, projectItems: items, author, ...issue } = parsed.data;
  return {
    ...issue,
    author: author ? toPerson(author) : null,
    assignees: assignees.nodes.filter((assignee) => assignee !== null).map(toPerson),
    labels: labels.nodes.filter((label) => label !== null),
    commentsCount: comments.totalCount,
    subIssues: subIssuesSummary ?? null,
    projectFields: items?.nodes ? toProjectFields(items.nodes, projectFields) : null,
  };
}

function toPerson(person: { login: string; name?: string | null | undefined }) {
  return { login: person.login, name: person.name ?? null };
}

const fieldValue = z.union([z.object({ name: z.string() }), z.object({ date: z.string() })]);

function toProjectFields(
  items: readonly (Record<string, unknown> | null)[],
  names: readonly string[],
): Record<string, readonly string[]> {
  const entries = names.map((name, index) => {
    const values = items.flatMap((item) => {
      const parsed = fieldValue.safeParse(item?.[`field${index}`]);
      if (!parsed.success) return [];
      return ['date' in parsed.data ? parsed.data.date : parsed.data.name];
    });
    return [name, values] as const;
  });
  return Object.fromEntries(entries.filter(([, values]) => values.length > 0));
}
