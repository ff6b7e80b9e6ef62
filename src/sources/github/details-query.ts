/** The query for the details of many issues at once. */

export const DETAILS_PER_REQUEST = 50;

/** GitHub counts each connection once an issue, and field values once a project item. */
const CONNECTIONS_PER_ISSUE = { plain: 3, withProjects: 3 + 1 + 5 };

const PROJECTS = `
      projectItems(first: 5, includeArchived: false) {
        nodes {
          fieldValues(first: 30) {
            nodes {
              ... on ProjectV2ItemFieldSingleSelectValue { name field { ... on ProjectV2SingleSelectField { name } } }
            }
          }
        }
      }`;

/** @returns the query for `nodes(ids: $ids)` and the points it costs at most. */
export function detailsQuery(
  ids: readonly string[],
  withProjects: boolean,
): { readonly text: string; readonly variables: { readonly ids: readonly string[] }; readonly points: number } {
  const text = `query IssueDetails($ids: [ID!]!) {
  rateLimit { cost limit remaining resetAt }
  nodes(ids: $ids) {
    ... on Issue {
      id createdAt lastEditedAt
      author { __typename login }
      editor { __typename login }
      comments(last: 20) { nodes { createdAt author { __typename login } } }
      participants(first: 50) { nodes { login name } }
      closedByPullRequestsReferences(first: 20, includeClosedPrs: true) {
        nodes { createdAt state author { __typename login } }
      }${withProjects ? PROJECTS : ''}
    }
  }
}`;
  const requests = ids.length * (withProjects ? CONNECTIONS_PER_ISSUE.withProjects : CONNECTIONS_PER_ISSUE.plain);
  return { text, variables: { ids }, points: Math.max(1, Math.ceil(requests / 100)) };
}
