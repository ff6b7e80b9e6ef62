/** The query for the details of many issues at once. */

export const DETAILS_PER_REQUEST = 50;

/** GitHub counts each connection once an issue. */
const CONNECTIONS_PER_ISSUE = 3;

const DETAILS_QUERY = `query IssueDetails($ids: [ID!]!) {
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
      }
    }
  }
}`;

/** @returns the query for `nodes(ids: $ids)` and the points it costs at most. */
export function detailsQuery(ids: readonly string[]): {
  readonly text: string;
  readonly variables: { readonly ids: readonly string[] };
  readonly points: number;
} {
  const points = Math.max(1, Math.ceil((ids.length * CONNECTIONS_PER_ISSUE) / 100));
  return { text: DETAILS_QUERY, variables: { ids }, points };
}
