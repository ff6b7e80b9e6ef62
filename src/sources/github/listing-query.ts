/** The query that lists issues: several repositories in one request, each under an alias of its own. */

/** Project fields that hold a target date, by the names that GitHub's own project templates use. */
export const TARGET_DATE_FIELDS = ['Target date', 'Target Date', 'Due date', 'End date'] as const;

/** One repository's part of a request. */
export interface ListingPage {
  readonly repository: string;
  /** Any of them; null: every issue. */
  readonly labels: readonly string[] | null;
  /** Only issues updated at or after this instant; null: all. */
  readonly since: string | null;
  readonly after: string | null;
  readonly size: number;
  readonly withProjects: boolean;
  /** With the names of the repository's labels. */
  readonly withLabelNames: boolean;
}

interface ListingQuery {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly points: number;
}

const LABEL_NAMES = `
    labels(first: 100) { pageInfo { hasNextPage } nodes { name } }`;

/** Older GitHub Enterprise Servers have no sub-issues. */
export const SUB_ISSUES_FIELD = 'subIssuesSummary';

const issueFields = (withSubIssues: boolean) => `fragment IssueFields on Issue {
  id databaseId number title body url state stateReason createdAt updatedAt closedAt
  author { login ... on User { name } }
  assignees(first: 20) { nodes { login name } }
  labels(first: 50) { nodes { name color } }
  comments { totalCount }
  milestone { title url dueOn }${withSubIssues ? `\n  ${SUB_ISSUES_FIELD} { total completed percentCompleted }` : ''}
}`;

/**
 * @param projectFields Projects v2 fields to ask for, as `field0`, `field1`, …, where a page is `withProjects`
 * @param withSubIssues false for a GitHub that has none
 * @returns the query; the answer has each page as `repository0`, `repository1`, …
 */
export function listingQuery(
  pages: readonly ListingPage[],
  projectFields: readonly string[],
  withSubIssues = true,
): ListingQuery {
  const withProjects = pages.some((page) => page.withProjects);
  const variables: Record<string, unknown> = {};
  const declarations: string[] = [];
  const declare = (name: string, type: string, value: unknown) => {
    declarations.push(`$${name}: ${type}`);
    variables[name] = value;
  };
  const parts = pages.map((page, index) => {
    const [owner, name] = page.repository.split('/');
    declare(`owner${index}`, 'String!', owner);
    declare(`name${index}`, 'String!', name);
    declare(`labels${index}`, '[String!]', page.labels);
    declare(`since${index}`, 'DateTime', page.since);
    declare(`after${index}`, 'String', page.after);
    declare(`size${index}`, 'Int!', page.size);
    // Ascending, so that an issue which changes while pages are read is seen once more and never skipped.
    const order = page.since === null ? 'CREATED_AT' : 'UPDATED_AT';
    return `  repository${index}: repository(owner: $owner${index}, name: $name${index}) {
    issues(
      first: $size${index}
      after: $after${index}
      labels: $labels${index}
      filterBy: { since: $since${index} }
      orderBy: { field: ${order}, direction: ASC }
    ) {
      pageInfo { hasNextPage endCursor }
      nodes { ...IssueFields${page.withProjects ? ' ...ProjectFields' : ''} }
    }${page.withLabelNames ? LABEL_NAMES : ''}
  }`;
  });
  if (withProjects) for (const [index, field] of projectFields.entries()) declare(`field${index}`, 'String!', field);
  const text = `query ListIssues(${declarations.join(', ')}) {
  rateLimit { cost limit remaining resetAt }
${parts.join('\n')}
}
${issueFields(withSubIssues)}${withProjects ? `\n${projectFragment(projectFields)}` : ''}`;
  return { text, variables, points: listingPoints(pages) };
}

function projectFragment(projectFields: readonly string[]): string {
  const values = projectFields.map(
    (_field, index) => `field${index}: fieldValueByName(name: $field${index}) {
        ... on ProjectV2ItemFieldSingleSelectValue { name }
        ... on ProjectV2ItemFieldDateValue { date }
      }`,
  );
  return `fragment ProjectFields on Issue {
  projectItems(first: 10, includeArchived: false) {
    nodes {
      ${values.join('\n      ')}
    }
  }
}`;
}

/** GitHub counts each connection once for every parent that may have it, and charges a point for each 100. */
function listingPoints(pages: readonly ListingPage[]): number {
  const connectionsPerIssue = 3;
  const requests = pages.map(
    (page) => (page.withLabelNames ? 2 : 1) + page.size * (connectionsPerIssue + (page.withProjects ? 1 : 0)),
  );
  return Math.max(1, Math.ceil(requests.reduce((sum, count) => sum + count, 0) / 100));
}
